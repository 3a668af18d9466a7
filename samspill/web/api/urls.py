"""Addresses for machines."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.web.api import calendars, operators

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sms/<slug:gateway>/inbound", operators.inbound, name="inbound"),
    path("sms/<slug:gateway>/report", operators.report, name="report"),
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("activities/<uuid:activity_id>.ics", calendars.activity_calendar, name="activity_calendar"),
    path(
        "organisations/<uuid:organisation_id>.ics",
        calendars.organisation_calendar,
        name="organisation_calendar",
    ),
]
