"""For whom an association, or an activity, is: the codes, in the order they are shown, and words that mean the same.

`organisations.wording` has what each is called in the interface.
"""

from __future__ import annotations

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


class UnknownAudience(ValueError):
    """Nobody is meant by this code."""


def read_audiences(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes, each once and in the order they are shown. Raises `UnknownAudience`."""
    given = set(codes)
    if unknown := given - set(AUDIENCES):
        raise UnknownAudience(min(unknown))
    return tuple(code for code in AUDIENCES if code in given)


def words_of_audiences(codes: Iterable[str]) -> str:
    """Norwegian and English words that what is for these should be found by."""
    return " ".join(_WORDS[code] for code in codes if code in _WORDS)
