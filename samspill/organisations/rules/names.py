"""Names as the register writes them (capitals) turned into names people read."""

from __future__ import annotations

import re

_SMALL_WORDS = frozenset(
    "og i på for av ved til fra med mot under over om den det de the of and for in".split()
)
_COMMON_ENDINGS = (
    "lag",
    "laget",
    "forening",
    "foreningen",
    "foreining",
    "klubb",
    "klubben",
    "korps",
    "korpset",
    "kor",
    "koret",
    "gruppe",
    "gruppa",
    "gruppen",
    "forbund",
    "sentral",
    "sentralen",
    "stiftelse",
    "stiftelsen",
    "stifting",
    "menighet",
    "avdeling",
    "venner",
    "råd",
    "rådet",
    "museum",
    "speidere",
    "samfunn",
)
_HAS_VOWEL = re.compile(r"[aeiouyæøåäöáéüšđŋ]", re.IGNORECASE)


def readable_name(registered: str) -> str:
    """`FJELLBYGDA SKOLEKORPS OG VENNER` → `Fjellbygda skolekorps og venner`; a name in mixed case is left as it is.

    A guess that a person may correct: short words without vowels (`IL`, `SK` before a place) stay capitals, kinds of
    association become small letters, other words get one capital.
    """
    if not registered.isupper():
        return registered
    words = registered.split(" ")
    return " ".join(_word(word, first=place == 0) for place, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    small = word.lower()
    if not first and (small in _SMALL_WORDS or small.strip("().,").endswith(_COMMON_ENDINGS)):
        return small
    if _stays_capital(word):
        return word
    return re.sub(r"(^|[-/(.])(\w)", lambda found: found[1] + found[2].upper(), small)


def _stays_capital(word: str) -> bool:
    bare = word.strip("().,-")
    return bare in _ABBREVIATIONS or (2 <= len(bare) <= 5 and not _HAS_VOWEL.search(bare)) or "&" in bare


_ABBREVIATIONS = frozenset(
    "IL IF FK SK TIL BIL AIL IK UL BUL KFUK KFUM NM LHL NRK 4H II III IV VI SA BA AS ANS".split()
)
