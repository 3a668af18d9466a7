"""Addresses of pools at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.pools import views

one_pool: list[URLPattern | URLResolver] = [
    path("", views.pool, name="pool"),
    path("facts/", views.facts, name="facts"),
    path("members/", views.joining, name="joining"),
    path("members/<uuid:pool_member_id>/leaving/", views.leaving, name="leaving"),
    path("closing/", views.closing, name="closing"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.pools, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pool_id>/", include(one_pool)),
]
