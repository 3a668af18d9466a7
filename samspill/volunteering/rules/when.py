"""When somebody says it is: «tirsdag», «12.3», «i morgon», «kl 10», «denne uken», "by Friday".

Read as it is said on the phone, in bokmål, nynorsk or English, whichever the page is in. A day without an hour is some
time that day; several days are once within them. Everything is local wall-clock time; nothing here knows what day it
is unless it is told (`today`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

ONE_DAY = dt.timedelta(days=1)
#: «tirsdag», without an hour, means some time between these.
WAKING_HOURS = (dt.time(8), dt.time(20))
#: A date without a year that is so long past is meant for next year; nearer than that it is a slip, and asked about.
LONG_PAST = dt.timedelta(days=60)
#: How long something takes when nobody said it.
USUAL_MINUTES = 60
LONGEST_WINDOW = dt.timedelta(days=92)
LONGEST_MINUTES = 24 * 60


class Why(StrEnum):
    """Why something could not be read; each has its words on the page."""

    NOT_A_DAY = "not_a_day"
    NO_SUCH_DAY = "no_such_day"
    OTHER_WEEKDAY = "other_weekday"
    NOT_AN_HOUR = "not_an_hour"
    NOT_A_LENGTH = "not_a_length"
    BACKWARDS = "backwards"
    SEVERAL_DAYS = "several_days"
    TOO_LONG = "too_long"


class NotUnderstood(ValueError):
    """It could not be read. `part` is day, hours or length; `why` a `Why`."""

    def __init__(self, part: str, why: Why) -> None:
        super().__init__(f"{part}: {why}")
        self.part, self.why = part, why


class Days(NamedTuple):
    """A day, or several: both ends included."""

    first: dt.date
    last: dt.date


class Hours(NamedTuple):
    """A wall-clock time, with an end where one was told. `is_window`: some time between the two."""

    starts: dt.time
    ends: dt.time | None = None
    is_window: bool = False


class When(NamedTuple):
    """Local start and end without a zone. For a window `minutes` says how long within it, where that was told."""

    starts: dt.datetime
    ends: dt.datetime
    is_window: bool = False
    minutes: int | None = None


def read_when(day: str, hours: str = "", length: str = "", *, today: dt.date) -> When:
    """What day, hour and length come to together. The hour may stand behind the day: «tirsdag kl 10».

    Raises `NotUnderstood`.
    """
    day, hours = _split(day, hours)
    days = read_days(day, today=today)
    minutes = read_minutes(length) if length.strip() else None
    told = read_hours(hours) if hours.strip() else None
    if days.first != days.last:
        return _within(days, told, minutes)
    return _on_one_day(days.first, told, minutes)


def read_days(text: str, *, today: dt.date) -> Days:
    """The day or days a text means, seen from `today`. Raises `NotUnderstood`."""
    said = _plain(text)
    for read in (_span_of_words, _span_until, _span_between):
        found = read(said, today)
        if found:
            return found
    one = _one_day(said, today)
    return Days(one, one)


def read_hours(text: str) -> Hours:
    """«10», «kl. 10.30», «1030», «halv elleve», «10-12», «mellom 10 og 14», «formiddag». Raises `NotUnderstood`."""
    said = _plain(text)
    if said in PARTS:
        return Hours(*PARTS[said], is_window=True)
    said = re.sub(r"^(ca|cirka|rundt|om lag|about|around)\.? ", "", said)
    between = re.fullmatch(r"(?:mellom|between) (.+?) (?:og|and) (.+)", said)
    if between:
        return _between(between[1], between[2], is_window=True)
    span = re.fullmatch(r"(?:fra |frå |from )?(.+?) ?(?:-|til|to|until) ?(.+)", said)
    if span and _hour_or_none(span[1]) and _hour_or_none(span[2]):
        return _between(span[1], span[2])
    return Hours(_hour(said))


def read_minutes(text: str) -> int:
    """«1 time», «halvannen time», «1,5 t», «2 timer 30 min», «90», «1t30». A bare small number is hours, else minutes.

    Raises `NotUnderstood`.
    """
    said = _plain(text)
    if said in LENGTHS:
        return LENGTHS[said]
    found = re.fullmatch(
        rf"(?:({_NUMBER}) ?{_HOURS})?(?: ?(?:og|and) ?)? ?(?:(\d{{1,4}}) ?(?:{_MINUTES})?)?", said
    )
    if not found or not said:
        raise NotUnderstood("length", Why.NOT_A_LENGTH)
    bare = found[1] is None and said.isdecimal() and int(said) <= MOST_BARE_HOURS
    minutes = int(found[2]) * 60 if bare else round(_number(found[1]) * 60) + int(found[2] or 0)
    if not 5 <= minutes <= LONGEST_MINUTES:
        raise NotUnderstood("length", Why.TOO_LONG if minutes else Why.NOT_A_LENGTH)
    return minutes


def written(when: When) -> tuple[str, str, str]:
    """Day, hours and length as somebody could have typed them; `read_when` reads the same back.

    Of a window over several days the hours are not told: it lasts through its days.
    """
    first, last = when.starts.date(), when.ends.date()
    length = f"{when.minutes} min" if when.minutes else ""
    if first != last and when.is_window:
        return f"{_figures(first)}-{_figures(last)}", "", length
    if first != last:
        return (
            _figures(first),
            f"{when.starts:%H.%M}",
            f"{(when.ends - when.starts) // dt.timedelta(minutes=1)} min",
        )
    hours = f"{when.starts:%H.%M}-{when.ends:%H.%M}"
    if when.is_window:
        return _figures(first), f"mellom {hours.replace('-', ' og ')}", length
    return _figures(first), hours, ""


def _figures(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _on_one_day(day: dt.date, told: Hours | None, minutes: int | None) -> When:
    if told is None:
        told = Hours(*WAKING_HOURS, is_window=True)
    starts = dt.datetime.combine(day, told.starts)
    if told.ends is None:
        return When(starts, starts + dt.timedelta(minutes=minutes or USUAL_MINUTES))
    ends = dt.datetime.combine(day, told.ends)
    if ends <= starts:
        raise NotUnderstood("hours", Why.BACKWARDS)
    return When(starts, ends, is_window=told.is_window, minutes=_fitting(minutes, starts, ends))


def _within(days: Days, told: Hours | None, minutes: int | None) -> When:
    if told is not None:
        raise NotUnderstood("hours", Why.SEVERAL_DAYS)
    if days.last - days.first > LONGEST_WINDOW:
        raise NotUnderstood("day", Why.TOO_LONG)
    starts = dt.datetime.combine(days.first, WAKING_HOURS[0])
    return When(starts, dt.datetime.combine(days.last, WAKING_HOURS[1]), is_window=True, minutes=minutes)


def _fitting(minutes: int | None, starts: dt.datetime, ends: dt.datetime) -> int | None:
    if minutes and dt.timedelta(minutes=minutes) > ends - starts:
        raise NotUnderstood("length", Why.TOO_LONG)
    return minutes


def _split(day: str, hours: str) -> tuple[str, str]:
    """An hour written behind the day: «tirsdag kl 10», «i morgen 10.30-12»."""
    if hours.strip():
        return day, hours
    told = re.fullmatch(r"(.+?),? (?:kl\.?|klokka|klokken|at) ?(.+)", day.strip(), re.IGNORECASE)
    loose = re.fullmatch(
        r"(.*[a-zæøå]\.?),? (\d{1,2}[.:]\d\d(?: ?[-–] ?\d{1,2}[.:]\d\d)?)", day.strip(), re.IGNORECASE
    )
    found = told or (loose if loose and not _is_span_word(loose[1]) else None)
    return (found[1], found[2]) if found else (day, hours)


def _is_span_word(text: str) -> bool:
    return _plain(text).split(" ")[-1] in {
        "innen",
        "innan",
        "til",
        "by",
        "before",
        "før",
        "og",
        "and",
        "den",
        "senest",
    }


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
    number = _count(found[1]) if found else None
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


def _between(first: str, last: str, *, is_window: bool = False) -> Hours:
    starts, ends = _hour(first), _hour(last)
    if ends <= starts:
        raise NotUnderstood("hours", Why.BACKWARDS)
    return Hours(starts, ends, is_window)


def _hour(said: str) -> dt.time:
    found = _hour_or_none(said)
    if found is None:
        raise NotUnderstood("hours", Why.NOT_AN_HOUR)
    return found


def _hour_or_none(said: str) -> dt.time | None:
    said = re.sub(r"^(kl|klokka|klokken|at)\b\.? ?", "", said.strip())
    said = re.sub(r" ?(o'clock|presis|blank)$", "", said)
    readers: tuple[Callable[[str], dt.time | None], ...] = (_hour_in_figures, _hour_in_words)
    return next((hour for read in readers if (hour := read(said)) is not None), None)


def _hour_in_figures(said: str) -> dt.time | None:
    found = re.fullmatch(r"(\d{1,2})(?:[.:,]?(\d{2}))? ?(am|pm|a\.m\.|p\.m\.)?", said)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3][0] == "p" else 0) if 1 <= hour <= 12 else 99
    if hour == 24 and not minute:
        return dt.time(23, 59)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _hour_in_words(said: str) -> dt.time | None:
    """«halv elleve» is 10.30, «kvart på ti» 9.45. By day: what is said of one to six is meant for the afternoon."""
    if said in NOONS:
        return NOONS[said]
    found = re.fullmatch(
        r"(halv|kvart over|kvart på|kvarter over|kvarter på|half past|quarter past|quarter to)? ?(\w+)", said
    )
    hour = _count(found[2]) if found else None
    if not found or hour is None or not 1 <= hour <= 12 or (found[2].isdecimal() and not found[1]):
        return None
    minutes = hour * 60 + OFFSETS.get(found[1] or "", 0)
    if minutes < EARLIEST_BY_DAY * 60:
        minutes += 12 * 60
    return dt.time(minutes // 60 % 24, minutes % 60)


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() and word.isascii() else NUMBERS.get(word)


def _number(text: str | None) -> float:
    return float(text.replace(",", ".").replace("½", ".5")) if text else 0.0


def _has_year(said: str) -> bool:
    return bool(re.search(r"\d{4}", said))


def _is_weekday(said: str) -> bool:
    return said.split(" ")[-1] in WEEKDAYS


def _plain(text: str) -> str:
    """Small letters, plain hyphens, single spaces, no commas; ordinary blanks."""
    said = re.sub(r"[–—‑−]", "-", text.lower()).replace("’", "'")
    return re.sub(r"\s+", " ", said.replace(",", " ") if not re.search(r"\d,\d", said) else said).strip(" ?!")


def _named(*names: str) -> dict[str, int]:
    """Each word of each line, by the line's number."""
    return {word: number for number, line in enumerate(names) for word in line.split()}


