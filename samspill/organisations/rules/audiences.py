"""For whom an association, or an activity, is: the codes, in the order they are shown, and words that mean the same.

`organisations.wording` has what each is called in the interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

AUDIENCES = ("everyone", "children", "youth", "adults", "seniors", "families", "newcomers")

_WORDS = {
    "everyone": "alle everyone",
    "children": "barn born children",
    "youth": "ungdom ungdommer unge young people youth",
    "adults": "voksne vaksne adults",
    "seniors": "eldre seniorer pensjonister seniors",
    "families": "familie familier familiar families",
    "newcomers": "nye i norge innvandrere innvandrarar flyktninger newcomers",
}


#: What each may be called in a list: in bokmål, nynorsk or English.
_NAMES = {
    "everyone": ("alle", "everyone", "all"),
    "children": ("barn", "born", "children"),
    "youth": ("ungdom", "ungdommer", "ungdomar", "unge", "young people", "youth"),
    "adults": ("voksne", "vaksne", "voksen", "vaksen", "adults"),
    "seniors": ("eldre", "seniorer", "seniorar", "pensjonister", "pensjonistar", "seniors", "older people"),
    "families": ("familie", "familier", "familiar", "families"),
    "newcomers": (
        *("nye i norge", "nye i noreg", "ny i norge", "ny i noreg", "newcomers", "new in norway"),
        *("innvandrere", "innvandrarar", "flyktninger", "flyktningar"),
    ),
}
_CODES = {name: code for code, names in _NAMES.items() for name in (code, *names)}
_BETWEEN = re.compile(r"[,;/\n]|\s(?:og|and|&)\s", re.IGNORECASE)


class UnknownAudience(ValueError):
    """Nobody is meant by this code."""


def read_audiences(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes, each once and in the order they are shown. Raises `UnknownAudience`."""
    given = set(codes)
    if unknown := given - set(AUDIENCES):
        raise UnknownAudience(min(unknown))
    return tuple(code for code in AUDIENCES if code in given)


def named_audiences(text: str) -> tuple[str, ...]:
    """The codes of what is named in words, parted by comma, semicolon, slash, line or "og".

    Raises `UnknownAudience` with the first word that names nobody.
    """
    parts = (" ".join(part.casefold().split()) for part in _BETWEEN.split(text))
    return read_audiences(_code_of(part) for part in parts if part)


def words_of_audiences(codes: Iterable[str]) -> str:
    """Norwegian and English words that what is for these should be found by."""
    return " ".join(_WORDS[code] for code in codes if code in _WORDS)


def _code_of(name: str) -> str:
    if name not in _CODES:
        raise UnknownAudience(name)
    return _CODES[name]
