"""What a reader wants to see of the week: read from the address, and written back into links."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from samspill.activities.queries import Filter, read_filter
from samspill.activities.queries.subscriptions import plain_address
from samspill.activities.rules.spans import SPANS, days_of

#: How an address says that what is nearest comes first.
NEAREST_FIRST = "order=near"
A_WEEK = dt.timedelta(days=7)
MOST_DAYS = 31
#: Nobody looks further back or ahead than this; a robot that follows "next week" comes to an end.
FURTHEST_BACK = dt.timedelta(days=366)
FURTHEST_AHEAD = dt.timedelta(days=548)


@dataclass(frozen=True, slots=True)
class Wish:
    """The days somebody looks at, and what she looks for on them. `span` is one of `SPANS` or "" for other days.

    `nearest_first`: in order of how far away it is, where she asked for what is near a spot; else in order of time.
    """

    span: str
    looked_for: Filter
    first_on: dt.date
    last_on: dt.date
    today: dt.date
    nearest_first: bool = False

    @property
    def is_the_coming_week(self) -> bool:
        return self.span == "week"

    @property
    def filter_address(self) -> str:
        """`q=kor&free=1`: the filter whatever the days, for a calendar that follows it; "" where nothing is chosen."""
        return replace(self.looked_for, from_on=None, until_on=None).to_query()

    @property
    def lasting_address(self) -> str:
        """The same without where the reader is: what may be kept with somebody's phone number."""
        return plain_address(self.looked_for)

    @property
    def near_address(self) -> str:
        """The rest of the filter, when where the reader is is left out: for the link that takes it away."""
        return f"?{plain_address(self.looked_for)}"

    @property
    def spot(self) -> str:
        """«63.42,10.4» where the reader asked for what is near, else ""."""
        near = self.looked_for.near
        return f"{near.latitude},{near.longitude}" if near else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the days was asked for."""
        return bool(self.filter_address)

    @property
    def has_choices(self) -> bool:
        """Whether anything but days and words was asked for: whoever only searches wants to see what was found."""
        return bool(replace(self.looked_for, words="", from_on=None, until_on=None).to_query())

    @property
    def previous_address(self) -> str:
        """The seven days before, or "" where there is no reason to look."""
        earlier = max(self.first_on - A_WEEK, self.today)
        return self._address(earlier) if self.first_on > self.today else ""

    @property
    def next_address(self) -> str:
        """The days after, or "" beyond the horizon."""
        later = self.last_on + dt.timedelta(days=1)
        return self._address(later) if later <= self.today + FURTHEST_AHEAD else ""

    def _address(self, first_on: dt.date) -> str:
        days = "" if first_on == self.today else urlencode({"from": first_on.isoformat()})
        return "?" + "&".join(filter(None, (days, self.kept_address)))

    @property
    def kept_address(self) -> str:
        """The filter and its order, whatever the days: what a link to other days takes along."""
        return self.filter_address + (f"&{NEAREST_FIRST}" if self.nearest_first else "")

    @property
    def other_order_address(self) -> str:
        """The same in the other order, on the same days."""
        days = {"when": self.span} if self.span else _between(self.first_on, self.last_on)
        order = "" if self.nearest_first else NEAREST_FIRST
        return "?" + "&".join(filter(None, (urlencode(days), self.filter_address, order)))


def read_wish(given: QueryDict, today: dt.date) -> Wish:
    """What the address asks for. Anything that makes no sense is passed over; nothing asked is seven days."""
    looked_for = read_filter({name: str(value) for name, value in given.items()})
    span = given.get("when", "")
    if looked_for.from_on and span in ("", "week"):
        first_on, last_on = _asked_for(looked_for, today)
        span = "week" if first_on == today and last_on == today + A_WEEK - dt.timedelta(days=1) else ""
    else:
        span = span if span in SPANS else "week"
        first_on, last_on = days_of(span, today)
    nearest_first = looked_for.near is not None and given.get("order") == "near"
    days = replace(looked_for, from_on=first_on, until_on=last_on)
    return Wish(span, days, first_on, last_on, today, nearest_first)


def _between(first_on: dt.date, last_on: dt.date) -> dict[str, str]:
    return {"from": first_on.isoformat(), "until": last_on.isoformat()}


def _asked_for(looked_for: Filter, today: dt.date) -> tuple[dt.date, dt.date]:
    """The days in the address, within reason; seven where only the first is given."""
    assert looked_for.from_on is not None
    first_on = max(today - FURTHEST_BACK, min(looked_for.from_on, today + FURTHEST_AHEAD))
    last_on = looked_for.until_on or first_on + dt.timedelta(days=6)
    return first_on, max(first_on, min(last_on, first_on + dt.timedelta(days=MOST_DAYS - 1)))
