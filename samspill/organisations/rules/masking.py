"""A registered address shown so that its owner knows it again, and nobody else learns it."""

from __future__ import annotations

HIDDEN = "•••"


def masked(address: str) -> str:
    """`post@lillevikkor.no` → `p•••@lillevikkor.no`; a phone keeps its last three digits."""
    if "@" in address:
        local, _, domain = address.partition("@")
        return f"{local[:1]}{HIDDEN}@{domain}"
    return f"{HIDDEN} {address[-3:]}"
