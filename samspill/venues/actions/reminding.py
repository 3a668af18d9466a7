"""When the time is near, whoever borrows is told how to open or where to fetch; then to bring it back; once, if late.

Not before: a code that lies about is no lock. Nobody is sent to a house that has closed that day: she is told so
instead, and that she may choose another time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from samspill.foundation import clock
from samspill.venues import wording
from samspill.venues.actions.telling import tell
from samspill.venues.models import Booking, Loan
from samspill.venues.queries import live_bookings, to_remind
from samspill.venues.queries.closed_days import of_houses_that_are_open, with_closed_doors
from samspill.venues.queries.things import (
    live_loans,
    loans_to_ask_for,
    loans_to_bring_back,
    loans_to_remind,
)
from samspill.venues.wording import Told


def send_due_reminders(at: dt.datetime) -> int:
    """Tell everybody whose time is near, or over without the thing being back; how many."""
    rooms = sum(_say_once(row, "reminded_at", wording.reminder, at) for row in to_remind(at=at))
    near = with_closed_doors(loans_to_remind(at=at))
    fetching = sum(_say_once(row, "reminded_at", _of_fetching(row, at), at) for row in near)
    ending = with_closed_doors(loans_to_bring_back(at=at))
    back = sum(_say_once(row, "return_reminded_at", _of_return(row), at) for row in ending)
    late = of_houses_that_are_open(loans_to_ask_for(at=at), on=clock.local_day(at))
    asked = sum(_say_once(row, "late_told_at", wording.is_it_late, at) for row in late)
    return rooms + fetching + back + asked


def _of_fetching(row: Any, at: dt.datetime) -> Callable[[Told], str]:
    """Where to fetch it; or that nobody is there, while she has not been there already."""
    return wording.closed_when_fetched if row.fetch_is_shut and row.starts_at > at else wording.reminder


def _of_return(row: Any) -> Callable[[Told], str]:
    return wording.closed_when_back if row.return_is_shut else wording.bring_it_back


@transaction.atomic
def _say_once(row: Booking | Loan, column: str, say: Callable[[Told], str], at: dt.datetime) -> bool:
    """Whether it fell to us, decided by one conditional update: two workers may look at the same time."""
    live = live_bookings() if isinstance(row, Booking) else live_loans()
    if not live.filter(pk=row.pk, **{f"{column}__isnull": True}).update(**{column: at}):
        return False
    start = row.starts_at if column == "reminded_at" else row.ends_at
    kind = {"reminded_at": "near", "return_reminded_at": "ending", "late_told_at": "late"}[column]
    return tell(row, say, key=f"booking_{kind}:{row.pk}:{start:%Y%m%d%H%M}:{at:%Y%m%d%H%M}", at=at)