WEEKDAYS = _named(
    "mandag måndag man mån monday mon",
    "tirsdag tysdag tir tys ti tuesday tue",
    "onsdag ons wednesday wed",
    "torsdag tor thursday thu",
    "fredag fre friday fri",
    "lørdag laurdag lør lau saturday sat",
    "søndag sundag søn sun sunday",
)
MONTHS = {name: number % 12 + 1 for number, line in enumerate(
    ("jan", "feb", "mar", "apr", "mai may", "jun", "jul", "aug", "sep", "okt oct", "nov", "des dec")
) for name in line.split()}  # fmt: skip
NUMBERS = _named(
    "null",
    "en ei ein ett eitt one a",
    "to two",
    "tre three",
    "fire four",
    "fem five",
    "seks six",
    "sju syv seven",
    "åtte eight",
    "ni nine",
    "ti ten",
    "elleve eleven",
    "tolv twelve",
)
RELATIVE = {
    **dict.fromkeys(("i dag", "idag", "dag", "today", "i kveld", "tonight", "nå", "no", "now", "snarest"), 0),
    **dict.fromkeys(("i morgen", "imorgen", "i morgon", "imorgon", "morgen", "morgon", "tomorrow"), 1),
    **dict.fromkeys(("i overmorgen", "overmorgen", "i overmorgon", "overmorgon", "day after tomorrow"), 2),
}
LATER = {
    **dict.fromkeys(("om en uke", "om ei uke", "om ei veke", "in a week", "om åtte dager"), 1),
    **dict.fromkeys(
        ("om to uker", "om to veker", "om 2 uker", "om 2 veker", "in two weeks", "om fjorten dager"), 2
    ),
}
IN_NEXT_WEEK = frozenset({"neste uke", "neste veke", "i neste uke", "i neste veke", "next week"})
THIS_WEEK = frozenset(
    {"denne uken", "denne uka", "denne veka", "i uka", "uken", "uka", "veka", "this week", "the week"}
)
NEXT_WEEK = IN_NEXT_WEEK | {"neste uka", "neste veka", "uken etter", "kommende uke"}
WEEKEND = frozenset({"helgen", "helga", "i helgen", "i helga", "i helg", "denne helgen", "denne helga",
                     "this weekend", "the weekend", "weekend"})  # fmt: skip
