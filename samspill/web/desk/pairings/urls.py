"""Addresses of pairs."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.pairings import answers, changing, listing, page

one_pairing: list[URLPattern | URLResolver] = [
    path("", page.pairing, name="pairing"),
    path("paper/", page.on_paper, name="on_paper"),
    path("meeting/", changing.meeting, name="meeting"),
    path("start/", changing.start, name="start"),
    path("rhythm/", changing.rhythm, name="rhythm"),
    path("break/", changing.break_, name="break"),
    path("review/", changing.review, name="review"),
    path("ending/", changing.ending, name="ending"),
    path("ending/look/", changing.end_seen, name="end_seen"),
    path("reopening/", changing.reopening, name="reopening"),
    path("follow-ups/", answers.said, name="said"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.pairings, name="list"),
    path("calls/", answers.calls, name="calls"),
    path("calls/paper/", answers.calls_on_paper, name="calls_on_paper"),
    path("follow-ups/<uuid:follow_up_id>/answer/", answers.answer, name="answer"),
    path("follow-ups/<uuid:follow_up_id>/reading/", answers.reading, name="reading"),
    path("answers/<uuid:unplaced_id>/place/", answers.placing, name="placing"),
    path("<uuid:pairing_id>/", include(one_pairing)),
]
