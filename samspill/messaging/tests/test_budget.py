"""A day's money for text messages."""

from __future__ import annotations

from samspill.messaging.rules.budget import Budget, people_within


def test_a_message_that_the_day_has_money_for_is_held() -> None:
    assert Budget(limit_ore=1000, spent_ore=920).holds(80)
    assert not Budget(limit_ore=1000, spent_ore=921).holds(80)


def test_a_limit_of_zero_is_no_limit() -> None:
    free = Budget(limit_ore=0, spent_ore=10_000_000)
    assert free.holds(10**9)
    assert free.left_ore is None
    assert not free.is_nearly_spent
    assert people_within(free, cost_each_ore=40) is None


def test_the_desk_is_warned_when_four_fifths_are_spent() -> None:
    assert not Budget(limit_ore=1000, spent_ore=799).is_nearly_spent
    assert Budget(limit_ore=1000, spent_ore=800).is_nearly_spent


def test_what_is_overspent_leaves_nothing_rather_than_less_than_nothing() -> None:
    assert Budget(limit_ore=1000, spent_ore=1200).left_ore == 0


def test_how_many_people_the_money_reaches() -> None:
    assert people_within(Budget(limit_ore=1000, spent_ore=100), cost_each_ore=80) == 11
