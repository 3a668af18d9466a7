"""Addresses of sheets."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.sheets import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.sheets, name="list"),
    path("<uuid:sheet_id>/", views.preview, name="preview"),
    path("<uuid:sheet_id>/columns/", views.columns, name="columns"),
    path("<uuid:sheet_id>/import/", views.bringing_in, name="import"),
    path("<uuid:sheet_id>/problems/", views.problems, name="problems"),
    path("<uuid:sheet_id>/removal/", views.removal, name="removal"),
]
