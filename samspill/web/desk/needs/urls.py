"""Addresses of requests at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.needs import answers, changing, listing, new, page, paper, square, today
from samspill.web.desk.staff import following

one_need: list[URLPattern | URLResolver] = [
    path("", page.need, name="need"),
    path("standing/", page.standing_, name="standing"),
    path("here-too/", page.here_too, name="here_too"),
    path("asking/", page.asking, name="asking"),
    path("waves/", answers.waves, name="waves"),
    path("waves/next/", answers.next_wave, name="next_wave"),
    path("offers/<uuid:offer_id>/answer/", answers.answer, name="answer"),
    path("offers/<uuid:offer_id>/answer/removal/", answers.answer_removal, name="answer_removal"),
    path("assignments/<uuid:assignment_id>/withdrawal/", answers.withdrawal, name="withdrawal"),
    path("facts/", changing.facts, name="facts"),
    path("cancellation/", changing.cancellation, name="cancellation"),
    path("owner/", following.need, name="follow_up"),
    path("publication/", changing.publication, name="publication"),
    path("calls/", paper.calls, name="calls_of"),
    path("calls/paper/", paper.calls_on_paper, name="calls_of_on_paper"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.needs, name="list"),
    path("new/", new.new, name="new"),
    path("new/known/", new.known, name="known"),
    path("new/when/", new.when, name="when"),
    path("requests/<uuid:request_id>/", square.asked, name="request"),
    path("board/", today.board_, name="board"),
    path("day/", paper.day, name="day"),
    path("day/<str:day>/", paper.day, name="day_on"),
    path("calls/", paper.calls, name="calls"),
    path("calls/paper/", paper.calls_on_paper, name="calls_on_paper"),
    path("<uuid:need_id>/", include(one_need)),
]
