"""How long it takes to draw Foreningenes dag for a large town, and whether it is proven that no answer is better.

1,000 pupils with four wishes each, most for the same few associations, four rounds, 100 associations that take as many
in each round. That nobody is at two places at once is looked at here once more.
"""

from __future__ import annotations

import random
import time
from typing import Any

from tools.bench.figure import Figure, hand_over

PUPILS, OFFERS, ROUNDS, WISHES = 1_000, 100, 4, 4
AT_MOST = 10.0
TIMES = 3


def main() -> None:
    """Draw, check, hand over."""
    from samspill.activities.rules.fairs import draw

    question = _a_large_school()
    took, drawn = 1e9, None
    for _ in range(TIMES):
        began = time.perf_counter()
        drawn = draw(question, seed="lot")
        took = min(took, time.perf_counter() - began)
    assert drawn is not None
    is_possible = not _impossible(question, drawn.places)
    own = sum(drawn.granted)
    hand_over(
        [
            Figure(
                f"fair: {PUPILS:,} × {WISHES} wishes × {ROUNDS} rounds × {OFFERS} offers, {own:,} wishes met, "
                f"{'proven' if drawn.is_proven else 'NOT PROVEN'}, {len(drawn.unplaced)} without",
                took * 1000,
                "ms",
                "at most 10 s, proven, possible",
                drawn.is_proven and is_possible and not drawn.unplaced and took <= AT_MOST,
            )
        ]
    )


def _a_large_school() -> Any:
    """Everybody wants what the others want: the first association is wished for thirty times as often as the last."""
    from samspill.activities.rules.fairs import FairPupil, Question, Stand

    chance = random.Random(1)
    stands = []
    for number in range(OFFERS):
        room = chance.choice((6, 10, 16))
        stands.append(Stand(f"offer {number}", (room,) * ROUNDS, minimum=3))
    keys, weights = [stand.key for stand in stands], [1 / (number + 3) for number in range(OFFERS)]
    pupils = []
    for number in range(PUPILS):
        wishes: dict[str, None] = {}
        while len(wishes) < WISHES:
            wishes[chance.choices(keys, weights)[0]] = None
        pupils.append(FairPupil(f"pupil {number}", tuple(wishes)))
    return Question(pupils, stands, ROUNDS)


def _impossible(question: Any, places: Any) -> bool:
    """Whether somebody is at two places at once, twice at the same, or somewhere there is no room."""
    from collections import Counter

    room = {stand.key: stand.rooms for stand in question.stands}
    held = Counter((place.stand, place.round) for place in places)
    rounds = {(place.pupil, place.round) for place in places}
    stands = {(place.pupil, place.stand) for place in places}
    return (
        len(rounds) < len(places)
        or len(stands) < len(places)
        or any(many > room[stand][turn - 1] for (stand, turn), many in held.items())
    )


if __name__ == "__main__":
    main()
