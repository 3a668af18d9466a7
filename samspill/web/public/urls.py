"""Addresses of the square."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.public import about, home
from samspill.web.public.activities import views as activities
from samspill.web.public.answering import views as answering
from samspill.web.public.asking import by_link
from samspill.web.public.asking import views as asking
from samspill.web.public.attests import views as attests
from samspill.web.public.fairs import views as fairs
from samspill.web.public.needs import views as needs
from samspill.web.public.organisations import views as organisations
from samspill.web.public.sign_ups import views as sign_ups
from samspill.web.public.signing import views as signing

app_name = "public"

_activities = [
    path("week/", activities.week, name="week"),
    path("activities/<uuid:activity_id>/", activities.activity, name="activity"),
]
_organisations = [
    path("organisations/", organisations.register, name="list"),
    path("organisations/<uuid:organisation_id>/", organisations.organisation, name="organisation"),
]
_needs = [
    path("needs/", needs.open_needs, name="list"),
    path("needs/<uuid:need_id>/", needs.need, name="need"),
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
    path("activities/<uuid:activity_id>/sign-up/", sign_ups.new, name="new"),
    path("activities/<uuid:activity_id>/sign-up/code/", sign_ups.code, name="code"),
    path("sign-up/<str:token>/", sign_ups.place, name="place"),
    path("sign-up/<str:token>/cancellation/", sign_ups.cancellation, name="cancellation"),
    path("course/<str:token>/", sign_ups.course, name="course"),
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
    path("", include((_needs, "needs"))),
    path("", include((_asking, "asking"))),
    path("", include((_answering, "answering"))),
    path("", include((_about, "about"))),
    path("", include((_signing, "signing"))),
    path("", include((_sign_ups, "sign_ups"))),
    path("", include((_fairs, "fairs"))),
    path("", include((_attests, "attests"))),
]
