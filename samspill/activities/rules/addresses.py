"""An address, read out of what somebody has written as one line."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"(?P<street>.+),\s*(?P<postcode>\d{4})\s+(?P<town>[A-ZÆØÅŠČ][^\d,]*)")


def address_in(words: str) -> tuple[str, str, str]:
    """Street, postcode and town: "Torggata 4, 7990 Lillevik". All of it as the street where no postcode is told."""
    shape = _WHOLE.fullmatch(words.strip())
    if shape is None:
        return words, "", ""
    return shape["street"].strip(), shape["postcode"], shape["town"].strip()
