"""Letters as they are searched: small, without accents, æøå kept apart from a and o.

`kafé` is kafe and `Kárášjohka` is karasjohka; `får` stays another word than `far`. The Swedish ä and ö are our æ and ø.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "þ": "th", "œ": "ø", "ı": "i"}
)
_WORD = re.compile(r"[^\W_]+(?:[-–'’][^\W_]+)*")
#: A longer run of letters is no word, and the databases have limits.
LONGEST_WORD = 60


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text with small letters, accents off, æøå kept."""
    small = unicodedata.normalize("NFKC", text).casefold()
    if small.isascii():
        return small
    small = small.translate(_LETTERS)
    letters = (c if c in "æøå" else _without_accents(c) for c in unicodedata.normalize("NFC", small))
    return "".join(c for c in "".join(letters) if c.isalnum())


def _without_accents(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_LETTERS)


def written_words(text: str) -> list[str]:
    """The words of a text as they stand, hyphens inside them kept: "IKT-hjelp og kafé" is IKT-hjelp, og, kafé."""
    return [found[:LONGEST_WORD] for found in _WORD.findall(unicodedata.normalize("NFKC", text))]


def pieces(written: str) -> list[str]:
    """A word folded, parted at its hyphens; parts of one letter stay attached ("e-post" is epost)."""
    parts = [folded for part in re.split(r"[-–]", re.sub(r"['’]", "", written)) if (folded := fold(part))]
    if any(len(part) == 1 for part in parts):
        return ["".join(parts)]
    return parts
