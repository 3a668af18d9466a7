"""Answers that a person types in or finds a place for, and those to call."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.actions import note_looks
from samspill.volunteering.actions.follow_up_replies import place_answer, set_answer_aside
from samspill.volunteering.actions.follow_ups import (
    note_call_about,
    note_follow_up_read,
    note_what_was_said,
)
from samspill.volunteering.queries.follow_ups import (
    follow_up_calls,
    follow_up_for,
    to_be_placed,
    unplaced_answer_for,
)
from samspill.volunteering.queries.pairings import pairing_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.pairings.forms import SCORES, CallForm, SaidForm
from samspill.web.desk.pairings.page import shown
from samspill.web.desk.recipients.complaints import EXPECTED, sentence_for

#: The keys of the rows: letters that mean nothing else at the desk (n, g, i and t do).
KEYS = "abcdefhjklmopqrsuvwxyz"


@at_the_desk
def calls(request: DeskRequest) -> HttpResponse:
    """Whom to call, each with a letter; a digit after it is the number she says. And answers to find a place for."""
    found = follow_up_calls(request.asker, at=clock.now())
    shown = {
        "here": "pairings",
        "calls": [(call, KEYS[place] if place < len(KEYS) else "") for place, call in enumerate(found)],
        "unplaced": to_be_placed(request.asker, at=clock.now()),
        "scores": SCORES,
    }
    return render(request, "desk/pairings/calls.html", shown)


@at_the_desk
def calls_on_paper(request: DeskRequest) -> HttpResponse:
    """The same on A4, with room to write. It names those who get help, so each look is written down."""
    found = follow_up_calls(request.asker, at=clock.now())
    note_looks(request.asker, [call.row.pairing.recipient for call in found], at=clock.now())
    page = {"calls": found, "today": clock.today(), "back": "../"}
    return render(request, "desk/pairings/calls_on_paper.html", page)


@at_the_desk
@require_POST
def answer(request: DeskRequest, follow_up_id: uuid.UUID) -> HttpResponse:
    """What somebody on the call list said."""
    row, form = follow_up_for(request.asker, follow_up_id), CallForm(request.POST)
    try:
        if form.is_valid():
            note_call_about(row.pk, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Written down for %(name)s.") % {"name": row.asked_person.name})
        else:
            refused = form.errors.get("words", [_("Choose a number, or write some words.")])
            messages.error(request, str(refused[0]))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:pairings:calls")


@at_the_desk
@require_POST
def reading(request: DeskRequest, follow_up_id: uuid.UUID) -> HttpResponse:
    """It is read, and what it asks for is done."""
    row = follow_up_for(request.asker, follow_up_id)
    note_follow_up_read(row, by=request.user, at=clock.now())
    return redirect("desk:pairings:pairing", row.pairing_id)


@at_the_desk
@require_POST
def placing(request: DeskRequest, unplaced_id: uuid.UUID) -> HttpResponse:
    """This answer is about that pair; with `aside` about none."""
    unplaced, at = unplaced_answer_for(request.asker, unplaced_id), clock.now()
    try:
        if "aside" in request.POST:
            set_answer_aside(unplaced, by=request.user, at=at)
        else:
            row = follow_up_for(request.asker, uuid.UUID(request.POST.get("follow_up", "")))
            place_answer(unplaced, row.pk, by=request.user, at=at)
        messages.success(request, _("Saved."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    except ValueError:
        messages.error(request, _("Choose which pair it is about."))
    return redirect("desk:pairings:calls")


@at_the_desk
@require_POST
def said(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """How one side says it goes, typed in on the pair's page."""
    found = pairing_for(request.asker, pairing_id)
    code = request.POST.get("side", "")
    form = SaidForm(request.POST, auto_id=f"{code}_%s")
    if form.is_valid():
        try:
            note_what_was_said(found.pk, by=request.user, at=clock.now(), **form.cleaned_data)
            return redirect("desk:pairings:pairing", found.pk)
        except EXPECTED as error:
            form.add_error("words", sentence_for(error))
    page = shown(request.asker, found, **{code: form})
    return render(request, "desk/pairings/pairing.html", page)
