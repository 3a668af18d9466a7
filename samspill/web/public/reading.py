"""Reading what stands in an address. Anyone may write anything there: what cannot be meant is as if nothing stood."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Collection

from django.http import QueryDict

LONGEST_SEARCH = 100


def read_words(given: QueryDict, name: str) -> str:
    """Words to search for, without control characters and at most a hundred characters."""
    text = "".join(letter if letter.isprintable() else " " for letter in given.get(name, ""))
    return " ".join(text[:LONGEST_SEARCH].split())


def read_choice(given: QueryDict, name: str, choices: Collection[str]) -> str:
    """One of the choices, or "" for anything else."""
    chosen = given.get(name, "")
    return chosen if chosen in choices else ""


def read_id(given: QueryDict, name: str) -> uuid.UUID | None:
    """A row's id, or None."""
    try:
        return uuid.UUID(given.get(name, ""))
    except ValueError:
        return None


def read_tick(given: QueryDict, name: str) -> bool:
    """Whether a box was ticked."""
    return given.get(name, "") in ("1", "on", "true")


def read_day(given: QueryDict, name: str) -> dt.date | None:
    """A day, as the browser's date field (2026-03-10) or a Norwegian (10.03.2026) writes it, or None."""
    text = given.get(name, "").strip()
    norwegian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text, re.ASCII)
    try:
        if norwegian:
            day, month, year = map(int, norwegian.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None
