"""Reading a day, or several."""

from __future__ import annotations

import datetime as dt
import re

from samspill.volunteering.rules.when.told import LONG_PAST, ONE_DAY, Days, NotUnderstood, Why
from samspill.volunteering.rules.when.vocabulary import (
    IN_NEXT_WEEK,
    LATER,
    MONTHS,
    NEXT_WEEK,
    RELATIVE,
    THIS_MONTH,
    THIS_WEEK,
    WEEKDAYS,
    WEEKEND,
    count,
    plain,
)


def read_days(text: str, *, today: dt.date) -> Days:
    """The day or days a text means, seen from `today`. Raises `NotUnderstood`."""
    said = plain(text)
    for read in (_span_of_words, _span_until, _span_between):
        found = read(said, today)
        if found:
            return found
    one = _one_day(said, today)
    return Days(one, one)


def _span_of_words(said: str, today: dt.date) -> Days | None:
    monday = today - today.weekday() * ONE_DAY
    said = re.sub(r"^(en gang |ein gong |once |some time )?(i løpet av |innenfor )?", "", said)
    if said in THIS_WEEK:
        return Days(today, monday + 6 * ONE_DAY)
    if said in NEXT_WEEK:
        return Days(monday + 7 * ONE_DAY, monday + 13 * ONE_DAY)
    if said in WEEKEND:
        return Days(max(today, monday + 5 * ONE_DAY), monday + 6 * ONE_DAY)
    if said in THIS_MONTH:
        return Days(today, _last_of_month(today))
    return _week_by_number(said, today)


def _week_by_number(said: str, today: dt.date) -> Days | None:
    found = re.fullmatch(r"(?:i )?(?:uke|veke|week) (\d{1,2})", said)
    if not found:
        return None
    week, year = int(found[1]), today.isocalendar().year
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
        if monday + 6 * ONE_DAY < today - LONG_PAST:
            monday = dt.date.fromisocalendar(year + 1, week, 1)
    except ValueError as error:
        raise NotUnderstood("day", Why.NO_SUCH_DAY) from error
    return Days(max(monday, today) if monday + 6 * ONE_DAY >= today else monday, monday + 6 * ONE_DAY)


def _span_until(said: str, today: dt.date) -> Days | None:
    """«innen fredag» with Friday, «før fredag» without it."""
    found = re.fullmatch(
        r"(?:en gang |ein gong |once )?(innen|innan|senest|seinast|by|until|før|before) (.+)", said
    )
    if not found:
        return None
    last = _one_day(found[2], today)
    if found[1] in {"før", "before"}:
        last -= ONE_DAY
    return _in_order(today, last)


def _span_between(said: str, today: dt.date) -> Days | None:
    """«mellom mandag og onsdag», «12.3-15.3», «12.-15. mars», «fra mandag til fredag»."""
    found = re.fullmatch(r"(?:en gang |ein gong |once )?(?:mellom|between) (.+) (?:og|and) (.+)", said)
    found = found or re.fullmatch(r"(?:fra |frå |from )?(.+?) (?:til|to(?! (?:uke|veke|dag))) (.+)", said)
    if not found and not re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", said):
        found = re.fullmatch(r"(.+?) ?- ?(.+)", said)
    if not found:
        return None
    last = _one_day(found[2], today)
    bare = re.fullmatch(r"(?:den )?(\d{1,2})\.?", found[1])
    first = _date(last.year, last.month, int(bare[1])) if bare else _one_day(found[1], today)
    if last < first and not _has_year(found[2]) and _is_weekday(found[2]):
        last += 7 * ONE_DAY
    return _in_order(first, last)


def _in_order(first: dt.date, last: dt.date) -> Days:
    if last < first:
        raise NotUnderstood("day", Why.BACKWARDS)
    return Days(first, last)


def _one_day(said: str, today: dt.date) -> dt.date:
    found = _relative(said, today)
    said = re.sub(r"^(på|den|on|the) (?=\S)", "", said)
    for read in (_weekday, _numbers, _with_month):
        found = found or read(said, today)
    if found:
        return found
    return _weekday_and_date(said, today)


def _relative(said: str, today: dt.date) -> dt.date | None:
    if said in RELATIVE:
        return today + RELATIVE[said] * ONE_DAY
    found = re.fullmatch(r"(?:in|om) (\w+) (dag|dager|dagar|day|days|uke|uker|veke|veker|week|weeks)", said)
    number = count(found[1]) if found else None
    if not found or not number:
        return None
    return today + number * (7 if found[2][0] in "uvw" else 1) * ONE_DAY


