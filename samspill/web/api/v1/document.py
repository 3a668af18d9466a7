"""What the addresses are, in OpenAPI 3.1: written by hand, and held against the answers by a test (0030)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samspill.activities.rules.vocabulary import ACCESSIBILITY, AUDIENCES, CATEGORIES
from samspill.foundation.recurrence.pattern import KINDS as PATTERNS
from samspill.foundation.recurrence.pattern import WEEKDAYS
from samspill.web.api.v1 import sign_up_document, writing_document
from samspill.web.api.v1.answering import told
from samspill.web.api.v1.parameters_document import DAYS, FILTER, NEAR, ORGANISATIONS, PAGE
from samspill.web.api.v1.schemas import (
    COUNT,
    DAY,
    ETAG,
    FLAG,
    ID,
    MOMENT,
    TEXTS,
    Schema,
    list_of,
    or_null,
    parameter,
    problem,
    ref,
    text,
    thing,
)

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
            "description": "Reading is open and needs no key; writing needs one. "
            "Texts come in all the languages there are. "
            f"In words, with examples: {root}/open-data/",
            "license": LICENCE,
        },
        "servers": [{"url": root}],
        "paths": _paths(),
        "components": {
            "schemas": {**SCHEMAS, **writing_document.SCHEMAS},
            "responses": {**_RESPONSES, **writing_document.RESPONSES},
            "securitySchemes": writing_document.SECURITY,
        },
    }


_OF_ACTIVITY: dict[str, Schema] = {
    "id": ID,
    "url": text(format="uri"),
    "title": TEXTS,
    "organiser": or_null(ref("Organiser")),
    "place": or_null(ref("Place")),
    "place_text": text(description="Where, when it is no known place."),
    "area": or_null(ref("Area")),
    "is_online": FLAG,
    "audiences": list_of(text(enum=list(AUDIENCES))),
    "categories": list_of(text(enum=list(CATEGORIES))),
    "languages": list_of(text(description="Spoken there.")),
    "accessibility": list_of(text(enum=list(ACCESSIBILITY))),
    "is_free": {**or_null(FLAG), "description": "null: nobody has said."},
    "price": text(description="In words."),
}
_SCHEDULE: dict[str, Schema] = {
    "pattern": text(enum=list(PATTERNS)),
    "every": {"type": "integer", "minimum": 1, "description": "2: every other."},
    "weekdays": list_of(text(enum=list(WEEKDAYS))),
    "nth": {"type": ["integer", "null"], "description": "Monthly: 1 first, -1 last."},
    "starts_on": DAY,
    "ends_on": or_null(DAY),
    "starts_time": {**or_null(text(pattern="^[0-2][0-9]:[0-5][0-9]$")), "description": "null: all day."},
    "minutes": {"type": ["integer", "null"], "minimum": 0},
    "skips_public_holidays": FLAG,
    "skips_school_holidays": FLAG,
}

SCHEMAS: dict[str, Schema] = {
    "Area": thing(id=ID, name=text()),
    "Organiser": thing(type=text(enum=["organisation", "unit"]), id=ID, name=text()),
    "Place": thing(
        id=ID,
        name=text(),
        address=text(),
        postcode=text(),
        town=text(),
        latitude={"type": ["number", "null"]},
        longitude={"type": ["number", "null"]},
        area=or_null(ref("Area")),
        accessibility=list_of(text(enum=list(ACCESSIBILITY))),
    ),
    "Schedule": thing(**_SCHEDULE),
    "ActivityInShort": thing(**_OF_ACTIVITY),
    "Activity": thing(
        **_OF_ACTIVITY,
        text=TEXTS,
        age_from=or_null(COUNT),
        age_until=or_null(COUNT),
        bring=text(),
        **sign_up_document.TOLD,
        picture=text(description="The drawing that goes with it; empty: what goes with the subject."),
        link=text(description="The organiser's own page."),
        schedules=list_of(ref("Schedule")),
        cancelled_at=or_null(MOMENT),
        created_at=MOMENT,
        changed_at=MOMENT,
    ),
    "Occurrence": thing(
        id=ID,
        starts_at=MOMENT,
        ends_at=or_null(MOMENT),
        is_all_day=FLAG,
        title=TEXTS,
        place_text=text(description="Only where this time is elsewhere."),
        cancelled_at=or_null(MOMENT),
        activity=ref("ActivityInShort"),
    ),
    "Organisation": thing(
        id=ID,
        url=text(format="uri"),
        number={**or_null(text()), "description": "Nine digits; null for a group without."},
        name=text(),
        about=text(),
        audiences=list_of(text(enum=list(AUDIENCES))),
        place_text=text(description="Where they meet, in words."),
        categories=list_of(text(description="ICNPO.")),
        languages=list_of(text()),
        area=or_null(ref("Area")),
        website=text(),
        email=text(),
        phone=text(),
        address=text(),
        postcode=text(),
        town=text(),
        founded_on=or_null(DAY),
        formerly={
            **list_of(ID),
            "description": "The ids of those that have become a part of it; each leads here.",
        },
    ),
    "GoneTo": thing(id=ID, url=text(format="uri")),
    "Need": thing(
        id=ID,
        url=text(format="uri"),
        title=text(),
        text=text(),
        kind=text(),
        area=text(),
        unit=text(),
        phone=text(),
        languages=list_of(text()),
        demands=list_of(text()),
        age_from=or_null(COUNT),
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
            "type": text(),
            "title": text(),
            "status": {"type": "integer"},
            "code": text(),
            "detail": text(),
            "errors": list_of(thing(where=text(), what=text())),
        },
        "required": ["type", "title", "status", "code"],
    },
}


_RESPONSES: dict[str, Schema] = {
    "BadParameters": problem("The address asks for something that makes no sense; `errors` says what."),
    "NotFound": problem("There is no such thing, or it is not public."),
}


def _paths() -> Schema:
    """What is read and what is written, by address."""
    written, read = writing_document.writing(), {**_reading(), **_feeds()}
    return {path: {**operations, **written.get(path, {})} for path, operations in read.items()}


def _reading() -> Schema:
    lists: tuple[tuple[str, str, str, list[Schema]], ...] = (
        ("activities", "Activity", "Activities, the first made first, or the nearest.", FILTER),
        ("occurrences", "Occurrence", "Times, in order, or the nearest first.", [*DAYS, *FILTER]),
        ("organisations", "Organisation", "Associations.", ORGANISATIONS),
        ("needs", "Need", "Needs for volunteers that are open to all.", []),
        ("places", "Place", "Places where something happens.", NEAR),
    )
    paths: Schema = {}
    for name, schema, summary, own in lists:
        paths[f"/api/v1/{name}"] = {
            "get": _get(f"list_{name}", name, summary, [*own, *PAGE], _page_of(schema))
        }
        one = _get(f"read_{name}", name, f"One of the {name}.", [_KEY], ref(schema))
        one["responses"]["404"] = {"$ref": "#/components/responses/NotFound"}
        if name == "organisations":
            one["responses"]["301"] = _GONE_TO_ANOTHER
        paths[f"/api/v1/{name}/{{id}}"] = {"get": one}
    return paths


_GONE_TO_ANOTHER: Schema = {
    "description": "It has become a part of another association, which is there.",
    "headers": {"Location": {"required": True, "schema": text(format="uri-reference")}},
}
_KEY = {"name": "id", "in": "path", "required": True, "schema": ID}


def _page_of(schema: str) -> Schema:
    return thing(
        data=list_of(ref(schema)), next={**or_null(text(format="uri")), "description": "null: the last."}
    )


def _get(operation: str, tag: str, summary: str, asked: list[Schema], schema: Schema) -> Schema:
    return {
        "operationId": operation,
        "tags": [tag],
        "summary": summary,
        "parameters": asked,
        "responses": {
            "200": {
                "description": "So it is.",
                "headers": ETAG,
                "content": {"application/json": {"schema": schema}},
            },
            "400": {"$ref": "#/components/responses/BadParameters"},
        },
    }


def _feeds() -> Schema:
    kind = text(enum=["activity", "occurrence", "organisation", "need"])
    change = thing(
        kind=kind,
        id=ID,
        state=text(enum=["updated", "deleted"]),
        changed_at=MOMENT,
        gone_to={
            **or_null(ref("GoneTo")),
            "description": "The association that this one has become a part of; null for all else. "
            "It has the id among its `formerly`.",
        },
    )
    after: Schema = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
    asked = [
        parameter("after", after, "From `next` of the page before."),
        parameter("kind", kind, "Only this."),
        PAGE[1],
    ]
    page = thing(
        data=list_of(change),
        next=text(format="uri", description="Always there: ask it again for what is new."),
    )
    return {
        "/api/v1/changes": {
            "get": _get("list_changes", "changes", "What has changed, in order.", asked, page)
        }
    }
