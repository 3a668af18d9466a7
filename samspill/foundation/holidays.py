"""Norwegian public holidays, and the days people keep that the law does not count as holidays.

The dates of the public holidays come from the `holidays` package. The names in three languages are our own, as are the
days the package leaves out because shops may be open: New Year's Eve, Christmas Eve, Easter Eve and the Sámi national
day (flag day by regulation 1927-10-21-9733). Source of what is a public holiday: lov om helligdager og helligdagsfred
(1995-02-24-12) § 2, and lov om 1 og 17 mai (1947-04-26-1).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name: `names` holds one per language, `is_public` whether the law makes it a holiday."""

    on: dt.date
    names: dict[str, str]
    is_public: bool


def is_public_holiday(day: dt.date) -> bool:
    """Whether the day is a Norwegian public holiday. An ordinary Sunday is not."""
    return any(named.is_public for named in named_days(day.year) if named.on == day)


def holiday_name(day: dt.date, language: str = "nb") -> str:
    """The name of the day in nb, nn or en, public holiday or not; empty for an ordinary day.

    Where two fall together (17 May 2027 is also Whit Monday) both are given, the later in the church year last.
    """
    return " / ".join(named.names[language] for named in named_days(day.year) if named.on == day)


def public_holidays(first: dt.date, last: dt.date) -> list[NamedDay]:
    """The public holidays from `first` to `last`, both included, in order."""
    years = range(first.year, last.year + 1)
    return [day for year in years for day in named_days(year) if day.is_public and first <= day.on <= last]


@lru_cache(maxsize=64)
def named_days(year: int) -> tuple[NamedDay, ...]:
    """All named days of a year, in order: public holidays, eves and the Sámi national day."""
    public = [NamedDay(day, _names(name), True) for day, name in _public(year)]
    others = [NamedDay(day, _names(name), False) for day, name in _not_public(year)]
    return tuple(sorted(public + others, key=lambda named: named.on))


def _public(year: int) -> list[tuple[dt.date, str]]:
    from holidays import country_holidays  # late: costs half a second, and few processes need it

    days = country_holidays("NO", years=year, language="no")
    return [(day, name) for day, names in days.items() if day.year == year for name in names.split("; ")]


def _not_public(year: int) -> list[tuple[dt.date, str]]:
    easter_sunday = next((day for day, name in _public(year) if name == "Første påskedag"), None)
    fixed = [
        (dt.date(year, 2, 6), "Samefolkets dag"),
        (dt.date(year, 12, 24), "Julaften"),
        (dt.date(year, 12, 31), "Nyttårsaften"),
    ]
    return fixed if easter_sunday is None else [*fixed, (easter_sunday - dt.timedelta(days=1), "Påskeaften")]


def _names(bokmaal: str) -> dict[str, str]:
    nynorsk, english = _TRANSLATIONS.get(bokmaal, (bokmaal, bokmaal))
    return {"nb": bokmaal, "nn": nynorsk, "en": english}


_TRANSLATIONS = {
    "Første nyttårsdag": ("Første nyttårsdag", "New Year's Day"),
    "Samefolkets dag": ("Samefolkets dag", "Sámi National Day"),
    "Skjærtorsdag": ("Skjertorsdag", "Maundy Thursday"),
    "Langfredag": ("Langfredag", "Good Friday"),
    "Påskeaften": ("Påskeaftan", "Easter Eve"),
    "Første påskedag": ("Første påskedag", "Easter Sunday"),
    "Andre påskedag": ("Andre påskedag", "Easter Monday"),
    "Arbeidernes dag": ("Arbeidardagen", "Labour Day"),
    "Grunnlovsdag": ("Grunnlovsdagen", "Constitution Day"),
    "Kristi himmelfartsdag": ("Kristi himmelfartsdag", "Ascension Day"),
    "Første pinsedag": ("Første pinsedag", "Whit Sunday"),
    "Andre pinsedag": ("Andre pinsedag", "Whit Monday"),
    "Julaften": ("Julaftan", "Christmas Eve"),
    "Første juledag": ("Første juledag", "Christmas Day"),
    "Andre juledag": ("Andre juledag", "Boxing Day"),
    "Nyttårsaften": ("Nyttårsaftan", "New Year's Eve"),
}
