"""Addresses of an association's own door: /our/<link>/<association>/…"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.ours import overview, page, people, programs, visits
from samspill.web.ours.fairs import views as fairs
from samspill.web.ours.rooms import views as rooms
from samspill.web.ours.things import views as things

app_name = "ours"

_of_one: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("page/", page.page, name="page"),
    path("page/confirmation/", page.confirmation, name="page_confirmation"),
    path("visits/", visits.visits, name="visits"),
    path("people/", people.people, name="people"),
    path("people/invitation/", people.invitation, name="invitation"),
    path("people/handover/", people.handover, name="handover"),
    path("people/<uuid:post_id>/ending/", people.ending, name="post_ending"),
    path("people/<uuid:post_id>/display/", people.display, name="post_display"),
    path("pictures/", include(("samspill.web.ours.pictures", "pictures"))),
    path("stories/", include(("samspill.web.ours.stories", "stories"))),
    path("activities/", include(("samspill.web.ours.activities.urls", "activities"))),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/<uuid:space_id>/", rooms.room, name="room"),
    path("rooms/bookings/<uuid:booking_id>/return/", rooms.giving_back, name="room_giving_back"),
    path("rooms/bookings/<uuid:booking_id>/time/", rooms.moving, name="room_moving"),
    path("rooms/things/<uuid:thing_id>/", things.thing, name="thing"),
    path("rooms/loans/<uuid:loan_id>/return/", things.giving_back, name="loan_giving_back"),
    path("rooms/loans/<uuid:loan_id>/time/", things.moving, name="loan_moving"),
    path("rooms/loans/<uuid:loan_id>/dates/", things.dates, name="loan_dates"),
    path("seasons/", include(("samspill.web.ours.seasons.urls", "seasons"))),
    path("programs/", programs.programs, name="programs"),
    path("programs/<uuid:program_key_id>/revocation/", programs.revocation, name="program_revocation"),
    path("fairs/", fairs.fairs, name="fairs"),
    path("fairs/<uuid:fair_offer_id>/", fairs.offer, name="fair_offer"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/<uuid:organisation_id>/", include(_of_one)),
]
