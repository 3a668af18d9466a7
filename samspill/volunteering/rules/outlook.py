"""What asking in waves will lead to: how many are likely to be asked in vain, and how likely it is to be covered.

Somebody is asked in vain who would come, or is still thinking, when the last place goes to another: she is told that it
is covered. Each is taken to say yes as often as people have said yes before, independently, and before the next wave.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from samspill.volunteering.rules.waves import how_many_to_ask, next_wave_at

#: More waves than this change nothing one could see.
MOST_WAVES = 24
NOWHERE = 1e-9
#: A moment to reckon from; only the time between moments counts.
SOME_MOMENT = dt.datetime(2000, 1, 3, 12)


class Outlook(NamedTuple):
    """How many will be asked in all and how many of them in vain, as expected; and the chance to cover every place."""

    asked: float
    in_vain: float
    chance: float


class _Way(NamedTuple):
    """Where things may stand: so many places open, so many people asked."""

    open_places: int
    asked: int


def outlook(*, open_places: int, first: int, rate: float, hours_left: float, candidates: int) -> Outlook:
    """What comes of asking `first` people now, and then waves of the usual size until all places are taken.

    `rate` is how often people say yes, `candidates` how many can be asked at all.
    """
    if open_places <= 0:
        return Outlook(0.0, 0.0, 1.0)
    at = SOME_MOMENT
    starts, due = at + dt.timedelta(hours=hours_left), at if hours_left > 0 else None
    ways: dict[_Way, float] = {_Way(open_places, 0): 1.0}
    asked = in_vain = chance = 0.0
    for wave in range(MOST_WAVES):
        if due is None or not ways:
            break
        at = due
        after: dict[_Way, float] = defaultdict(float)
        for way, likely in ways.items():
            size = first if wave == 0 else _size(way, rate, starts - at, candidates)
            asked += likely * min(size, candidates - way.asked)
            for then, share, vain in _answers(way, min(size, candidates - way.asked), rate):
                in_vain += likely * share * vain
                after[then] += likely * share
        chance += sum(likely for way, likely in after.items() if way.open_places == 0)
        ways = {way: likely for way, likely in after.items() if way.open_places and likely > NOWHERE}
        due = next_wave_at(at, starts)
    return Outlook(asked, in_vain, min(chance, 1.0))


def _size(way: _Way, rate: float, left: dt.timedelta, candidates: int) -> int:
    hours = left.total_seconds() / 3600
    return how_many_to_ask(open_places=way.open_places, rate=rate, hours_left=hours, candidates=candidates)


def _answers(way: _Way, size: int, rate: float) -> list[tuple[_Way, float, float]]:
    """How a wave may end: where things stand then, how likely that is, and how many of the wave were asked in vain.

    They answer one after the other; whoever has not answered when the last place goes was asked in vain.
    """
    likely = {way.open_places: 1.0}
    ends: list[tuple[_Way, float, float]] = []
    for number in range(1, size + 1):
        after: dict[int, float] = defaultdict(float)
        for places, chance in likely.items():
            after[places] += chance * (1 - rate)
            after[places - 1] += chance * rate
        if covered := after.pop(0, 0.0):
            ends.append((_Way(0, way.asked + size), covered, float(size - number)))
        likely = after
    ends += [(_Way(places, way.asked + size), chance, 0.0) for places, chance in likely.items()]
    return ends
