"""That somebody took rows out of the house, in a file."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.actions import note
from samspill.foundation.models import AuditEntry
from samspill.people.queries import Asker


def note_export(asker: Asker, what: str, *, rows: int, at: dt.datetime) -> AuditEntry:
    """Write that this member of staff took a list as a spreadsheet: which one, and how many rows."""
    return note("exported_list", asker.unit, by=asker.staff, channel="web", at=at, list=what, rows=rows)
