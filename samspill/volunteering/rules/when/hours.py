"""Reading an hour, and how long something takes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from samspill.volunteering.rules.when.told import LONGEST_MINUTES, LONGEST_NIGHT, Hours, NotUnderstood, Why
from samspill.volunteering.rules.when.vocabulary import (
    AFTER_NOON,
    BEFORE_NOON,
    EARLIEST_BY_DAY,
    HOURS,
    LENGTHS,
    MINUTES,
    MOST_BARE_HOURS,
    NEXT_DAY,
    NOONS,
    NUMBER,
    OFFSETS,
    PARTS,
    count,
    plain,
)

_SPAN = re.compile(r"(?:fra |frå |from )?(.+?) ?(?:-|til|to|until) ?(.+)")
_NOON = 12
_IN_PART = re.compile(rf"(.+?) (?:(?:om|på|i|in the) )?({'|'.join([*BEFORE_NOON, *AFTER_NOON])})")


def read_hours(text: str) -> Hours:
    """«10», «kl. 10.30», «1030», «halv elleve», «10-12», «mellom 10 og 14», «formiddag». Raises `NotUnderstood`."""
    said = plain(text)
    if said in PARTS:
        return Hours(*PARTS[said], is_window=True)
    said = re.sub(r"^(ca|cirka|rundt|om lag|about|around)\.? ", "", said)
    between = re.fullmatch(r"(?:mellom|between) (.+?) (?:og|and) (.+)", said)
    if between:
        return _between(between[1], between[2], is_window=True)
    span = _SPAN.fullmatch(said)
    if span and _from_to(span[1], span[2]):
        return _between(span[1], span[2])
    return Hours(_hour(said))


def read_night(text: str) -> tuple[dt.time, int] | None:
    """Start and minutes of what ends the next day: «22-02», «10-12 neste dag». None of all else, read as it is by day.

    Raises `NotUnderstood` where it would last more than half a day and the next day is not named: «21-19».
    """
    said = plain(text)
    named = re.fullmatch(rf"(.+?) ?\(?{NEXT_DAY}\)?", said)
    span = _SPAN.fullmatch(named[1] if named else said)
    told = _from_to(span[1], span[2]) if span else None
    if told is None or (told[1] > told[0] and not named):
        return None
    starts, ends = told
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute + 24 * 60
    if minutes > LONGEST_NIGHT and not named:
        raise NotUnderstood("hours", Why.NEXT_DAY)
    return starts, minutes


def _between(first: str, last: str, *, is_window: bool = False) -> Hours:
    told = _from_to(first, last)
    if told is None:
        raise NotUnderstood("hours", Why.NOT_AN_HOUR)
    starts, ends = told
    if ends <= starts:
        raise NotUnderstood("hours", Why.BACKWARDS)
    return Hours(starts, ends, is_window)


def _from_to(first: str, last: str) -> tuple[dt.time, dt.time] | None:
    """Both hours of a span; None where one of them is no hour.

    What stands behind the last is meant for both: «6-8 om kvelden». An hour said in words is the first such hour after
    the start: «halv sju til ni» ends at 21, «elleve om kvelden til to» at 2.
    """
    starts, ends = _hour_or_none(first), _hour_or_none(last)
    if starts is None or ends is None:
        return None
    in_part = _IN_PART.fullmatch(last)
    both = _hour_or_none(f"{first} {in_part[2]}") if in_part and not _IN_PART.fullmatch(first) else None
    if both is not None and both < ends:
        starts = both
    if ends <= starts and _is_either(last):
        by_day = ends.replace(hour=ends.hour % _NOON + _NOON)
        ends = by_day if by_day > starts else ends.replace(hour=ends.hour % _NOON)
    return starts, ends


def _hour(said: str) -> dt.time:
    found = _hour_or_none(said)
    if found is None:
        raise NotUnderstood("hours", Why.NOT_AN_HOUR)
    return found


def _hour_or_none(said: str) -> dt.time | None:
    in_part = _IN_PART.fullmatch(said)
    if in_part:
        return _hour_in_part(in_part[1], is_before_noon=in_part[2] in BEFORE_NOON)
    said = _bare(said)
    readers: tuple[Callable[[str], dt.time | None], ...] = (_hour_in_figures, _hour_in_words)
    return next((hour for read in readers if (hour := read(said)) is not None), None)


def _bare(said: str) -> str:
    said = re.sub(r"^(kl|klokka|klokken|at)\b\.? ?", "", said.strip())
    return re.sub(r" ?(o'clock|presis|blank)$", "", said)


def _is_either(said: str) -> bool:
    """Whether it may be before noon or after: «ni», and not «9», «ni om kvelden» or «noon»."""
    said = _bare(said)
    return said not in NOONS and _hour_in_words(said) is not None


def _hour_in_part(said: str, *, is_before_noon: bool) -> dt.time | None:
    """«8 om kvelden», «seks om morgenen»; None for «13 om morgenen»."""
    hour = _hour_or_none(said)
    if hour is None or (is_before_noon and hour.hour >= _NOON and not _is_either(said)):
        return None
    if is_before_noon:
        return hour.replace(hour=hour.hour % _NOON)
    return hour.replace(hour=hour.hour + _NOON) if hour.hour < _NOON else hour


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
    hour = count(found[2]) if found else None
    if not found or hour is None or not 1 <= hour <= 12 or (found[2].isdecimal() and not found[1]):
        return None
    minutes = hour * 60 + OFFSETS.get(found[1] or "", 0)
    if minutes < EARLIEST_BY_DAY * 60:
        minutes += 12 * 60
    return dt.time(minutes // 60 % 24, minutes % 60)


def read_minutes(text: str) -> int:
    """«1 time», «halvannen time», «1,5 t», «2 timer 30 min», «90», «1t30». A bare small number is hours, else minutes.

    Raises `NotUnderstood`.
    """
    said = plain(text)
    if said in LENGTHS:
        return LENGTHS[said]
    found = re.fullmatch(
        rf"(?:({NUMBER}) ?{HOURS})?(?: ?(?:og|and) ?)? ?(?:(\d{{1,4}}) ?(?:{MINUTES})?)?", said
    )
    if not found or not said:
        raise NotUnderstood("length", Why.NOT_A_LENGTH)
    bare = found[1] is None and said.isdecimal() and int(said) <= MOST_BARE_HOURS
    minutes = int(found[2]) * 60 if bare else round(_number(found[1]) * 60) + int(found[2] or 0)
    if not 5 <= minutes <= LONGEST_MINUTES:
        raise NotUnderstood("length", Why.TOO_LONG if minutes else Why.NOT_A_LENGTH)
    return minutes


def _number(text: str | None) -> float:
    return float(text.replace(",", ".").replace("½", ".5")) if text else 0.0
