"""What happens to parts of town: one is entered, gets another name, or its middle is put on the map."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q

from samspill.activities.actions.indexing import index_activities
from samspill.activities.models import Activity
from samspill.foundation.actions import note
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned

#: Latitude and longitude (WGS 84, degrees); None where nobody has said where it is.
Middle = tuple[float, float] | None


class AreaKnown(ValueError):
    """Another part of town has this name."""


@transaction.atomic
def add_area(name: str, middle: Middle = None, *, by: Owned | str, at: dt.datetime) -> Area:
    """A part of town that people would name. Raises `AreaKnown`."""
    area = Area(name=name.strip())
    _put(area, middle)
    note("add_area", area, by=by, channel="web", at=at)
    return area


@transaction.atomic
def change_area(area: Area, name: str, middle: Middle, *, by: Owned | str, at: dt.datetime) -> Area:
    """Another name, or another middle; who searches by the new name finds what is there. Raises `AreaKnown`."""
    area = Area.objects.select_for_update().get(pk=area.pk)
    before, area.name = area.name, name.strip()
    _put(area, middle)
    if area.name != before:
        index_activities(activities_around(area))
    note("change_area", area, by=by, channel="web", at=at)
    return area


def activities_around(area: Area) -> list[Activity]:
    """Those that are found by its name, with all they are found by."""
    rows = Activity.objects.filter(Q(area=area) | Q(place__area=area))
    return list(rows.select_related("organisation", "unit", "place", "area"))


def _put(area: Area, middle: Middle) -> None:
    area.latitude, area.longitude = middle or (None, None)
    try:
        with transaction.atomic():
            area.save()
    except IntegrityError as error:
        raise AreaKnown(area.name) from error
