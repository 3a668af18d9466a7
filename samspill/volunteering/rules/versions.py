"""Which state of things a page shows, as a short word: another word means that it is to be shown anew."""

from __future__ import annotations

import uuid


def version_of(*facts: object) -> str:
    """Facts as a short word that fits in an address."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "|".join(map(str, facts))).hex[:16]
