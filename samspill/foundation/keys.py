"""Primary keys: UUID version 7, made by the application, ascending in time (RFC 9562)."""

from __future__ import annotations

import uuid
from typing import Any

import uuid_utils
from django.db import connection, models


def new_key() -> uuid.UUID:
    """A new key; keys made later sort later, to the millisecond."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


def as_stored(key: uuid.UUID) -> Any:
    """A key as this database keeps it: for a statement in the database's own words."""
    return models.UUIDField().get_db_prep_value(key, connection)
