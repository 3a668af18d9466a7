"""One pupil: wishes typed in for her, where she goes and why, moved by hand, taken out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.activities.actions.fairs import move_pupil, place_where_free, remove_pupil
from samspill.activities.models import Fair
from samspill.activities.queries.fairs import (
    offer_for,
    offers_a_pupil_may_choose,
    places_of,
    pupil_for,
    rounds_of,
    standing_offers,
    wishes_of,
)
from samspill.activities.rules.fairs.codes import written
from samspill.activities.wording.fairs import reason_words
from samspill.foundation import clock
from samspill.web.access.fair_wishes import WishesForm
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.fairs.complaints import EXPECTED, sentence_for
from samspill.web.desk.fairs.forms import MoveForm


@at_the_desk
def pupil(request: DeskRequest, fair_id: uuid.UUID, pupil_id: uuid.UUID) -> HttpResponse:
    """Her code, what she wished for and what became of it, and where she goes."""
    found = pupil_for(request.asker, fair_id, pupil_id)
    there = {place.round: place for place in places_of(found)}
    page = {
        "here": "fairs",
        "fair": found.fair,
        "pupil": found,
        "code": written(found.code or ""),
        "wishes": [(wish, reason_words(wish.reason, wish.facts)) for wish in wishes_of(found)],
        "rounds": [(one, there.get(one.number)) for one in rounds_of(found.fair)],
        "takes_wishes": found.fair.takes_wishes(clock.now()),
    }
    return render(request, "desk/fairs/pupil.html", page)


@at_the_desk
def wishes(request: DeskRequest, fair_id: uuid.UUID, pupil_id: uuid.UUID) -> HttpResponse:
    """Type wishes in for a pupil without a phone."""
    found = pupil_for(request.asker, fair_id, pupil_id)
    form = WishesForm(
        request.POST if request.method == "POST" else None,
        pupil=found,
        offers=offers_a_pupil_may_choose(found),
        wishes=wishes_of(found),
    )
    if request.method == "POST" and form.hand_in(by=request.user):
        messages.success(request, _("The wishes of %(name)s are saved.") % {"name": found.name})
        return redirect("desk:fairs:class", fair_id, found.school_class_id)
    page = {"here": "fairs", "fair": found.fair, "pupil": found, "form": form}
    return render(request, "desk/fairs/wishes.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def places(request: DeskRequest, fair_id: uuid.UUID, pupil_id: uuid.UUID) -> HttpResponse:
    """Give her something from what is free in each round in which she has nothing."""
    found = pupil_for(request.asker, fair_id, pupil_id)
    try:
        many = place_where_free(found, by=request.user, at=clock.now())
        words = ngettext(
            "The pupil got a place in one round.", "The pupil got a place in %(n)s rounds.", many
        )
        messages.success(request, words % {"n": many} if many else _("Nothing was free."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:fairs:pupil", fair_id, found.pk)


@at_the_desk
def move(request: DeskRequest, fair_id: uuid.UUID, pupil_id: uuid.UUID, turn: int) -> HttpResponse:
    """Let her be somewhere else in a round: where there is room, and she is not already."""
    found = pupil_for(request.asker, fair_id, pupil_id)
    form = MoveForm(request.POST if request.method == "POST" else None, offers=_free(found.fair, turn))
    if form.is_valid():
        try:
            offer = offer_for(request.asker, fair_id, uuid.UUID(form.cleaned_data["offer"]))
            move_pupil(found, turn, offer, by=request.user, at=clock.now())
            return redirect("desk:fairs:pupil", fair_id, found.pk)
        except EXPECTED as error:
            form.add_error("offer", sentence_for(error))
    page = {"here": "fairs", "fair": found.fair, "pupil": found, "form": form, "turn": turn}
    return render(request, "desk/fairs/move.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def removal(request: DeskRequest, fair_id: uuid.UUID, pupil_id: uuid.UUID) -> HttpResponse:
    """She does not take part."""
    found = pupil_for(request.asker, fair_id, pupil_id)
    remove_pupil(found, by=request.user, at=clock.now())
    messages.success(request, _("The pupil is taken out. The places are free."))
    return redirect("desk:fairs:class", fair_id, found.school_class_id)


def _free(fair: Fair, turn: int) -> list[tuple[str, str]]:
    """What runs in a round and has room, with how much."""
    return [
        (
            str(one.offer.pk),
            _("%(number)s. %(title)s (%(free)s free)")
            % {"number": one.offer.number, "title": one.offer.title, "free": room - taken},
        )
        for one in standing_offers(fair)
        for number, taken, room in one.rounds
        if number == turn and taken < room and not one.offer.closed_at
    ]
