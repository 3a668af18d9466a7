"""The tables of venues, by subject."""

from __future__ import annotations

from samspill.venues.models.bookings import BookedQuarter, Booking
from samspill.venues.models.lending import Borrowed, Lent
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
from samspill.venues.models.things import FetchingHours, Loan, Thing

__all__ = [
    "BookedQuarter",
    "Booking",
    "Borrowed",
    "ClosedDays",
    "FetchingHours",
    "LendingHours",
    "Lent",
    "Loan",
    "Place",
    "Season",
    "SeasonBreak",
    "SeasonRequest",
    "SeasonSpace",
    "SeasonTime",
    "SeasonWish",
    "Sharing",
    "Space",
    "Thing",
]
