"""What a program sends, read strictly and held against the document's own schema: what is documented is what holds."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samspill.web.api.v1.problems import Problem
from samspill.web.api.v1.schemas import Schema

LARGEST = 64 * 1024
JSON_TYPES = ("application/json", "application/merge-patch+json")
Wrong = Iterator[tuple[str, str]]

_TYPES: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def body_of(request: HttpRequest, schema: Schema) -> Any:
    """What was sent, as the schema has it. Raises the `Problem` that tells all that was wrong with it."""
    if request.content_type not in JSON_TYPES:
        raise Problem(415, "not-json", _("Send JSON, and say so in Content-Type."))
    try:
        told = json.loads(_bytes_of(request), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "not-json", _("This is not JSON we can read.")) from error
    if errors := list(wrong_in(told, schema))[:50]:
        raise wrong_body(errors)
    return told


def wrong_body(errors: list[tuple[str, str]]) -> Problem:
    """422: something in what was sent must be put right; `errors` name each field."""
    return Problem(422, "wrong-body", _("Something in it must be put right."), "", errors)


def wrong_in(value: Any, schema: Schema, where: str = "") -> Wrong:
    """Where a value is not as the schema says, and what should stand there."""
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    kind = next((kind for kind in kinds if _TYPES[kind](value)), None)
    if kind is None:
        yield where, _("Must be: %(kinds)s.") % {"kinds": ", ".join(kinds)}
    elif kind in _INSIDE:
        yield from _INSIDE[kind](value, schema, where)


def _bytes_of(request: HttpRequest) -> bytes:
    too_large = Problem(413, "too-large", _("At most 64 kB at a time."))
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST or len(request.body) > LARGEST:
            raise too_large
    except RequestDataTooBig as error:
        raise too_large from error
    return request.body


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _wrong_in_object(value: dict[str, Any], schema: Schema, where: str) -> Wrong:
    known, inside = schema["properties"], f"{where}." if where else ""
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{inside}{name}", _("This is missing.")
    for name, one in value.items():
        if name in known:
            yield from wrong_in(one, known[name], f"{inside}{name}")
        else:
            yield f"{inside}{_readable(name)}", _("There is no such field here.")
    if len(value) < schema.get("minProperties", 0):
        yield where, _("There is nothing in it.")


def _wrong_in_list(value: list[Any], schema: Schema, where: str) -> Wrong:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
    if not least <= len(value) <= most:
        yield where, _("From %(least)d to %(most)d of them.") % {"least": least, "most": most}
    for number, one in enumerate(value[:most]):
        yield from wrong_in(one, schema["items"], f"{where}.{number}")


def _wrong_in_number(value: int, schema: Schema, where: str) -> Wrong:
    least, most = schema["minimum"], schema["maximum"]
    if not least <= value <= most:
        yield where, _("A whole number from %(least)d to %(most)d.") % {"least": least, "most": most}


def _wrong_in_text(value: str, schema: Schema, where: str) -> Wrong:
    if _readable(value) != value:
        yield where, _("There are signs in it that are no letters.")
    elif len(value) > schema.get("maxLength", LARGEST):
        yield where, _("At most %(most)d letters.") % {"most": schema["maxLength"]}
    elif "enum" in schema and value not in schema["enum"]:
        yield where, _("One of: %(codes)s.") % {"codes": ", ".join(schema["enum"])}
    elif "pattern" in schema and not re.fullmatch(schema["pattern"].strip("^$"), value):
        yield where, _("An hour, such as 17:30.")
    elif schema.get("format") == "uuid" and not _is_key(value):
        yield where, _("An id, as we give it out.")
    elif schema.get("format") == "date" and not _is_day(value):
        yield where, _("A day, such as 2026-03-12.")


_INSIDE: dict[str, Callable[[Any, Schema, str], Wrong]] = {
    "object": _wrong_in_object,
    "array": _wrong_in_list,
    "integer": _wrong_in_number,
    "string": _wrong_in_text,
}


def _readable(text: str) -> str:
    """Without what no database keeps: the sign for nothing, and halves of signs."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def _is_key(text: str) -> bool:
    try:
        return len(text) == 36 and bool(uuid.UUID(text))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and 2000 <= dt.date.fromisoformat(text).year <= 2200
    except ValueError:
        return False
