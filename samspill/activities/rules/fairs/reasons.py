"""Why each wish was met or not, in a code and figures that can be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from samspill.activities.rules.fairs.problem import Key, Place, Question


class Reason(NamedTuple):
    """What became of a wish. `code`: granted, full, enough, no_round, closed, not_for_grade.

    `round` where it was granted; `wished` and `room` are how many wished for it and how many there is room for.
    """

    pupil: Key
    stand: Key
    code: str
    round: int = 0
    wished: int = 0
    room: int = 0


def reasons_of(question: Question, places: Sequence[Place]) -> list[Reason]:
    """One reason for each wish of each pupil. A stand that is not in the question is closed."""
    stands = {stand.key: stand for stand in question.stands}
    where = {(place.pupil, place.stand): place.round for place in places}
    own = Counter(place.pupil for place in places if place.rank)
    taken = Counter(place.stand for place in places)
    wished = Counter(key for pupil in question.pupils for key in pupil.wishes)
    told = []
    for pupil in question.pupils:
        for key in pupil.wishes:
            stand = stands.get(key)
            room = sum(stand.rooms) if stand else 0
            if turn := where.get((pupil.key, key)):
                code = "granted"
            elif not stand or not room:
                code = "closed"
            elif not stand.takes(pupil):
                code = "not_for_grade"
            elif own[pupil.key] >= question.rounds:
                code = "enough"
            else:
                code = "full" if taken[key] >= room else "no_round"
            told.append(Reason(pupil.key, key, code, turn or 0, wished[key], room))
    return told
