"""What may stand behind the question mark, in OpenAPI 3.1."""

from __future__ import annotations

from samspill.activities.rules.vocabulary import AUDIENCES, CATEGORIES, LANGUAGES
from samspill.organisations.rules.categories import categories
from samspill.web.api.v1 import parameters
from samspill.web.api.v1.schemas import DAY, FLAG, ID, number, parameter, text

PAGE = [
    parameter("cursor", text(), "From `next` of the page before."),
    parameter(
        "limit",
        number(1, parameters.MOST, default=parameters.STANDARD_LIMIT),
        "How many on a page.",
    ),
]
NEAR = [
    parameter(
        "near",
        text(examples=["59.91,10.75"]),
        "Latitude and longitude (WGS 84). Two decimals, about a kilometre, are enough: a finer spot is rounded to that,"
        " and nobody keeps it.",
    ),
    parameter("km", number(1, parameters.FARTHEST // 1000, default=2), "Kilometres round `near`."),
    parameter(
        "radius",
        number(1, parameters.FARTHEST, default=parameters.NEARBY),
        "The same in metres. Either this or `km`.",
    ),
    parameter(
        "order",
        text(enum=["near"]),
        "The nearest first, in whole kilometres; only with `near`. A cursor leads on in the order it was given for.",
    ),
]
_AUDIENCE = parameter("audience", text(enum=list(AUDIENCES)), "For whom; what is for everyone is found too.")
FILTER = [
    parameter("q", text(maxLength=parameters.LONGEST_WORDS), "Words, as one writes them on the square."),
    parameter("area", ID, "The id of an area."),
    _AUDIENCE,
    parameter("category", text(enum=list(CATEGORIES)), "What it is about."),
    parameter("language", text(enum=list(LANGUAGES)), "Spoken there."),
    parameter("free", FLAG, "Only what is said to be free."),
    parameter("accessible", FLAG, "Only where one gets in without steps."),
    parameter("organisation", ID, "Arranged by this association."),
    *NEAR,
]
DAYS = [
    parameter("from", DAY, "The first day, in Norway. Not given: today."),
    parameter("until", DAY, "The last day, included."),
]
ORGANISATIONS = [
    _AUDIENCE,
    parameter("category", text(enum=list(categories())), "ICNPO; a main group finds all in it."),
    parameter("area", ID, "The id of an area."),
]
