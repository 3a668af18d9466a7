"""The dates of a season's times: which become bookings, and which are left out and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from samspill.foundation import clock
from samspill.venues import rules
from samspill.venues.models import SeasonTime, Space
from samspill.venues.queries import quarters_in, taken_with, terms_of
from samspill.venues.queries.seasons import Shared, breaks_of
from samspill.venues.rules.seasons import days_of


class SeasonDate(NamedTuple):
    """One date of a time. `why` is "" where it can be booked, else `taken` or one of `rules.Objection`."""

    time: SeasonTime
    on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    why: str


def dates_of(found: Shared, *, at: dt.datetime) -> list[SeasonDate]:
    """Every date of every time that is given, by time and day. Public holidays and days off are no dates.

    What has passed is left out without a word. One query for what is taken.
    """
    season, spaces = found.season, {space.pk: space for space in found.spaces}
    off = [(first_on, last_on) for first_on, last_on, _name in breaks_of(season)]
    taken = _taken(found.spaces, season.first_on, season.last_on)
    dates = []
    for time in times_of(found):
        space = spaces[time.space_id]
        for day in days_of(time.weekday, season.first_on, season.last_on, off):
            starts_at, ends_at = rules.moment(day, time.begins), rules.moment(day, time.ends)
            if starts_at > at:
                why = _why(space, starts_at, ends_at, taken, at)
                dates.append(SeasonDate(time, day, starts_at, ends_at, why))
    return dates


def times_of(found: Shared) -> list[SeasonTime]:
    """All times that are given, by day and hour."""
    rows = [row for request in found.requests for row in request.given.all()]
    return sorted(rows, key=lambda row: (row.weekday, row.begins, str(row.space), str(row.pk)))


def _why(
    space: Space,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    taken: dict[object, set[dt.datetime]],
    at: dt.datetime,
) -> str:
    objection = rules.objection(starts_at, ends_at, terms_of(space), at=at, by_staff=True)
    if objection:
        return objection.value
    wanted: Collection[dt.datetime] = rules.quarters(starts_at, ends_at)
    return "taken" if any(not taken[key].isdisjoint(wanted) for key in taken_with(space)) else ""


def _taken(spaces: Sequence[Space], first_on: dt.date, last_on: dt.date) -> dict[object, set[dt.datetime]]:
    keys = {key for space in spaces for key in taken_with(space)}
    until = clock.start_of_day(last_on + dt.timedelta(days=1))
    rows = quarters_in(keys, clock.start_of_day(first_on), until)
    found: dict[object, set[dt.datetime]] = defaultdict(set)
    for space_id, starts_at in rows.values_list("space_id", "starts_at"):
        found[space_id].add(starts_at)
    return found
