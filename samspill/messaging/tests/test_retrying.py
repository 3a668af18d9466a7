"""How long to wait before trying again."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from samspill.messaging.rules.retrying import MOST_ATTEMPTS, may_try_again, wait_before_next


def waits(jitter: float = 0.0) -> list[float]:
    attempts = range(1, MOST_ATTEMPTS)
    return [wait_before_next(n, asked_for_seconds=None, jitter=jitter).total_seconds() for n in attempts]


def test_each_wait_is_twice_the_one_before_up_to_an_hour() -> None:
    assert waits()[:3] == [15, 30, 60]
    assert max(waits()) == 3600


def test_a_message_is_tried_for_about_a_working_day() -> None:
    assert dt.timedelta(hours=5) < dt.timedelta(seconds=sum(waits())) < dt.timedelta(hours=9)
    assert may_try_again(MOST_ATTEMPTS - 1)
    assert not may_try_again(MOST_ATTEMPTS)


def test_an_operator_that_asks_for_a_longer_pause_gets_it() -> None:
    assert wait_before_next(1, asked_for_seconds=120, jitter=0) == dt.timedelta(seconds=120)


@given(st.integers(1, 1000), st.none() | st.floats(0, 1e9), st.floats(0, 1))
def test_no_wait_is_longer_than_an_hour_and_a_half(attempts: int, asked: float | None, jitter: float) -> None:
    wait = wait_before_next(attempts, asked_for_seconds=asked, jitter=jitter)
    assert dt.timedelta(seconds=15) <= wait <= dt.timedelta(minutes=90)
