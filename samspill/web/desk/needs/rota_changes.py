"""A rota is changed: its facts, pattern and roles; it is copied to a new period, shown on the square, or stopped."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions import change_need, publish_need, unpublish_need
from samspill.volunteering.actions.needs import ChangedMeanwhile
from samspill.volunteering.actions.requests import copy_rota
from samspill.volunteering.actions.rotas import change_pattern, change_roles, stop_rota
from samspill.volunteering.models import Need
from samspill.volunteering.queries.rotas import next_times, pattern_of, roles_of, rota_to_change_for
from samspill.volunteering.wording.times import day_words
from samspill.web.access.pattern_fields import typed_pattern
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.changing import Difference, differences
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.forms import told_facts
from samspill.web.desk.needs.rota_forms import (
    CopyForm,
    PatternForm,
    RolesForm,
    RotaFactsForm,
    StopForm,
    typed_roles,
)


@at_the_desk
def facts(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """Change what holds for all its times. Where a colleague was first, both versions are shown and nothing is lost."""
    need = rota_to_change_for(request.asker, rota_id)
    form = RotaFactsForm(request.POST or None, initial=told_facts(need), today=clock.today())
    theirs: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            change_need(need.pk, seen_version=seen, by=request.user, at=clock.now(), **form.facts())
            return _saved(request, need)
        except ChangedMeanwhile as error:
            theirs = differences(form, request.POST, told_facts(error.need))
            form.data = typed = request.POST.copy()
            typed["version"] = str(error.need.version)
        except EXPECTED as error:
            form.add_error(_field_of(error, "title"), sentence_for(error))
    return render(request, "desk/needs/rota_facts.html", _page(need, form) | {"theirs": theirs})


@at_the_desk
def pattern(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """Let it come back otherwise, in all that is to come or from one of its times on."""
    need = rota_to_change_for(request.asker, rota_id)
    known = typed_pattern(pattern_of(need)) | {"version": need.version, "scope": request.GET.get("from", "")}
    form = PatternForm(request.POST or None, initial=known, later=_later(need), today=clock.today())
    if request.method == "POST" and "look" not in request.POST and form.is_valid() and form.is_seen:
        try:
            return _change_pattern(request, need, form)
        except EXPECTED as error:
            form.add_error(_field_of(error, "starts_on"), sentence_for(error))
    return render(request, "desk/needs/pattern.html", _page(need, form) | _asks_to_look(form))


@at_the_desk
def roles(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """Other roles, or other numbers, at all times to come."""
    need = rota_to_change_for(request.asker, rota_id)
    form = RolesForm(request.POST or None, initial=typed_roles(roles_of(need)) | {"version": need.version})
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            change_roles(need.pk, form.roles(), seen_version=seen, by=request.user, at=clock.now())
            return _saved(request, need)
        except EXPECTED as error:
            form.add_error("role_1_title", sentence_for(error))
    return render(request, "desk/needs/roles.html", _page(need, form))


@at_the_desk
def stop(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """Ask once, then let it come back no more, and tell everybody."""
    need = rota_to_change_for(request.asker, rota_id)
    form = StopForm(request.POST or None, initial={"version": need.version}, today=clock.today())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            told = stop_rota(
                need.pk, from_on=given["from_on"], reason=given["reason"], seen_version=given["version"],
                by=request.user, at=clock.now(),
            )  # fmt: skip
            words = ngettext("Stopped. One person is told.", "Stopped. %(n)s people are told.", told)
            messages.success(request, words % {"n": told})
            return redirect("desk:needs:rota", need.pk)
        except EXPECTED as error:
            form.add_error("reason" if isinstance(error, HoldsNationalId) else "from_on", sentence_for(error))
    return render(request, "desk/needs/rota_stop.html", _page(need, form))


@at_the_desk
def copy(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """The same in a new period, such as next term, perhaps with those who came last time proposed first."""
    need = rota_to_change_for(request.asker, rota_id)
    known = typed_pattern(pattern_of(need)) | {"starts_on": "", "ends_on": ""}
    form = CopyForm(request.POST or None, initial=known, today=clock.today())
    if request.method == "POST" and "look" not in request.POST and form.is_valid() and form.is_seen:
        try:
            return _copy(request, need, form)
        except EXPECTED as error:
            form.add_error("starts_on", sentence_for(error))
    return render(request, "desk/needs/rota_copy.html", _page(need, form) | _asks_to_look(form))


@at_the_desk
@require_POST
def rota_publication(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """Show it on the square; with `down`, take it off again."""
    need = rota_to_change_for(request.asker, rota_id)
    try:
        (unpublish_need if "down" in request.POST else publish_need)(need, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:needs:rota", need.pk)


def _change_pattern(request: DeskRequest, need: Need, form: PatternForm) -> HttpResponse:
    given, slots = (
        form.cleaned_data,
        {str(shift.pk): shift.slot for shift in next_times(need, at=clock.now())},
    )
    assert form.pattern is not None
    change_pattern(
        need.pk, form.pattern, seen_version=given["version"], from_slot=slots.get(given["scope"]),
        by=request.user, at=clock.now(),
    )  # fmt: skip
    return _saved(request, need)


def _copy(request: DeskRequest, need: Need, form: CopyForm) -> HttpResponse:
    assert form.pattern is not None
    first = form.cleaned_data["asks_former_first"]
    made = copy_rota(need, form.pattern, by=request.user, at=clock.now(), asks_former_first=first)
    messages.success(request, _("Written down: %(when)s.") % {"when": form.in_words})
    return redirect("desk:needs:rota", made.pk)


def _later(need: Need) -> list[tuple[str, str]]:
    """The times a change may begin at, each by the shift of its first role."""
    times = next_times(need, at=clock.now())
    return [
        (str(shift.pk), _("%(day)s and later") % {"day": day_words(clock.local_day(shift.starts_at))})
        for shift in times
    ]


def _asks_to_look(form: Any) -> dict[str, bool]:
    return {"asks_to_look": form.is_bound and form.is_valid() and not form.is_seen}


def _saved(request: DeskRequest, need: Need) -> HttpResponse:
    messages.success(request, _("Saved. Those it concerns are told."))
    return redirect("desk:needs:rota", need.pk)


def _page(need: Need, form: Form) -> dict[str, Any]:
    return {"here": "requests", "live": True, "need": need, "form": form}


def _field_of(error: Exception, otherwise: str) -> str:
    return str(error.args[0]) if isinstance(error, HoldsNationalId) else otherwise
