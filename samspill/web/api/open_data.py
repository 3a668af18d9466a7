"""The page that tells what is given out and how one gets it; the one page for people in this door."""

from __future__ import annotations

import json
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.web.access.page_cache import for_everybody
from samspill.web.api.openactive import FEEDS, dataset
from samspill.web.api.v1.parameters import MOST, STANDARD_LIMIT

AN_HOUR = 3600


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
        "feeds": [(name, f"{root}/api/openactive/{kind}/") for kind, (name, _of, _data) in FEEDS.items()],
        "standard_limit": STANDARD_LIMIT,
        "most": MOST,
        "dataset": SafeString(_for_a_script(json.dumps(dataset(root, town), ensure_ascii=False))),
    }
    return render(request, "api/open_data.html", page)


def _examples() -> list[tuple[str, str]]:
    today = clock.today().isoformat()
    return [
        (_("What happens from today on, the first ten"), "/api/v1/occurrences?limit=10"),
        (_("What is free for children"), f"/api/v1/occurrences?from={today}&audience=children&free=true"),
        (_("Where Ukrainian is spoken"), "/api/v1/activities?language=uk"),
        (_("What one gets to without steps"), "/api/v1/activities?accessible=true"),
        (_("Within two kilometres of a spot"), "/api/v1/occurrences?near=59.91,10.75&radius=2000"),
        (_("Everything that has to do with choirs"), "/api/v1/activities?q=kor"),
        (_("Associations for culture and recreation"), "/api/v1/organisations?category=1"),
        (_("Where volunteers are wanted"), "/api/v1/needs"),
        (_("Places where something happens"), "/api/v1/places"),
        (_("What has changed since last time"), "/api/v1/changes?after=0&limit=50"),
        (_("The same as a calendar to follow"), "/api/calendar.ics?free=1"),
    ]


def _for_a_script(text: str) -> str:
    """Nothing in it can end the script it stands in."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
