"""Addresses of the phone simulator."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.web.simulator import views

app_name = "simulator"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.phones, name="phones"),
    path("texts/", views.texts, name="texts"),
    path("talk/<str:number>/", views.talk, name="talk"),
    path("faults/", views.faults, name="faults"),
    path("codes/", views.codes, name="codes"),
]
