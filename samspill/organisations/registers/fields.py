"""One field of a register row at a time: repaired text, days, yes and no. Whatever stands there, nothing raises."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

_ESCAPED_LETTER = re.compile(r"<U\+([0-9A-Fa-f]{4,6})>")
_NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WEBSITE = re.compile(
    r"(https?://)?(www\.)?[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?([/?#][^\s<>\"']*)?", re.IGNORECASE
)


def text_of(record: Mapping[str, Any], key: str, limit: int = 200) -> str:
    """The field as clean text of at most `limit` characters; empty where it is missing or not text."""
    value = record.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return clean(value)[:limit] if isinstance(value, str) else ""


def clean(text: str) -> str:
    """Letters saved as `<U+00E5>` restored, control characters and unpaired surrogates gone, blanks collapsed."""
    if "<U+" in text:
        text = _ESCAPED_LETTER.sub(_letter, text)
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in "\n\t\u00a0" else "" for c in text)
    return " ".join(text.split())


def record_of(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The nested record under the key; an empty one where there is none."""
    value = record.get(key)
    return value if isinstance(value, Mapping) else {}


def lines_of(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts of a list, without nulls and blanks; a bare text counts as a list of one."""
    value = record.get(key)
    items = value if isinstance(value, list) else [value]
    return tuple(line for item in items[:20] if isinstance(item, str) and (line := clean(item)[:200]))


def prose_of(record: Mapping[str, Any], key: str) -> str:
    """A text the register has cut into lines, whole again, at most 4,000 characters."""
    value = record.get(key)
    items = value if isinstance(value, list) else [value]
    return " ".join(line for item in items[:100] if isinstance(item, str) and (line := clean(item)))[:4000]


def day_of(record: Mapping[str, Any], key: str) -> dt.date | None:
    """A day written `2024-05-17`, with or without a time after it, or `17.05.2024`; None for anything else."""
    text = text_of(record, key)
    try:
        if match := _NORWEGIAN_DAY.fullmatch(text):
            day, month, year = match.groups()
            return dt.date(int(year), int(month), int(day))
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def is_true(record: Mapping[str, Any], key: str) -> bool:
    """JSON's true, or the words the CSV and older exports use for yes."""
    value = record.get(key)
    return value is True or (
        isinstance(value, str) and value.strip().casefold() in {"true", "j", "ja", "1", "x"}
    )


def website_of(record: Mapping[str, Any], key: str) -> str:
    """The address as a browser wants it, with https where none is given; empty for what is no web address."""
    text = text_of(record, key)
    if len(text) > 190 or not _WEBSITE.fullmatch(text):
        return ""
    return text if text.lower().startswith(("http://", "https://")) else f"https://{text}"


def _letter(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
