"""Addresses of the square."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.public import about, cards, embedding, home
from samspill.web.public.aboard import views as aboard
from samspill.web.public.activities import embedded, printed
from samspill.web.public.activities import views as activities
from samspill.web.public.answering import views as answering
from samspill.web.public.asking import by_link
from samspill.web.public.asking import views as asking
from samspill.web.public.attests import views as attests
from samspill.web.public.fairs import views as fairs
from samspill.web.public.mapping import views as mapping
from samspill.web.public.needs import embedded as needs_embedded
from samspill.web.public.needs import printed as needs_printed
from samspill.web.public.needs import views as needs
from samspill.web.public.organisations import pictures
from samspill.web.public.organisations import views as organisations
from samspill.web.public.reporting import views as reporting
from samspill.web.public.rooms import booking as room_booking
from samspill.web.public.rooms import calendars as room_calendars
from samspill.web.public.rooms import seasons as room_seasons
from samspill.web.public.rooms import views as rooms
from samspill.web.public.sign_ups import appointments, places, signing_up, waits
from samspill.web.public.signing import views as signing
from samspill.web.public.stories import views as stories
from samspill.web.public.subscriptions import views as subscriptions
from samspill.web.public.things import loans
from samspill.web.public.things import views as things

app_name = "public"

_activities = [
    path("week/", activities.week, name="week"),
    path("week/print/", printed.choices, name="print"),
    path("week/week.pdf", printed.week, name="week_on_paper"),
    path("embed/", embedding.offer, name="embed"),
    path("embed/week/", embedded.week, name="embedded_week"),
    path("activities/<uuid:activity_id>/", activities.activity, name="activity"),
    path("activities/<uuid:activity_id>/poster.pdf", printed.activity, name="poster"),
]
_organisations = [
    path("organisations/", organisations.register, name="list"),
    path("organisations/<uuid:organisation_id>/", organisations.organisation, name="organisation"),
    path(
        "pictures/<uuid:picture_id>/<slug:digest>-<int:width>.<slug:kind>", pictures.picture, name="picture"
    ),
]
_stories = [
    path("stories/", stories.stories, name="list"),
    path("stories/use/", stories.use, name="use"),
    path("stories/<uuid:story_id>/", stories.story, name="story"),
]
_aboard = [
    path("aboard/", aboard.find, name="find"),
    path("aboard/new/", aboard.group, name="group"),
    path("aboard/codes/", aboard.codes, name="codes"),
    path("organisations/<uuid:organisation_id>/claim/", aboard.claim, name="claim"),
]
_needs = [
    path("needs/", needs.open_needs, name="list"),
    path("needs/needs.pdf", needs_printed.tasks, name="on_paper"),
    path("needs/<uuid:need_id>/", needs.need, name="need"),
    path("needs/<uuid:need_id>/poster.pdf", needs_printed.poster, name="poster"),
    path("needs/<int:short>/", needs.short, name="short"),
    path("embed/needs/", needs_embedded.tasks, name="embedded"),
]
_asking = [
    path("interest/", asking.interest, name="interest"),
    path("interest/received/", asking.interest_received, name="interest_received"),
    path("request/", asking.request_help, name="request"),
    path("request/received/", asking.request_received, name="request_received"),
    path("by/<str:token>/", by_link.door, name="by_link"),
    path("by/<str:token>/received/", by_link.received, name="by_link_received"),
]
_answering = [
    path("answer/<str:token>/", answering.answer, name="answer"),
]
_about = [
    path("about-volunteering/", about.volunteering, name="volunteering"),
    path("privacy/", about.privacy, name="privacy"),
    path("privacy/how-long/", about.keeping, name="keeping"),
    path("accessibility-statement/", about.accessibility, name="accessibility"),
]
_signing = [
    path("sign/<str:token>/", signing.page, name="page"),
    path("sign/<str:token>/signature/", signing.signature, name="signature"),
    path("sign/<str:token>/new-link/", signing.new_link, name="new_link"),
    path("sign/<str:token>/<uuid:signature_id>/document/", signing.document, name="document"),
]
_sign_ups = [
    path("activities/<uuid:activity_id>/sign-up/", signing_up.new, name="new"),
    path("activities/<uuid:activity_id>/sign-up/code/", signing_up.code, name="code"),
    path("activities/<uuid:activity_id>/appointment/", appointments.new, name="appointment"),
    path("activities/<uuid:activity_id>/appointment/code/", appointments.code, name="appointment_code"),
    path("sign-up/<str:token>/appointment/", appointments.moving, name="moving"),
    path("sign-up/<str:token>/calendar.ics", appointments.calendar, name="calendar"),
    path("sign-up/<str:token>/", places.place, name="place"),
    path("sign-up/<str:token>/change/", places.change, name="change"),
    path("sign-up/<str:token>/absence/", places.absence, name="absence"),
    path("sign-up/<str:token>/cancellation/", places.cancellation, name="cancellation"),
    path("waiting/<str:token>/", waits.wait, name="wait"),
    path("waiting/<str:token>/change/", waits.change_waiting, name="change_waiting"),
    path("waiting/<str:token>/acceptance/", waits.acceptance, name="acceptance"),
    path("waiting/<str:token>/withdrawal/", waits.withdrawal, name="withdrawal"),
    path("course/<str:token>/", signing_up.course, name="course"),
]
_reporting = [
    path("activities/<uuid:activity_id>/report/", reporting.of_activity, name="activity"),
    path("organisations/<uuid:organisation_id>/report/", reporting.of_organisation, name="organisation"),
    path("pictures/<uuid:picture_id>/report/", reporting.of_picture, name="picture"),
    path("stories/<uuid:story_id>/report/", reporting.of_story, name="story"),
    path("report/received/", reporting.received, name="received"),
]
_mapping = [
    path("mapping/", mapping.door, name="door"),
    path("mapping/<str:code>/", mapping.answers, name="answers"),
    path("mapping/<str:code>/refusal/", mapping.refusal, name="refusal"),
    path("mapping/<str:code>/received/", mapping.received, name="received"),
]
_rooms = [
    path("rooms/", rooms.find, name="find"),
    path("rooms/seasons/<uuid:season_id>/", room_seasons.season, name="season"),
    path("rooms/<uuid:space_id>/", rooms.room, name="room"),
    path("rooms/<uuid:space_id>/booking/", rooms.new, name="new"),
    path("rooms/<uuid:space_id>/booking/code/", rooms.code, name="code"),
    path("rooms/<uuid:space_id>/calendar.ics", room_calendars.feed, name="feed"),
    path("rooms/<uuid:space_id>/door.pdf", room_calendars.door, name="door"),
    path("booking/<str:token>/", room_booking.page, name="booking"),
    path("booking/<str:token>/return/", room_booking.giving_back, name="giving_back"),
    path("booking/<str:token>/time/", room_booking.moving, name="moving"),
    path("booking/<str:token>/booking.ics", room_booking.calendar, name="calendar"),
]
_things = [
    path("rooms/things/<uuid:thing_id>/", things.thing, name="thing"),
    path("rooms/things/<uuid:thing_id>/loan/", things.new, name="new"),
    path("rooms/things/<uuid:thing_id>/loan/code/", things.code, name="code"),
    path("rooms/things/<uuid:thing_id>/calendar.ics", things.feed, name="feed"),
    path("loan/<str:token>/", loans.page, name="loan"),
    path("loan/<str:token>/return/", loans.giving_back, name="giving_back"),
    path("loan/<str:token>/time/", loans.moving, name="moving"),
    path("loan/<str:token>/dates/", loans.dates, name="dates"),
    path("loan/<str:token>/loan.ics", loans.calendar, name="calendar"),
]
_subscriptions = [
    path("subscribe/", subscriptions.new, name="new"),
    path("subscribe/code/", subscriptions.code, name="code"),
    path("subscribe/<str:sealed>/", subscriptions.by_link, name="by_link"),
    path("subscription/<str:token>/", subscriptions.own, name="own"),
    path("subscription/<str:token>/ending/", subscriptions.ending, name="ending"),
    path("subscription/<str:token>/one-click/", subscriptions.one_click, name="one_click"),
]
_fairs = [
    path("fair/", fairs.code, name="code"),
    path("fair/wishes/", fairs.wishes, name="wishes"),
    path("fair/done/", fairs.done, name="done"),
    path("fair/<uuid:fair_id>/lottery/", fairs.lottery, name="lottery"),
]
_attests = [path("attest/", attests.verification, name="verification")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("", include((_activities, "activities"))),
    path("", include((_organisations, "organisations"))),
    path("", include((_stories, "stories"))),
    path("cards/<slug:of>/<uuid:row_id>-<slug:digest>.png", cards.card, name="card"),
    path("", include((_aboard, "aboard"))),
    path("", include((_needs, "needs"))),
    path("", include((_asking, "asking"))),
    path("", include((_answering, "answering"))),
    path("", include((_about, "about"))),
    path("", include((_signing, "signing"))),
    path("", include((_sign_ups, "sign_ups"))),
    path("", include((_mapping, "mapping"))),
    path("", include((_rooms, "rooms"))),
    path("", include((_things, "things"))),
    path("", include((_subscriptions, "subscriptions"))),
    path("", include((_attests, "attests"))),
    path("", include((_fairs, "fairs"))),
    path("", include((_reporting, "reporting"))),
]
