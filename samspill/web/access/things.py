"""What every door to the things shares: two weeks of a thing, with the way to those before and after."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest

from samspill.foundation import clock
from samspill.venues.models import Thing
from samspill.venues.queries.things import days_of_thing

DAYS_SHOWN = 14
#: What an address may have chosen in the form that borrows a thing.
CHOSEN = ("pieces", "day", "begins", "until_on", "ends")


def days_page(request: HttpRequest, thing: Thing) -> dict[str, Any]:
    """Two weeks from the day the address asks for, as `access/things/days.html` shows them."""
    today, step = clock.today(), dt.timedelta(days=DAYS_SHOWN)
    last_on = today + dt.timedelta(days=thing.ahead_days)
    first_on = min(max(_day(request.GET.get("from", "")) or today, today), last_on)
    return {
        "days": days_of_thing(thing, first_on, DAYS_SHOWN, at=clock.now()),
        "before_on": max(first_on - step, today) if first_on > today else None,
        "after_on": first_on + step if first_on + step <= last_on else None,
    }


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
