"""Whether two persons may be one, and why one would think so."""

from __future__ import annotations

from typing import NamedTuple

from samspill.foundation.places import folded
from samspill.people.rules.names import is_same_name

#: From here on two names look alike (rapidfuzz, 0–100): «Kari Nordvik» and «Kari Nordvig» 92, «Kari» and «Karl» 75.
ALIKE = 86


class Card(NamedTuple):
    """What is compared of a person. `addresses` are phones (E.164) and e-mail addresses in lower case."""

    name: str
    addresses: frozenset[str] = frozenset()
    area: str = ""
    birth_year: int | None = None


def reasons_for_one(one: Card, other: Card) -> tuple[str, ...]:
    """Why the two may be the same person, the strongest first: address, same_name, like_name, area, birth_year.

    Empty where there is too little: an area or a year of birth alone is no reason, and neither is a name alone where
    the area or the year of birth speaks against it.
    """
    names, shares = _names(one.name, other.name), bool(one.addresses & other.addresses)
    nearby = _nearby(one, other)
    if shares:
        return ("address", *names, *nearby)
    if names and (nearby or (names == ("same_name",) and not _speaks_against(one, other))):
        return (*names, *nearby)
    return ()


def is_likely(reasons: tuple[str, ...]) -> bool:
    """Whether it is likely enough for the list of doubles: the names agree, and something else does too."""
    named = {"same_name", "like_name"}.intersection(reasons)
    return bool(named) and len(reasons) > 1


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0–100, whatever the order of their words, accents and capitals."""
    from rapidfuzz import fuzz  # late: heavy, and few processes need it

    return fuzz.token_sort_ratio(_plain(one), _plain(other))


def _names(one: str, other: str) -> tuple[str, ...]:
    if is_same_name(one, other):
        return ("same_name",)
    return ("like_name",) if likeness(one, other) >= ALIKE else ()


def _nearby(one: Card, other: Card) -> tuple[str, ...]:
    area = ("area",) if one.area and one.area == other.area else ()
    born = ("birth_year",) if one.birth_year and one.birth_year == other.birth_year else ()
    return (*area, *born)


def _speaks_against(one: Card, other: Card) -> bool:
    years = one.birth_year and other.birth_year and one.birth_year != other.birth_year
    return bool(years) or bool(one.area and other.area and one.area != other.area)


def _plain(name: str) -> str:
    return folded(name).replace("-", " ")
