"""Changing a need, calling it off, showing it on the square."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions import cancel_need, change_need, publish_need, unpublish_need
from samspill.volunteering.actions.needs import ChangedMeanwhile
from samspill.volunteering.actions.seats import TooFewPlaces
from samspill.volunteering.actions.times import cancel_time
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.addresses import address_of
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.forms import CancellationForm, ChangeForm, known_of
from samspill.web.desk.needs.page import when_of
from samspill.web.desk.needs.times import one_time

Key = uuid.UUID | None


@at_the_desk
def facts(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Change what, when or where. Where a colleague was first, both versions are shown and nothing is lost."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    if shift.need.form == "rota":
        return one_time(request, shift)
    if request.method == "POST":
        return _change(request, shift)
    form = ChangeForm(initial=known_of(shift), today=clock.today())
    return render(request, "desk/needs/facts.html", _page(shift, form))


@at_the_desk
def cancellation(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Ask once, then call it off and tell everybody. Of a rota this one time is called off."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    form = CancellationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            told = _call_off(request, shift, form.cleaned_data["reason"])
            words = ngettext("Called off. One person is told.", "Called off. %(n)s people are told.", told)
            messages.success(request, words % {"n": told})
            return redirect(address_of(shift))
        except EXPECTED as error:
            form.add_error("reason", sentence_for(error))
    page = {"here": "requests", "shift": shift, "need": shift.need, "when": when_of(shift), "form": form}
    page["is_rota"] = shift.need.form == "rota"
    return render(request, "desk/needs/cancellation.html", page)


@at_the_desk
@require_POST
def publication(request: DeskRequest, need_id: uuid.UUID) -> HttpResponse:
    """Show it on the square; with `down`, take it off again."""
    need = shift_to_change_for(request.asker, need_id).need
    try:
        (unpublish_need if "down" in request.POST else publish_need)(need, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:needs:need", need_id)


def _call_off(request: DeskRequest, shift: Any, reason: str) -> int:
    if shift.need.form == "rota":
        return cancel_time(shift.pk, by=request.user, at=clock.now())
    return cancel_need(shift.need_id, reason=reason, by=request.user, at=clock.now())


def _change(request: DeskRequest, shift: Any) -> HttpResponse:
    form = ChangeForm(request.POST, today=clock.today())
    theirs: list[tuple[str, str, str]] = []
    if form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            change_need(shift.need_id, seen_version=seen, by=request.user, at=clock.now(), **form.facts())
            messages.success(request, _("Saved. Those it concerns are told."))
            return redirect("desk:needs:need", shift.need_id)
        except ChangedMeanwhile as error:
            theirs = differences(form, request.POST, known_of(shift))
            form.data = typed = request.POST.copy()
            typed["version"] = str(error.need.version)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    return render(request, "desk/needs/facts.html", _page(shift, form) | {"theirs": theirs})


def differences(form: Form, typed: QueryDict, standing: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each field that differs: its name, what a colleague wrote, what you wrote."""
    pairs = ((name, standing.get(name), typed.getlist(name)) for name in form.fields if name != "version")
    return [
        (str(form.fields[name].label), _said(form, name, was), _said(form, name, mine))
        for name, was, mine in pairs
        if _as_list(was) != [one for one in mine if one]
    ]


def _said(form: Form, name: str, value: Any) -> str:
    """A field's value as people read it: the words of codes, a dash for nothing."""
    options = dict(getattr(form.fields[name], "choices", ()))
    return ", ".join(str(options.get(one, one)) for one in _as_list(value)) or "–"


def _as_list(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values if one not in (None, "")]


def _page(shift: Any, form: ChangeForm) -> dict[str, Any]:
    return {
        "here": "requests",
        "live": True,
        "shift": shift,
        "need": shift.need,
        "when": when_of(shift),
        "form": form,
    }


def _field_of(error: Exception) -> str:
    if isinstance(error, HoldsNationalId):
        return str(error.args[0])
    return "places" if isinstance(error, TooFewPlaces) else "day"
