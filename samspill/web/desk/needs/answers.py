"""Asking, and typing in what people answer on the phone."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions import answer_offer, send_wave, undo_answer, withdraw
from samspill.volunteering.actions.asking_next import ask_more_now
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.addresses import address_of
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.keys import as_key
from samspill.web.desk.needs.words import outcome_words

Key = uuid.UUID | None


@at_the_desk
@require_POST
def waves(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Ask those who are ticked, each by the way she prefers; with `by_phone` all of them are put on the call list."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    chosen = [key for text in request.POST.getlist("person") if (key := as_key(text))]
    by_phone = dict.fromkeys(chosen, "phone") if "by_phone" in request.POST else {}
    size = request.POST.get("size", "")
    try:
        wave = send_wave(
            shift.pk, chosen, by=request.user, at=clock.now(), channels=by_phone,
            proposed_size=int(size) if size.isdecimal() and len(size) < 4 else 0,
        )  # fmt: skip
        number = wave.offers.count()
        messages.success(
            request, ngettext("One person is asked.", "%(n)s people are asked.", number) % {"n": number}
        )
    except EXPECTED as error:
        messages.error(request, sentence_for(error) if chosen else _("Tick somebody to ask."))
    return redirect(address_of(shift, "calls_of" if by_phone else "need"))


@at_the_desk
@require_POST
def next_wave(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Ask the next at once, as many as are proposed; the first round has shown what they will read."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    try:
        number = ask_more_now(shift.pk, by=request.user, at=clock.now())
        messages.success(
            request, ngettext("One person is asked.", "%(n)s people are asked.", number) % {"n": number}
        )
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:today")


@at_the_desk
@require_POST
def answer(
    request: DeskRequest, need_id: uuid.UUID, offer_id: uuid.UUID, shift_id: Key = None
) -> HttpResponse:
    """Type in a yes or a no that came by phone."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    offer = shift.offers.select_related("person").get(pk=offer_id)
    said = request.POST.get("answer")
    if said in ("yes", "no"):
        answered = answer_offer(offer.pk, said, channel="phone", by=request.user, at=clock.now())
        is_well = answered.outcome in ("booked", "reserve", "declined")
        words = outcome_words(answered.outcome, offer.person.name)
        (messages.success if is_well else messages.warning)(request, words)
        if answered.outcome in ("booked", "reserve", "declined"):
            return back(request, shift, done=f"{said}-{offer.pk}")
    return back(request, shift)


@at_the_desk
@require_POST
def answer_removal(
    request: DeskRequest, need_id: uuid.UUID, offer_id: uuid.UUID, shift_id: Key = None
) -> HttpResponse:
    """A no that was typed in by mistake."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    offer = shift.offers.get(pk=offer_id)
    try:
        undo_answer(offer.pk, by=request.user, at=clock.now())
        messages.success(request, _("The answer is taken back. The question stands again."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return back(request, shift)


@at_the_desk
@require_POST
def withdrawal(
    request: DeskRequest, need_id: uuid.UUID, assignment_id: uuid.UUID, shift_id: Key = None
) -> HttpResponse:
    """Somebody booked has called and cannot after all."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    assignment = shift.assignments.select_related("person").get(pk=assignment_id)
    try:
        withdraw(assignment.pk, channel="phone", by=request.user, at=clock.now())
        messages.success(request, outcome_words("off", assignment.person.name))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return back(request, shift)


def back(request: DeskRequest, shift: Any, done: str = "") -> HttpResponse:
    """To the page the button stood on: the request or the time, or a call list, where what is `done` can be undone."""
    place = request.POST.get("back", "")
    if place not in ("calls", "calls_of"):
        return redirect(address_of(shift, "need"))
    address = reverse("desk:needs:calls") if place == "calls" else address_of(shift, "calls_of")
    return redirect(f"{address}?done={done}" if done else address)
