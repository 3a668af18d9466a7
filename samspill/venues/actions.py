"""What happens to places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.venues.models import Place


@transaction.atomic
def add_place(
    name: str,
    *,
    address: str = "",
    postcode: str = "",
    town: str = "",
    area: Area | None = None,
    accessibility: Iterable[str] = (),
    by: Owned | str,
    at: dt.datetime,
) -> Place:
    """A place where something happens; the one that is there if name and address are known already."""
    place, is_new = Place.objects.get_or_create(
        name=name.strip(),
        address=address.strip(),
        defaults={
            "postcode": postcode,
            "town": town,
            "area": area,
            "accessibility": tuple(accessibility),
        },
    )
    if is_new:
        note("add_place", place, by=by, channel="web", at=at)
    return place
