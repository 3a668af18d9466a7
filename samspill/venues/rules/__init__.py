"""When a space may be borrowed: hours, notice, how long; and which times of a day are left. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samspill.foundation import clock

QUARTER = dt.timedelta(minutes=15)
DAY = 24 * 60
#: What a space may have, in the order shown.
EQUIPMENT = ("projector", "screen", "sound", "kitchen", "tables", "piano", "stage", "changing_room", "wifi")
#: How one gets in and on; the same words as activities use, so that one search finds both.
ACCESSIBILITY = ("step_free", "lift", "toilet", "hearing_loop", "parking")


class Objection(StrEnum):
    """Why a time cannot be had, whoever asks."""

    ODD = "odd"
    PAST = "past"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    TOO_LONG = "too_long"
    CLOSED = "closed"
    OUTSIDE = "outside"
    NO_FETCHING = "no_fetching"
    NO_RETURN = "no_return"


@dataclass(frozen=True, slots=True)
class Hours:
    """Lent on this weekday (0 is Monday) from `opens` until `closes`, minutes after midnight on the wall."""

    weekday: int
    opens: int
    closes: int
    at_once: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What a space demands of a time."""

    longest: dt.timedelta
    notice: dt.timedelta
    ahead: dt.timedelta
    hours: tuple[Hours, ...]
    closed: tuple[tuple[dt.date, dt.date], ...] = ()

    def is_closed(self, day: dt.date) -> bool:
        """Whether nothing is lent on this day."""
        return any(first <= day <= last for first, last in self.closed)


def moment(day: dt.date, minute: int) -> dt.datetime:
    """The UTC moment so many minutes after midnight on the wall; 1440 is the next midnight."""
    if minute >= DAY:
        return clock.start_of_day(day + dt.timedelta(days=1))
    return clock.at_local(day, dt.time(minute // 60, minute % 60))


def quarters(starts_at: dt.datetime, ends_at: dt.datetime) -> list[dt.datetime]:
    """The starts of the quarters of an hour between two moments, counted as they pass: when the clock is put back
    there are four more of them than the wall shows.
    """
    starts_at, ends_at = starts_at.astimezone(dt.UTC), ends_at.astimezone(dt.UTC)
    return [starts_at + QUARTER * n for n in range((ends_at - starts_at) // QUARTER)]


def objection(
    starts_at: dt.datetime, ends_at: dt.datetime, terms: Terms, *, at: dt.datetime, by_staff: bool
) -> Objection | None:
    """Why this time cannot be had, or None. Staff are held to the hours alone, not to notice and length."""
    why = objection_to_length(starts_at, ends_at, terms, at=at, by_staff=by_staff)
    if why:
        return why
    if terms.is_closed(clock.local_day(starts_at)):
        return Objection.CLOSED
    return None if hours_that_hold(starts_at, ends_at, terms) else Objection.OUTSIDE


def objection_to_length(
    starts_at: dt.datetime, ends_at: dt.datetime, terms: Terms, *, at: dt.datetime, by_staff: bool
) -> Objection | None:
    """What is wrong with a time before anybody looks at the hours: over, too soon, too far, too long."""
    if ends_at <= starts_at or not (_is_whole(starts_at) and _is_whole(ends_at)):
        return Objection.ODD
    if starts_at <= at:
        return Objection.PAST
    if not by_staff:
        if starts_at < at + terms.notice:
            return Objection.TOO_SOON
        if starts_at > at + terms.ahead:
            return Objection.TOO_FAR
        if ends_at - starts_at > terms.longest:
            return Objection.TOO_LONG
    return None


def hours_that_hold(starts_at: dt.datetime, ends_at: dt.datetime, terms: Terms) -> Hours | None:
    """The hours the time lies wholly within; those that need an answer where both do."""
    day = clock.local_day(starts_at)
    holding = [
        hours
        for hours in terms.hours
        if hours.weekday == day.weekday()
        and moment(day, hours.opens) <= starts_at
        and ends_at <= moment(day, hours.closes)
    ]
    return min(holding, key=lambda hours: hours.at_once, default=None)


def stretches(
    day: dt.date, terms: Terms, taken: Iterable[dt.datetime], *, at: dt.datetime
) -> list[tuple[dt.datetime, dt.datetime, bool]]:
    """The free stretches of a day that may still be asked for: from, until, and whether booked at once."""
    if terms.is_closed(day) or moment(day, 0) > at + terms.ahead:
        return []
    gone, first = frozenset(taken), at + terms.notice
    found: list[tuple[dt.datetime, dt.datetime, bool]] = []
    for hours in sorted(terms.hours, key=lambda one: one.opens):
        if hours.weekday == day.weekday():
            passing = quarters(moment(day, hours.opens), moment(day, hours.closes))
            free = [one for one in passing if one not in gone and one >= first]
            found += [(*stretch, hours.at_once) for stretch in _joined(free)]
    return found


def _joined(starts: Sequence[dt.datetime]) -> list[tuple[dt.datetime, dt.datetime]]:
    found: list[tuple[dt.datetime, dt.datetime]] = []
    for one in starts:
        if found and found[-1][1] == one:
            found[-1] = (found[-1][0], one + QUARTER)
        else:
            found.append((one, one + QUARTER))
    return found


def _is_whole(moment: dt.datetime) -> bool:
    return moment.minute % 15 == 0 and not (moment.second or moment.microsecond)
