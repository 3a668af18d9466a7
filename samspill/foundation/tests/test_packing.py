"""Times that take several things at once are given as well as can be, and it is said what is proven."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

from samspill.foundation.allocation.lottery import lot
from samspill.foundation.allocation.packing import LOTS, Choice, Claim, ClashInWhatIsKept, pack


def choice(claim, things, day=0, **more):
    return Choice((claim, day, things), claim, day, frozenset(things), **more)


def test_who_takes_the_hall_takes_its_halves():
    claims = [Claim("whole", "a"), Claim("half", "b")]
    packing = pack(claims, [choice("whole", "HAB"), choice("half", "A")], seed="s")
    assert len(packing.given) == 1 and packing.is_proven


def test_everybody_gets_something_before_somebody_gets_more():
    claims = [Claim("a", "A", most=2, is_first=True), Claim("b", "B")]
    choices = [choice("a", "x"), choice("a", "y", day=1), choice("b", "y", day=1)]
    assert {key[0] for key in pack(claims, choices, seed="s").given} == {"a", "b"}


def test_those_who_come_first_do_among_what_gives_as_many_something():
    claims = [Claim("child", "A", is_first=True), Claim("adult", "B")]
    (given,) = pack(claims, [choice("adult", "x"), choice("child", "x")], seed="s").given
    assert given[0] == "child"


def test_nobody_gets_more_than_the_most_unless_it_stands():
    claims = [Claim("a", "A", most=3)]
    choices = [choice("a", "xyz"[day], day=day, size=60) for day in range(3)]
    assert len(pack(claims, choices, seed="s", most_size=60).given) == 1
    keep = [choices[0].key, choices[1].key]
    assert set(pack(claims, choices, seed="s", most_size=60, keep=keep).given) == set(keep)


def test_what_is_kept_stands_and_what_clashes_in_it_is_said():
    claims = [Claim("a", "A"), Claim("b", "B")]
    choices = [choice("a", "x"), choice("b", "x")]
    assert pack(claims, choices, seed="s", keep=[choices[1].key]).given == (choices[1].key,)
    with pytest.raises(ClashInWhatIsKept):
        pack(claims, choices, seed="s", keep=[one.key for one in choices])


def test_the_lot_decides_between_equals_and_another_seed_may_decide_otherwise():
    claims = [Claim(name, name.upper()) for name in "abcdef"]
    choices = [choice(name, "x") for name in "abcdef"]
    winners = {pack(claims, choices, seed=str(seed)).given[0][0] for seed in range(12)}
    assert len(winners) > 1
    assert pack(claims, choices, seed="5") == pack(claims, choices, seed="5")


def test_with_too_little_work_nothing_is_called_proven():
    drawn = random.Random(3)
    claims, choices = asked_by(drawn, 60)
    packing = pack(claims, choices, seed="s", work=0.000001)
    assert not packing.is_proven and packing.steps[0].reached < packing.steps[0].bound


@pytest.mark.parametrize("number", range(8))
def test_it_is_as_good_as_trying_everything(number):
    claims, choices = asked_by(random.Random(number), 5)
    packing = pack(claims, choices, seed="s", most_size=180)
    assert packing.is_proven
    *who, early = (step.reached for step in packing.steps)
    best, mine = (
        list(scores(claims, choices, 180)),
        wishes_of(one for one in choices if one.key in packing.given),
    )
    assert tuple(who) == max(aims for aims, _wishes, _early in best)
    assert early == max(early for aims, wishes, early in best if wishes == mine)


def asked_by(drawn, many):
    claims = [Claim(n, n // 2, drawn.choice([1, 2]), drawn.random() < 0.5) for n in range(many)]
    choices = {}
    for n in range(many):
        for rank in range(2):
            things = drawn.choice(["HAB", "A", "B"])
            day, begins = drawn.randrange(2), drawn.randrange(3)
            takes = frozenset((day, thing, begins + part) for thing in things for part in range(2))
            key = (n, day, things, begins)
            choices[key] = Choice(key, n, day, takes, cost=rank, late=begins, size=90)
    return claims, list(choices.values())


def scores(claims, choices, most_size):
    by_key = {claim.key: claim for claim in claims}
    for given in itertools.product([False, True], repeat=len(choices)):
        taken = [one for one, is_given in zip(choices, given, strict=True) if is_given]
        if is_allowed(taken, by_key, most_size):
            aims = (
                len({by_key[one.claim].taker for one in taken}),
                sum(by_key[one.claim].is_first for one in taken),
                len(taken),
                -sum(one.cost for one in taken),
                -sum(lot("s", by_key[one.claim].taker, one.claim, out_of=LOTS) for one in taken),
            )
            yield aims, wishes_of(taken), -sum(one.late for one in taken)


def wishes_of(taken):
    """How many times each has at each of its wishes."""
    return Counter((one.claim, one.cost) for one in taken)


def is_allowed(taken, by_key, most_size):
    things = [thing for one in taken for thing in one.takes]
    days = [(one.claim, one.day) for one in taken]
    sizes = {}
    for one in taken:
        taker = by_key[one.claim].taker
        sizes[taker] = sizes.get(taker, 0) + one.size
    counts = {one.claim: sum(other.claim == one.claim for other in taken) for one in taken}
    return (
        len(things) == len(set(things))
        and len(days) == len(set(days))
        and all(size <= most_size for size in sizes.values())
        and all(many <= by_key[claim].most for claim, many in counts.items())
    )
