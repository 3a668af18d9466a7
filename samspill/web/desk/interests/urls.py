"""Addresses of those who want to help."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.interests import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.interests, name="list"),
    path("<uuid:interest_id>/", views.interest, name="interest"),
    path("<uuid:interest_id>/welcome/", views.welcome, name="welcome"),
    path("<uuid:interest_id>/refusal/", views.refusal, name="refusal"),
    path("<uuid:interest_id>/closing/", views.closing, name="closing"),
    path("<uuid:interest_id>/reopening/", views.reopening, name="reopening"),
]
