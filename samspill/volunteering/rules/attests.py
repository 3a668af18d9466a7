"""The code on a certificate: long enough that nobody guesses one, and easy to read aloud."""

from __future__ import annotations

from collections.abc import Callable

#: Without I, L, O and U, which are taken for others (Crockford's base 32).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
_MEANT = str.maketrans("ILO", "110")


def new_code(draw: Callable[[str], str]) -> str:
    """A code such as «K7QM-3XPA-9TBC»; `draw` picks a sign from the alphabet at random. Sixty bits."""
    signs = "".join(draw(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def tidy_code(text: str) -> str:
    """The code as it is printed, from what somebody typed; "" where it cannot be one."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_MEANT)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return ""
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))
