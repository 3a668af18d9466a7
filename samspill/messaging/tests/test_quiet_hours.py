"""Nobody is woken by a text message."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.foundation.holidays import is_public_holiday
from samspill.messaging.rules.quiet_hours import OSLO, QuietHours, is_quiet, next_permitted


def oslo(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(dt.UTC)


def permitted(text: str, quiet: QuietHours | None = None) -> dt.datetime:
    return next_permitted(oslo(text), quiet or QuietHours(), is_holiday=is_public_holiday)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-10 10:00", "2026-03-10 10:00"),  # Tuesday, daytime
        ("2026-03-10 20:59:59", "2026-03-10 20:59:59"),
        ("2026-03-10 21:00", "2026-03-11 08:00"),
        ("2026-03-11 00:30", "2026-03-11 08:00"),
        ("2026-03-11 07:59:59", "2026-03-11 08:00"),
        ("2026-03-11 08:00", "2026-03-11 08:00"),
        ("2026-03-14 22:00", "2026-03-15 10:00"),  # Saturday night: Sunday begins later
        ("2026-03-15 08:30", "2026-03-15 10:00"),
        ("2026-03-15 21:30", "2026-03-16 08:00"),
        ("2026-04-01 23:00", "2026-04-02 10:00"),  # Maundy Thursday
        ("2026-12-24 22:00", "2026-12-25 10:00"),  # Christmas Day
        ("2026-03-28 23:00", "2026-03-29 10:00"),  # the clocks go forward
        ("2026-03-29 02:30", "2026-03-29 10:00"),  # an hour that does not exist
        ("2026-10-24 23:00", "2026-10-25 10:00"),  # the clocks go back
    ],
)
def test_a_message_waits_for_the_next_permitted_moment(now: str, then: str) -> None:
    assert permitted(now) == oslo(then)


def test_the_night_when_the_clocks_change_is_an_hour_shorter_or_longer() -> None:
    weekday_start = QuietHours(rest_end=dt.time(8))
    spring = permitted("2026-03-28 21:00", weekday_start) - oslo("2026-03-28 21:00")
    autumn = permitted("2026-10-24 21:00", weekday_start) - oslo("2026-10-24 21:00")
    assert (spring, autumn) == (dt.timedelta(hours=10), dt.timedelta(hours=12))


def test_a_quiet_lunch_hour_is_quiet_too() -> None:
    lunch = QuietHours(start=dt.time(12), end=dt.time(13))
    assert permitted("2026-03-10 12:30", lunch) == oslo("2026-03-10 13:00")
    assert permitted("2026-03-10 03:00", lunch) == oslo("2026-03-10 03:00")


def test_equal_hours_mean_that_it_is_never_quiet() -> None:
    never = QuietHours(start=dt.time(0), end=dt.time(0))
    assert not is_quiet(oslo("2026-03-15 03:00"), never, is_holiday=is_public_holiday)


@given(
    st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2031, 12, 1), timezones=st.just(dt.UTC)),
    st.times(),
    st.times(),
)
def test_the_moment_found_is_never_earlier_and_never_quiet(
    moment: dt.datetime, start: dt.time, end: dt.time
) -> None:
    quiet = QuietHours(start=start, end=end)
    found = next_permitted(moment, quiet, is_holiday=is_public_holiday)
    assert moment <= found <= moment + dt.timedelta(days=2, hours=1)
    assert next_permitted(found, quiet, is_holiday=is_public_holiday) == found
