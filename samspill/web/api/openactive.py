"""Activities as an OpenActive feed (Realtime Paged Data Exchange 1.0): every change in order, a page at a time.

What the standard has no words for (a language café, a price told in words) is told as deleted, never as something else.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from samspill.activities.queries import open_data
from samspill.activities.queries.changes import ACTIVITY, OCCURRENCE
from samspill.activities.queries.openactive import Teller, happens_once
from samspill.foundation.changes import changes_after
from samspill.web.api.v1.answering import told
from samspill.web.api.v1.parameters import Parameters
from samspill.web.api.v1.problems import bad_parameters, not_found

LICENCE = "https://data.norge.no/nlod/no/2.0"
CONTENT_TYPE = "application/vnd.openactive.rpde+json; version=1"
PAGE = 500
AN_HOUR, A_MOMENT = 3600, 8

Told = dict[str, Any]


def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """One page of a feed: what has changed after the item the page before ended with."""
    if kind not in FEEDS:
        raise not_found()
    after, after_id = _after(request)
    name, of, data = FEEDS[kind]
    rows = changes_after(after, kinds=[of], limit=PAGE)
    teller = _teller(request)
    with translation.override(teller.language):
        there = data([row.subject_id for row in rows], teller) if rows else {}
    items = [_item(name, row.subject_id, row.number, there.get(row.subject_id)) for row in rows]
    if rows:
        after, after_id = rows[-1].number, str(rows[-1].subject_id)
    following = f"?afterTimestamp={after}&afterId={after_id}" if after_id else ""
    page = {
        "next": request.build_absolute_uri(request.path + following),
        "items": items,
        "license": LICENCE,
    }
    # A page with items may be kept: what changes later stands on a later page. The last one is where news will come.
    seconds = AN_HOUR if rows else A_MOMENT
    return told(request, page, content_type=CONTENT_TYPE, seconds=seconds)


def dataset(root: str, town: Any) -> Told:
    """What the feeds are together, for those who gather such (schema.org Dataset, OpenActive's dataset site)."""
    return {
        "@context": ["https://schema.org/", "https://openactive.io/"],
        "@type": "Dataset",
        "@id": f"{root}/open-data/",
        "url": f"{root}/open-data/",
        "name": f"{town.name_nb}: Samspill",
        "description": f"Hva skjer i {town.name_nb}: aktiviteter fra foreninger og kommunen.",
        "inLanguage": ["nb", "nn", "en"],
        "keywords": ["Activities", "Volunteering", "OpenActive"],
        "license": LICENCE,
        "schemaVersion": "https://openactive.io/modelling-opportunity-data/2.0/",
        "documentation": f"{root}/open-data/",
        "discussionUrl": f"{root}/open-data/",
        "publisher": {"@type": "Organization", "name": town.name_nb, "url": f"{root}/"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "additionalType": f"https://openactive.io/{name}",
                "encodingFormat": CONTENT_TYPE,
                "contentUrl": f"{root}/api/openactive/{kind}/",
                "identifier": name,
            }
            for kind, (name, _, _) in FEEDS.items()
        ],
    }


def _after(request: HttpRequest) -> tuple[int, str]:
    """Where the page before ended: both, or neither on the first."""
    asked = Parameters(request, ("afterTimestamp", "afterId"))
    number, key = asked.after_number("afterTimestamp"), asked.key("afterId")
    asked.check()
    if bool(number) != bool(key):
        raise bad_parameters([("afterTimestamp", "afterId")])
    return number, str(key or "")


def _item(kind: str, key: uuid.UUID, number: int, data: Told | None) -> Told:
    item = {
        "state": "deleted" if data is None else "updated",
        "kind": kind,
        "id": str(key),
        "modified": number,
    }
    return item if data is None else item | {"data": data}


def _teller(request: HttpRequest) -> Teller:
    town = request.municipality  # type: ignore[attr-defined]
    return Teller(request.build_absolute_uri("/").rstrip("/"), town, town.standard_language)


def _series(ids: Collection[uuid.UUID], teller: Teller) -> dict[uuid.UUID, Told]:
    found = open_data.told_activities(ids)
    return {
        key: teller.series(row)
        for key, row in found.items()
        if not happens_once(row) and teller.can_tell(row)
    }


def _events(ids: Collection[uuid.UUID], teller: Teller) -> dict[uuid.UUID, Told]:
    found = {
        key: row
        for key, row in open_data.told_activities(ids).items()
        if happens_once(row) and teller.can_tell(row)
    }
    times = open_data.only_times(found.values())
    return {key: teller.event(row, times[key]) for key, row in found.items() if key in times}


def _sessions(ids: Collection[uuid.UUID], teller: Teller) -> dict[uuid.UUID, Told]:
    found = open_data.told_times_of_series(ids)
    return {
        key: teller.session(row)
        for key, row in found.items()
        if not happens_once(row.activity) and teller.can_tell(row.activity)
    }


Data = Callable[[Collection[uuid.UUID], Teller], dict[uuid.UUID, Told]]

#: Each feed: what its items are, what is watched for it, and how they are told.
FEEDS: dict[str, tuple[str, str, Data]] = {
    "session-series": ("SessionSeries", ACTIVITY, _series),
    "scheduled-sessions": ("ScheduledSession", OCCURRENCE, _sessions),
    "events": ("Event", ACTIVITY, _events),
}
