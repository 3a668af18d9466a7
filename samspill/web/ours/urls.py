"""Addresses of an association's own door: /our/<link>/<association>/…"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.ours import overview

app_name = "ours"

_of_one: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("activities/", include(("samspill.web.ours.activities.urls", "activities"))),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/<uuid:organisation_id>/", include(_of_one)),
]
