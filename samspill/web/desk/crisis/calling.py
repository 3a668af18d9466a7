"""From decision to the first question sent: what it says, whom it reaches, what it costs; then it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions.callouts import send_callout_wave, start_callout
from samspill.volunteering.models import CallOut, CallOutWave
from samspill.volunteering.queries.calling import as_it_would_be, reckon
from samspill.volunteering.queries.crisis import who_can
from samspill.volunteering.rules.crisis import Criteria
from samspill.web.access.staff import DeskRequest, in_the_cell
from samspill.web.desk.crisis.complaints import EXPECTED, sentence_for
from samspill.web.desk.crisis.forms import CallOutForm, SearchForm
from samspill.web.desk.crisis.words import money_of


@in_the_cell
def new(request: DeskRequest) -> HttpResponse:
    """A call-out to those the address asks for. What they get is shown before it is sent."""
    looked_for = SearchForm(request.GET)
    criteria = looked_for.criteria() if looked_for.is_valid() else Criteria()
    form = CallOutForm(request.POST or None, initial={"form_key": new_key().hex})
    page: dict[str, Any] = {"here": "crisis", "form": form, "criteria": criteria}
    if request.method == "POST" and form.is_valid():
        if "send" in request.POST and (sent := _send(request, form, criteria)):
            return redirect("desk:crisis:callout", sent.pk)
        if form.errors.keys() <= {"despite_budget"}:
            page |= _preview(request, form, criteria)
    page["ability"] = who_can(request.asker, criteria, at=clock.now())
    return render(request, "desk/crisis/new.html", page)


def _send(request: DeskRequest, form: CallOutForm, criteria: Criteria) -> CallOut | None:
    """The call-out, sent; None where it could not be, and the form says why."""
    try:
        callout, wave = _start_and_ask(request, form, criteria)
    except EXPECTED as error:
        form.add_error(_field_of(error), sentence_for(error))
        return None
    words = ngettext("One person is called out.", "%(n)s people are called out.", wave.asked)
    messages.success(request, words % {"n": wave.asked})
    return callout


@transaction.atomic
def _start_and_ask(
    request: DeskRequest, form: CallOutForm, criteria: Criteria
) -> tuple[CallOut, CallOutWave]:
    unit = request.asker.calling_unit
    assert unit is not None, "the door lets in nobody who may not call out"
    at, given = clock.now(), form.cleaned_data
    callout = start_callout(form.told(criteria), unit=unit, by=request.user, at=at)
    known = callout.waves.first()
    if known is not None:
        return callout, known
    wave = send_callout_wave(
        callout.pk, by=request.user, at=at, size=form.how_many,
        despite_quiet_hours=given["despite_quiet_hours"], despite_budget=given["despite_budget"],
    )  # fmt: skip
    return callout, wave


def _preview(request: DeskRequest, form: CallOutForm, criteria: Criteria) -> dict[str, Any]:
    unit = request.asker.calling_unit
    assert unit is not None
    at = clock.now()
    callout = as_it_would_be(form.told(criteria), unit)
    people = who_can(request.asker, criteria, at=at).found[: form.how_many]
    found = reckon(callout, people, at=at)
    return {"reckoning": found, **money_of(found)}


def _field_of(error: Exception) -> str | None:
    if isinstance(error, HoldsNationalId):
        return str(error.args[0])
    return {"BudgetSpent": "despite_budget", "TitleMissing": "title"}.get(type(error).__name__)
