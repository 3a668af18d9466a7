"""Addresses of people at the desk."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.people import listing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.people, name="list"),
]