def _weekday(said: str, today: dt.date) -> dt.date | None:
    """The next one; today's own name means a week from now, for one who means today says so."""
    found = re.fullmatch(
        r"(neste|next|førstkommende|førstkomande|kommende|komande|denne|this|nå|no)? ?(\w+)(.*)", said
    )
    if not found or found[2] not in WEEKDAYS:
        return None
    ahead = (WEEKDAYS[found[2]] - today.weekday() - 1) % 7 + 1
    coming, monday_after = today + ahead * ONE_DAY, today + (7 - today.weekday()) * ONE_DAY
    rest = found[3].strip()
    if rest in LATER:
        return coming + LATER[rest] * 7 * ONE_DAY
    if rest in IN_NEXT_WEEK or (not rest and found[1] in {"neste", "next"}):
        return monday_after + WEEKDAYS[found[2]] * ONE_DAY
    return None if rest else coming


def _numbers(said: str, today: dt.date) -> dt.date | None:
    """12.3, 12.03., 12/3, 12.3.26, 12.03.2026, 2026-03-12; a lone «12.» is the next twelfth."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = re.fullmatch(r"(\d{1,2})[./ -] ?(\d{1,2})\.?(?:[./ -]? ?(\d{4}|\d{2}))?", said)
    if found:
        return _dated(int(found[1]), int(found[2]), found[3], today)
    lone = re.fullmatch(r"(\d{1,2})(?:\.|st|nd|rd|th)", said)
    return _next_numbered(int(lone[1]), today) if lone else None


def _with_month(said: str, today: dt.date) -> dt.date | None:
    """12. mars, 12 mar 2026, March 12."""
    found = re.fullmatch(r"(\d{1,2})(?:\.|st|nd|rd|th)? ?([a-zæøå]+)\.?(?: ?(\d{4}|\d{2}))?", said)
    if found and found[2][:3] in MONTHS:
        return _dated(int(found[1]), MONTHS[found[2][:3]], found[3], today)
    turned = re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", said)
    if turned and turned[1][:3] in MONTHS:
        return _dated(int(turned[2]), MONTHS[turned[1][:3]], turned[3], today)
    return None


def _weekday_and_date(said: str, today: dt.date) -> dt.date:
    """«tirsdag 10. mars»: the two must agree, or one of them was misheard."""
    name, _space, rest = said.partition(" ")
    rest = re.sub(r"^(den|the) ", "", rest)
    if name.rstrip(".") not in WEEKDAYS or not rest:
        raise NotUnderstood("day", Why.NOT_A_DAY)
    found = _numbers(rest, today) or _with_month(rest, today)
    if found is None:
        raise NotUnderstood("day", Why.NOT_A_DAY)
    if found.weekday() != WEEKDAYS[name.rstrip(".")]:
        raise NotUnderstood("day", Why.OTHER_WEEKDAY)
    return found


def _dated(day: int, month: int, year: str | None, today: dt.date) -> dt.date:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    here = _date_or_none(today.year, month, day)
    if here and here >= today - LONG_PAST:
        return _near(here, month, day, today)
    return _date(today.year + 1, month, day)


def _near(here: dt.date, month: int, day: int, today: dt.date) -> dt.date:
    """In the first days of January «30.12» is the one that just was, a slip; not the one at the end of the year."""
    before = _date_or_none(today.year - 1, month, day)
    return before if before and before >= today - dt.timedelta(days=14) else here


def _next_numbered(day: int, today: dt.date) -> dt.date:
    month = today.replace(day=1)
    for _month in range(3):
        found = _date_or_none(month.year, month.month, day)
        if found and found >= today:
            return found
        month = _last_of_month(month) + ONE_DAY
    raise NotUnderstood("day", Why.NO_SUCH_DAY)


def _date(year: int, month: int, day: int) -> dt.date:
    found = _date_or_none(year, month, day)
    if found is None or not 2000 <= year <= 2100:
        raise NotUnderstood("day", Why.NO_SUCH_DAY)
    return found


def _date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _last_of_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + 32 * ONE_DAY).replace(day=1) - ONE_DAY


def _has_year(said: str) -> bool:
    return bool(re.search(r"\d{4}", said))


def _is_weekday(said: str) -> bool:
    return said.split(" ")[-1] in WEEKDAYS
