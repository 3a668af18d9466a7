"""Addresses of calendars."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.calendars import holidays, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.calendars, name="list"),
    path("new/", views.new, name="new"),
    path("file/", views.file, name="file"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("<uuid:calendar_id>/", views.calendar, name="calendar"),
    path("<uuid:calendar_id>/reading/", views.reading, name="reading"),
    path("<uuid:calendar_id>/ending/", views.ending, name="ending"),
    path("<uuid:calendar_id>/pause/", views.pause, name="pause"),
    path("<uuid:calendar_id>/resumption/", views.resumption, name="resumption"),
]
