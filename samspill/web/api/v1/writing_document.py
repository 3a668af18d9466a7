"""What a program may write, in OpenAPI 3.1: the schemas that `bodies` holds what is sent against, and the addresses."""

from __future__ import annotations

from collections.abc import Collection

from samspill.activities.rules.vocabulary import ACCESSIBILITY, AUDIENCES, CATEGORIES, LANGUAGES
from samspill.foundation.recurrence.pattern import KINDS as PATTERNS
from samspill.foundation.recurrence.pattern import WEEKDAYS
from samspill.web.access.activity_fields import PICTURES, TOLD_IN
from samspill.web.api.v1 import sign_up_document
from samspill.web.api.v1.schemas import (
    DAY,
    ETAG,
    FLAG,
    ID,
    Schema,
    number,
    or_null,
    problem,
    ref,
    text,
    written,
)

SECURITY = {
    "programKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "The association makes the key on its own pages, under «Programs». It is shown once.",
    }
}


def _some(codes: Collection[str]) -> Schema:
    return {"type": "array", "items": text(enum=list(codes)), "maxItems": len(codes)}


def _told(longest: int) -> Schema:
    return {
        "type": "object",
        "properties": {language: text(maxLength=longest) for language in TOLD_IN},
        "additionalProperties": False,
        "description": "By language.",
    }


_SCHEDULE = written(
    {
        "pattern": text(enum=list(PATTERNS)),
        "every": number(1, 52, default=1, description="2: every other."),
        "weekdays": _some(WEEKDAYS),
        "nth": {
            **or_null(number(-1, 4)),
            "description": "Monthly: 1 to 4, -1 for the last; with one weekday.",
        },
        "starts_on": DAY,
        "ends_on": or_null(DAY),
        "starts_time": {
            **or_null(text(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")),
            "description": "In Norway. null: all day.",
        },
        "minutes": {**or_null(number(1, 10_080)), "description": "How long it lasts."},
        "skips_public_holidays": {**FLAG, "default": True},
        "skips_school_holidays": {**FLAG, "default": False},
    },
    "pattern",
    "starts_on",
)
_FACTS: dict[str, Schema] = {
    "title": _told(120),
    "text": _told(3000),
    "is_online": FLAG,
    "place": {**or_null(ID), "description": "A place of the municipality: see /api/v1/places."},
    "place_text": text(maxLength=200, description="Where, when it is no known place."),
    "area": or_null(ID),
    "audiences": _some(AUDIENCES),
    "categories": _some(CATEGORIES),
    "languages": {**_some(LANGUAGES), "description": "Spoken there."},
    "accessibility": _some(ACCESSIBILITY),
    "is_free": {**or_null(FLAG), "description": "null: not told. false: `price` says what it costs."},
    "price": text(maxLength=80),
    "age_from": or_null(number(0, 120)),
    "age_until": or_null(number(0, 120)),
    "bring": text(maxLength=200),
    **sign_up_document.WRITTEN,
    "picture": text(
        enum=[code for code, _words in PICTURES],
        description="A drawing to go with it; empty: what goes with the subject. Not sent: it stays as it is.",
    ),
    "link": text(maxLength=500, description="The organiser's own page."),
    "contact_name": text(maxLength=120),
    "contact_phone": text(maxLength=60),
    "contact_email": text(maxLength=254),
    "schedules": {"type": "array", "items": _SCHEDULE, "minItems": 1, "maxItems": 20},
}
WRITTEN = written(_FACTS, "title", "schedules")
PATCHED = written({**_FACTS, "is_cancelled": {**FLAG, "description": "false: it takes place after all."}})
SCHEMAS = {"WrittenActivity": WRITTEN, "PatchedActivity": PATCHED}
RESPONSES: dict[str, Schema] = {
    "NotJson": problem("There is no JSON we can read, or no Idempotency-Key."),
    "NoKey": problem("The key is missing or opens nothing; a new one is made by the association."),
    "NotYours": problem("The association has no such thing."),
    "TooLarge": problem("At most 64 kB at a time."),
    "NotSentAsJson": problem("Content-Type must be application/json."),
    "WrongBody": problem(
        "`errors` names each field, such as `schedules.0.starts_on`, and what should stand there."
    ),
    "ChangedMeanwhile": problem("It is not as If-Match says: somebody has changed it since it was read."),
    "ReadItFirst": problem(
        "Somebody else told of it last, and If-Match is missing. Read it, and send its ETag in If-Match."
    ),
    "TooOften": problem("At most 300 at once, then one a second. Retry-After tells the seconds to wait."),
}
_OF_WRITING = {"400": "NotJson", "413": "TooLarge", "415": "NotSentAsJson", "422": "WrongBody"}
_OF_ALL = {"401": "NoKey", "429": "TooOften"}
_ONE = {"name": "id", "in": "path", "required": True, "schema": ID}
_WORD = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A word of the program's own for this activity, such as its number there. Sent again with the same"
    " word and the same body, it becomes no second activity.",
    "schema": text(minLength=1, maxLength=200, pattern="^[!-~]+$"),
}
_AS_READ = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of the activity or the time as the program has read it. Where it has changed since,"
    " nothing is written and the answer is 412.",
    "schema": text(minLength=1, maxLength=200, examples=['"5f0e7c0d6a2b4c1e9d8f7a6b"']),
}


def writing() -> dict[str, Schema]:
    """The operations of each address where something is written."""
    sent, one_as_read = {**_OF_ALL, **_OF_WRITING}, [_ONE, _AS_READ]
    one = {**_OF_ALL, "404": "NotYours", "412": "ChangedMeanwhile"}
    anew = {**sent, **one, "428": "ReadItFirst"}
    new = _does("publish_activity", "Publish an activity.", [_WORD], sent, body="WrittenActivity")
    new["responses"]["201"] = {**new["responses"]["200"], "description": "It is on the square."}
    new["responses"]["200"] = {**new["responses"]["200"], "description": "It had come already; so it is now."}
    whole = _does(
        "rewrite_activity",
        "All of it, anew.",
        one_as_read,
        anew,
        body="WrittenActivity",
    )
    some = _does("change_activity", "Some of it.", one_as_read, {**sent, **one}, body="PatchedActivity")
    off = _does("cancel_activity", "Call it off. It stays, marked as cancelled.", one_as_read, one)
    time_off = _does("cancel_occurrence", "Call one time off.", one_as_read, one, gives="Occurrence")
    return {
        "/api/v1/activities": {"post": new},
        "/api/v1/activities/{id}": {"put": whole, "patch": some, "delete": off},
        "/api/v1/occurrences/{id}": {"delete": time_off},
    }


def _does(
    operation: str,
    summary: str,
    asked: list[Schema],
    refused: dict[str, str],
    *,
    body: str = "",
    gives: str = "Activity",
) -> Schema:
    told = {
        "description": "So it is now.",
        "headers": ETAG,
        "content": {"application/json": {"schema": ref(gives)}},
    }
    refusals = {status: {"$ref": f"#/components/responses/{name}"} for status, name in refused.items()}
    sent = {"required": True, "content": {"application/json": {"schema": ref(body)}}}
    return {
        "operationId": operation,
        "tags": ["writing"],
        "summary": summary,
        "security": [{"programKey": []}],
        "parameters": asked,
        **({"requestBody": sent} if body else {}),
        "responses": {"200": told, **refusals},
    }
