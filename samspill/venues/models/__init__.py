"""The tables of venues, by subject."""

from __future__ import annotations

from samspill.venues.models.bookings import BookedQuarter, Booking
from samspill.venues.models.places import ClosedDays, Place
from samspill.venues.models.seasons import (
    Season,
    SeasonBreak,
    SeasonRequest,
    SeasonSpace,
    SeasonTime,
    SeasonWish,
    Sharing,
)
from samspill.venues.models.spaces import LendingHours, Space

__all__ = [
    "BookedQuarter",
    "Booking",
    "ClosedDays",
    "LendingHours",
    "Place",
    "Season",
    "SeasonBreak",
    "SeasonRequest",
    "SeasonSpace",
    "SeasonTime",
    "SeasonWish",
    "Sharing",
    "Space",
]
