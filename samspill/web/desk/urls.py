"""Addresses of the desk; each subject has its own. Every view stands behind `at_the_desk`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.staff import units

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("unit/", units.choose, name="unit"),
    path("people/", include(("samspill.web.desk.people.urls", "people"))),
]