THIS_MONTH = frozenset({"denne måneden", "denne månaden", "måneden", "månaden", "this month", "the month"})

_FORENOON, _AFTERNOON, _EVENING = (
    (dt.time(8), dt.time(12)),
    (dt.time(12), dt.time(17)),
    (dt.time(17), dt.time(21)),
)
PARTS = {
    **dict.fromkeys(("morgen", "om morgenen", "morgon", "formiddag", "om formiddagen", "føremiddag",
                     "om føremiddagen", "morning", "in the morning"), _FORENOON),
    **dict.fromkeys(("ettermiddag", "om ettermiddagen", "afternoon", "in the afternoon"), _AFTERNOON),
    **dict.fromkeys(("kveld", "om kvelden", "i kveld", "evening", "in the evening"), _EVENING),
    **dict.fromkeys(("dagtid", "på dagtid", "hele dagen", "heile dagen", "når som helst", "any time", "all day"),
                    WAKING_HOURS),
}  # fmt: skip
NOONS = {"noon": dt.time(12), "midday": dt.time(12)}
OFFSETS = {
    "halv": -30, "kvart over": 15, "kvart på": -15, "kvarter over": 15, "kvarter på": -15,
    "half past": 30, "quarter past": 15, "quarter to": -15,
}  # fmt: skip
#: Nobody asks for help before seven: «halv to» is 13.30.
EARLIEST_BY_DAY = 7

LENGTHS = {
    **dict.fromkeys(("en time", "ein time", "én time", "an hour", "one hour", "time"), 60),
    **dict.fromkeys(("en halvtime", "ein halvtime", "halvtime", "en halv time", "half an hour"), 30),
    **dict.fromkeys(("halvannen time", "halvannan time", "ein og ein halv time", "en og en halv time",
                     "an hour and a half", "one and a half hours"), 90),
    **dict.fromkeys(("to timer", "to timar", "two hours"), 120),
    **dict.fromkeys(("tre timer", "tre timar", "three hours"), 180),
    **dict.fromkeys(("et kvarter", "eit kvarter", "kvarter", "a quarter"), 15),
    **dict.fromkeys(("tre kvarter", "three quarters of an hour"), 45),
    **dict.fromkeys(("hele dagen", "heile dagen", "all day"), 8 * 60),
}  # fmt: skip
#: «2» is two hours, «30» thirty minutes.
MOST_BARE_HOURS = 12
_NUMBER = r"\d{1,2}(?:[.,]\d{1,2})?½?"
_HOURS = r"(?:timer|timar|time|hours|hour|hrs|hr|t|h)\.?"
_MINUTES = r"(?:minutter|minutt|minutes|minute|mins|min|m)\.?"
