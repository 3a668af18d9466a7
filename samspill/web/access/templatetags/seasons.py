"""Filters for pages about seasons: times, wishes, groups and reasons in words."""

from __future__ import annotations

import datetime as dt

from django import template

from samspill.venues.models import Season, SeasonTime, SeasonWish
from samspill.venues.queries.seasons import stage_now
from samspill.venues.rules.seasons import Reason
from samspill.venues.wording import seasons as wording
from samspill.venues.wording import words_for_codes

register = template.Library()


@register.filter
def group_word(code: str) -> str:
    """Who comes."""
    return str(wording.GROUPS.get(code, code))


@register.filter
def season_stage(season: Season, today: dt.date) -> str:
    """How far a season of the desk's list has come, by a code."""
    return str(stage_now(season, today))


@register.filter
def season_time(row: SeasonTime) -> str:
    """«Gymsalen, Brattlia skole, tirsdag 17.00-18.30»."""
    return wording.time_words(str(row.space), row.weekday, row.begins, row.ends)


@register.filter
def from_until(row: SeasonTime) -> str:
    """«17.00–18.30»."""
    return f"{wording.clock_words(row.begins)}–{wording.clock_words(row.ends)}"


@register.filter
def wish_days(wish: SeasonWish) -> str:
    """«mandag, tirsdag 16.00–19.00»."""
    days = wording.weekday_words(map(int, wish.weekdays))
    return f"{days} {wording.clock_words(wish.begins)}–{wording.clock_words(wish.ends)}"


@register.filter
def wish_needs(wish: SeasonWish) -> str:
    """What any room must have."""
    return ", ".join(words_for_codes(wish.needs)).lower()


@register.filter
def reason_word(reason: Reason) -> str:
    """Why a wish gave nothing."""
    return wording.reason_words(reason)


@register.filter
def in_parts(digits: str) -> list[str]:
    """Eight at a time, so that they can be broken on a narrow phone."""
    return [digits[n : n + 8] for n in range(0, len(digits), 8)]
