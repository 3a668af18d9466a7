"""How long it takes to share a season's hours out, in a small town and in a large one, and what of it is proven.

40 requests for three halls, and 200 for ten; each hall divides in two. Two thirds of the clubs ask for more than one
group; each request has up to three wishes of one to three days. That no quarter of an hour is given twice is looked at
here once more.
"""

from __future__ import annotations

import random
import time
from typing import Any

from tools.bench.figure import Figure, hand_over

SMALL, LARGE = (40, 3), (200, 10)
#: In seconds of the processor.
AT_MOST = {SMALL: 5.0, LARGE: 60.0}
#: All six.
MUST_BE_PROVEN = {SMALL: 6, LARGE: 6}


def main() -> None:
    """Share out, check, hand over."""
    hand_over([_figure(*SMALL), _figure(*LARGE)])


def _figure(requests: int, halls: int) -> Figure:
    from samspill.foundation.allocation.packing import pack

    claims, choices = _a_season(requests, halls)
    began = time.process_time()
    found = pack(claims, choices, seed="lot")
    took = time.process_time() - began
    proven = [step.aim for step in found.steps if step.reached == step.bound]
    must = [step.aim for step in found.steps][: MUST_BE_PROVEN[requests, halls]]
    limit = AT_MOST[requests, halls]
    return Figure(
        f"season: {requests} requests × {halls} halls, {len(choices):,} choices, {len(found.given)} times given, "
        f"proven: {', '.join(proven)}",
        took * 1000,
        "ms",
        f"at most {limit:.0f} s of the processor, {len(must)} aims proven, possible",
        set(must) <= set(proven) and _is_possible(choices, found.given) and took <= limit,
    )


def _a_season(requests: int, halls: int) -> tuple[list[Any], list[Any]]:
    """Clubs that mostly want the same hours: after school and in the evening."""
    from samspill.foundation.allocation.packing import Claim

    chance = random.Random(5)
    clubs = max(3, requests // 3)
    claims, choices = list[Any](), list[Any]()
    for number in range(requests):
        most, is_first = chance.choice((1, 1, 2)), chance.random() < 0.5
        claims.append(Claim(number, f"club {chance.randrange(clubs)}", most, is_first))
        minutes = chance.choice((60, 90, 90, 120))
        found: dict[Any, Any] = {}
        for rank in range(3):
            for choice in _wish(number, rank, minutes, halls, chance):
                found.setdefault(choice.key, choice)
        choices.extend(found.values())
    return claims, choices


def _wish(number: int, rank: int, minutes: int, halls: int, chance: random.Random) -> list[Any]:
    from samspill.foundation.allocation.packing import Choice

    hall, part = chance.randrange(halls), chance.choice("wab")
    takes = "wab" if part == "w" else part
    days = chance.sample(range(5), chance.choice((1, 2, 3)))
    begins = chance.choice((960, 990, 1020, 1050, 1080, 1140))
    ends = min(1320, begins + minutes + chance.choice((0, 60, 120)))
    return [
        Choice(
            (number, hall, part, day, start),
            number,
            day,
            frozenset((hall, one, day, at) for one in takes for at in range(start, start + minutes, 15)),
            cost=rank,
            late=late,
            size=minutes,
        )
        for day in days
        for late, start in enumerate(range(begins, ends - minutes + 1, 30))
    ]


def _is_possible(choices: list[Any], given: Any) -> bool:
    """Whether no quarter of an hour in a hall or a half is given twice."""
    by_key = {choice.key: choice for choice in choices}
    things = [thing for key in given for thing in by_key[key].takes]
    return len(things) == len(set(things))


if __name__ == "__main__":
    main()
