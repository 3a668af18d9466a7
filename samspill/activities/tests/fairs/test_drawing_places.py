"""Who goes where at a fair: checked by a judge of its own, and against every possibility where there are few."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.activities.rules.fairs import (
    FairPupil,
    Opening,
    Place,
    Question,
    Stand,
    draw,
    reasons_of,
    refill_openings,
)
from samspill.activities.rules.fairs.problem import score_of
from samspill.activities.rules.fairs.rounds import coloured


def faults(question, places):
    """What nobody could do, told by rules written down here once more."""
    stands = {stand.key: stand for stand in question.stands}
    pupils = {pupil.key: pupil for pupil in question.pupils}
    told = []
    for name, keys in (
        ("two places in a round", [(one.pupil, one.round) for one in places]),
        ("the same twice", [(one.pupil, one.stand) for one in places]),
    ):
        told += [(name, key) for key, many in Counter(keys).items() if many > 1]
    for (stand, turn), many in Counter((one.stand, one.round) for one in places).items():
        if many > stands[stand].rooms[turn - 1]:
            told.append(("too many", (stand, turn)))
    for one in places:
        pupil, stand = pupils[one.pupil], stands[one.stand]
        if pupil.grade and not stand.grades[0] <= pupil.grade <= stand.grades[1]:
            told.append(("wrong grade", one))
        rank = pupil.wishes.index(one.stand) + 1 if one.stand in pupil.wishes else 0
        if rank != one.rank:
            told.append(("wrong rank", one))
    return told


def best_of_all(question):
    """The best score there is, by trying everything."""

    def ways(pupil):
        wishes = question.wishes_of(pupil)
        for turns in product(range(question.rounds + 1), repeat=len(wishes)):
            used = [turn for turn in turns if turn]
            if len(set(used)) == len(used):
                yield [
                    Place(pupil.key, stand.key, turn, rank)
                    for turn, (rank, stand) in zip(turns, wishes, strict=True)
                    if turn and stand.rooms[turn - 1]
                ]

    best = None
    for chosen in product(*(list(ways(pupil)) for pupil in question.pupils)):
        places = [place for some in chosen for place in some]
        if not faults(question, places):
            levels, ranks = score_of(question, places)
            if best is None or (levels, -ranks) > best:
                best = (levels, -ranks)
    return best


@st.composite
def questions(draw_from, even):
    rounds = draw_from(st.integers(1, 3))
    stands = []
    for n in range(draw_from(st.integers(1, 4))):
        one = st.integers(0, 2)
        rooms = (draw_from(one),) * rounds if even else tuple(draw_from(st.tuples(*[one] * rounds)))
        grades = draw_from(st.sampled_from([(0, 99), (8, 8), (9, 10)]))
        stands.append(Stand(f"stand {n}", rooms, grades, draw_from(st.integers(0, 2))))
    keys = [stand.key for stand in stands]
    pupils = [
        FairPupil(
            f"pupil {n}",
            tuple(draw_from(st.permutations(keys)))[: draw_from(st.integers(0, 3))],
            draw_from(st.sampled_from([0, 8, 9])),
        )
        for n in range(draw_from(st.integers(1, 3)))
    ]
    return Question(pupils, stands, rounds)


@settings(max_examples=120, deadline=None)
@given(questions(even=True))
def test_where_rounds_are_alike_no_answer_is_better_than_the_one_drawn(question):
    drawn = draw(question, seed="lot")
    assert not faults(question, drawn.places)
    assert drawn.is_proven and (drawn.granted, -drawn.ranks) == best_of_all(question)


@settings(max_examples=120, deadline=None)
@given(questions(even=False))
def test_where_rounds_differ_what_is_called_proven_is_the_best_there_is(question):
    drawn = draw(question, seed="lot")
    assert not faults(question, drawn.places)
    assert drawn.is_proven and (drawn.granted, -drawn.ranks) == best_of_all(question)


@settings(max_examples=60, deadline=None)
@given(questions(even=True))
def test_nobody_stands_without_where_some_one_place_would_have_done(question):
    drawn = draw(question, seed="lot")
    taken = Counter((one.stand, one.round) for one in drawn.places)
    had = {(one.pupil, one.stand) for one in drawn.places}
    for opening in drawn.unplaced:
        pupil = next(one for one in question.pupils if one.key == opening.pupil)
        assert not [
            stand
            for stand in question.stands
            if stand.takes(pupil)
            and (pupil.key, stand.key) not in had
            and taken[stand.key, opening.round] < stand.rooms[opening.round - 1]
        ]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(1, 12), st.integers(0, 10**6))
def test_rounds_are_found_for_any_choice_and_a_stand_has_as_many_in_each(rounds, stands, chance):
    lot = random.Random(chance)
    pairs = [
        (pupil, stand)
        for pupil in range(12)
        for stand in lot.sample(range(stands), min(stands, lot.randint(0, rounds)))
    ]
    turns = coloured(pairs, rounds)
    assert len(set(zip((pupil for pupil, _ in pairs), turns, strict=True))) == len(pairs)
    for stand in range(stands):
        many = Counter(turn for (_, where), turn in zip(pairs, turns, strict=True) if where == stand)
        sizes = [many[turn] for turn in range(rounds)]
        assert max(sizes) - min(sizes) <= 1


def test_the_order_in_which_pupils_come_decides_nothing():
    pupils = [FairPupil(f"pupil {n}", ("choir", "chess")) for n in range(12)]
    stands = [Stand("choir", (3, 3)), Stand("chess", (3, 3))]
    one = draw(Question(pupils, stands, 2), seed="lot")
    other = draw(Question(pupils[::-1], stands[::-1], 2), seed="lot")
    assert {(p.pupil, p.stand) for p in one.places} == {(p.pupil, p.stand) for p in other.places}


def test_over_many_seeds_the_first_and_the_last_win_as_often():
    pupils = [FairPupil(f"pupil {n:02}", ("choir",)) for n in range(10)]
    question = Question(pupils, [Stand("choir", (5,))], 1)
    won = Counter(place.pupil for n in range(400) for place in draw(question, seed=f"seed {n}").places)
    assert all(160 <= won[pupil.key] <= 240 for pupil in pupils)


def test_everybody_gets_something_before_anybody_gets_more():
    pupils = [FairPupil("ada", ("choir", "chess")), FairPupil("bo", ("choir", "chess"))]
    drawn = draw(Question(pupils, [Stand("choir", (1, 0)), Stand("chess", (0, 1))], 2), seed="lot")
    assert drawn.granted[0] == 2


def test_what_is_filled_up_with_goes_first_to_who_has_too_few():
    pupils = [FairPupil(f"pupil {n}", ("choir",)) for n in range(4)]
    stands = [Stand("choir", (2, 2)), Stand("chess", (4, 4)), Stand("scouts", (4, 4), minimum=2)]
    drawn = draw(Question(pupils, stands, 2), seed="lot")
    sizes = Counter((place.stand, place.round) for place in drawn.places)
    assert sizes["scouts", 1] >= 2 and sizes["scouts", 2] >= 2 and not drawn.unplaced


def test_when_a_club_falls_ill_only_its_own_pupils_move_and_their_wishes_come_first():
    pupils = [
        FairPupil("ada", ("choir", "chess")),
        FairPupil("bo", ("chess", "scouts")),
        FairPupil("cy", ("scouts", "choir")),
    ]
    stands = [Stand(key, (1, 1)) for key in ("choir", "chess", "scouts")]
    before = draw(Question(pupils, stands, 2), seed="lot")
    gone = [place for place in before.places if place.stand == "choir"]
    stands = [Stand(key, (2, 2)) for key in ("chess", "scouts", "band")]
    standing = [place for place in before.places if place.stand != "choir"]
    question = Question(pupils, stands, 2)
    found = refill_openings(
        question, standing, [Opening(place.pupil, place.round) for place in gone], seed="lot"
    )
    assert {(one.pupil, one.round) for one in found} == {(one.pupil, one.round) for one in gone}
    assert not faults(question, [*standing, *found])


def test_who_comes_late_is_placed_in_what_is_free_and_never_twice_at_the_same():
    pupils = [FairPupil("late", ("choir",))]
    question = Question(
        pupils, [Stand("choir", (1, 1, 1)), Stand("chess", (1, 1, 0)), Stand("go", (0, 0, 1))], 3
    )
    found = refill_openings(question, [], [Opening("late", turn) for turn in (1, 2, 3)], seed="lot")
    assert len(found) == 3 and not faults(question, found)


def test_each_wish_has_a_reason():
    pupils = [
        FairPupil("ada", ("choir", "shut", "elders"), 8),
        FairPupil("bo", ("choir", "chess", "go"), 8),
    ]
    stands = [
        Stand("choir", (1, 0)),
        Stand("chess", (0, 1)),
        Stand("go", (0, 1)),
        Stand("elders", (1, 1), (9, 10)),
    ]
    question = Question(pupils, stands, 2)
    places = [Place("bo", "choir", 1, 1), Place("bo", "chess", 2, 2)]
    told = {(one.pupil, one.stand): one for one in reasons_of(question, places)}
    codes = {key: one.code for key, one in told.items()}
    assert codes == {
        ("ada", "choir"): "full",
        ("ada", "shut"): "closed",
        ("ada", "elders"): "not_for_grade",
        ("bo", "choir"): "granted",
        ("bo", "chess"): "granted",
        ("bo", "go"): "enough",
    }
    assert told["ada", "choir"].wished == 2 and told["ada", "choir"].room == 1
