"""Addresses of courses at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.courses import page, views

one_date: list[URLPattern | URLResolver] = [
    path("", page.course, name="course"),
    path("paper/", page.paper, name="paper"),
    path("sign-ups/", page.sign_ups, name="sign_ups"),
    path("sign-ups/<uuid:sign_up_id>/removal/", page.sign_up_removal, name="sign_up_removal"),
    path("attendance/", page.attendance, name="attendance"),
    path("cancellation/", page.cancellation, name="cancellation"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.courses, name="dates"),
    path("new/", views.new, name="new"),
    path("services/", views.services, name="services"),
    path("<uuid:occurrence_id>/", include(one_date)),
]
