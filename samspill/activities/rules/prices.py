"""What something costs, read out of the organiser's own words, where they are nothing but prices."""

from __future__ import annotations

import re
from typing import NamedTuple

_AMOUNT = (
    r"(?:kr\.?\s*)?(?P<kroner>\d{1,5}|\d{1,2}[ .\u00a0]\d{3})(?:[,.](?P<oere>\d{2}|-))?"
    r"(?:\s*(?P<unit>kr(?:oner)?\b\.?|,-))?"
)
_NOTHING = r"(?P<nothing>gratis|free)"
_FOR_WHOM = r"[^\W\d]+(?:[ -][^\W\d]+){0,3}"
_PRICE = re.compile(
    rf"(?:(?P<before>{_FOR_WHOM})\s*:?\s+)?(?:{_AMOUNT}|{_NOTHING})(?:\s+(?:for\s+)?(?P<after>{_FOR_WHOM}))?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:;|/|·|,(?![\d-])|\bog\b|\band\b)\s*", re.IGNORECASE)
#: Words that make an amount no price: «about 50 kr», «from 50 kr», «50 kr an hour».
_NO_PRICE = re.compile(
    r"\b(?:ca|cirka|omtrent|om lag|fra|frå|inntil|opptil|maks|minst|per|pr|about|from|up to)\b", re.IGNORECASE
)


class Price(NamedTuple):
    """One price in the organiser's words, and how many kroner that is."""

    words: str
    kroner: float


def prices_in(words: str) -> list[Price]:
    """Each price told: "voksne 100 kr, barn gratis" → two. Empty where a part of the words is anything else."""
    parts = [part for part in _PARTS.split(words.strip()) if part]
    found = [_price(part) for part in parts]
    return [price for price in found if price] if all(found) else []


def _price(part: str) -> Price | None:
    shape = _PRICE.fullmatch(part)
    if shape is None or _NO_PRICE.search(part):
        return None
    if shape["nothing"]:
        return Price(part, 0)
    is_named = shape["before"] or shape["after"]
    if is_named and not (shape["unit"] or "kr" in part.lower() or shape["oere"]):
        return None  # «barn 10»: an age as likely as a price.
    kroner, oere = re.sub(r"\D", "", shape["kroner"]), shape["oere"] or "-"
    return Price(part, int(kroner) + (int(oere) / 100 if oere != "-" else 0))
