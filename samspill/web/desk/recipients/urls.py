"""Addresses of those who get help."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.recipients import listing, page, wanting

one_recipient: list[URLPattern | URLResolver] = [
    path("", page.recipient, name="recipient"),
    path("facts/", page.facts, name="facts"),
    path("contact/", page.contact, name="contact"),
    path("ending/", page.ending, name="ending"),
    path("looks/", page.looks, name="looks"),
    path("pair/", wanting.pair, name="pair"),
    path("pair/<uuid:need_id>/", wanting.pair_change, name="pair_change"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.recipients, name="list"),
    path("new/", listing.new, name="new"),
    path("<uuid:recipient_id>/", include(one_recipient)),
]
