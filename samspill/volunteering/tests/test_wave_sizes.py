"""How many to ask at a time, and when the next may be asked."""

import datetime as dt

import pytest

from samspill.volunteering.rules.waves import acceptance_rate, how_many_to_ask, next_wave_at

AT = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)


def test_without_experience_one_in_three_is_expected_to_say_yes():
    assert acceptance_rate(yes=0, asked=0) == pytest.approx(1 / 3)


def test_experience_outweighs_the_prior():
    assert acceptance_rate(yes=80, asked=100) > 0.7
    assert acceptance_rate(yes=2, asked=100) < 0.05


def test_with_days_to_go_few_are_asked_and_on_the_last_day_more():
    sizes = [how_many_to_ask(open_places=1, rate=1 / 3, hours_left=hours) for hours in (100, 48, 12, 3)]
    assert sizes == [3, 3, 5, 6]


def test_those_who_have_not_answered_yet_count():
    assert how_many_to_ask(open_places=1, rate=1 / 3, hours_left=48, waiting=3) == 0
    assert how_many_to_ask(open_places=2, rate=1 / 3, hours_left=48, waiting=3) == 3


def test_at_least_as_many_as_there_are_places_and_never_more_than_there_are_people():
    assert how_many_to_ask(open_places=5, rate=0.99, hours_left=100) == 5
    assert how_many_to_ask(open_places=5, rate=0.1, hours_left=100, candidates=7) == 7


def test_nobody_is_asked_for_what_is_covered_or_begun():
    assert how_many_to_ask(open_places=0, rate=0.3, hours_left=48) == 0
    assert how_many_to_ask(open_places=1, rate=0.3, hours_left=0) == 0


def test_the_next_wave_waits_a_sixth_of_the_time_left_within_bounds():
    def wait(hours: float) -> dt.timedelta:
        due = next_wave_at(AT, AT + dt.timedelta(hours=hours))
        assert due
        return due - AT

    assert wait(12) == dt.timedelta(hours=2)
    assert wait(1) == dt.timedelta(minutes=20)
    assert wait(24 * 30) == dt.timedelta(hours=24)


def test_when_it_is_too_late_there_is_no_next_wave():
    assert next_wave_at(AT, AT + dt.timedelta(minutes=30)) is None
