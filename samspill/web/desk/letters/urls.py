"""Addresses of letters at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.letters import views

one_letter: list[URLPattern | URLResolver] = [
    path("", views.letter, name="letter"),
    path("posting/", views.posting, name="posting"),
    path("posting/removal/", views.posting_removal, name="posting_removal"),
    path("calling-off/", views.calling_off, name="calling_off"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.letters, name="list"),
    path("all/", views.all_letters, name="all"),
    path("labels/", views.labels, name="labels"),
    path("posting/", views.posting_of_all, name="posting_of_all"),
    path("<uuid:letter_id>/", include(one_letter)),
]
