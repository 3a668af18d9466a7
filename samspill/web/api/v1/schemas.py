"""How schemas are written, in OpenAPI 3.1 (JSON Schema 2020-12): the words the document is made of."""

from __future__ import annotations

from typing import Any

from samspill.web.api.v1.problems import PROBLEM_JSON

Schema = dict[str, Any]


def text(**more: Any) -> Schema:
    """A text."""
    return {"type": "string", **more}


def or_null(schema: Schema) -> Schema:
    """This, or null."""
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def ref(name: str) -> Schema:
    """What has a name of its own in the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(items: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": items}


def thing(**properties: Schema) -> Schema:
    """An object that always has all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def number(least: int, most: int, **more: Any) -> Schema:
    """A whole number, within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most, **more}


def written(properties: dict[str, Schema], *required: str) -> Schema:
    """An object that has at least these, and nothing we do not know."""
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


ID = text(format="uuid")
MOMENT = text(format="date-time", examples=["2026-03-12T17:00:00Z"])
DAY = text(format="date")
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXTS: Schema = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "By language.",
    "examples": [{"nb": "Språkkafé", "en": "Language café"}],
}
ETAG: Schema = {
    "ETag": {
        "required": True,
        "description": "Another with every change. Send it in If-None-Match to be told 304 where nothing is new, and in"
        " If-Match to write only if nobody else has.",
        "schema": text(),
    }
}


def problem(description: str) -> Schema:
    """An answer that is a problem."""
    return {"description": description, "content": {PROBLEM_JSON: {"schema": ref("Problem")}}}


def parameter(name: str, schema: Schema, description: str) -> Schema:
    """What may stand behind the question mark."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }
