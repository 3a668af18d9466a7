"""Addresses of colleagues."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.staff import handing_over, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.colleagues, name="list"),
    path("mine/", handing_over.mine, name="mine"),
    path("closing/", handing_over.closing, name="closing"),
    path("stand-ins/<uuid:stand_in_id>/ending/", handing_over.ending, name="stand_in_ending"),
    path("<uuid:staff_id>/hand-over/", handing_over.hand_over, name="hand_over"),
    path("<uuid:staff_id>/erasure/", views.erasure, name="erasure"),
    path("roles/<uuid:role_id>/ending/", views.role_ending, name="role_ending"),
    path("<uuid:staff_id>/second-step/", views.second_step, name="second_step"),
    path("<uuid:staff_id>/leaving/", views.leaving, name="leaving"),
]
