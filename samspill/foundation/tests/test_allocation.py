"""Who gets which place: against counting every possibility, and what must hold whatever the question."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.foundation.allocation import Allocation, Option, Place, Problem, Taker, allocate, lot, refill
from samspill.foundation.allocation.lottery import lots, numbers
from samspill.foundation.allocation.network import FINEST_LOT, TooLarge
from samspill.foundation.allocation.problem import clash

pytestmark = pytest.mark.one_database
SEED = "2026-03-10"


def is_possible(problem: Problem, pairs) -> bool:
    """Whether nobody has too much, no place holds too many, and nobody is at two places at once."""
    hers = Counter(taker for taker, _ in pairs)
    there = Counter(place for _, place in pairs)
    if any(hers[key] > problem.taker[key].most for key in hers):
        return False
    if any(there[key] > problem.place[key].capacity for key in there):
        return False
    return not any(
        one[0] == other[0] and clash(problem.place[one[1]], problem.place[other[1]])
        for one, other in combinations(pairs, 2)
    )


def score_of(problem: Problem, options) -> tuple[int, ...]:
    """The score reckoned from its definition."""
    there = Counter(option.place for option in options)
    missing = [0, 0]
    for place in problem.places:
        needed = min(place.needed, place.capacity)
        missing[0] += max(needed - there[place.key], 0)
        missing[1] += place.capacity - needed - max(there[place.key] - needed, 0)
    width = len(problem.options[0].costs) if problem.options else 0
    sums = [sum(option.costs[level] for option in options) for level in range(width)]
    times = Counter(option.taker for option in options)
    load = sum(problem.taker[key].load * many + many * (many - 1) // 2 for key, many in times.items())
    sums.insert(width if problem.load_after is None else problem.load_after, load)
    lots = sum(lot(SEED, option.taker, option.place, out_of=FINEST_LOT) for option in options)
    return (*missing, *sums, lots)


def best_by_counting(problem: Problem) -> tuple[int, ...]:
    found = (
        score_of(problem, chosen)
        for number in range(len(problem.options) + 1)
        for chosen in combinations(problem.options, number)
        if is_possible(problem, [(one.taker, one.place) for one in chosen])
    )
    return min(found)


@st.composite
def problems(draw) -> Problem:
    takers = [
        Taker(f"t{n}", draw(st.integers(0, 3)), draw(st.integers(0, 3)))
        for n in range(draw(st.integers(1, 4)))
    ]
    spans = st.none() | st.tuples(st.integers(0, 6), st.integers(1, 4)).map(lambda one: (one[0], sum(one)))
    places = [
        Place(f"p{n}", draw(st.integers(0, 2)), draw(st.integers(0, 2)), draw(spans))
        for n in range(draw(st.integers(1, 5)))
    ]
    pairs = [(taker.key, place.key) for taker in takers for place in places]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=9))
    costs = st.tuples(st.integers(0, 3), st.integers(0, 2))
    return Problem(
        takers, places, [Option(*pair, draw(costs)) for pair in chosen], draw(st.sampled_from((None, 0, 1)))
    )


@settings(max_examples=300, deadline=None)
@given(problems())
def test_nothing_is_better_than_what_is_found_and_the_proof_says_so(problem):
    found = allocate(problem, seed=SEED)
    by_pair = {(option.taker, option.place): option for option in problem.options}
    assert is_possible(problem, found.taken)
    assert found.is_proven
    expected = best_by_counting(problem)
    if problem.options:
        assert found.score == expected == score_of(problem, [by_pair[pair] for pair in found.taken])
    else:
        assert found.score == expected[:2]


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms())
def test_the_same_question_has_the_same_answer_in_whatever_order_it_is_put(problem, random):
    shuffled = [random.sample(rows, len(rows)) for rows in (problem.takers, problem.places, problem.options)]
    again = allocate(Problem(*shuffled, problem.load_after), seed=SEED)
    assert set(again.taken) == set(allocate(problem, seed=SEED).taken)


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_what_is_locked_stays_and_nothing_clashes_with_it(problem, data):
    first = allocate(problem, seed=SEED)
    locked = data.draw(st.lists(st.sampled_from(first.taken), unique=True)) if first.taken else []
    again = allocate(problem, seed="another", keep=locked)
    assert again.kept == tuple(locked)
    assert is_possible(problem, again.pairs)
    # What was best for the first seed is still there to be chosen, so as many places are taken.
    assert len(again.pairs) == len(first.pairs)


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_after_a_change_only_what_is_open_is_filled(problem, data):
    first = allocate(problem, seed=SEED)
    gone = data.draw(st.sampled_from(first.taken)) if first.taken else None
    standing = [pair for pair in first.pairs if pair != gone]
    again = refill(problem, seed=SEED, standing=standing)
    assert set(standing) <= set(again.pairs)
    assert is_possible(problem, again.pairs)
    # Whoever withdrew is still an option here, so nothing needs to stay open that was covered.
    assert len(again.pairs) == len(first.pairs)


def test_what_is_needed_comes_before_what_is_nice_to_have():
    places = [Place("nice", 1, 0), Place("needed", 1, 1)]
    options = [Option("kari", "nice", (0,)), Option("kari", "needed", (3,))]
    assert allocate(Problem([Taker("kari")], places, options), seed=SEED).taken == (("kari", "needed"),)


def test_as_many_as_possible_come_before_any_wish():
    takers = [Taker("kari"), Taker("ali")]
    options = [Option("kari", "a", (0,)), Option("kari", "b", (9,)), Option("ali", "a", (9,))]
    found = allocate(Problem(takers, [Place("a"), Place("b")], options), seed=SEED)
    assert set(found.taken) == {("kari", "b"), ("ali", "a")} and not found.open


def test_the_load_is_spread_and_who_carries_much_comes_later():
    takers = [Taker("kari", 3), Taker("ali", 3), Taker("eva", 3, load=2)]
    places = [Place(n) for n in range(4)]
    options = [Option(taker.key, place.key) for taker in takers for place in places]
    times = Counter(taker for taker, _ in allocate(Problem(takers, places, options), seed=SEED).taken)
    assert times == {"kari": 2, "ali": 2}


def test_everybody_gets_something_first_where_load_is_the_first_of_the_steps():
    takers = [Taker("kari", 2), Taker("ali", 2)]
    options = [Option("kari", 1, (0,)), Option("kari", 2, (0,)), Option("ali", 2, (5,))]
    places = [Place(1), Place(2)]
    wishes_first = allocate(Problem(takers, places, options), seed=SEED)
    load_first = allocate(Problem(takers, places, options, load_after=0), seed=SEED)
    assert Counter(taker for taker, _ in wishes_first.taken) == {"kari": 2}
    assert Counter(taker for taker, _ in load_first.taken) == {"kari": 1, "ali": 1}


def test_nobody_is_at_two_places_at_once_and_what_touches_does_not_overlap():
    places = [Place("ten", span=(10, 12)), Place("eleven", span=(11, 13)), Place("noon", span=(12, 14))]
    options = [Option("kari", place.key) for place in places]
    found = allocate(Problem([Taker("kari", 3)], places, options), seed=SEED)
    assert {place for _, place in found.taken} == {"ten", "noon"} and found.is_proven


def test_what_was_not_searched_to_the_end_is_not_called_proven():
    places = [Place(n, span=(n, n + 2)) for n in range(9)]
    takers = [Taker("eager", 9), Taker("tired", 9)]
    options = [
        Option(who, place.key, (cost,)) for who, cost in (("eager", 0), ("tired", 5)) for place in places
    ]
    problem = Problem(takers, places, options)
    hasty = allocate(problem, seed=SEED, most_rounds=1)
    assert is_possible(problem, hasty.taken)
    assert hasty.bound <= allocate(problem, seed=SEED).score <= hasty.score
    assert not hasty.is_proven


def test_the_lot_is_drawn_anew_by_each_seed_and_an_early_id_is_no_merit():
    """Thirty equal people and ten places, four hundred times: the first ten get a third, as the others do."""
    takers = [Taker(f"{n:04}") for n in range(30)]
    problem = Problem(takers, [Place("a", 10)], [Option(taker.key, "a", (1,)) for taker in takers])
    won = Counter(taker for seed in range(400) for taker, _ in allocate(problem, seed=str(seed)).taken)
    early, middle, late = (
        sum(won[f"{n:04}"] for n in tens) for tens in (range(10), range(10, 20), range(20, 30))
    )
    assert early + middle + late == 4000
    # Three standard deviations of a fair draw are about 90 in 1,333.
    assert max(abs(each - 4000 / 3) for each in (early, middle, late)) < 100
    assert min(won.values()) > 90


def test_the_lot_is_fair_also_where_it_is_too_coarse_to_tell_them_apart():
    """So many people that their lots often are the same: then the order they meet the solver in decides, drawn too."""
    takers = [Taker(f"{n:05}") for n in range(3000)]
    problem = Problem(takers, [Place("a", 5)], [Option(taker.key, "a") for taker in takers])
    won = [int(taker) for seed in range(60) for taker, _ in allocate(problem, seed=str(seed)).taken]
    assert 3000 * 0.40 < sum(won) / len(won) < 3000 * 0.60


def test_costs_too_large_to_keep_in_order_are_refused():
    takers = [Taker(n) for n in range(9)]
    options = [Option(n, "a", (10**9, 10**9)) for n in range(9)]
    with pytest.raises(TooLarge):
        allocate(Problem(takers, [Place("a", 9)], options), seed=SEED)


def test_nothing_to_decide_is_an_answer_too():
    found = allocate(Problem([], [Place("a", 2, 1)], []), seed=SEED)
    assert isinstance(found, Allocation)
    assert (found.taken, found.open, found.score, found.is_proven) == ((), {"a": 2}, (1, 1), True)


def test_takers_whose_keys_are_also_those_of_places_draw_different_lots():
    keys = [f"key {number}" for number in range(20)]
    own = [lot(SEED, key, key, out_of=FINEST_LOT) for key in keys]
    assert len(set(own)) > 15
    together = lots(numbers(SEED, keys), numbers(SEED, keys), out_of=FINEST_LOT)
    assert list(together) == own
