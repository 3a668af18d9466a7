"""Addresses of the open data: /api/v1/…"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from samspill.web.api.v1 import reading, writing
from samspill.web.api.v1.answering import open_data
from samspill.web.api.v1.changes import changes
from samspill.web.api.v1.document import openapi

app_name = "v1"

urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", open_data(GET=openapi), name="openapi"),
    path("activities", open_data(GET=reading.activities, POST=writing.publish), name="activities"),
    path(
        "activities/<uuid:activity_id>",
        open_data(GET=reading.activity, PUT=writing.rewrite, PATCH=writing.change, DELETE=writing.cancel),
        name="activity",
    ),
    path("occurrences", open_data(GET=reading.occurrences), name="occurrences"),
    path(
        "occurrences/<uuid:occurrence_id>",
        open_data(GET=reading.occurrence, DELETE=writing.cancel_time),
        name="occurrence",
    ),
    path("organisations", open_data(GET=reading.organisations), name="organisations"),
    path("organisations/<uuid:organisation_id>", open_data(GET=reading.organisation), name="organisation"),
    path("needs", open_data(GET=reading.needs), name="needs"),
    path("needs/<uuid:need_id>", open_data(GET=reading.need), name="need"),
    path("places", open_data(GET=reading.places), name="places"),
    path("places/<uuid:place_id>", open_data(GET=reading.one_place), name="place"),
    path("changes", open_data(GET=changes), name="changes"),
    re_path("^.*$", open_data(GET=reading.nothing), name="nothing"),
]
