"""Changing a need, calling it off, showing it on the square."""

from __future__ import annotations

import json
import uuid
from typing import Any, NamedTuple

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
from samspill.volunteering.models import Need
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.addresses import address_of
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.forms import CancellationForm, ChangeForm, known_of
from samspill.web.desk.needs.page import also_here, when_of
from samspill.web.desk.needs.times import one_time

Key = uuid.UUID | None
#: What is chosen in a field, or for all of them, where two changed the same.
MINE, THEIRS, PICK = "mine", "theirs", "pick_"
NOT_FACTS = ("version", "seen")


@at_the_desk
def facts(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Change what, when or where. Where a colleague was first, both versions are shown and nothing is lost."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    if shift.need.form == Need.Form.PAIR:
        return redirect("desk:recipients:pair_change", shift.need.request.recipient_id, need_id)
    if shift.need.form == Need.Form.ROTA:
        return one_time(request, shift)
    if request.method == "POST":
        return _change(request, shift)
    known = known_of(shift)
    form = ChangeForm(initial={**known, "seen": json.dumps(known)}, today=clock.today())
    return render(request, "desk/needs/facts.html", _page(request, shift, form))


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
    if request.POST.get("take") == THEIRS:
        messages.success(request, _("What your colleague saved stands."))
        return redirect("desk:needs:need", shift.need_id)
    form = ChangeForm(_as_chosen(request.POST, shift), today=clock.today())
    theirs: list[Difference] = []
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
    return render(request, "desk/needs/facts.html", _page(request, shift, form) | {"theirs": theirs})


class Difference(NamedTuple):
    """A field that two colleagues wrote differently; `is_mine` where it is the one who is asked who changed it."""

    name: str
    label: str
    saved: str
    mine: str
    is_mine: bool


def _as_chosen(typed: QueryDict, shift: Any) -> QueryDict:
    """What was typed, with what the colleague saved in the fields where that was chosen."""
    chosen, standing = typed.copy(), known_of(shift)
    for name in standing:
        if typed.get(f"{PICK}{name}") == THEIRS and typed.get("take") != MINE:
            chosen.setlist(name, _as_list(standing[name]))
    return chosen


def differences(form: Form, typed: QueryDict, standing: dict[str, Any]) -> list[Difference]:
    """Each field that differs. Where only the colleague changed it since this one began, hers is proposed."""
    began = _seen(typed)
    pairs = ((name, standing.get(name), typed.getlist(name)) for name in form.fields if name not in NOT_FACTS)
    return [
        Difference(
            name, str(form.fields[name].label), _said(form, name, was), _said(form, name, mine),
            _as_list(began.get(name)) != [one for one in mine if one],
        )
        for name, was, mine in pairs
        if _as_list(was) != [one for one in mine if one]
    ]  # fmt: skip


def _seen(typed: QueryDict) -> dict[str, Any]:
    """What the form showed when she began; nothing where a browser sent something else."""
    try:
        seen = json.loads(typed.get("seen", ""))
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _said(form: Form, name: str, value: Any) -> str:
    """A field's value as people read it: the words of codes, a dash for nothing."""
    options = dict(getattr(form.fields[name], "choices", ()))
    return ", ".join(str(options.get(one, one)) for one in _as_list(value)) or "–"


def _as_list(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values if one not in (None, "")]


def _page(request: DeskRequest, shift: Any, form: ChangeForm) -> dict[str, Any]:
    return {
        "here": "requests",
        "live": True,
        "shift": shift,
        "need": shift.need,
        "when": when_of(shift),
        "form": form,
        "here_too": also_here(request, shift.need),
    }


def _field_of(error: Exception) -> str:
    if isinstance(error, HoldsNationalId):
        return str(error.args[0])
    return "places" if isinstance(error, TooFewPlaces) else "day"
