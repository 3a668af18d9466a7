"""The verbs of venues, by subject."""

from __future__ import annotations

from samspill.venues.actions.again import have_again, have_dates_again
from samspill.venues.actions.answering import approve, cancel, give_back, refuse
from samspill.venues.actions.bookings import Order, book, book_several
from samspill.venues.actions.borrowing import MayNotBorrow, NotLent
from samspill.venues.actions.counter import (
    MoreThanLent,
    bring_back,
    find_missing,
    hand_out,
    take_back,
    undo_hand_out,
    undo_take_back,
)
from samspill.venues.actions.dates import approve_dates, borrow_several, end_dates, give_back_dates
from samspill.venues.actions.halls import TimeTaken
from samspill.venues.actions.hours import HoursOverlap
from samspill.venues.actions.instead import lend_instead, ready_reason, ready_words, write_to_borrower
from samspill.venues.actions.instead_dates import lend_dates_instead, undo_instead
from samspill.venues.actions.loans import ThingOrder, borrow_thing, change_loan
from samspill.venues.actions.moving import move, move_for
from samspill.venues.actions.pieces import TooFewLeft
from samspill.venues.actions.places import add_place, change_place, close_days, open_days
from samspill.venues.actions.reminding import send_due_reminders
from samspill.venues.actions.spaces import (
    NotAWhole,
    SpaceFacts,
    SpaceKnown,
    add_space,
    change_space,
    set_hours,
    stop_lending,
)
from samspill.venues.actions.things import (
    ThingFacts,
    ThingKnown,
    add_thing,
    change_thing,
    set_fetching_hours,
)

__all__ = [
    "HoursOverlap",
    "MayNotBorrow",
    "MoreThanLent",
    "NotAWhole",
    "NotLent",
    "Order",
    "SpaceFacts",
    "SpaceKnown",
    "ThingFacts",
    "ThingKnown",
    "ThingOrder",
    "TimeTaken",
    "TooFewLeft",
    "add_place",
    "add_space",
    "add_thing",
    "approve",
    "approve_dates",
    "book",
    "book_several",
    "borrow_several",
    "borrow_thing",
    "bring_back",
    "cancel",
    "change_loan",
    "change_place",
    "change_space",
    "change_thing",
    "close_days",
    "end_dates",
    "find_missing",
    "give_back",
    "give_back_dates",
    "hand_out",
    "have_again",
    "have_dates_again",
    "lend_dates_instead",
    "lend_instead",
    "move",
    "move_for",
    "open_days",
    "ready_reason",
    "ready_words",
    "refuse",
    "send_due_reminders",
    "set_fetching_hours",
    "set_hours",
    "stop_lending",
    "take_back",
    "undo_hand_out",
    "undo_instead",
    "undo_take_back",
    "write_to_borrower",
]
