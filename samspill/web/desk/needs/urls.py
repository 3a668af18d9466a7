"""Addresses of requests at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.needs import answers, calling, changing, listing, new, page, paper, square, today
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
    path("calls/", calling.calls, name="calls_of"),
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
    path("calls/", calling.calls, name="calls"),
    path("calls/failing/", calling.failing, name="failing"),
    path("calls/failing/<uuid:point_id>/removal/", calling.failing_removal, name="failing_removal"),
    path("calls/offers/<uuid:offer_id>/tries/", calling.offer_tries, name="offer_tries"),
    path("calls/offers/<uuid:offer_id>/answer/removal/", calling.answer_removal, name="call_answer_removal"),
    path("calls/words/<uuid:words_id>/tries/", calling.words_tries, name="words_tries"),
    path("calls/words/<uuid:words_id>/saying/", calling.saying, name="saying"),
    path("calls/words/<uuid:words_id>/saying/removal/", calling.saying_removal, name="saying_removal"),
    path("calls/tries/<uuid:call_try_id>/removal/", calling.try_removal, name="try_removal"),
    path("calls/paper/", paper.calls_on_paper, name="calls_on_paper"),
    path("<uuid:need_id>/", include(one_need)),
]
