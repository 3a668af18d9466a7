"""What is near a spot, asked so that both databases answer the same."""

from __future__ import annotations

import uuid

from django.db.models import F, Q, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.fields import FloatField, IntegerField
from django.db.models.functions import Cast, Floor, Greatest, Sqrt
from django.db.models.lookups import LessThanOrEqual

from samspill.activities.queries.standing_areas import heir_of
from samspill.activities.rules.nearness import METRES_A_DEGREE, Near
from samspill.foundation.models import Area


def within(near: Near, path: str) -> Q:
    """That the place at `path` ("activity__place__", or "" for places themselves) is near enough.

    Sieved by a rectangle first; then Pythagoras, in plain arithmetic that both databases know.
    """
    south, north, west, east = near.box
    box = Q(
        (f"{path}latitude__gte", south),
        (f"{path}latitude__lte", north),
        (f"{path}longitude__gte", west),
        (f"{path}longitude__lte", east),
    )
    return box & Q(LessThanOrEqual(_metres_squared(near, path), Value(near.metres**2, FloatField())))


def kilometres_to(near: Near, path: str) -> Cast:
    """How far the place at `path` is, in whole kilometres from 1, as `in_kilometres` has it."""
    metres = Sqrt(_metres_squared(near, path), output_field=FloatField())
    rounded = Floor(metres / Value(1000.0) + Value(0.5), output_field=FloatField())
    return Cast(Greatest(rounded, Value(1.0), output_field=FloatField()), IntegerField())


def times_within(near: Near) -> Q:
    """Of times: a time that is elsewhere than the activity's place is not known to be near anything."""
    return within(near, "activity__place__") & Q(place_text="")


def around(area_id: uuid.UUID, within_km: int) -> Near | None:
    """So many kilometres round the middle of a part of town, or of the one that took over; None where nobody has said
    where that is. One select.
    """
    area = (
        Area.objects.filter(Q(pk=area_id) | Q(pk__in=heir_of(area_id))).only("latitude", "longitude").first()
    )
    if area is None or area.latitude is None or area.longitude is None:
        return None
    return Near(area.latitude, area.longitude, within_km * 1000.0)


def _metres_squared(near: Near, path: str) -> CombinedExpression:
    up = (F(f"{path}latitude") - near.latitude) * METRES_A_DEGREE
    aside = (F(f"{path}longitude") - near.longitude) * near.metres_east
    return up * up + aside * aside
