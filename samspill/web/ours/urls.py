"""Addresses of an association's own door: /our/<link>/<association>/…"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.ours import overview
from samspill.web.ours.fairs import views as fairs

app_name = "ours"

_of_one: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("fairs/", fairs.fairs, name="fairs"),
    path("fairs/<uuid:fair_offer_id>/", fairs.offer, name="fair_offer"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/<uuid:organisation_id>/", include(_of_one)),
]
