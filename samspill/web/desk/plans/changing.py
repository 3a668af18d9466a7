"""Changing a plan by hand, making it anew, and approving it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions import (
    approve_plan,
    choose_for_shift,
    exclude_from_shift,
    lock_choice,
    plan_anew,
)
from samspill.volunteering.actions.plans import Asking
from samspill.volunteering.queries.plans import (
    others_who_fit,
    plan_for,
    plan_shift_for,
    sums_of,
    with_choices,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.page import when_of
from samspill.web.desk.needs.words import reasons_words, walls_words
from samspill.web.desk.plans.complaints import EXPECTED, sentence_for
from samspill.web.desk.plans.forms import week_words


@at_the_desk
@require_POST
def lock(request: DeskRequest, plan_id: uuid.UUID, plan_choice_id: uuid.UUID) -> HttpResponse:
    """Let a choice stay when the plan is made anew; with `open`, no longer."""
    locks = "open" not in request.POST

    def act(**how: Any) -> str:
        lock_choice(plan_id, plan_choice_id, is_locked=locks, **how)
        return (
            _("It stays as it is when the plan is made anew.")
            if locks
            else _("It is free to be changed again.")
        )

    return _changed(request, plan_id, act)


@at_the_desk
@require_POST
def exclusion(request: DeskRequest, plan_id: uuid.UUID, plan_choice_id: uuid.UUID) -> HttpResponse:
    """Not her for this shift."""

    def act(**how: Any) -> str:
        found = exclude_from_shift(plan_id, plan_choice_id, **how)
        if found is None:
            return _("Taken out. Nobody else is free for it, so the place is open.")
        return _("Taken out. %(name)s is planned instead.") % {"name": found.name}

    return _changed(request, plan_id, act)


@at_the_desk
def shift(request: DeskRequest, plan_id: uuid.UUID, plan_shift_id: uuid.UUID) -> HttpResponse:
    """One shift of a plan: who is planned, and everybody else who fits; a press chooses somebody else."""
    row = plan_shift_for(request.asker, plan_id, plan_shift_id)
    if request.method == "POST":
        return _choose(request, row)
    at = clock.now()
    [planned] = with_choices(row.plan, [row], at=at)
    others = others_who_fit(row, at=at)
    shown = {
        "here": "plans",
        "plan": row.plan,
        "row": row,
        "need": row.shift.need,
        "when": when_of(row.shift),
        "planned": planned,
        "others": [(one, reasons_words(one.fit.reasons), meanwhile) for one, meanwhile in others.fits],
        "walled": [(one, walls_words(one.fit.walls)) for one in others.walled],
        "may_change": request.asker.may_change and not row.plan.approved_at,
    }
    return render(request, "desk/plans/shift.html", shown)


@at_the_desk
@require_POST
def renewal(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Make the plan anew from what is true now: another plan beside this one, with what differs shown."""
    try:
        anew = plan_anew(plan_for(request.asker, plan_id), by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect("desk:plans:plan", plan_id)
    return redirect("desk:plans:difference" if anew.solved_at else "desk:plans:plan", anew.pk)


@at_the_desk
def approval(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show once more what will happen, then put the questions out."""
    plan = plan_for(request.asker, plan_id)
    if request.method == "POST":
        return _approve(request, plan_id)
    if not plan.solved_at or plan.approved_at:
        return redirect("desk:plans:plan", plan_id)
    shown = {"here": "plans", "plan": plan, "week": week_words(plan.from_on)}
    return render(request, "desk/plans/approval.html", shown | {"sums": sums_of(plan, at=clock.now())})


def _approve(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    try:
        came = approve_plan(plan_id, seen_version=_version(request), by=request.user, at=clock.now())
        messages.success(request, _asked_words(came))
        if came.passed_over or came.left_out:
            messages.warning(request, _("Something had changed meanwhile. It is marked below."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:plans:plan", plan_id)


def _asked_words(came: Asking) -> str:
    asked = ngettext("One person is asked.", "%(n)s people are asked.", came.people) % {"n": came.people}
    if not came.to_come:
        return asked
    more = ngettext(
        "One more task follows by itself.", "%(n)s more tasks follow by themselves.", came.to_come
    )
    return f"{asked} {more % {'n': came.to_come}}"


def _choose(request: DeskRequest, row: Any) -> HttpResponse:
    person, instead_of = _key(request.POST.get("person")), _key(request.POST.get("instead_of"))
    if person is None:
        messages.error(request, _("Choose somebody."))
        return redirect("desk:plans:shift", row.plan_id, row.pk)

    def act(**how: Any) -> str:
        choose_for_shift(row.plan_id, row.shift_id, person, instead_of=instead_of, **how)
        return _("Chosen. It stays when the plan is made anew.")

    return _changed(request, row.plan_id, act)


def _changed(request: DeskRequest, plan_id: uuid.UUID, act: Callable[..., str]) -> HttpResponse:
    """Do it to the version she was shown, and say what came of it; back to where the button stood."""
    plan_for(request.asker, plan_id)
    try:
        messages.success(request, act(seen_version=_version(request), by=request.user, at=clock.now()))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    place = redirect("desk:plans:plan", plan_id)
    page = request.POST.get("page", "")
    if page.isdecimal() and len(page) < 5:
        place["Location"] += f"?page={page}"
    return place


def _version(request: DeskRequest) -> int:
    """The version of the plan she was shown; 0, which none has, where the form does not tell."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 9 else 0


def _key(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
