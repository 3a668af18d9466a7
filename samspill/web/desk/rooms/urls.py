"""Addresses of rooms at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.rooms import areas, bookings, loans, removing_areas, spaces, things

urlpatterns: list[URLPattern | URLResolver] = [
    path("", bookings.bookings, name="bookings"),
    path("bookings/<uuid:booking_id>/", bookings.booking, name="booking"),
    path("bookings/<uuid:booking_id>/approval/", bookings.approval, name="approval"),
    path("bookings/<uuid:booking_id>/refusal/", bookings.refusal, name="refusal"),
    path("bookings/<uuid:booking_id>/time/", bookings.moving, name="moving"),
    path("seasons/", include(("samspill.web.desk.rooms.seasons.urls", "seasons"))),
    path("areas/", areas.areas, name="areas"),
    path("areas/new/", areas.new_area, name="new_area"),
    path("areas/<uuid:area_id>/", areas.area, name="area"),
    path("areas/<uuid:area_id>/removal/", removing_areas.removal, name="area_removal"),
    path(
        "areas/removals/<uuid:area_removal_id>/undoing/",
        removing_areas.removal_undoing,
        name="area_removal_undoing",
    ),
    path("places/", spaces.places, name="places"),
    path("places/new/", spaces.new_place, name="new_place"),
    path("places/<uuid:place_id>/", spaces.place, name="place"),
    path("places/<uuid:place_id>/closed/", spaces.closed, name="closed"),
    path("places/<uuid:place_id>/closed/<uuid:closed_id>/opening/", spaces.opening, name="opening"),
    path("places/<uuid:place_id>/spaces/new/", spaces.new_space, name="new_space"),
    path("spaces/<uuid:space_id>/", spaces.space, name="space"),
    path("spaces/<uuid:space_id>/hours/", spaces.hours, name="hours"),
    path("spaces/<uuid:space_id>/lending/", spaces.lending, name="lending"),
    path("spaces/<uuid:space_id>/booking/", bookings.new, name="new_booking"),
    path("things/", things.things, name="things"),
    path("things/new/", things.new_thing, name="new_thing"),
    path("things/<uuid:thing_id>/", things.thing, name="thing"),
    path("things/<uuid:thing_id>/hours/", things.hours, name="thing_hours"),
    path("things/<uuid:thing_id>/lending/", things.lending, name="thing_lending"),
    path("things/<uuid:thing_id>/calendar/", things.calendar, name="thing_calendar"),
    path("things/<uuid:thing_id>/loan/", loans.new, name="new_loan"),
    path("loans/", loans.counter, name="loans"),
    path("loans/list.pdf", loans.paper, name="loans_on_paper"),
    path("loans/<uuid:loan_id>/", loans.loan, name="loan"),
    path("loans/<uuid:loan_id>/approval/", loans.approval, name="loan_approval"),
    path("loans/<uuid:loan_id>/refusal/", loans.refusal, name="loan_refusal"),
    path("loans/<uuid:loan_id>/time/", loans.moving, name="loan_moving"),
    path("loans/<uuid:loan_id>/fetched/", loans.fetched, name="loan_fetched"),
    path("loans/<uuid:loan_id>/return/", loans.returned, name="loan_returned"),
    path("loans/<uuid:loan_id>/missing/", loans.found, name="loan_found"),
]
