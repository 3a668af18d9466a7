"""The page that tells what is given out and how one gets it; the one page for people in this door."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samspill.activities.queries.open_data import places_page
from samspill.foundation import clock
from samspill.web.access.page_cache import for_everybody
from samspill.web.api.openactive import FEEDS, dataset
from samspill.web.api.v1.parameters import MOST, STANDARD_LIMIT

AN_HOUR = 3600

#: What may be wrong, by the word that never changes.
PROBLEMS = {
    "bad-parameters": gettext_lazy(
        "The address asks for something we do not understand. “errors” says where."
    ),
    "not-found": gettext_lazy("It is not there, or it is not public."),
    "wrong-method": gettext_lazy("This cannot be done at this address."),
    "no-key": gettext_lazy("The key is missing, or it opens nothing any more."),
    "not-json": gettext_lazy("There is no JSON we can read, or Content-Type does not say that it is JSON."),
    "wrong-body": gettext_lazy("Something that was sent must be put right. “errors” names each field."),
    "no-idempotency-key": gettext_lazy("A new activity needs Idempotency-Key."),
    "idempotency-key-reused": gettext_lazy("Another activity was sent with the same Idempotency-Key."),
    "changed-meanwhile": gettext_lazy("It has changed since it was read: If-Match names another ETag."),
    "read-it-first": gettext_lazy(
        "Somebody else told of it last. PUT needs If-Match with the ETag of what was read."
    ),
    "too-large": gettext_lazy("More than 64 kB were sent."),
    "too-often": gettext_lazy("Too many at once. Retry-After says how many seconds to wait."),
}


class Example(NamedTuple):
    """A question one may copy and run, and what it asks in words."""

    words: str
    address: str


@require_safe
@for_everybody(AN_HOUR)
def documentation(request: HttpRequest) -> HttpResponse:
    """What is given out, with examples that run (a test runs each)."""
    root = request.build_absolute_uri("/").rstrip("/")
    town = request.municipality  # type: ignore[attr-defined]
    page = {
        "root": root,
        "examples": [Example(words, f"{root}{address}") for words, address in _examples()],
        "writing": [Example(words, curl) for words, curl in _ways_to_write(root)],
        "problems": PROBLEMS,
        "feeds": [(name, f"{root}/api/openactive/{kind}/") for kind, (name, _of, _data) in FEEDS.items()],
        "standard_limit": STANDARD_LIMIT,
        "most": MOST,
        "dataset": SafeString(_for_a_script(json.dumps(dataset(root, town), ensure_ascii=False))),
    }
    return render(request, "api/open_data.html", page)


def _examples() -> list[tuple[str, str]]:
    today, spot = clock.today().isoformat(), _a_spot()
    return [
        (_("What happens from today on, the first ten"), "/api/v1/occurrences?limit=10"),
        (_("What is free for children"), f"/api/v1/occurrences?from={today}&audience=children&free=true"),
        (_("Where Ukrainian is spoken"), "/api/v1/activities?language=uk"),
        (_("What one gets to without steps"), "/api/v1/activities?accessible=true"),
        (_("Within two kilometres of a spot"), f"/api/v1/occurrences?near={spot}&radius=2000"),
        (_("The same, the nearest first"), f"/api/v1/occurrences?near={spot}&km=2&order=near"),
        (_("Everything that has to do with choirs"), "/api/v1/activities?q=kor"),
        (_("Associations for culture and recreation"), "/api/v1/organisations?category=1"),
        (_("Where volunteers are wanted"), "/api/v1/needs"),
        (_("Places where something happens"), "/api/v1/places"),
        (_("What has changed since last time"), "/api/v1/changes?after=0&limit=50"),
        (_("The same as a calendar to follow"), "/api/calendar.ics?free=1"),
    ]


def _a_spot() -> str:
    """Where something happens in this town, so that the answer shows something; where no place is on the map, Oslo."""
    on_the_map = (
        place
        for place in places_page(limit=MOST)
        if place.latitude is not None and place.longitude is not None
    )
    return next((f"{place.latitude:.2f},{place.longitude:.2f}" for place in on_the_map), "59.91,10.75")


def _ways_to_write(root: str) -> list[tuple[str, str]]:
    """What a program does in the course of a season, as one would type it; a test types each."""
    one = f"{root}/api/v1/activities/$ID"
    first_on = clock.today() + dt.timedelta(days=7)
    weekly = {"pattern": "weekly", "starts_on": first_on.isoformat(), "starts_time": "18:00", "minutes": 120}
    choir = {
        "title": {"nb": "Åpen korøvelse", "en": "Open choir rehearsal"},
        "place_text": "Grendehuset",
        "is_free": True,
        "audiences": ["everyone"],
        "categories": ["music"],
        "schedules": [weekly],
    }
    course = {
        "takes_sign_ups": True,
        "for_all_times": True,
        "places": 20,
        "waiting_list": "offer",
        "waiting_hours": 24,
        "questions": [{"words": "Hvilken stemme synger du?", "kind": "choice", "choices": ["Sopran", "Alt"]}],
    }
    later = choir | {"schedules": [weekly | {"starts_time": "19:00"}]}
    return [
        (
            _("Publish an activity"),
            _curl("POST", f"{root}/api/v1/activities", choir, "Idempotency-Key: kor-1"),
        ),
        (_("Tell something more; the rest stays"), _curl("PATCH", one, {"bring": "En kopp"})),
        (
            _(
                "A course: one signs up once for all the times, and when it is full the first in line is asked"
            ),
            _curl("PATCH", one, course),
        ),
        (_("Write all of it anew, here an hour later"), _curl("PUT", one, later)),
        (
            _("The same, but only if nobody has changed it since you read it"),
            _curl("PUT", one, choir, "If-Match: $ETAG"),
        ),
        (_("Call it off"), _curl("DELETE", one)),
        (_("It takes place after all"), _curl("PATCH", one, {"is_cancelled": False})),
        (_("Call one time off"), _curl("DELETE", f"{root}/api/v1/occurrences/$TIME")),
    ]


def _curl(method: str, address: str, body: Mapping[str, Any] | None = None, *headers: str) -> str:
    words = [f'curl -X {method} "{address}"', '-H "Authorization: Bearer $KEY"']
    words += [f'-H "{header}"' for header in headers]
    if body is not None:
        told = json.dumps(body, ensure_ascii=False, indent=1)
        words += ['-H "Content-Type: application/json"', f"-d '{told}'"]
    return " \\\n  ".join(words)


def _for_a_script(text: str) -> str:
    """Nothing in it can end the script it stands in."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
