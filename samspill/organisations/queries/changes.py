"""What others see of an association: what counts as a change of it."""

from __future__ import annotations

from samspill.foundation.changes import Told, Watched
from samspill.organisations.models import Organisation

ORGANISATION = "organisation"

_PUBLIC = (
    "number",
    "kind",
    "name",
    "about",
    "website",
    "email",
    "phone",
    "address",
    "postcode",
    "town",
    "area_id",
    "categories",
    "languages",
    "audiences",
    "place_text",
    "founded_on",
    "hidden_at",
    "closed_on",
    "merged_into_id",
)  # fmt: skip

WATCHED = (
    Watched(
        Organisation._meta.db_table,
        _PUBLIC,
        (
            Told(ORGANISATION),
            # The one it becomes a part of tells what it was formerly; at an undo it does not any more.
            Told(
                ORGANISATION,
                "SELECT NEW.merged_into_id AS id UNION SELECT OLD.merged_into_id",
                ("merged_into_id",),
            ),
        ),
    ),
)
