"""Addresses of the desk; each subject has its own. Every view stands behind `at_the_desk`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.keys import keys
from samspill.web.desk.needs.today import today
from samspill.web.desk.search import results
from samspill.web.desk.staff import units

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today, name="today"),
    path("unit/", units.choose, name="unit"),
    path("keys/", keys, name="keys"),
    path("search/", results, name="search"),
    path("search-words/", include(("samspill.web.desk.search_words.urls", "search_words"))),
    path("needs/", include(("samspill.web.desk.needs.urls", "needs"))),
    path("crisis/", include(("samspill.web.desk.crisis.urls", "crisis"))),
    path("plans/", include(("samspill.web.desk.plans.urls", "plans"))),
    path("inbox/", include(("samspill.web.desk.inbox.urls", "inbox"))),
    path("mailings/", include(("samspill.web.desk.mailings.urls", "mailings"))),
    path("letters/", include(("samspill.web.desk.letters.urls", "letters"))),
    path("interests/", include(("samspill.web.desk.interests.urls", "interests"))),
    path("associations/", include(("samspill.web.desk.organisations.urls", "organisations"))),
    path("mapping/", include(("samspill.web.desk.mapping.urls", "mapping"))),
    path("activities/", include(("samspill.web.desk.activities.urls", "activities"))),
    path("stories/", include(("samspill.web.desk.stories.urls", "stories"))),
    path("calendars/", include(("samspill.web.desk.calendars.urls", "calendars"))),
    path("task-sources/", include(("samspill.web.desk.task_sources.urls", "task_sources"))),
    path("reports/", include(("samspill.web.desk.reports.urls", "reports"))),
    path("reviews/", include(("samspill.web.desk.reviews.urls", "reviews"))),
    path("sheets/", include(("samspill.web.desk.sheets.urls", "sheets"))),
    path("colleagues/", include(("samspill.web.desk.staff.urls", "staff"))),
    path("figures/", include(("samspill.web.desk.figures.urls", "figures"))),
    path("keeping/", include(("samspill.web.desk.keeping.urls", "keeping"))),
    path("onboarding/", include(("samspill.web.desk.onboarding.urls", "onboarding"))),
    path("courses/", include(("samspill.web.desk.courses.urls", "courses"))),
    path("attendance/", include(("samspill.web.desk.attendance.urls", "attendance"))),
    path("recipients/", include(("samspill.web.desk.recipients.urls", "recipients"))),
    path("pairings/", include(("samspill.web.desk.pairings.urls", "pairings"))),
    path("pools/", include(("samspill.web.desk.pools.urls", "pools"))),
    path("people/", include(("samspill.web.desk.people.urls", "people"))),
    path("rooms/", include(("samspill.web.desk.rooms.urls", "rooms"))),
    path("fairs/", include(("samspill.web.desk.fairs.urls", "fairs"))),
]
