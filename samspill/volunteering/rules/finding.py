"""Which open times fit what somebody looks for, and how many would if she asked for one thing more or less."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from samspill.activities.rules.nearness import Near
from samspill.activities.rules.spans import SPANS, days_of
from samspill.activities.rules.vocabulary import HOURS_OF_PART
from samspill.foundation.recurrence import OSLO
from samspill.volunteering.rules.square import MINUTES, TIMES, TOGETHER, LookedFor

Key = Any
"""A row's key as the database's driver gives it: only compared."""
Codes = Mapping[str, tuple[str, ...]]
Spans = list[tuple[str, dt.datetime, dt.datetime]]
_SATURDAY = 5
_PART_OF_HOUR = {hour: part for part, hours in HOURS_OF_PART.items() for hour in range(*hours)}
_A_DAY = dt.timedelta(days=1)
#: What one may choose among, as addresses name it.
CHOICES = ("what", "where", "by", "when", "time", "takes", "how", "language", "places")


class OpenTime(NamedTuple):
    """A time with places left, as far as everybody may know it. `form` is the need's; `spot` its area's middle."""

    shift: Key
    need: Key
    title: str
    kind: str
    form: str
    area: uuid.UUID | None
    unit: uuid.UUID
    languages: tuple[str, ...]
    starts_at: dt.datetime
    ends_at: dt.datetime
    left: int
    published_at: dt.datetime
    spot: tuple[float, float] | None = None


class Chosen(NamedTuple):
    """A need that fits, by its next time that does, and how often more there is one."""

    need: Key
    shift: Key
    published_at: dt.datetime
    more: int


class Sieved(NamedTuple):
    """`chosen`: what fits, in the order of the times. `counts`: under the name of each choice and each of its codes,
    how many would fit with that code, the rest as it is asked for. `without`: under each name asked for, how many would
    fit were it not.
    """

    chosen: list[Chosen]
    counts: dict[str, dict[str, int]]
    without: dict[str, int]


def sieve(
    times: Iterable[OpenTime],
    looked_for: LookedFor,
    *,
    today: dt.date,
    around: Near | None = None,
    hits: Container[Key] | None = None,
) -> Sieved:
    """What of these times, in order, is looked for. A need fits where one of its times does in all that is asked.

    `around` is what the part of town is widened to; `hits` the needs that hold the words, None where no words are
    looked for.
    """
    misses = _missing(looked_for, around, hits)
    spans = _spans(today)
    found: dict[Key, list[OpenTime]] = {}
    counted: dict[str, dict[str, set[Key]]] = {name: defaultdict(set) for name in CHOICES}
    without: dict[str, set[Key]] = {name: set() for name in looked_for.asked()}
    for time in times:
        codes = _codes(time, spans)
        missed = misses(time, codes)
        if len(missed) > 1:
            continue
        if not missed:
            found.setdefault(time.need, []).append(time)
        for name in missed or CHOICES:
            for code in codes.get(name, ()):
                counted[name][code].add(time.need)
        for name in missed:
            without[name].add(time.need)
    return Sieved(
        [_chosen(of_need) for of_need in found.values()],
        {name: {code: len(needs) for code, needs in by_code.items()} for name, by_code in counted.items()},
        {name: len(needs | found.keys()) for name, needs in without.items()},
    )


def is_at(
    starts_at: dt.datetime | None, ends_at: dt.datetime | None, when: str, time: str, today: dt.date
) -> bool:
    """Whether something of which no more is known than when it is, is on these days and at this time of day."""
    if not (when or time):
        return True
    if starts_at is None:
        return False
    ends_at = ends_at or starts_at
    return (not when or when in _days(starts_at, ends_at, _spans(today))) and (
        not time or time in _parts(starts_at)
    )


def _missing(
    looked_for: LookedFor, around: Near | None, hits: Container[Key] | None
) -> Callable[[OpenTime, Codes], list[str]]:
    """What tells which of the things asked for a time has not, by their names in an address."""
    asked = [(name, code) for name, code in looked_for.asked().items() if name in CHOICES]
    near = looked_for.near

    def missed(time: OpenTime, codes: Codes) -> list[str]:
        lacks = [name for name, code in asked if code not in codes[name]]
        if around and "where" in lacks and _is_within(around, time.spot):
            lacks.remove("where")
        if near and not _is_within(near, time.spot):
            lacks.append("near")
        if hits is not None and time.need not in hits:
            lacks.append("q")
        return lacks

    return missed


def _chosen(times: list[OpenTime]) -> Chosen:
    first, starts = times[0], {time.starts_at for time in times}
    return Chosen(first.need, first.shift, first.published_at, len(starts) - 1)


def _codes(time: OpenTime, spans: Spans) -> Codes:
    """What a time has, under the name of each choice. A pair has no hours: the two agree on them."""
    is_pair, is_window = time.form == "pair", time.form == "window"
    return {
        "what": (time.kind,),
        "where": (str(time.area),) if time.area else (),
        "by": (str(time.unit),),
        "when": () if is_pair else _days(time.starts_at, time.ends_at, spans),
        "time": TIMES if is_pair else _within(time) if is_window else _parts(time.starts_at),
        "takes": () if is_pair else _at_most(time.ends_at - time.starts_at),
        "how": ("once",) if time.form in ("once", "window") else ("regular",),
        "language": time.languages,
        "places": _room_for(time.left),
    }


@lru_cache(maxsize=1024)
def _at_most(length: dt.timedelta) -> tuple[str, ...]:
    return tuple(str(minutes) for minutes in MINUTES if length <= dt.timedelta(minutes=minutes))


@lru_cache(maxsize=1024)
def _room_for(left: int) -> tuple[str, ...]:
    return tuple(str(many) for many in TOGETHER if left >= many)


def _spans(today: dt.date) -> Spans:
    """Each span, from its first moment until it is over, in UTC."""
    days = ((span, *days_of(span, today)) for span in SPANS)
    return [(span, _midnight(first), _midnight(last + _A_DAY)) for span, first, last in days]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OSLO).astimezone(dt.UTC)


def _days(starts_at: dt.datetime, ends_at: dt.datetime, spans: Spans) -> tuple[str, ...]:
    told = [span for span, begin, end in spans if starts_at < end and (ends_at > begin or starts_at >= begin)]
    return tuple(told)


def _parts(starts_at: dt.datetime) -> tuple[str, ...]:
    """When in the day something begins, as the week has it, and whether that is at a weekend."""
    local = starts_at.astimezone(OSLO)
    part = _PART_OF_HOUR[local.hour]
    return (part, "weekends") if local.weekday() >= _SATURDAY else (part,)


def _within(time: OpenTime) -> tuple[str, ...]:
    """All that a window lets one choose among."""
    if time.ends_at - time.starts_at >= 7 * _A_DAY:
        return TIMES
    return tuple(dict.fromkeys(part for moment in _hours(time) for part in _parts(moment)))


def _hours(time: OpenTime) -> Iterator[dt.datetime]:
    moment = time.starts_at
    while moment < time.ends_at:
        yield moment
        moment += dt.timedelta(hours=1)


def _is_within(near: Near, spot: tuple[float, float] | None) -> bool:
    return spot is not None and near.km_to(*spot) * 1000 <= near.metres
