"""Addresses of reports from readers."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.reports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reports, name="list"),
    path("<uuid:reader_report_id>/", views.report, name="report"),
    path("<uuid:reader_report_id>/settlement/", views.settlement, name="settlement"),
    path("<uuid:reader_report_id>/reopening/", views.reopening, name="reopening"),
]
