"""Which of the open needs somebody looks for on the square: a value, read from an address and written back into one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from samspill.volunteering.rules.codes import KINDS, PAIR_KINDS


class LookedFor(NamedTuple):
    """A kind of help, a part of town, the unit that asks; what is empty means "any"."""

    kind: str = ""
    area: uuid.UUID | None = None
    unit: uuid.UUID | None = None

    @property
    def is_narrowed(self) -> bool:
        return any(self)

    def to_query(self) -> str:
        """As an address carries it, under the names that the week has for the same: "what=garden"; "" for all."""
        told = {"what": self.kind, "where": str(self.area or ""), "by": str(self.unit or "")}
        return urlencode({name: value for name, value in told.items() if value})


def read_looked_for(given: Mapping[str, str]) -> LookedFor:
    """What an address asks for. What makes no sense is passed over, so that a mangled link still works."""
    kind = given.get("what", "")
    return LookedFor(
        kind if kind in (*KINDS, *PAIR_KINDS) else "", _key(given.get("where", "")), _key(given.get("by", ""))
    )


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
