"""The code on a pupil's slip: seven signs that nobody reads wrong, so many that nobody guesses one."""

from __future__ import annotations

import secrets
from collections.abc import Collection

#: No 0 and O, no 1, I and L, no 2 and Z, no 5 and S, no 8 and B, no U and V.
SIGNS = "ACDEFGHJKMNPQRTWXY34679"
LENGTH = 7


def new_codes(how_many: int, *, taken: Collection[str] = ()) -> list[str]:
    """So many codes, all different, none of them taken."""
    codes: set[str] = set()
    while len(codes) < how_many:
        code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        if code not in taken:
            codes.add(code)
    return list(codes)


def read_code(typed: str) -> str:
    """The code as it is kept, however it was typed: small letters, spaces, a dash. "" where it cannot be one."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""


def written(code: str) -> str:
    """The code as people read it: «ACD 3467»."""
    return f"{code[:3]} {code[3:]}" if code else ""
