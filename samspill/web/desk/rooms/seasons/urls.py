"""Addresses of seasons at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.rooms.seasons import asking, paper, sharing, views

one_season: list[URLPattern | URLResolver] = [
    path("", views.season, name="season"),
    path("facts/", views.facts, name="facts"),
    path("copy/", views.copy, name="copy"),
    path("requests/new/", asking.new, name="new_request"),
    path("requests/<uuid:season_request_id>/", asking.request, name="request"),
    path("requests/<uuid:season_request_id>/facts/", asking.facts, name="request_facts"),
    path("requests/<uuid:season_request_id>/withdrawal/", asking.withdrawal, name="withdrawal"),
    path("requests/<uuid:season_request_id>/times/", sharing.putting, name="putting"),
    path("times/<uuid:season_time_id>/lock/", sharing.locking, name="locking"),
    path("times/<uuid:season_time_id>/removal/", sharing.removal, name="removal"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("progress/", sharing.progress, name="progress"),
    path("table/", sharing.table, name="table"),
    path("decision/", sharing.decision, name="decision"),
    path("decision/undoing/", sharing.undoing, name="undoing"),
    path("rooms/", paper.by_room, name="by_room"),
    path("associations/", paper.by_association, name="by_association"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.seasons, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:season_id>/", include(one_season)),
]
