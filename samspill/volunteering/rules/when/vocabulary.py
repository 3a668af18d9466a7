"""The words days, hours and lengths are told in: bokmål, nynorsk and English."""

from __future__ import annotations

import datetime as dt
import re

from samspill.volunteering.rules.when.told import WAKING_HOURS


def plain(text: str) -> str:
    """Small letters, plain hyphens, single spaces, no commas; ordinary blanks."""
    said = re.sub(r"[–—‑−]", "-", text.lower()).replace("’", "'")
    return re.sub(r"\s+", " ", said.replace(",", " ") if not re.search(r"\d,\d", said) else said).strip(" ?!")


def count(word: str) -> int | None:
    """The number a word or figures stand for («to», `2`), or None."""
    return int(word) if word.isdecimal() and word.isascii() else NUMBERS.get(word)


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


#: Behind an hour: which half of the day it is in.
BEFORE_NOON = ("morgenen", "morgonen", "formiddag", "formiddagen", "føremiddag", "føremiddagen", "morning")
AFTER_NOON = ("ettermiddag", "ettermiddagen", "afternoon", "kveld", "kvelden", "evening")
NOONS = {"noon": dt.time(12), "midday": dt.time(12)}


OFFSETS = {
    "halv": -30, "kvart over": 15, "kvart på": -15, "kvarter over": 15, "kvarter på": -15,
    "half past": 30, "quarter past": 15, "quarter to": -15,
}  # fmt: skip


#: Behind the hours: that they end the day after.
NEXT_DAY = r"(?:neste dag|dagen etter(?:på)?|neste morg[eo]n|(?:the )?next (?:day|morning)|the day after)"


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


NUMBER = r"\d{1,2}(?:[.,]\d{1,2})?½?"


HOURS = r"(?:timer|timar|time|hours|hour|hrs|hr|t|h)\.?"


MINUTES = r"(?:minutter|minutt|minutes|minute|mins|min|m)\.?"
