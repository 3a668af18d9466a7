"""Names found as people write them: begun, misspelt, heard on the phone, typed on another keyboard.

`Kåri` is Kari, `Muhammed` may be Mohamed and `Kristian` Christian. Done here and not in the database, so that both
databases find the same. Names come in folded (`foundation.places.folded`): small letters without accents.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from samspill.foundation.places import folded

SHORTEST_SAID = 3
SHORTEST_MISSPELT = 4
SHORTEST_LONG_WORD = 7
#: A short name has too few consonants to be known by them.
SHORTEST_HEARD = 5
MOST_WORDS = 6


def holding(text: str, names: Iterable[str]) -> list[str]:
    """The names that hold every word of the text; those in which each begins a word come first, then by name."""
    asked = _asked(text)
    if not asked:
        return []
    found = ((_begins(name, asked), name) for name in names if all(word in name for word in asked))
    return [name for _, name in sorted((not begins, name) for begins, name in found)]


def nearly(text: str, names: Collection[str]) -> list[str]:
    """The names in which each word of the text may be meant, though it is spelt otherwise; the nearest first."""
    asked = _asked(text)
    holders = _by_word(names)
    meant = [_meant(word, holders.keys()) for word in asked]
    if not asked or not all(meant):
        return []
    # Whoever is meant holds a word that the rarest of the asked may mean: the others need not be looked at.
    rarest = min(meant, key=len)
    possible = {name for word in rarest for name in holders[word]}
    ranked = ((_distance(name, meant), name) for name in possible)
    return [name for distance, name in sorted(pair for pair in ranked if pair[0] is not None)]


def _by_word(names: Collection[str]) -> dict[str, list[str]]:
    """The names that hold each word."""
    holders: dict[str, list[str]] = {}
    for name in names:
        for word in name.split():
            holders.setdefault(word, []).append(name)
    return holders


@lru_cache(maxsize=100_000)
def fold_name(text: str) -> str:
    """The text as names are compared. Remembered: the same titles and names come again and again."""
    return folded(text)


@lru_cache(maxsize=50_000)
def heard(word: str) -> str:
    """How a name is heard on the phone: its consonants, with one sign for whatever vowels stand between them."""
    return re.sub(r"[aeiouy]+", "-", said(word))


@lru_cache(maxsize=50_000)
def said(word: str) -> str:
    """A name as it is said: Thor is Tor, Wik is Vik, Dahl is Dal."""
    for written, spoken in _SAID:
        word = word.replace(written, spoken)
    return re.sub(r"(.)\1+", r"\1", word[:1] + word[1:].replace("h", ""))


#: Letters that are written for the same sound, the longer ones first.
_SAID = (
    ("sch", "sk"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ch", "k"), ("kh", "k"), ("gh", "g"), ("hj", "j"),
    ("gj", "j"), ("dt", "t"), ("qu", "kv"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("x", "ks"),
    ("j", "i"),
)  # fmt: skip


def _asked(text: str) -> list[str]:
    return fold_name(text).split()[:MOST_WORDS]


def _begins(name: str, asked: list[str]) -> bool:
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in asked)


def _meant(asked: str, vocabulary: Collection[str]) -> dict[str, float]:
    """The words that may be meant, each with how far it is from what was written: 0 for a word that holds it.

    Letters of another keyboard cost least, then a slip, then what only sounds alike.
    """
    from rapidfuzz import process  # late: heavy, and few processes need it
    from rapidfuzz.distance import OSA

    meant = {word: 0.0 for word in vocabulary if asked in word}
    if len(asked) < SHORTEST_SAID or not asked.isalpha():
        return meant
    spoken = said(asked)
    meant |= {word: 0.7 for word in vocabulary if said(word) == spoken and word not in meant}
    if len(asked) < SHORTEST_MISSPELT:
        return meant
    slips = 1 if len(asked) < SHORTEST_LONG_WORD else 2
    choices = {word: as_typed(word) for word in vocabulary}
    meant |= {word: 0.5 for word, typed in choices.items() if as_typed(asked) in typed and word not in meant}
    for _, distance, word in process.extract(
        as_typed(asked), choices, scorer=OSA.distance, score_cutoff=slips, limit=None
    ):
        meant.setdefault(word, distance + 1)
    sound = heard(asked)
    if len(asked) >= SHORTEST_HEARD:
        meant = {word: 1.5 for word in vocabulary if len(word) > 3 and heard(word) == sound} | meant
    return meant


def _distance(name: str, meant: list[dict[str, float]]) -> float | None:
    """How far the name is from what was written, in all; None where a word of it can be none of the name's."""
    words, total = name.split(), 0.0
    for near in meant:
        found = [near[word] for word in words if word in near]
        if not found:
            return None
        total += min(found)
    return total


@lru_cache(maxsize=50_000)
def as_typed(word: str) -> str:
    """A folded word as it is from a keyboard without æøå, where people write aa, oe and ae."""
    return word.replace("aa", "a").replace("oe", "o").replace("ae", "e")
