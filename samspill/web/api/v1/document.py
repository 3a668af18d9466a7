"""What the addresses are, in OpenAPI 3.1: written by hand, and held against the answers by a test (0030)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from samspill.activities.rules.vocabulary import ACCESSIBILITY, AUDIENCES, CATEGORIES, LANGUAGES
from samspill.foundation.recurrence.pattern import KINDS as PATTERNS
from samspill.foundation.recurrence.pattern import WEEKDAYS
from samspill.organisations.rules.categories import categories
from samspill.web.api.v1 import parameters
from samspill.web.api.v1.answering import told
from samspill.web.api.v1.problems import PROBLEM_JSON

Schema = dict[str, Any]

LICENCE = {"name": "NLOD 2.0", "url": "https://data.norge.no/nlod/no/2.0"}


def openapi(request: HttpRequest) -> HttpResponse:
    """The document itself."""
    return told(request, document(request.build_absolute_uri("/").rstrip("/")), seconds=3600)


def document(root: str) -> Schema:
    """The whole document, for the town that is reached under `root`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Samspill",
            "version": "1",
            "summary": "What happens in the municipality, and who arranges it.",
            "description": "Reading is open and needs no key. Texts come in all the languages there are. "
            f"In words, with examples: {root}/open-data/",
            "license": LICENCE,
        },
        "servers": [{"url": root}],
        "paths": {**_reading(), **_feeds()},
        "components": {"schemas": SCHEMAS, "responses": _RESPONSES},
    }


def _text(**more: Any) -> Schema:
    return {"type": "string", **more}


