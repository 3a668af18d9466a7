"""A season's hours: which times a request may have, on which days they fall, and why somebody got fewer. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, NamedTuple

from samspill.foundation.allocation.packing import Choice, Claim
from samspill.foundation.holidays import is_public_holiday

#: Who comes, in the order shown.
GROUPS = ("children", "youth", "adults", "seniors", "everyone")
QUARTER_MINUTES = 15
#: How far apart the beginnings are that are tried within a wish.
APART = 30
#: How many wishes a request has where the municipality says nothing else, and at most.
USUAL_WISHES, MOST_WISHES = 3, 6


@dataclass(frozen=True)
class SeasonFacts:
    """What is said of a season; `models.Season` tells what each means. `breaks` are days off: from, until, name."""

    name: str
    first_on: dt.date
    last_on: dt.date
    ask_by_on: dt.date
    opens: int = 0
    closes: int = 1440
    weekdays: tuple[str, ...] = ("0", "1", "2", "3", "4")
    first_groups: tuple[str, ...] = ()
    most_minutes: int | None = None
    appeal: str = ""
    most_wishes: int = USUAL_WISHES
    breaks: tuple[tuple[dt.date, dt.date, str], ...] = ()

    def fields(self) -> dict[str, Any]:
        """What stands in the season's own row."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "breaks"}


class Stage(StrEnum):
    """How far a season has come, and so what is to be done with it."""

    OPEN = "open"
    NOBODY = "nobody"
    TO_SHARE = "to_share"
    SHARING = "sharing"
    PROPOSAL = "proposal"
    DECIDED = "decided"


def stage_of(
    *, is_decided: bool, is_shared_now: bool, is_open: bool, number_asked: int, has_proposal: bool
) -> Stage:
    """How far it has come. While it is open, or is being shared out, what was proposed before cannot be decided."""
    stages = (
        (is_decided, Stage.DECIDED),
        (is_shared_now, Stage.SHARING),
        (is_open, Stage.OPEN),
        (number_asked == 0, Stage.NOBODY),
        (has_proposal, Stage.PROPOSAL),
    )
    return next((stage for holds, stage in stages if holds), Stage.TO_SHARE)


class Why(StrEnum):
    """Why a wish gave nothing."""

    LACKING = "lacking"
    NOT_FOR_GROUP = "not_for_group"
    TOO_SMALL = "too_small"
    NOT_LENT = "not_lent"
    ENOUGH = "enough"
    GIVEN = "given"


class Time(NamedTuple):
    """A time a week for a request. Minutes after midnight on the wall; 0 is Monday."""

    request: str
    space: str
    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Room:
    """A space of the season: what is taken with it, how many it holds, and from when until when each day."""

    key: str
    takes: tuple[str, ...]
    capacity: int | None
    hours: tuple[tuple[int, int, int], ...]
    has: frozenset[str] = frozenset()
    for_registered: bool = False

    def is_lent(self, weekday: int, begins: int, ends: int) -> bool:
        """Whether the time lies wholly within hours of that day."""
        return any(day == weekday and opens <= begins and ends <= closes for day, opens, closes in self.hours)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish: a space, or "" for any that has what it `needs`, on one of these days, between two times."""

    space: str
    weekdays: tuple[int, ...]
    begins: int
    ends: int
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its wishes, the dearest first. `taker` is the same for all requests of one association."""

    key: str
    taker: str
    group: str
    people: int
    minutes: int
    times: int
    wishes: tuple[Wanted, ...]
    is_registered: bool = True


