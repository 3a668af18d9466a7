"""What counts as a signature: a name she writes herself, or a code from the foot of the text, sent from her phone."""

from __future__ import annotations

import re

#: «SIGNER 4711», «Sign 4711.», «Jeg signerer 4711 Kari Nordvik»: the word, the code, and at most a name.
_SIGNING = re.compile(
    r"(?:(?:jeg|eg|i)\s+)?(?:signer|signerer|signere|sign|underskriv|underskriver)\s*[:#]?\s*(\d{4,6})"
    r"(?:[\s,.]+[^\W\d_]+(?:[ .-]+[^\W\d_]+){0,3})?\s*[.!]*",
    re.IGNORECASE,
)
#: Words after the code that make it something else than a signature.
_TURNS = re.compile(
    r"\b(?:ikke|ikkje|not|nei|no|men|but|om|hvis|viss|dersom|if|kanskje|maybe|hva|kva|what|feil)\b",
    re.IGNORECASE,
)
SHORTEST_NAME = 2


def code_signed_with(text: str) -> int | None:
    """The code somebody signs with in an SMS; None where it is not wholly clear that she signs."""
    plain = " ".join(text.split())
    found = _SIGNING.fullmatch(plain)
    return int(found[1]) if found and not _TURNS.search(plain) else None


def is_a_name(text: str) -> bool:
    """Whether what was written for a name can be one: letters, and at least two of them."""
    return sum(character.isalpha() for character in text) >= SHORTEST_NAME
