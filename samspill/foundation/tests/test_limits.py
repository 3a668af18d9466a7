"""How often somebody may do something."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation.limits import Limit, TooOften, forget_full_buckets, spend
from samspill.foundation.models import Allowance
from samspill.foundation.tenancy import entered

THREE_AN_HOUR = Limit(burst=3, refill=dt.timedelta(minutes=20))


def _spend(times, at, whose="10.0.0.7"):
    for _ in range(times):
        spend("asking", whose, THREE_AN_HOUR, at=at)


def test_the_fourth_at_once_is_too_often_and_is_told_how_long_to_wait(town, at):
    _spend(3, at)
    with pytest.raises(TooOften) as refused:
        _spend(1, at + dt.timedelta(minutes=5))
    assert refused.value.wait == dt.timedelta(minutes=15)


def test_the_bucket_drips_full_again_and_never_overflows(town, at):
    _spend(3, at)
    _spend(1, at + dt.timedelta(minutes=20))
    _spend(3, at + dt.timedelta(days=2))
    with pytest.raises(TooOften):
        _spend(1, at + dt.timedelta(days=2))


def test_somebody_else_has_a_bucket_of_her_own_and_so_has_the_neighbour(town, neighbour, at):
    _spend(3, at)
    _spend(3, at, whose="10.0.0.8")
    with entered(neighbour):
        _spend(3, at)


def test_a_clock_that_goes_back_gives_nothing_away(town, at):
    _spend(3, at)
    with pytest.raises(TooOften):
        _spend(1, at - dt.timedelta(hours=5))


def test_the_address_itself_is_not_stored(town, at):
    _spend(1, at)
    assert "10.0.0.7" not in Allowance.objects.get().key


def test_buckets_that_are_full_again_are_forgotten(town, at):
    _spend(1, at)
    assert forget_full_buckets(before=at) == 0
    assert forget_full_buckets(before=at + dt.timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_ten_at_the_same_moment_share_three_tokens(together, at):
    from samspill.foundation.actions import open_municipality

    town = open_municipality("9901", hosts=["lillevik.test"], at=at, name="Lillevik", name_nb="Lillevik")
    outcomes = together(town, [lambda: _spend(1, at)] * 10)
    assert [outcome for outcome in outcomes if outcome is None] == [None] * 3
    assert sum(isinstance(outcome, TooOften) for outcome in outcomes) == 7
