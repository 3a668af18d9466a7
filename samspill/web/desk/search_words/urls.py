"""Addresses of words that mean the same."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.search_words import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.words, name="list"),
    path("<uuid:same_meaning_id>/removal/", views.removal, name="removal"),
]
