"""A season's times as people look them up: by room and day, and by who asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from samspill.venues.models import SeasonRequest, SeasonTime, Space
from samspill.venues.queries import taken_with
from samspill.venues.queries.season_dates import times_of
from samspill.venues.queries.seasons import Shared
from samspill.venues.rules.seasons import Reason


@dataclass(frozen=True)
class WeekTable:
    """A week in a room: each day of the season with who has it when, also by its whole and its parts."""

    space: Space
    days: tuple[tuple[int, tuple[SeasonTime, ...]], ...]


@dataclass(frozen=True)
class Line:
    """A request with what it got, and why not more."""

    request: SeasonRequest
    times: tuple[SeasonTime, ...]
    reasons: tuple[Reason, ...]


def week_tables(found: Shared) -> list[WeekTable]:
    """A week in each room of the season."""
    weekdays = sorted(map(int, found.season.weekdays))
    tables = []
    for space in found.spaces:
        here = times_in(found, space)
        days = tuple((day, tuple(row for row in here if row.weekday == day)) for day in weekdays)
        tables.append(WeekTable(space, days))
    return tables


def lines_by_borrower(found: Shared) -> list[tuple[str, list[Line]]]:
    """Who asked, by name, each with their requests."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for request in found.requests:
        reasons = tuple(found.reasons_for(request)) if found.given else ()
        lines[request.borrower].append(Line(request, tuple(request.given.all()), reasons))
    return sorted(lines.items(), key=lambda pair: pair[0].casefold())


def times_in(found: Shared, space: Space) -> list[SeasonTime]:
    """Who has the space, its whole or a part of it in a week, by day and hour."""
    things = {*taken_with(space), space.whole_id}
    rows: Iterable[SeasonTime] = times_of(found)
    return [row for row in rows if row.space_id in things]
