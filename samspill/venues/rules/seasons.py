"""A season's hours: which times a request may have, on which days they fall, and why somebody got fewer. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from samspill.foundation.allocation.packing import Choice, Claim
from samspill.foundation.holidays import is_public_holiday

#: Who comes, in the order shown.
GROUPS = ("children", "youth", "adults", "seniors", "everyone")
QUARTER_MINUTES = 15
#: How far apart the beginnings are that are tried within a wish.
APART = 30
MOST_WISHES = 3


class Why(StrEnum):
    """Why a wish gave nothing."""

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

    def is_lent(self, weekday: int, begins: int, ends: int) -> bool:
        """Whether the time lies wholly within hours of that day."""
        return any(day == weekday and opens <= begins and ends <= closes for day, opens, closes in self.hours)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish: a space, on one of these days, between two times."""

    space: str
    weekdays: tuple[int, ...]
    begins: int
    ends: int


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


class Reason(NamedTuple):
    """Why one wish gave nothing; `groups` counts who has times in it, where it was given to others."""

    wish: Wanted
    why: Why
    groups: tuple[tuple[str, int], ...] = ()


def claims_of(asked: Iterable[Asked], first_groups: Collection[str]) -> list[Claim]:
    """The requests as the solver takes them."""
    return [Claim(one.key, one.taker, one.times, one.group in first_groups) for one in asked]


def choices_of(asked: Iterable[Asked], rooms: Mapping[str, Room], stand: Iterable[Time] = ()) -> list[Choice]:
    """Every time each request may have, with its place among the wishes; and those that stand, wherever they are."""
    found: dict[Time, Choice] = {}
    for one in asked:
        for rank, wish in enumerate(one.wishes):
            room = rooms.get(wish.space)
            if room is not None and _holds(room, one):
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


def reasons(
    one: Asked,
    rooms: Mapping[str, Room],
    given: Sequence[Time],
    groups: Mapping[str, str],
    minutes_of_taker: int,
    most_minutes: int | None,
) -> list[Reason]:
    """Why each wish gave no time; empty where the request got all it asked for. `groups` is who comes, by request."""
    if sum(time.request == one.key for time in given) >= one.times:
        return []
    return [
        _reason(one, wish, rooms, given, groups, minutes_of_taker, most_minutes)
        for wish in one.wishes
        if not any(_is_of(time, one, wish) for time in given)
    ]


def _reason(
    one: Asked,
    wish: Wanted,
    rooms: Mapping[str, Room],
    given: Sequence[Time],
    groups: Mapping[str, str],
    minutes_of_taker: int,
    most_minutes: int | None,
) -> Reason:
    room = rooms.get(wish.space)
    if room is not None and not _holds(room, one):
        return Reason(wish, Why.TOO_SMALL)
    if room is None or not any(_times(one, wish, room)):
        return Reason(wish, Why.NOT_LENT)
    if most_minutes is not None and minutes_of_taker + one.minutes > most_minutes:
        return Reason(wish, Why.ENOUGH)
    things = set(room.takes)
    others = {
        time.request
        for time in given
        if time.request != one.key
        and time.weekday in wish.weekdays
        and time.begins < wish.ends
        and wish.begins < time.ends
        and things.intersection(rooms[time.space].takes)
    }
    counted = Counter(groups[key] for key in others)
    return Reason(
        wish, Why.GIVEN, tuple((group, counted[group]) for group in GROUPS if counted[group])
    )


def _is_of(time: Time, one: Asked, wish: Wanted) -> bool:
    return time.request == one.key and time.space == wish.space and time.weekday in wish.weekdays


def _holds(room: Room, one: Asked) -> bool:
    return room.capacity is None or one.people <= room.capacity


def _times(one: Asked, wish: Wanted, room: Room) -> Iterator[tuple[int, Time]]:
    for weekday in wish.weekdays:
        starts = range(wish.begins, wish.ends - one.minutes + 1, APART)
        for late, begins in enumerate(starts):
            if room.is_lent(weekday, begins, begins + one.minutes):
                yield late, Time(one.key, room.key, weekday, begins, begins + one.minutes)
