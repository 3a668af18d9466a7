"""What a fact about a person was and became, kept apart from the trail so that a wrong value can go in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspill.people.models import Change, Person, StaffMember

LONGEST = 300


def keep_change(
    person: Person,
    field: str,
    was: Any,
    became: Any,
    *,
    by: StaffMember | Person | str,
    at: dt.datetime,
    channel: str,
) -> Change:
    """Remember one change; the trail tells only that there was one."""
    return Change.objects.create(
        person=person,
        field=field,
        was=_told(was),
        became=_told(became),
        changed_at=at,
        channel=channel,
        changed_by=by if isinstance(by, StaffMember) else None,
    )


def _told(value: Any) -> str:
    if isinstance(value, tuple | list):
        value = ", ".join(value)
    return "" if value is None else str(value)[:LONGEST]
