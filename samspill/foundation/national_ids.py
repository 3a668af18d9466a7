"""National identity numbers in free text, so that they are refused or masked and never stored.

A number counts when it has a day and a month that can be, and both check digits are right: weights 3 7 6 1 8
9 4 5 2 and 5 4 3 2 7 6 5 4 3 2, modulo 11 (Skatteetaten, «Oppbygging av fødselsnummer»). D-numbers have 40
added to the day. Test persons have 40, 65 or 80 added to the month; they are found too, because a test system
must behave like the real one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["birth", "d_number", "synthetic"]

MASK = "•••••• •••••"


@dataclass(frozen=True, slots=True)
class NationalId:
    """Where an identity number stands in the text: `text[start:end]`, and which kind it is."""

    start: int
    end: int
    kind: Kind


def find_national_ids(text: str) -> list[NationalId]:
    """All identity numbers in the text, in order; written together, parted ("010190 12345") or as a date with
    dots and perhaps the century.
    """
    return list(_found(_with_plain_digits(text)))


def holds_national_id(text: str) -> bool:
    """Whether there is an identity number anywhere in the text."""
    return next(_found(_with_plain_digits(text)), None) is not None


def mask_national_ids(text: str) -> str:
    """The text with every identity number replaced by dots of the same shape."""
    for found in reversed(find_national_ids(text)):
        text = text[: found.start] + MASK + text[found.end :]
    return text


#: Six digits for the day of birth and five more, together or parted the ways people part them. What begins with a plus
#: is a phone number.
_WRITTEN = re.compile(
    r"(?<![\d+])(\d\d)([ .\-/]?)(\d\d)\2(?:19|20)?(\d\d)"
    r"[ .\-/\u00a0\u202f]{0,3}(\d{3})[ .\-\u00a0\u202f]?(\d\d)(?!\d)"
)
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _with_plain_digits(text: str) -> str:
    """The same text, character by character, with the digits of other scripts as 0–9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _found(text: str) -> Iterator[NationalId]:
    match = _WRITTEN.search(text)
    while match:
        digits = "".join(match.group(1, 3, 4, 5, 6))
        kind = _kind(int(digits[:2]), int(digits[2:4])) if _checks(digits) else None
        if kind:
            yield NationalId(match.start(), match.end(), kind)
        # After a miss the next may begin inside it: "12 34 56 010190 12345".
        match = _WRITTEN.search(text, match.end() if kind else match.start() + 1)


def _checks(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    return _sums_up(numbers[:10], _FIRST_WEIGHTS) and _sums_up(numbers, _SECOND_WEIGHTS)


def _sums_up(numbers: list[int], weights: tuple[int, ...]) -> bool:
    return sum(number * weight for number, weight in zip(numbers, (*weights, 1), strict=True)) % 11 == 0


def _kind(day: int, month: int) -> Kind | None:
    added = next((added for added in (0, 40, 65, 80) if 1 <= month - added <= 12), None)
    is_d_number = day > 40
    if added is None or not 1 <= day - 40 * is_d_number <= _DAYS[month - added - 1]:
        return None
    if added:
        return "synthetic"
    return "d_number" if is_d_number else "birth"
