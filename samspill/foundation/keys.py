"""Primary keys: UUID version 7, made by the application, ascending in time (RFC 9562)."""

from __future__ import annotations

import uuid

import uuid_utils


def new_key() -> uuid.UUID:
    """A new key; keys made later sort later, to the millisecond."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)
