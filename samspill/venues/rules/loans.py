"""Things lent in pieces: how many are out at most in a time, and when one is fetched and brought back. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from samspill.foundation import clock
from samspill.venues.rules import QUARTER, Hours, Objection, Terms, moment, objection_to_length

#: How far around a wished time an hour to fetch or to bring back is looked for.
DAYS_AROUND = 7


class Out(NamedTuple):
    """So many pieces are out in this time."""

    pieces: int
    starts_at: dt.datetime
    ends_at: dt.datetime


class Promise(NamedTuple):
    """So many pieces are promised in this time: since when, whether somebody said yes, and whether they are fetched."""

    key: Hashable
    pieces: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    since: dt.datetime
    is_booked: bool = True
    is_out: bool = False


def most_out(out: Iterable[Out], starts_at: dt.datetime, ends_at: dt.datetime) -> int:
    """The most pieces that are out at the same moment between two moments. That moment is when some loan begins."""
    within = [one for one in out if one.starts_at < ends_at and starts_at < one.ends_at]
    moments = {max(starts_at, one.starts_at) for one in within}
    return max((_out_at(within, moment) for moment in moments), default=0)


def holds_more(before: Out, after: Out) -> bool:
    """Whether a loan holds something after a change that it did not hold before: pieces, or time."""
    return (
        after.pieces > before.pieces or after.starts_at < before.starts_at or after.ends_at > before.ends_at
    )


def lacking(there: int, promises: Iterable[Promise], *, at: dt.datetime) -> dict[Hashable, int]:
    """How many pieces each promise lacks where `there` are fewer than are promised; who lacks none is left out.

    What is fetched lacks nothing: the borrower has it. The rest is given out in the order it was promised: first what
    somebody said yes to, by when that was, then what waits for an answer, by when it was asked for. Each gets as many
    as are left in all of its time from now on. So the last promised is short first; and one that is short still comes
    before those promised after it, with what is left for it. Another number or time, changed later, moves nobody in
    the line.
    """
    given, lacks = list[Out](), dict[Hashable, int]()
    for one in sorted(promises, key=_turn):
        left = there - most_out(given, max(one.starts_at, at), one.ends_at)
        has = one.pieces if one.is_out else min(one.pieces, max(left, 0))
        given.append(Out(has, one.starts_at, one.ends_at))
        if has < one.pieces:
            lacks[one.key] = one.pieces - has
    return lacks


def loan_objection(
    starts_at: dt.datetime, ends_at: dt.datetime, terms: Terms, *, at: dt.datetime, by_staff: bool
) -> Objection | None:
    """Why a thing cannot be fetched and brought back then, or None; staff as in `rules.objection`.

    Only the two moments must lie within hours; what lies between is as long as the terms allow.
    """
    why = objection_to_length(starts_at, ends_at, terms, at=at, by_staff=by_staff)
    if why:
        return why
    if hours_to_fetch(starts_at, terms) is None:
        return Objection.NO_FETCHING
    return None if can_be_brought_back(ends_at, terms) else Objection.NO_RETURN


def objection_to_return(
    starts_at: dt.datetime, ends_at: dt.datetime, terms: Terms, *, at: dt.datetime, by_staff: bool
) -> Objection | None:
    """Why what is fetched cannot be brought back then instead, or None."""
    if ends_at.minute % 15 or ends_at.second or ends_at.microsecond:
        return Objection.ODD
    if ends_at <= at:
        return Objection.PAST
    if ends_at - starts_at > terms.longest and not by_staff:
        return Objection.TOO_LONG
    return None if can_be_brought_back(ends_at, terms) else Objection.NO_RETURN


def hours_to_fetch(starts_at: dt.datetime, terms: Terms) -> Hours | None:
    """The hours in which a thing is fetched at this moment; those that need an answer where both do."""
    day = clock.local_day(starts_at)
    holding = [
        one for one in _hours_on(day, terms) if moment(day, one.opens) <= starts_at < moment(day, one.closes)
    ]
    return min(holding, key=lambda one: one.at_once, default=None)


def can_be_brought_back(ends_at: dt.datetime, terms: Terms) -> bool:
    """Whether somebody is there at this moment; the minute they close still counts."""
    day = clock.local_day(ends_at - QUARTER)
    return any(
        moment(day, one.opens) < ends_at <= moment(day, one.closes) for one in _hours_on(day, terms)
    ) or (hours_to_fetch(ends_at, terms) is not None)


def around(
    starts_at: dt.datetime, ends_at: dt.datetime, terms: Terms, *, at: dt.datetime
) -> tuple[dt.datetime, dt.datetime] | None:
    """When to fetch and bring back what is needed between two moments: the last hour before, the first after.

    None where there is none within a week, or where they are too far apart or too soon.
    """
    fetching = max(_moments_to_fetch(starts_at, terms), default=None)
    returning = min(_moments_to_bring_back(ends_at, terms), default=None)
    if fetching is None or returning is None:
        return None
    return (
        None if loan_objection(fetching, returning, terms, at=at, by_staff=False) else (fetching, returning)
    )


def _moments_to_fetch(starts_at: dt.datetime, terms: Terms) -> Iterable[dt.datetime]:
    """On each day up to the start the last moment at which it can be fetched."""
    last_on = clock.local_day(starts_at)
    for day in (last_on - dt.timedelta(days=n) for n in range(DAYS_AROUND + 1)):
        for one in _hours_on(day, terms):
            if moment(day, one.opens) <= starts_at:
                yield min(starts_at, moment(day, one.closes) - QUARTER)


def _moments_to_bring_back(ends_at: dt.datetime, terms: Terms) -> Iterable[dt.datetime]:
    """On each day from the end on the first moment at which somebody is there."""
    first_on = clock.local_day(ends_at)
    for day in (first_on + dt.timedelta(days=n) for n in range(DAYS_AROUND + 1)):
        for one in _hours_on(day, terms):
            if moment(day, one.closes) >= ends_at:
                yield max(ends_at, moment(day, one.opens))


def _hours_on(day: dt.date, terms: Terms) -> list[Hours]:
    return [] if terms.is_closed(day) else [one for one in terms.hours if one.weekday == day.weekday()]


def _turn(one: Promise) -> tuple[bool, bool, dt.datetime, dt.datetime, str]:
    return not one.is_out, not one.is_booked, one.since, one.starts_at, str(one.key)


def _out_at(out: Iterable[Out], moment: dt.datetime) -> int:
    return sum(one.pieces for one in out if one.starts_at <= moment < one.ends_at)
