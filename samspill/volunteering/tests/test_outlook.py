"""What asking will lead to: against throwing the dice many times, and what anybody would expect."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.volunteering.rules.outlook import SOME_MOMENT, outlook
from samspill.volunteering.rules.plans import Moved, difference, most_missing
from samspill.volunteering.rules.waves import how_many_to_ask, next_wave_at

pytestmark = pytest.mark.one_database


def thrown(open_places, first, rate, hours_left, candidates, chance) -> tuple[int, int, bool]:
    """One course of events, played out: how many were asked, how many in vain, whether it was covered."""
    at, starts = SOME_MOMENT, SOME_MOMENT + dt.timedelta(hours=hours_left)
    due, size, asked, in_vain, left = at, first, 0, 0, open_places
    while due is not None and left:
        at = due
        size = min(size, candidates - asked)
        asked += size
        for _ in range(size):
            if not left:
                in_vain += 1
            elif chance.random() < rate:
                left -= 1
        due = next_wave_at(at, starts)
        if due is not None:
            hours = (starts - due).total_seconds() / 3600
            size = how_many_to_ask(open_places=left, rate=rate, hours_left=hours, candidates=candidates)
    return asked, in_vain, not left


@pytest.mark.parametrize(
    ("places", "first", "rate", "hours", "candidates"),
    [(1, 1, 0.33, 100, 40), (3, 3, 0.5, 30, 40), (2, 2, 0.2, 5, 8), (1, 4, 0.6, 60, 5), (5, 2, 0.3, 200, 30)],
)
def test_the_reckoned_figures_are_those_of_many_throws(places, first, rate, hours, candidates):
    chance = random.Random(3)
    told = outlook(open_places=places, first=first, rate=rate, hours_left=hours, candidates=candidates)
    times = 6000
    thrown_ones = [thrown(places, first, rate, hours, candidates, chance) for _ in range(times)]
    asked, in_vain, covered = (sum(column) / times for column in zip(*thrown_ones, strict=True))
    assert told.asked == pytest.approx(asked, rel=0.05)
    assert told.in_vain == pytest.approx(in_vain, rel=0.12, abs=0.03)
    assert told.chance == pytest.approx(covered, abs=0.02)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 6), st.integers(0, 9), st.floats(0.05, 0.95), st.floats(0, 300), st.integers(0, 40))
def test_chances_are_chances_and_nobody_is_asked_who_is_not_there(places, first, rate, hours, candidates):
    told = outlook(open_places=places, first=first, rate=rate, hours_left=hours, candidates=candidates)
    assert 0 <= told.chance <= 1
    assert 0 <= told.in_vain <= told.asked + 1e-9 <= candidates + 1e-6


def test_one_at_a_time_asks_nobody_in_vain_and_more_time_means_a_better_chance():
    soon, later = (
        outlook(open_places=1, first=1, rate=0.4, hours_left=hours, candidates=30) for hours in (0.5, 200)
    )
    assert later.chance > 0.99 > soon.chance
    one, all_at_once = (
        outlook(open_places=1, first=first, rate=0.4, hours_left=200, candidates=30) for first in (1, 30)
    )
    assert one.in_vain < 2 < 20 < all_at_once.in_vain


def test_what_is_covered_or_over_needs_nobody():
    assert outlook(open_places=0, first=3, rate=0.5, hours_left=9, candidates=9) == (0, 0, 1)
    assert outlook(open_places=1, first=3, rate=0.5, hours_left=0, candidates=9) == (0, 0, 0)


def test_two_plans_differ_in_who_is_new_gone_moved_and_stays():
    before = [("kari", "visit"), ("ali", "walk"), ("eva", "tech"), ("per", "event"), ("per", "garden")]
    after = [("kari", "visit"), ("ali", "tech"), ("mona", "walk"), ("per", "event"), ("per", "kitchen")]
    found = difference(before, after)
    assert found.same == (("kari", "visit"), ("per", "event"))
    assert found.moved == (Moved("ali", "walk", "tech"), Moved("per", "garden", "kitchen"))
    assert found.new == (("mona", "walk"),) and found.gone == (("eva", "tech"),)
    assert not difference(before, before) and difference(before, after)


def test_what_is_missing_most_is_told_first():
    lacks = {"busy": 2, "not_available": 9, "missing:course": 9, "absent": 1}
    assert most_missing(lacks) == (("missing:course", 9), ("not_available", 9), ("busy", 2))
