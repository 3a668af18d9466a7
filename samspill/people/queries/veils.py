"""What of the rows about a person a member of staff may read. A room above says what it hides; she herself sees all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from samspill.foundation.tenancy import Owned
from samspill.people.queries.asking import Asker

Row = TypeVar("Row", bound=Owned)
Veil = Callable[[Asker, Sequence[Owned]], set[uuid.UUID]]
_veils: list[Veil] = []


def draw_veil(hides: Veil) -> Veil:
    """Let a higher room hide rows: `hides(asker, rows)` gives the keys of those the asker must not read.

    A person may be known for one thing and unknown for another; this room does not know what. Used when the
    application starts.
    """
    if hides not in _veils:
        _veils.append(hides)
    return hides


def readable(asker: Asker | None, found: Iterable[Row]) -> list[Row]:
    """Those of the rows the asker may read, in the same order; all of them where nobody in particular asks."""
    rows = list(found)
    if asker is None or not rows:
        return rows
    hidden: set[uuid.UUID] = set().union(*(hides(asker, rows) for hides in _veils))
    return [row for row in rows if row.pk not in hidden]
