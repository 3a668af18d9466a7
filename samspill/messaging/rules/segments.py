"""How many SMS segments a text takes, what it costs, and which characters make it dear.

GSM-7 (3GPP TS 23.038) holds 160 characters in one message and 153 in each part of a longer one; `€ [ ] { } \\
^ ~ |` count as two. One character outside it turns the whole text into UCS-2 with 70 and 67. Norwegian æøå
are inside; Sámi letters, «», – and the no-break space are outside.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from smsutil import gsm_split, unicode_split
from smsutil.codecs import GSM_CHARSET

#: What a text may hold and still be GSM-7. Escape is in the package's table, but only as the shift to the
#: second one.
_PLAIN = frozenset(GSM_CHARSET) - {"\x1b"}

#: Signs that look the same to the reader and cost less. Letters are never here: nobody's name is misspelt to
#: save 40 øre.
_INSTEAD = {
    **dict.fromkeys("«»“”„‟″", '"'),
    **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
    **dict.fromkeys("–—―‐‑‒−", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\t", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u2028\u2029", ""),
    **dict.fromkeys("•·", "-"),
    "…": "...",
    "½": "1/2",
    "→": "->",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text is as SMS. `left` is how many more characters of the same kind fit in its last segment.

    `forced_by` holds the characters, in order and once each, that made it UCS-2; empty for GSM-7.
    """

    encoding: Literal["gsm7", "ucs2"]
    characters: int
    segments: int
    left: int
    forced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A character that could be written another way without changing what is said."""

    found: str
    instead: str


def measure(text: str) -> Measure:
    """Count a text the way the networks do. The empty text is no message: 0 segments."""
    forced_by = tuple(dict.fromkeys(character for character in text if character not in _PLAIN))
    if not text:
        return Measure("gsm7", 0, 0, 160, ())
    parts = (unicode_split if forced_by else gsm_split)(text).parts
    room, size = _room(bool(forced_by), len(parts))
    left = (room - parts[-1].bytes) // size
    return Measure("ucs2" if forced_by else "gsm7", len(text), len(parts), left, forced_by)


def cost_in_ore(text: str, *, price_ore: int) -> int:
    """What sending the text to one person costs, in øre, at this price per segment."""
    return measure(text).segments * price_ore


def suggested_replacements(text: str) -> tuple[Replacement, ...]:
    """What to write instead so that the text becomes GSM-7 again; empty where it is already, or where it
    cannot be.

    It cannot be when a letter outside GSM-7 is left: half the signs replaced would save nothing.
    """
    if measure(made_plain(text)).encoding == "ucs2":
        return ()
    composed = unicodedata.normalize("NFC", text)
    signs = (sign for sign in measure(composed).forced_by if sign in _INSTEAD)
    return (*_loose_accents(text), *(Replacement(sign, _INSTEAD[sign]) for sign in signs))


def made_plain(text: str) -> str:
    """The text with the replacements made: accents joined to their letters, typographic signs as plain ones."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return "".join(_INSTEAD.get(character, character) for character in composed)


def _loose_accents(text: str) -> tuple[Replacement, ...]:
    """Letters whose accent is a character of its own, as some programs write them ("a" and a ring for å)."""
    pairs = (first + second for first, second in pairwise(text) if unicodedata.combining(second))
    return tuple(Replacement(pair, unicodedata.normalize("NFC", pair)) for pair in dict.fromkeys(pairs))


def _room(dear: bool, parts: int) -> tuple[int, int]:
    """The octets (UCS-2) or septets (GSM-7) of one part, and how many of them one character takes."""
    if dear:
        return (140, 2) if parts == 1 else (134, 2)
    return (160, 1) if parts == 1 else (153, 1)
