"""Addresses of what is read before it is shown."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.reviews import trust, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reviews, name="list"),
    path("rule/", trust.rule, name="rule"),
    path("associations/<uuid:organisation_id>/", trust.association, name="association"),
    path("associations/<uuid:organisation_id>/trust/", trust.decision, name="trust"),
    path("associations/<uuid:organisation_id>/trust/ending/", trust.ending, name="trust_ending"),
    path("<uuid:review_id>/", views.review, name="review"),
    path("<uuid:review_id>/picture/", views.picture, name="picture"),
    path("<uuid:review_id>/approval/", views.approval, name="approval"),
    path("<uuid:review_id>/returning/", views.returning, name="returning"),
    path("<uuid:review_id>/undoing/", views.undoing, name="undoing"),
]