class Reason(NamedTuple):
    """Why one wish gave nothing; `groups` counts who has times in it, where it was given to others."""

    rank: int
    why: Why
    groups: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What is given in a season, and what is needed to tell why: groups by request, minutes by taker."""

    rooms: Mapping[str, Room]
    given: Sequence[Time]
    groups: Mapping[str, str]
    minutes: Mapping[str, int]
    most_minutes: int | None


def claims_of(asked: Iterable[Asked], first_groups: Collection[str]) -> list[Claim]:
    """The requests as the solver takes them."""
    return [Claim(one.key, one.taker, one.times, one.group in first_groups) for one in asked]


def choices_of(asked: Iterable[Asked], rooms: Mapping[str, Room], stand: Iterable[Time] = ()) -> list[Choice]:
    """Every time each request may have, with its place among the wishes; and those that stand, wherever they are."""
    found: dict[Time, Choice] = {}
    for one in asked:
        for rank, wish in enumerate(one.wishes):
            for room in _fitting(one, wish, rooms):
                for late, time in _times(one, wish, room):
                    found.setdefault(time, choice_of(time, room, rank, late))
    for time in stand:
        if time not in found and time.space in rooms:
            found[time] = choice_of(time, rooms[time.space], 0, 0)
    return list(found.values())


def choice_of(time: Time, room: Room, rank: int, late: int) -> Choice:
    """A time as the solver takes it: the quarters it takes in the space and in all that is taken with it."""
    takes = frozenset(taken(time, room))
    return Choice(time, time.request, time.weekday, takes, rank, late, time.ends - time.begins)


def taken(time: Time, room: Room) -> Iterator[tuple[str, int, int]]:
    """Each quarter of an hour that a time takes: the space, the weekday, minutes after midnight."""
    for key in room.takes:
        for minute in range(time.begins, time.ends, QUARTER_MINUTES):
            yield key, time.weekday, minute


def days_of(
    weekday: int, first_on: dt.date, last_on: dt.date, breaks: Iterable[tuple[dt.date, dt.date]]
) -> list[dt.date]:
    """The days of the season on this weekday, without public holidays and breaks."""
    off = list(breaks)
    day = first_on + dt.timedelta(days=(weekday - first_on.weekday()) % 7)
    found = []
    while day <= last_on:
        if not is_public_holiday(day) and not any(begins <= day <= ends for begins, ends in off):
            found.append(day)
        day += dt.timedelta(days=7)
    return found


def reasons(one: Asked, outcome: Outcome) -> list[Reason]:
    """Why each wish gave no time; empty where the request got all it asked for."""
    if sum(time.request == one.key for time in outcome.given) >= one.times:
        return []
    return [
        _reason(one, rank, wish, outcome)
        for rank, wish in enumerate(one.wishes, 1)
        if not any(_is_of(time, one, wish) for time in outcome.given)
    ]


def _reason(one: Asked, rank: int, wish: Wanted, outcome: Outcome) -> Reason:
    meant = list(_meant(wish, outcome.rooms))
    fitting = list(_fitting(one, wish, outcome.rooms))
    if not meant:
        return Reason(rank, Why.NOT_LENT if wish.space else Why.LACKING)
    if not fitting:
        too_small = any(_may(room, one) for room in meant)
        return Reason(rank, Why.TOO_SMALL if too_small else Why.NOT_FOR_GROUP)
    if not any(True for room in fitting for _time in _times(one, wish, room)):
        return Reason(rank, Why.NOT_LENT)
    if (
        outcome.most_minutes is not None
        and outcome.minutes.get(one.taker, 0) + one.minutes > outcome.most_minutes
    ):
        return Reason(rank, Why.ENOUGH)
    return Reason(rank, Why.GIVEN, _others(one, wish, fitting, outcome))


def _others(
    one: Asked, wish: Wanted, fitting: Iterable[Room], outcome: Outcome
) -> tuple[tuple[str, int], ...]:
    """Who has times within the wish: how many requests of each group."""
    things = {key for room in fitting for key in room.takes}
    others = {
        time.request
        for time in outcome.given
        if time.request != one.key
        and time.weekday in wish.weekdays
        and time.begins < wish.ends
        and wish.begins < time.ends
        and things.intersection(outcome.rooms[time.space].takes)
    }
    counted = Counter(outcome.groups[key] for key in others)
    return tuple((group, counted[group]) for group in GROUPS if counted[group])


def _is_of(time: Time, one: Asked, wish: Wanted) -> bool:
    inside = wish.begins <= time.begins and time.ends <= wish.ends and time.weekday in wish.weekdays
    return time.request == one.key and inside and wish.space in ("", time.space)


def _meant(wish: Wanted, rooms: Mapping[str, Room]) -> Iterator[Room]:
    """The room that is wished for, or all that have what is needed."""
    if wish.space:
        yield from (rooms[key] for key in (wish.space,) if key in rooms)
    else:
        yield from (room for room in rooms.values() if room.has.issuperset(wish.needs))


def _fitting(one: Asked, wish: Wanted, rooms: Mapping[str, Room]) -> Iterator[Room]:
    for room in _meant(wish, rooms):
        if _may(room, one) and (room.capacity is None or one.people <= room.capacity):
            yield room


def _may(room: Room, one: Asked) -> bool:
    return one.is_registered or not room.for_registered


def _times(one: Asked, wish: Wanted, room: Room) -> Iterator[tuple[int, Time]]:
    for weekday in wish.weekdays:
        starts = range(wish.begins, wish.ends - one.minutes + 1, APART)
        for late, begins in enumerate(starts):
            if room.is_lent(weekday, begins, begins + one.minutes):
                yield late, Time(one.key, room.key, weekday, begins, begins + one.minutes)
