"""What is done with a call-out: the next wave, a word to those who come, enough, over, a line in the log."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions.callouts import (
    end_callout,
    say_enough,
    send_callout_wave,
    write_in_log,
    write_to_those_who_come,
)
from samspill.volunteering.models import CallOut
from samspill.volunteering.queries.calling import next_wave, reckon, who_is_left
from samspill.volunteering.queries.callouts import callout_for, counts_of
from samspill.web.access.staff import DeskRequest, in_the_cell
from samspill.web.desk.crisis.complaints import EXPECTED, sentence_for
from samspill.web.desk.crisis.forms import LogForm, WaveForm
from samspill.web.desk.crisis.words import money_of


@in_the_cell
def waves(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """Whom to ask next, with what it costs; then ask them."""
    found = callout_for(request.asker, callout_id)
    form = WaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wave = send_callout_wave(found.pk, by=request.user, at=clock.now(), **form.how())
            words = ngettext("One person is called out.", "%(n)s people are called out.", wave.asked)
            messages.success(request, words % {"n": wave.asked})
            return redirect("desk:crisis:callout", found.pk)
        except EXPECTED as error:
            field = "despite_budget" if type(error).__name__ == "BudgetSpent" else "first"
            form.add_error(field, sentence_for(error))
    return render(request, "desk/crisis/waves.html", {"here": "crisis", "form": form, **_next(found)})


@in_the_cell
@require_POST
def messages_(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """Write to those who come."""
    found, said = callout_for(request.asker, callout_id), request.POST
    try:
        told = write_to_those_who_come(
            found.pk,
            said.get("body", "")[:600],
            by=request.user,
            at=clock.now(),
            key=said.get("key", "")[:40],
        )
        messages.success(request, ngettext("Written to one.", "Written to %(n)s.", told) % {"n": told})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:crisis:callout", callout_id)


@in_the_cell
@require_POST
def enough(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """Enough come: the rest are thanked."""
    found = callout_for(request.asker, callout_id)
    try:
        told = say_enough(found.pk, by=request.user, at=clock.now())
        words = ngettext("One is told that you are enough.", "%(n)s are told that you are enough.", told)
        messages.success(request, words % {"n": told})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:crisis:callout", callout_id)


@in_the_cell
def ending(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """Ask once, then end it and thank those it concerns."""
    found = callout_for(request.asker, callout_id)
    if request.method != "POST":
        page = {"here": "crisis", "callout": found, "counts": counts_of(found)}
        return render(request, "desk/crisis/ending.html", page)
    try:
        end_callout(found.pk, by=request.user, at=clock.now())
        messages.success(request, _("It is over, and they are told. The report is ready."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:crisis:report", callout_id)


@in_the_cell
@require_POST
def log(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """A line in the log, also when it is over."""
    found, form, at = callout_for(request.asker, callout_id), LogForm(request.POST), clock.now()
    if form.is_valid():
        given = form.cleaned_data
        try:
            happened_at = form.happened_at(at)
            write_in_log(
                found,
                given["words"],
                by=request.user,
                at=at,
                happened_at=happened_at,
                went_wrong=given["went_wrong"],
            )
        except EXPECTED as error:
            messages.error(request, sentence_for(error))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("desk:crisis:report" if found.ended_at else "desk:crisis:callout", callout_id)


def _next(callout: CallOut) -> dict[str, Any]:
    """Who is left, and what the proposed wave and asking everybody cost."""
    at = clock.now()
    left = who_is_left(callout, at=at)
    proposed = next_wave(callout, left, coming=counts_of(callout).coming)
    everybody = reckon(callout, left, at=at)
    return {
        "callout": callout,
        "next": proposed,
        "nearest": everybody.of(left[: proposed.proposed or 1]),
        "reckoning": everybody,
        **money_of(everybody),
    }
