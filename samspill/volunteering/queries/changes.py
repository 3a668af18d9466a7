"""What others see of a need that is open to all: what counts as a change of it. That its time passes does not."""

from __future__ import annotations

from samspill.foundation.changes import Told, Watched
from samspill.volunteering.models import Assignment, GroupSeat, Need, Shift

NEED = "need"

_ITS_NEED = f"SELECT need_id AS id FROM {Shift._meta.db_table} WHERE id = {{row}}.shift_id"

_PUBLIC = (
    "kind",
    "form",
    "title",
    "public_text",
    "area_id",
    "unit_id",
    "places",
    "languages",
    "min_age",
    "demands",
    "published_at",
    "cancelled_at",
    "pattern",
)  # fmt: skip

WATCHED = (
    Watched(
        Need._meta.db_table,
        _PUBLIC,
        (Told(NEED),),
    ),
    Watched(
        Shift._meta.db_table,
        ("starts_at", "ends_at", "places", "cancelled_at"),
        (Told(NEED, "SELECT {row}.need_id AS id"),),
    ),
    *(
        Watched(table._meta.db_table, ("released_at", "shift_id"), (Told(NEED, _ITS_NEED),))
        for table in (Assignment, GroupSeat)
    ),
)
