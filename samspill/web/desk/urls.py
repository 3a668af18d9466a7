"""Addresses of the desk; each subject has its own. Every view stands behind `at_the_desk`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.needs.today import today
from samspill.web.desk.staff import units

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today, name="today"),
    path("unit/", units.choose, name="unit"),
    path("needs/", include(("samspill.web.desk.needs.urls", "needs"))),
    path("inbox/", include(("samspill.web.desk.inbox.urls", "inbox"))),
    path("interests/", include(("samspill.web.desk.interests.urls", "interests"))),
    path("associations/", include(("samspill.web.desk.organisations.urls", "organisations"))),
    path("calendars/", include(("samspill.web.desk.calendars.urls", "calendars"))),
    path("sheets/", include(("samspill.web.desk.sheets.urls", "sheets"))),
    path("colleagues/", include(("samspill.web.desk.staff.urls", "staff"))),
    path("pools/", include(("samspill.web.desk.pools.urls", "pools"))),
    path("people/", include(("samspill.web.desk.people.urls", "people"))),
]
