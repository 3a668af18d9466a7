"""Tasks told as JSON: JSON Feed (1.0 and 1.1), and the open data of another Samspill (`/api/v1/needs`)."""

from __future__ import annotations

import json
from typing import Any

from samspill.volunteering.outside.results import ToldTask, UnreadableTasks

Told = dict[str, Any]


def told_as_json(source: bytes) -> tuple[str, tuple[ToldTask, ...], str]:
    """The kind, the tasks, and where the next page is. Raises UnreadableTasks."""
    told = _parsed(source)
    if not isinstance(told, dict):
        raise UnreadableTasks("not_tasks")
    if "jsonfeed.org/version/" in str(told.get("version", "")) and isinstance(told.get("items"), list):
        return "json_feed", tuple(_item(one) for one in told["items"]), _text(told.get("next_url"))
    if isinstance(told.get("data"), list) and "next" in told and _are_needs(told["data"]):
        return "samspill", tuple(_need(one) for one in told["data"]), _text(told.get("next"))
    raise UnreadableTasks("not_tasks")


def _parsed(source: bytes) -> Any:
    encoding = json.detect_encoding(source)
    try:
        return json.loads(source.decode(encoding, errors="replace"))
    except (ValueError, RecursionError) as error:
        raise UnreadableTasks("broken") from error


def _are_needs(told: list[Any]) -> bool:
    """Whether these are tasks and not the activities of a Samspill; where there are none, there are no tasks."""
    return not told or any(isinstance(one, dict) and "places_left" in one for one in told)


def _item(told: Any) -> ToldTask:
    """An item of JSON Feed. Times and place have no field there; who tells them does it as another Samspill would."""
    if not isinstance(told, dict):
        return ToldTask()
    more: Told = next((told[name] for name in ("_samspill", "_task") if isinstance(told.get(name), dict)), {})
    key = _text(told.get("id"))
    return ToldTask(
        key=key,
        title=_text(told.get("title")),
        text=_text(told.get("content_html")) or _text(told.get("content_text")) or _text(told.get("summary")),
        organiser=_text(more.get("organiser")) or _author(told),
        place=_text(more.get("place")),
        starts=_text(more.get("starts_at")),
        ends=_text(more.get("ends_at")),
        url=_text(told.get("url")) or _text(told.get("external_url")) or key,
    )


def _need(told: Any) -> ToldTask:
    """A need of another Samspill. What lasts has a beginning alone."""
    if not isinstance(told, dict):
        return ToldTask()
    return ToldTask(
        key=_text(told.get("id")),
        title=_text(told.get("title")),
        text=_text(told.get("text")),
        organiser=_text(told.get("unit")),
        place=_text(told.get("area")),
        starts=_text(told.get("starts_at")),
        ends="" if told.get("is_lasting") is True else _text(told.get("ends_at")),
        url=_text(told.get("url")),
    )


def _author(told: Told) -> str:
    """The first who is said to have written it: `authors`, or `author` of the older form."""
    authors = told.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else told.get("author")
    return _text(first.get("name")) if isinstance(first, dict) else ""


def _text(value: Any) -> str:
    """A text, or a whole number as people use them for ids; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return value if isinstance(value, str) else str(value)
