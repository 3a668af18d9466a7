"""Public holidays and the days that only feel like one."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.holidays import (
    LANGUAGES,
    holiday_name,
    is_public_holiday,
    named_days,
    public_holidays,
)


def test_the_public_holidays_of_2026_are_the_twelve_of_the_law() -> None:
    days = [day.on.strftime("%d.%m") for day in public_holidays(dt.date(2026, 1, 1), dt.date(2026, 12, 31))]
    assert days == ["01.01", "02.04", "03.04", "05.04", "06.04", "01.05", "14.05", "17.05", "24.05", "25.05", "25.12", "26.12"]  # fmt: skip # noqa: E501


def test_christmas_eve_has_a_name_but_is_no_public_holiday() -> None:
    assert holiday_name(dt.date(2026, 12, 24)) == "Julaften"
    assert holiday_name(dt.date(2026, 12, 24), "nn") == "Julaftan"
    assert not is_public_holiday(dt.date(2026, 12, 24))


def test_easter_eve_new_years_eve_and_the_sami_national_day_are_named() -> None:
    names = {day.names["nb"] for day in named_days(2027) if not day.is_public}
    assert names == {"Samefolkets dag", "Påskeaften", "Julaften", "Nyttårsaften"}


def test_an_ordinary_sunday_is_no_public_holiday() -> None:
    assert not is_public_holiday(dt.date(2026, 3, 8))
    assert holiday_name(dt.date(2026, 3, 8)) == ""


def test_constitution_day_that_is_also_whit_monday_has_both_names() -> None:
    assert set(holiday_name(dt.date(2027, 5, 17), "en").split(" / ")) == {"Constitution Day", "Whit Monday"}


def test_every_named_day_has_a_name_in_each_language() -> None:
    missing = [
        day for day in named_days(2028) if set(day.names) != set(LANGUAGES) or not all(day.names.values())
    ]
    assert missing == []


def test_every_name_but_the_shared_ones_is_translated_to_english() -> None:
    assert [day for day in named_days(2028) if day.names["en"] == day.names["nb"]] == []
