"""The verbs of venues, by subject."""

from __future__ import annotations

from samspill.venues.actions.bookings import (
    MayNotBorrow,
    NotLent,
    Order,
    TimeTaken,
    approve,
    book,
    book_several,
    cancel,
    give_back,
    move,
    move_for,
    refuse,
)
from samspill.venues.actions.places import add_place, change_place, close_days, open_days
from samspill.venues.actions.reminding import send_due_reminders
from samspill.venues.actions.spaces import (
    HoursOverlap,
    NotAWhole,
    SpaceFacts,
    SpaceKnown,
    add_space,
    change_space,
    set_hours,
    stop_lending,
)

__all__ = [
    "HoursOverlap",
    "MayNotBorrow",
    "NotAWhole",
    "NotLent",
    "Order",
    "SpaceFacts",
    "SpaceKnown",
    "TimeTaken",
    "add_place",
    "add_space",
    "approve",
    "book",
    "book_several",
    "cancel",
    "change_place",
    "change_space",
    "close_days",
    "give_back",
    "move",
    "move_for",
    "open_days",
    "refuse",
    "send_due_reminders",
    "set_hours",
    "stop_lending",
]
