"""Volunteers who change with each other: who wishes it, whom to ask, and the coordinator's blessing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import person_for
from samspill.volunteering.actions.swaps import answer_swap, ask_to_swap, bless_swap, drop_swap, wish_swap
from samspill.volunteering.models import Swap
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.queries.swaps import swap_for, swaps_for, who_could_take_over
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import SWAPS
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.keys import as_key
from samspill.web.desk.needs.page import when_of
from samspill.web.desk.needs.words import reasons_words
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

Key = uuid.UUID | None


@at_the_desk
def swaps(request: DeskRequest) -> HttpResponse:
    """The swaps that are open, the next first."""
    found = list(swaps_for(request.asker, at=clock.now()))
    if is_wanted(request):
        return spreadsheet(request, "swaps", found, SWAPS)
    return render(request, "desk/needs/swaps.html", {"here": "requests", "swaps": found})


@at_the_desk
def swap(request: DeskRequest, swap_id: uuid.UUID) -> HttpResponse:
    """One swap: how it stands, and what to do next."""
    found = swap_for(request.asker, swap_id)
    is_open = _is_open(found)
    asks = is_open and found.asked_at is None and request.asker.may_change
    could = who_could_take_over(found, at=clock.now()) if asks else []
    page = {
        "here": "requests",
        "swap": found,
        "shift": found.assignment.shift,
        "when": when_of(found.assignment.shift),
        "is_open": is_open,
        "is_called": bool(found.asked_at) and found.asked_channel not in CARRIED,
        "could": [(one, reasons_words(one.suggestion.fit.reasons)) for one in could],
    }
    return render(request, "desk/needs/swap.html", page)


@at_the_desk
@require_POST
def swap_wish(
    request: DeskRequest, need_id: uuid.UUID, assignment_id: uuid.UUID, shift_id: Key = None
) -> HttpResponse:
    """Somebody booked has called and wants to change with another."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    assignment = shift.assignments.get(pk=assignment_id)
    try:
        made = wish_swap(assignment.pk, channel="phone", by=request.user, at=clock.now())
        return redirect("desk:needs:swap", made.pk)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect("desk:needs:swaps")


@at_the_desk
@require_POST
def swap_question(request: DeskRequest, swap_id: uuid.UUID) -> HttpResponse:
    """Ask the one who is chosen, perhaps against a task of hers."""
    found = swap_for(request.asker, swap_id)
    person, in_return = _chosen(request)
    if person is None:
        messages.error(request, _("Choose somebody to ask."))
        return redirect("desk:needs:swap", found.pk)
    try:
        ask_to_swap(found.pk, person, in_return=in_return, by=request.user, at=clock.now())
        messages.success(request, _("%(name)s is asked.") % {"name": person.name})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:needs:swap", found.pk)


@at_the_desk
@require_POST
def swap_answer(request: DeskRequest, swap_id: uuid.UUID) -> HttpResponse:
    """Type in a yes or a no that came by phone. After a no the wish stands anew, for somebody else."""
    found = swap_for(request.asker, swap_id)
    is_yes = request.POST.get("answer") == "yes"
    try:
        answer_swap(found.pk, is_yes, channel="phone", by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:needs:swap", found.pk if is_yes else _standing(found).pk)


@at_the_desk
@require_POST
def swap_blessing(request: DeskRequest, swap_id: uuid.UUID) -> HttpResponse:
    """It is all right: the task changes hands, and both are told."""
    found = swap_for(request.asker, swap_id)
    try:
        bless_swap(found.pk, by=request.user, at=clock.now())
        messages.success(request, _("It is settled. Both are told."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:needs:swap", found.pk)


@at_the_desk
@require_POST
def swap_dropping(request: DeskRequest, swap_id: uuid.UUID) -> HttpResponse:
    """She keeps it after all."""
    found = swap_for(request.asker, swap_id)
    try:
        drop_swap(found.pk, by=request.user, at=clock.now())
        messages.success(request, _("%(name)s keeps the task.") % {"name": found.assignment.person.name})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:needs:swaps")


def _chosen(request: DeskRequest) -> tuple[Person | None, Key]:
    """Whom to ask, and what is given in return: the radio button holds one id or two."""
    who, _slash, back = request.POST.get("person", "").partition("/")
    key = as_key(who)
    return (person_for(request.asker, key) if key else None), as_key(back)


def _is_open(swap: Swap) -> bool:
    ended = swap.declined_at or swap.dropped_at or swap.blessed_at or swap.assignment.released_at
    return not ended


def _standing(swap: Swap) -> Swap:
    """The wish as it stands after a no."""
    return swap.assignment.swaps.order_by("-pk").first() or swap
