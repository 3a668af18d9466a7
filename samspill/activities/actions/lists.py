"""That somebody looked at who comes: so that each of them can see it on her own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from samspill.activities.models import SignUp, Waiting
from samspill.foundation.actions import note_each
from samspill.people.models import Person, StaffMember


def note_list_look(rows: Iterable[SignUp | Waiting], *, by: Person | StaffMember, at: dt.datetime) -> None:
    """Write that `by` saw the names of these, to see who comes, or who waits. One statement."""
    note_each("looked", [(row, by, {"why": "list"}) for row in rows], channel="web", at=at)
