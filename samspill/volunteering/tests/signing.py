"""What tests of the way in share: how a volunteer signs."""

from __future__ import annotations

import datetime as dt

from samspill.commitments.actions import sign
from samspill.commitments.models import Signature
from samspill.commitments.queries import current_text
from samspill.people.models import Person


def put_name_under(kind: str, person: Person, at: dt.datetime) -> Signature:
    """Sign what is in force, on the web."""
    return sign(current_text(kind, "nb"), person, name=person.name, channel="web", by=person, at=at)
