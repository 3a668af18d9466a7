"""Addresses of requests at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.needs import (
    answers,
    callers,
    calling,
    changing,
    groups,
    listing,
    new,
    page,
    paper,
    rota_changes,
    rotas,
    square,
    swaps,
    times,
    today,
)
from samspill.web.desk.staff import following

#: Of one shift: the only one of its need, or one of the times of a rota (`addresses.address_of`).
one_shift: list[URLPattern | URLResolver] = [
    path("", page.need, name="need"),
    path("standing/", page.standing_, name="standing"),
    path("here-too/", page.here_too, name="here_too"),
    path("asking/", page.asking, name="asking"),
    path("waves/", answers.waves, name="waves"),
    path("waves/next/", answers.next_wave, name="next_wave"),
    path("offers/<uuid:offer_id>/answer/", answers.answer, name="answer"),
    path("offers/<uuid:offer_id>/answer/removal/", answers.answer_removal, name="answer_removal"),
    path("assignments/<uuid:assignment_id>/withdrawal/", answers.withdrawal, name="withdrawal"),
    path("assignments/<uuid:assignment_id>/swap/", swaps.swap_wish, name="swap_wish"),
    path("assignments/<uuid:assignment_id>/no-show/", callers.no_show, name="no_show"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<uuid:group_booking_id>/withdrawal/", groups.group_withdrawal, name="group_withdrawal"),
    path("caller/", callers.caller_told, name="caller_told"),
    path("facts/", changing.facts, name="facts"),
    path("cancellation/", changing.cancellation, name="cancellation"),
    path("calls/", calling.calls, name="calls_of"),
    path("calls/paper/", paper.calls_on_paper, name="calls_of_on_paper"),
]

one_need: list[URLPattern | URLResolver] = [
    *one_shift,
    path("owner/", following.need, name="follow_up"),
    path("publication/", changing.publication, name="publication"),
    path("shifts/<uuid:shift_id>/", include((one_shift, "shift"))),
]

one_rota: list[URLPattern | URLResolver] = [
    path("", rotas.rota, name="rota"),
    path("facts/", rota_changes.facts, name="rota_facts"),
    path("pattern/", rota_changes.pattern, name="pattern"),
    path("roles/", rota_changes.roles, name="roles"),
    path("stop/", rota_changes.stop, name="rota_stop"),
    path("copy/", rota_changes.copy, name="rota_copy"),
    path("publication/", rota_changes.rota_publication, name="rota_publication"),
    path("taking/", times.taking, name="taking"),
]

one_swap: list[URLPattern | URLResolver] = [
    path("", swaps.swap, name="swap"),
    path("question/", swaps.swap_question, name="swap_question"),
    path("answer/", swaps.swap_answer, name="swap_answer"),
    path("blessing/", swaps.swap_blessing, name="swap_blessing"),
    path("dropping/", swaps.swap_dropping, name="swap_dropping"),
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
    path("callers/", callers.callers, name="callers"),
    path("swaps/", swaps.swaps, name="swaps"),
    path("swaps/<uuid:swap_id>/", include(one_swap)),
    path("rotas/", rotas.rotas, name="rotas"),
    path("rotas/new/", rotas.new_rota, name="new_rota"),
    path("rotas/new/dates/", rotas.dates, name="dates"),
    path("rotas/<uuid:rota_id>/", include(one_rota)),
    path("<uuid:need_id>/", include(one_need)),
]
