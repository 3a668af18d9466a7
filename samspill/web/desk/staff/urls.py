"""Addresses of colleagues."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.staff import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.colleagues, name="list"),
    path("roles/<uuid:role_id>/ending/", views.role_ending, name="role_ending"),
    path("<uuid:staff_id>/second-step/", views.second_step, name="second_step"),
    path("<uuid:staff_id>/leaving/", views.leaving, name="leaving"),
]
