"""Addresses of a season's hours at an association's own door."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.ours.seasons import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.seasons, name="list"),
    path("<uuid:season_id>/", views.asking, name="asking"),
    path("requests/<uuid:season_request_id>/", views.request, name="request"),
    path("requests/<uuid:season_request_id>/withdrawal/", views.withdrawal, name="withdrawal"),
]
