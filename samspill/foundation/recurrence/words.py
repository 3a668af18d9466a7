"""A pattern in words: bokmål, nynorsk and English.

Its own tables rather than the message catalogues, because Norwegian says this with words that bend ("annenhver uke",
"hver tirsdag", "første tirsdag i måneden") and the parts cannot be translated one at a time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspill.foundation.recurrence.pattern import WEEKDAYS, Pattern

_OFFICE_DAYS = WEEKDAYS[:5]
#: Minutes. What lasts longer and ends the day after says so: «21.00–19.00» alone reads as two hours gone wrong.
_NIGHT = 12 * 60


@dataclass(frozen=True, slots=True)
class _Words:
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    nth: dict[int, str]
    joiner: str
    every: str
    every_other: str
    every_number: str
    weeks: str
    other_weeks: str
    number_weeks: str
    days: tuple[str, str, str]
    office_days: str
    of_month: str
    of_other_month: str
    of_number_month: str
    day_of_month: str
    at: str
    day_after: str
    all_day: str
    until: str
    not_holidays: str
    not_school: str
    not_both: str
    date: str


def in_words(pattern: Pattern, language: str = "nb") -> str:
    """The pattern as somebody would say it, such as «annenhver tirsdag kl. 17.00, ikke på helligdager».

    `language` is nb, nn or en; any other gives English. Begins with a small letter.
    """
    words = _LANGUAGES.get(language, _LANGUAGES["en"])
    sentence = f"{_rhythm(pattern, words)} {_time(pattern, words)}"
    parts = [sentence, _exceptions(pattern, words), _end(pattern, words)]
    return ", ".join(part for part in parts if part)


def day_in_words(day: dt.date, language: str = "nb") -> str:
    """A date with its weekday: «tirsdag 3. mars 2026», "Tuesday 3 March 2026"."""
    words = _LANGUAGES.get(language, _LANGUAGES["en"])
    return f"{words.weekdays[day.weekday()]} {_date(day, words)}"


def _rhythm(pattern: Pattern, words: _Words) -> str:
    if pattern.kind == "once":
        return f"{words.weekdays[pattern.starts_on.weekday()]} {_date(pattern.starts_on, words)}"
    if pattern.kind == "daily":
        return _choose(pattern.every, *words.days)
    return _weekly(pattern, words) if pattern.kind == "weekly" else _monthly(pattern, words)


def _weekly(pattern: Pattern, words: _Words) -> str:
    days = pattern.weekdays or (WEEKDAYS[pattern.starts_on.weekday()],)
    ordered = sorted(set(days), key=WEEKDAYS.index)
    if pattern.every == 1 and tuple(ordered) == _OFFICE_DAYS:
        return words.office_days
    names = _listed([words.weekdays[WEEKDAYS.index(day)] for day in ordered], words)
    if len(ordered) == 1:
        return _choose(pattern.every, words.every, words.every_other, words.every_number) % {"what": names}
    return _choose(pattern.every, words.weeks, words.other_weeks, words.number_weeks) % {"what": names}


def _monthly(pattern: Pattern, words: _Words) -> str:
    if pattern.nth is None:
        which = words.day_of_month % pattern.starts_on.day
    else:
        which = f"{words.nth[pattern.nth]} {words.weekdays[WEEKDAYS.index(pattern.weekdays[0])]}"
    return _choose(pattern.every, words.of_month, words.of_other_month, words.of_number_month) % {
        "what": which
    }


def _choose(every: int, each: str, other: str, numbered: str) -> str:
    return each if every == 1 else other if every == 2 else numbered.replace("%(n)s", str(every))


def _time(pattern: Pattern, words: _Words) -> str:
    if pattern.starts_time is None:
        return words.all_day
    start = dt.datetime.combine(pattern.starts_on, pattern.starts_time)
    if not pattern.minutes:
        return words.at % f"{start:%H.%M}"
    end = start + dt.timedelta(minutes=pattern.minutes)
    told = words.at % f"{start:%H.%M}–{end:%H.%M}"
    is_day_after = end.date() == start.date() + dt.timedelta(days=1)
    return words.day_after % told if is_day_after and pattern.minutes > _NIGHT else told


def _exceptions(pattern: Pattern, words: _Words) -> str:
    if pattern.skips_public_holidays and pattern.skips_school_holidays:
        return words.not_both
    if pattern.skips_public_holidays:
        return words.not_holidays
    return words.not_school if pattern.skips_school_holidays else ""


def _end(pattern: Pattern, words: _Words) -> str:
    if pattern.ends_on is None or pattern.kind == "once":
        return ""
    return words.until % _date(pattern.ends_on, words)


def _date(day: dt.date, words: _Words) -> str:
    return words.date % {"day": day.day, "month": words.months[day.month - 1], "year": day.year}


def _listed(names: list[str], words: _Words) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {words.joiner} {names[-1]}"


_LANGUAGES = {
    "nb": _Words(
        weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
        months=(
            *("januar", "februar", "mars", "april", "mai", "juni"),
            *("juli", "august", "september", "oktober", "november", "desember"),
        ),
        nth={1: "første", 2: "andre", 3: "tredje", 4: "fjerde", -1: "siste"},
        joiner="og",
        every="hver %(what)s",
        every_other="annenhver %(what)s",
        every_number="%(what)s hver %(n)s. uke",
        weeks="hver %(what)s",
        other_weeks="annenhver uke, %(what)s",
        number_weeks="hver %(n)s. uke, %(what)s",
        days=("hver dag", "annenhver dag", "hver %(n)s. dag"),
        office_days="mandag til fredag",
        of_month="%(what)s i måneden",
        of_other_month="%(what)s annenhver måned",
        of_number_month="%(what)s hver %(n)s. måned",
        day_of_month="den %s.",
        at="kl. %s",
        day_after="%s dagen etter",
        all_day="hele dagen",
        until="til og med %s",
        not_holidays="ikke på helligdager",
        not_school="ikke i skoleferien",
        not_both="ikke på helligdager eller i skoleferien",
        date="%(day)s. %(month)s %(year)s",
    ),
    "nn": _Words(
        weekdays=("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
        months=(
            *("januar", "februar", "mars", "april", "mai", "juni"),
            *("juli", "august", "september", "oktober", "november", "desember"),
        ),
        nth={1: "første", 2: "andre", 3: "tredje", 4: "fjerde", -1: "siste"},
        joiner="og",
        every="kvar %(what)s",
        every_other="annankvar %(what)s",
        every_number="%(what)s kvar %(n)s. veke",
        weeks="kvar %(what)s",
        other_weeks="annakvar veke, %(what)s",
        number_weeks="kvar %(n)s. veke, %(what)s",
        days=("kvar dag", "annankvar dag", "kvar %(n)s. dag"),
        office_days="måndag til fredag",
        of_month="%(what)s i månaden",
        of_other_month="%(what)s annankvar månad",
        of_number_month="%(what)s kvar %(n)s. månad",
        day_of_month="den %s.",
        at="kl. %s",
        day_after="%s dagen etter",
        all_day="heile dagen",
        until="til og med %s",
        not_holidays="ikkje på heilagdagar",
        not_school="ikkje i skuleferien",
        not_both="ikkje på heilagdagar eller i skuleferien",
        date="%(day)s. %(month)s %(year)s",
    ),
    "en": _Words(
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        nth={1: "the first", 2: "the second", 3: "the third", 4: "the fourth", -1: "the last"},
        joiner="and",
        every="every %(what)s",
        every_other="every other %(what)s",
        every_number="%(what)s every %(n)s weeks",
        weeks="every %(what)s",
        other_weeks="every other week on %(what)s",
        number_weeks="every %(n)s weeks on %(what)s",
        days=("every day", "every other day", "every %(n)s days"),
        office_days="Monday to Friday",
        of_month="%(what)s of the month",
        of_other_month="%(what)s of every other month",
        of_number_month="%(what)s every %(n)s months",
        day_of_month="day %s",
        at="at %s",
        day_after="%s the day after",
        all_day="all day",
        until="until %s",
        not_holidays="not on public holidays",
        not_school="not in the school holidays",
        not_both="not on public holidays or in the school holidays",
        date="%(day)s %(month)s %(year)s",
    ),
}
