"""Whether two names are written for the same person, given that they share a phone or an e-mail address."""

from __future__ import annotations

import re

from samspill.foundation.places import folded


def is_same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words, or the shorter's words all in the longer with the same
    first name. `Kari Berg` is `KARI M. BERG` and `Kari`; she is not `Ola Berg`, who answers the same phone.
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return shorter[0] == longer[0] and set(shorter) <= set(longer)


def tidy_name(name: str) -> str:
    """The name without spaces at the ends or doubled inside."""
    return " ".join(name.split())


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", folded(name))
