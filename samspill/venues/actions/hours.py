"""The hours of a week, for a room or a thing, as staff write them."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.venues.rules import Hours


class HoursOverlap(ValueError):
    """Two of the hours of one day overlap, or one ends before it begins."""


def in_order(hours: Sequence[Hours]) -> list[Hours]:
    """The hours by day and beginning. Raises `HoursOverlap`."""
    ordered = sorted(hours, key=lambda one: (one.weekday, one.opens))
    for one, other in zip(ordered, [*ordered[1:], None], strict=True):
        if one.closes <= one.opens or (other and other.weekday == one.weekday and other.opens < one.closes):
            raise HoursOverlap(one.weekday)
    return ordered
