"""Ids that come from a form."""

from __future__ import annotations

import uuid


def as_key(text: str) -> uuid.UUID | None:
    """The id, or None where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
