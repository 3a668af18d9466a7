"""Values as the database writes them, for questions that fetch thousands of rows."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from samspill.foundation.keys import as_stored


def as_text(field: str) -> Cast:
    """A field as the database writes it. Making thousands of UUIDs takes longer than all the rest of the matching."""
    return Cast(field, TextField())


def key_as_text(key: uuid.UUID) -> str:
    """The same for a key at hand."""
    return str(as_stored(key))


@lru_cache(maxsize=4096)
def codes_of(kept: str) -> tuple[str, ...]:
    """The codes of a `CodesField`; most volunteers have the same few combinations."""
    return tuple(kept.split())
