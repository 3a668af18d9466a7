"""How one signs up, in OpenAPI 3.1: as everybody reads it, and as a program may write it."""

from __future__ import annotations

from samspill.activities.rules.appointments import LONGEST, SHORTEST
from samspill.activities.rules.parties import MOST_TOGETHER
from samspill.activities.rules.questions import KINDS, MOST_QUESTIONS
from samspill.web.access.sign_up_fields import WAYS_TO_WAIT
from samspill.web.api.v1.schemas import COUNT, FLAG, Schema, list_of, number, or_null, text, thing, written

_WAYS = [way for way, _words in WAYS_TO_WAIT]
_WAITING = (
    "When it is full: `at_once`, the first in line gets a free place; `offer`, the first is asked and has some hours to"
    " answer; `pick`, the association chooses; empty, there is no line."
)
_HOURS = "With `offer`: how many hours one has to answer."
_ENDS_THE_DAY = "On the day itself whoever comes first gets a free place."
_SEATS = "How many places one may take at once."
_APPOINTMENTS = "Each time is parted into appointments so many minutes long, as many as fit; null: it is not."
_MUST = "One cannot sign up without an answer."
_ALL_TIMES = "One signs up once, for all its times: a course, or a term."

TOLD: dict[str, Schema] = {
    "sign_up": text(description="How to sign up, in words; empty: just come."),
    "takes_sign_ups": {**FLAG, "description": "One signs up on the activity's page."},
    "for_all_times": {**FLAG, "description": _ALL_TIMES},
    "places": {**or_null(COUNT), "description": "At each time; null: as many as like."},
    "seats_each": {**COUNT, "description": _SEATS},
    "waiting_list": text(enum=_WAYS, description=_WAITING),
    "waiting_hours": {**COUNT, "description": _HOURS},
    "waiting_ends_the_day": {**FLAG, "description": _ENDS_THE_DAY},
    "questions": list_of(
        thing(
            words=text(),
            kind=text(enum=list(KINDS)),
            choices=list_of(text()),
            must={**FLAG, "description": _MUST},
        )
    ),
    "appointment_minutes": {**or_null(COUNT), "description": _APPOINTMENTS},
}

_QUESTION = written(
    {
        "words": text(maxLength=120),
        "kind": text(enum=list(KINDS), default="text"),
        "choices": {
            "type": "array",
            "items": text(maxLength=120),
            "maxItems": 20,
            "description": "With `choice`: at least two, without commas.",
        },
        "must": {**FLAG, "default": False, "description": _MUST},
    },
    "words",
)
WRITTEN: dict[str, Schema] = {
    "sign_up": text(maxLength=200, description="How to sign up, in words; empty: just come."),
    "takes_sign_ups": {**FLAG, "description": "One signs up on the activity's page here."},
    "for_all_times": {
        **FLAG,
        "description": f"{_ALL_TIMES} Only with `takes_sign_ups`, and not changed while somebody has a place.",
    },
    "places": {
        **or_null(number(1, 5000)),
        "description": "At each time, with `takes_sign_ups`; null: as many as like.",
    },
    "seats_each": number(1, MOST_TOGETHER, default=4, description=_SEATS),
    "waiting_list": text(enum=_WAYS, description=f"{_WAITING} Only with `places`."),
    "waiting_hours": number(1, 336, default=24, description=_HOURS),
    "waiting_ends_the_day": {**FLAG, "description": _ENDS_THE_DAY},
    "questions": {
        "type": "array",
        "items": _QUESTION,
        "maxItems": MOST_QUESTIONS,
        "description": "Asked of whoever signs up, with `takes_sign_ups`.",
    },
    "appointment_minutes": {
        **or_null(number(SHORTEST, LONGEST)),
        "description": f"{_APPOINTMENTS} Each time must have an end. Not together with `places`, `waiting_list` or"
        " `for_all_times`.",
    },
}
