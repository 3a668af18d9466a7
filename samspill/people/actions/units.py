"""Units open and close."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import StaffMember, Unit


@transaction.atomic
def open_unit(
    name: str,
    *,
    by: StaffMember | str,
    at: dt.datetime,
    sector: str = "",
    phone: str = "",
    hours: str = "",
    email: str = "",
    receives_the_public: bool = False,
) -> Unit:
    """A municipal service begins to use Samspill; the one that is there if the name is known already."""
    unit, is_new = Unit.objects.get_or_create(
        name=name.strip(),
        defaults={
            "sector": sector,
            "phone": phone,
            "hours": hours,
            "email": email,
            "receives_the_public": receives_the_public,
        },
    )
    if is_new:
        note("open_unit", unit, by=by, channel="web", at=at)
    return unit
