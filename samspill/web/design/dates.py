"""Days and times as people say them, in bokmål, nynorsk or English. Given in UTC, told in Norwegian time."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from samspill.foundation import clock

#: Babel's names for our languages; another language is told in English.
LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}
HOUR_MARK = {"nb": "kl. ", "nn": "kl. ", "en": ""}


@lru_cache(maxsize=2048)
def day(on: dt.date, language: str, *, year: bool = False) -> str:
    """«tirsdag 10. mars», with the year where it is asked for: «tirsdag 10. mars 2026».

    A moment counts for the day it is in Norway, also in the hours when UTC is a day behind.
    """
    pattern = {"nb": "EEEE d. MMMM", "nn": "EEEE d. MMMM", "en": "EEEE d MMMM"}.get(language, "EEEE d MMMM")
    return format_date(
        _day_of(on), f"{pattern} y" if year else pattern, locale=LOCALES.get(language, "en_GB")
    )


def month(at: dt.datetime, language: str) -> str:
    """«mars 2026»."""
    return format_date(clock.local_day(at), "MMMM y", locale=LOCALES.get(language, "en_GB"))


@lru_cache(maxsize=2048)
def short_day(on: dt.date, language: str) -> str:
    """«ti. 10. mars»: for narrow columns."""
    return format_skeleton("EEEdMMM", _day_of(on), locale=LOCALES.get(language, "en_GB"))


@lru_cache(maxsize=2048)
def short_date(on: dt.date, language: str) -> str:
    """«10. mars»: for the narrowest."""
    return format_skeleton("dMMM", _day_of(on), locale=LOCALES.get(language, "en_GB"))


def hours(at: dt.datetime) -> str:
    """«17.00», on a Norwegian wall clock."""
    return f"{clock.local(at):%H.%M}"


def moment(at: dt.datetime, language: str, *, year: bool = False) -> str:
    """«tirsdag 10. mars kl. 17.00»."""
    return f"{day(clock.local_day(at), language, year=year)} {HOUR_MARK.get(language, '')}{hours(at)}"


def span(
    starts_at: dt.datetime, ends_at: dt.datetime | None, language: str, *, is_all_day: bool = False
) -> str:
    """«tirsdag 10. mars kl. 17.00–19.00»; over several days both ends are told in full; all-day has no clock."""
    if is_all_day:
        return _days(starts_at, ends_at, language)
    if ends_at is None or ends_at == starts_at:
        return moment(starts_at, language)
    if clock.local_day(starts_at) == clock.local_day(ends_at):
        return f"{moment(starts_at, language)}–{hours(ends_at)}"
    return f"{moment(starts_at, language)} – {moment(ends_at, language)}"


def _days(starts_at: dt.datetime, ends_at: dt.datetime | None, language: str) -> str:
    """An all-day event ends at the midnight after its last day."""
    first = clock.local_day(starts_at)
    last = clock.local_day(ends_at - dt.timedelta(seconds=1)) if ends_at and ends_at > starts_at else first
    if first == last:
        return day(first, language)
    return f"{day(first, language)} – {day(last, language)}"


def _day_of(on: dt.date) -> dt.date:
    return clock.local_day(on) if isinstance(on, dt.datetime) else on
