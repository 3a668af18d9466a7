"""Addresses for machines."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.api import calendars, news, openactive, operators, stories, wanted
from samspill.web.api.v1.answering import open_data

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include("samspill.web.api.v1.urls")),
    path("openactive/<slug:kind>/", open_data(GET=openactive.feed), name="openactive"),
    path("sms/<slug:gateway>/inbound", operators.inbound, name="inbound"),
    path("sms/<slug:gateway>/report", operators.report, name="report"),
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("activities/<uuid:activity_id>.ics", calendars.activity_calendar, name="activity_calendar"),
    path(
        "organisations/<uuid:organisation_id>.ics",
        calendars.organisation_calendar,
        name="organisation_calendar",
    ),
    path("activities.<slug:form>", news.activities, name="news"),
    path("organisations/<uuid:organisation_id>/activities.<slug:form>", news.of_organisation, name="news_of"),
    path("needs.<slug:form>", wanted.needs, name="wanted"),
    path("stories.<slug:form>", stories.stories, name="stories"),
    path("organisations/<uuid:organisation_id>/stories.<slug:form>", stories.stories, name="stories_of"),
]