def _or_null(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _thing(**properties: Schema) -> Schema:
    """An object that always has all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


ID = _text(format="uuid")
MOMENT = _text(format="date-time", examples=["2026-03-12T17:00:00Z"])
DAY = _text(format="date")
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXTS: Schema = {
    "type": "object",
    "additionalProperties": {"type": "string"},
    "description": "By language.",
    "examples": [{"nb": "Språkkafé", "en": "Language café"}],
}
_OF_ACTIVITY: dict[str, Schema] = {
    "id": ID,
    "url": _text(format="uri"),
    "title": TEXTS,
    "organiser": _or_null(_ref("Organiser")),
    "place": _or_null(_ref("Place")),
    "place_text": _text(description="Where, when it is no known place."),
    "area": _or_null(_ref("Area")),
    "is_online": FLAG,
    "audiences": _list(_text(enum=list(AUDIENCES))),
    "categories": _list(_text(enum=list(CATEGORIES))),
    "languages": _list(_text(description="Spoken there.")),
    "accessibility": _list(_text(enum=list(ACCESSIBILITY))),
    "is_free": {**_or_null(FLAG), "description": "null: nobody has said."},
    "price": _text(description="In words."),
}
_SCHEDULE: dict[str, Schema] = {
    "pattern": _text(enum=list(PATTERNS)),
    "every": {"type": "integer", "minimum": 1, "description": "2: every other."},
    "weekdays": _list(_text(enum=list(WEEKDAYS))),
    "nth": {"type": ["integer", "null"], "description": "Monthly: 1 first, -1 last."},
    "starts_on": DAY,
    "ends_on": _or_null(DAY),
    "starts_time": {**_or_null(_text(pattern="^[0-2][0-9]:[0-5][0-9]$")), "description": "null: all day."},
    "minutes": {"type": ["integer", "null"], "minimum": 0},
    "skips_public_holidays": FLAG,
    "skips_school_holidays": FLAG,
}

SCHEMAS: dict[str, Schema] = {
    "Area": _thing(id=ID, name=_text()),
    "Organiser": _thing(type=_text(enum=["organisation", "unit"]), id=ID, name=_text()),
    "Place": _thing(
        id=ID,
        name=_text(),
        address=_text(),
        postcode=_text(),
        town=_text(),
        latitude={"type": ["number", "null"]},
        longitude={"type": ["number", "null"]},
        area=_or_null(_ref("Area")),
        accessibility=_list(_text(enum=list(ACCESSIBILITY))),
    ),
    "Schedule": _thing(**_SCHEDULE),
    "ActivityInShort": _thing(**_OF_ACTIVITY),
    "Activity": _thing(
        **_OF_ACTIVITY,
        text=TEXTS,
        age_from=_or_null(COUNT),
        age_until=_or_null(COUNT),
        bring=_text(),
        sign_up=_text(description="How to sign up, in words; empty: just come."),
        takes_sign_ups={**FLAG, "description": "One signs up on the activity's page."},
        places=_or_null(COUNT),
        link=_text(description="The organiser's own page."),
        schedules=_list(_ref("Schedule")),
        cancelled_at=_or_null(MOMENT),
        created_at=MOMENT,
        changed_at=MOMENT,
    ),
    "Occurrence": _thing(
        id=ID,
        starts_at=MOMENT,
        ends_at=_or_null(MOMENT),
        is_all_day=FLAG,
        title=TEXTS,
        place_text=_text(description="Only where this time is elsewhere."),
        cancelled_at=_or_null(MOMENT),
        activity=_ref("ActivityInShort"),
    ),
    "Organisation": _thing(
        id=ID,
        url=_text(format="uri"),
        number={**_or_null(_text()), "description": "Nine digits; null for a group without."},
        name=_text(),
        about=_text(),
        categories=_list(_text(description="ICNPO.")),
        languages=_list(_text()),
        area=_or_null(_ref("Area")),
        website=_text(),
        email=_text(),
        phone=_text(),
        address=_text(),
        postcode=_text(),
        town=_text(),
        founded_on=_or_null(DAY),
    ),
    "Need": _thing(
        id=ID,
        url=_text(format="uri"),
        title=_text(),
        text=_text(),
        kind=_text(),
        area=_text(),
        unit=_text(),
        phone=_text(),
        languages=_list(_text()),
        demands=_list(_text()),
        age_from=_or_null(COUNT),
        places_left=COUNT,
        starts_at=MOMENT,
        ends_at=MOMENT,
        is_window={**FLAG, "description": "Any time between the two."},
        is_lasting={**FLAG, "description": "From then on, for long."},
        more_times=COUNT,
    ),
    "Problem": {
        "type": "object",
        "properties": {
            "type": _text(),
            "title": _text(),
            "status": {"type": "integer"},
            "code": _text(),
            "detail": _text(),
            "errors": _list(_thing(where=_text(), what=_text())),
        },
        "required": ["type", "title", "status", "code"],
    },
}


def _problem(description: str) -> Schema:
    return {"description": description, "content": {PROBLEM_JSON: {"schema": _ref("Problem")}}}


_RESPONSES: dict[str, Schema] = {
    "BadParameters": _problem("The address asks for something that makes no sense; `errors` says what."),
    "NotFound": _problem("There is no such thing, or it is not public."),
}


def _parameter(name: str, schema: Schema, description: str) -> Schema:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


_PAGE = [
    _parameter("cursor", _text(), "From `next` of the page before."),
    _parameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": parameters.MOST, "default": parameters.STANDARD_LIMIT},
        "How many on a page.",
    ),
]
_NEAR = [
    _parameter("near", _text(examples=["59.91,10.75"]), "Latitude and longitude (WGS 84)."),
    _parameter(
        "radius",
        {"type": "integer", "minimum": 1, "maximum": parameters.FARTHEST, "default": parameters.NEARBY},
        "Metres round `near`.",
    ),
]
_FILTER = [
    _parameter("q", _text(maxLength=parameters.LONGEST_WORDS), "Words, as one writes them on the square."),
    _parameter("area", ID, "The id of an area."),
    _parameter("audience", _text(enum=list(AUDIENCES)), "For whom; what is for everyone is found too."),
    _parameter("category", _text(enum=list(CATEGORIES)), "What it is about."),
    _parameter("language", _text(enum=list(LANGUAGES)), "Spoken there."),
    _parameter("free", FLAG, "Only what is said to be free."),
    _parameter("accessible", FLAG, "Only where one gets in without steps."),
    _parameter("organisation", ID, "Arranged by this association."),
    *_NEAR,
]
_DAYS = [
    _parameter("from", DAY, "The first day, in Norway. Not given: today."),
    _parameter("until", DAY, "The last day, included."),
]
_ORGANISATIONS = [
    _parameter("category", _text(enum=list(categories())), "ICNPO; a main group finds all in it."),
    _parameter("area", ID, "The id of an area."),
]


def _reading() -> Schema:
    lists: tuple[tuple[str, str, str, list[Schema]], ...] = (
        ("activities", "Activity", "Activities, the first made first.", _FILTER),
        ("occurrences", "Occurrence", "Times, in order.", [*_DAYS, *_FILTER]),
        ("organisations", "Organisation", "Associations.", _ORGANISATIONS),
        ("needs", "Need", "Needs for volunteers that are open to all.", []),
        ("places", "Place", "Places where something happens.", _NEAR),
    )
    paths: Schema = {}
    for name, schema, summary, own in lists:
        paths[f"/api/v1/{name}"] = {
            "get": _get(f"list_{name}", name, summary, [*own, *_PAGE], _page_of(schema))
        }
        one = _get(f"read_{name}", name, f"One of the {name}.", [_KEY], _ref(schema))
        one["responses"]["404"] = {"$ref": "#/components/responses/NotFound"}
        paths[f"/api/v1/{name}/{{id}}"] = {"get": one}
    return paths


_KEY = {"name": "id", "in": "path", "required": True, "schema": ID}


def _page_of(schema: str) -> Schema:
    return _thing(
        data=_list(_ref(schema)), next={**_or_null(_text(format="uri")), "description": "null: the last."}
    )


def _get(operation: str, tag: str, summary: str, asked: list[Schema], schema: Schema) -> Schema:
    return {
        "operationId": operation,
        "tags": [tag],
        "summary": summary,
        "parameters": asked,
        "responses": {
            "200": {"description": "So it is.", "content": {"application/json": {"schema": schema}}},
            "400": {"$ref": "#/components/responses/BadParameters"},
        },
    }


def _feeds() -> Schema:
    kind = _text(enum=["activity", "occurrence", "organisation", "need"])
    change = _thing(kind=kind, id=ID, state=_text(enum=["updated", "deleted"]), changed_at=MOMENT)
    after: Schema = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    asked = [
        _parameter("after", after, "From `next` of the page before."),
        _parameter("kind", kind, "Only this."),
        _PAGE[1],
    ]
    page = _thing(
        data=_list(change),
        next=_text(format="uri", description="Always there: ask it again for what is new."),
    )
    return {
        "/api/v1/changes": {
            "get": _get("list_changes", "changes", "What has changed, in order.", asked, page)
        }
    }
