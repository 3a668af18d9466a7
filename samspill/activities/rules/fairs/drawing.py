"""Drawing a fair: first the wishes, then the rounds, then somewhere to be for whoever has a round left.

What is best, in this order: as many as possible get at least one of their wishes, then as many as possible a second,
and so on; then the dearer wishes; then the lot, drawn from the published seed. It is solved as a flow that knows no
rounds, which no answer can be better than; where the rounds then come out it is proven.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from samspill.activities.rules.fairs.problem import (
    Drawn,
    FairPupil,
    Key,
    Opening,
    Place,
    Question,
    Stand,
    score_of,
)
from samspill.activities.rules.fairs.rounds import coloured, searched
from samspill.activities.rules.fairs.search import search
from samspill.foundation.allocation import Option, Problem, Taker, allocate
from samspill.foundation.allocation import Place as Room

Tell = Callable[[str], None]
#: The steps that are told while somebody waits.
STEPS = ("wishes", "rounds", "filling", "writing")


def draw(question: Question, *, seed: str, tell: Tell = lambda step: None) -> Drawn:
    """Who is where in which round. The same question and seed give the same answer, in whatever order pupils come."""
    tell("wishes")
    wished = _wished(question, seed)
    ranks = {(pupil, stand): rank for pupil, stand, rank in wished}
    if all(stand.is_even for stand in question.stands):
        tell("filling")
        pairs = [*ranks, *_beside(question, seed, ranks)]
        tell("rounds")
        turns = coloured(pairs, question.rounds)
        places = [Place(*pair, turn + 1, ranks.get(pair, 0)) for pair, turn in zip(pairs, turns, strict=True)]
        return _drawn(question, places, is_proven=True, how="flow")
    tell("rounds")
    rooms = {stand.key: stand.rooms for stand in question.stands}
    found = searched(list(ranks), rooms, question.rounds)
    if found is not None:
        places = [Place(*pair, turn + 1, ranks[pair]) for pair, turn in zip(ranks, found, strict=True)]
        is_proven, how = True, "rounds"
    else:
        (places, is_proven), how = search(question, seed=seed), "search"
    tell("filling")
    return _drawn(question, [*places, *_round_by_round(question, seed, places)], is_proven=is_proven, how=how)


def refill_openings(
    question: Question, standing: Sequence[Place], openings: Iterable[Opening], *, seed: str
) -> list[Place]:
    """Somewhere to be in these rounds, with all that stands left as it is; own wishes first, the dearest first.

    Openings of different pupils are decided together. Who has several is decided after, one pupil at a time in the
    order of the lot, because the same stand twice is not allowed. What cannot be filled is left out.
    """
    places, by_pupil = list(standing), defaultdict(list)
    for opening in openings:
        by_pupil[opening.pupil].append(opening.round)
    single = {key: rounds for key, rounds in by_pupil.items() if len(rounds) == 1}
    groups = [single, *({key: by_pupil[key]} for key in _by_lot(by_pupil.keys() - single.keys(), seed))]
    for group in groups:
        places += _filled(question, seed, places, group)
    return places[len(standing) :]


def _wished(question: Question, seed: str) -> list[tuple[Key, Key, int]]:
    """The best wishes to meet when nobody minds in which round: pupil, stand, rank."""
    ranks = {
        (pupil.key, stand.key): rank for pupil in question.pupils for rank, stand in question.wishes_of(pupil)
    }
    options = [Option(*pair, (rank - 1,)) for pair, rank in ranks.items()]
    takers = [Taker(pupil.key, question.rounds) for pupil in question.pupils]
    rooms = [Room(stand.key, sum(stand.rooms)) for stand in question.stands]
    # Each further wish of one pupil is dearer than the one before: first come those who have nothing yet.
    found = allocate(Problem(takers, rooms, options, load_after=0), seed=seed)
    return [(*pair, ranks[pair]) for pair in found.taken]


def _beside(question: Question, seed: str, had: Mapping[tuple[Key, Key], int]) -> list[tuple[Key, Key]]:
    """What to fill up with, whatever the round: first where too few have come."""
    per_pupil, per_stand = (Counter(pair[side] for pair in had) for side in (0, 1))
    takers = [Taker(pupil.key, question.rounds - per_pupil[pupil.key]) for pupil in question.pupils]
    rooms = [
        Room(
            stand.key,
            sum(stand.rooms) - per_stand[stand.key],
            max(0, stand.minimum * question.rounds - per_stand[stand.key]),
        )
        for stand in question.stands
    ]
    short = {taker.key for taker in takers if taker.most}
    options = [
        Option(pupil.key, stand.key)
        for pupil in question.pupils
        if pupil.key in short
        for stand in question.stands
        if any(stand.rooms) and stand.takes(pupil) and (pupil.key, stand.key) not in had
    ]
    return list(allocate(Problem(takers, rooms, options), seed=seed).taken)


def _round_by_round(question: Question, seed: str, places: Sequence[Place]) -> list[Place]:
    """What to fill up with where rounds differ: each round as well as can be, the one with least room first."""
    there = {(place.pupil, place.round) for place in places}
    taken = Counter((place.stand, place.round) for place in places)
    room = {
        turn: sum(stand.rooms[turn - 1] - taken[stand.key, turn] for stand in question.stands)
        for turn in range(1, question.rounds + 1)
    }
    all_places = list(places)
    for turn in sorted(room, key=lambda one: (room[one], one)):
        open_to = {pupil.key: [turn] for pupil in question.pupils if (pupil.key, turn) not in there}
        all_places += _filled(question, seed, all_places, open_to)
    return all_places[len(places) :]


def _filled(
    question: Question, seed: str, standing: Sequence[Place], openings: Mapping[Key, Sequence[int]]
) -> list[Place]:
    """Fill openings in which no stand can come up twice for one pupil, or those of one pupil alone."""
    taken = Counter((place.stand, place.round) for place in standing)
    had = {(place.pupil, place.stand) for place in standing}
    pupils = {pupil.key: pupil for pupil in question.pupils}
    is_alone = any(len(rounds) > 1 for rounds in openings.values())
    options, rooms, ranks = [], {}, {}
    for key, rounds in openings.items():
        for turn in rounds:
            for stand, rank in _possible(question, pupils[key], turn, taken, had):
                where = stand.key if is_alone else (stand.key, turn)
                rooms[where] = 1 if is_alone else stand.rooms[turn - 1] - taken[stand.key, turn]
                ranks[key, stand.key] = rank
                options.append(Option((key, turn), where, (rank - 1 if rank else len(pupils[key].wishes),)))
    takers = [Taker((key, turn)) for key, rounds in openings.items() for turn in rounds]
    found = allocate(Problem(takers, [Room(*one) for one in rooms.items()], options), seed=seed).taken
    placed = []
    for taker, where in found:
        key, turn = cast("tuple[Key, int]", taker)
        there: Key = where if is_alone else cast("tuple[Key, int]", where)[0]
        placed.append(Place(key, there, turn, ranks[key, there]))
    return placed


def _possible(
    question: Question,
    pupil: FairPupil,
    turn: int,
    taken: Mapping[tuple[Key, int], int],
    had: set[tuple[Key, Key]],
) -> list[tuple[Stand, int]]:
    """Stands with room in a round that she has not been to, each with which of her wishes it is."""
    ranks = {key: rank for rank, key in enumerate(pupil.wishes, start=1)}
    return [
        (stand, ranks.get(stand.key, 0))
        for stand in question.stands
        if stand.takes(pupil)
        and stand.rooms[turn - 1] > taken.get((stand.key, turn), 0)
        and (pupil.key, stand.key) not in had
    ]


def _by_lot(keys: Iterable[Key], seed: str) -> list[Key]:
    from samspill.foundation.allocation.lottery import drawn

    return sorted(keys, key=lambda key: drawn(seed, key))


def _drawn(question: Question, places: Sequence[Place], *, is_proven: bool, how: str) -> Drawn:
    there = {(place.pupil, place.round) for place in places}
    unplaced = [
        Opening(pupil.key, turn)
        for pupil in question.pupils
        for turn in range(1, question.rounds + 1)
        if (pupil.key, turn) not in there
    ]
    granted, ranks = score_of(question, places)
    return Drawn(tuple(places), tuple(unplaced), granted, ranks, is_proven, how)
