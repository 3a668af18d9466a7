"""Plans to look at: the list with the form for a new one, one plan day by day, how far it has come, what differs."""

from __future__ import annotations

import datetime as dt
import uuid
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspill.foundation import clock
from samspill.volunteering.actions import make_plan
from samspill.volunteering.queries.plans import (
    Planned,
    compared,
    plan_for,
    plans_list,
    shifts_of,
    since_approved,
    sums_of,
    with_choices,
)
from samspill.volunteering.rules.fit import Mark
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.words import reasons_words
from samspill.web.desk.paging import page_of
from samspill.web.desk.plans import columns
from samspill.web.desk.plans.complaints import EXPECTED, sentence_for
from samspill.web.desk.plans.forms import PlanForm, week_words
from samspill.web.desk.plans.words import (
    FAILURES,
    FIGURES,
    dropped_words,
    missing_words,
    passed_over_words,
    proof_words,
)
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

SHIFTS_ON_A_PAGE = 40


@at_the_desk
def plans(request: DeskRequest) -> HttpResponse:
    """The plans there are, and the form for a new one."""
    typed = request.POST if request.method == "POST" else None
    form = PlanForm(typed, asker=request.asker, today=clock.today())
    if form.is_valid():
        try:
            made = make_plan(form.chosen_units(), by=request.user, at=clock.now(), **form.facts())
            return redirect("desk:plans:plan", made.pk)
        except EXPECTED as error:
            form.add_error("week", sentence_for(error))
    found = plans_list(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "plans", found, columns.PLANS)
    page = page_of(request, found)
    rows = [(row, week_words(row.from_on)) for row in page.rows]
    return render(
        request, "desk/plans/list.html", {"here": "plans", "form": form, "page": page, "rows": rows}
    )


@at_the_desk
def plan(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    """One plan: who is to be asked for what and why, what stays open and why, and how it stands once approved."""
    found = plan_for(request.asker, plan_id)
    shown = {"here": "plans", "live": True, "plan": found, "week": week_words(found.from_on)}
    if not found.solved_at:
        failure = FAILURES.get(found.failure, "")
        return render(request, "desk/plans/waiting.html", shown | {"failure": failure})
    at = clock.now()
    which = "open" if request.GET.get("show") == "open" else ""
    shifts = shifts_of(found, which=which)
    if is_wanted(request):
        return spreadsheet(
            request, "plan", shifts, columns.PLANNED, lambda rows: with_choices(found, rows, at=at)
        )
    page = page_of(request, shifts, size=SHIFTS_ON_A_PAGE)
    shown |= {
        "page": page,
        "which": which,
        "days": _by_day(with_choices(found, page.rows, at=at)),
        "sums": sums_of(found, at=at),
        "since": since_approved(found) if found.approved_at else None,
        "proof": proof_words(found),
        "may_change": request.asker.may_change and not found.approved_at,
    }
    return render(request, "desk/plans/plan.html", shown)


@at_the_desk
def progress(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    """How far a plan has come, for the page that waits for it; once it is there the page is loaded anew."""
    found = plan_for(request.asker, plan_id)
    if found.solved_at or found.failed_at:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "desk/plans/progress.html", {"plan": found})


@at_the_desk
def difference(request: DeskRequest, plan_id: uuid.UUID) -> HttpResponse:
    """What differs from the plan this one was made from."""
    found = plan_for(request.asker, plan_id)
    told = compared(found) if found.solved_at else None
    figures = [(FIGURES[name], was, now) for name, was, now in told.figures] if told else []
    shown = {"here": "plans", "plan": found, "week": week_words(found.from_on)}
    return render(request, "desk/plans/difference.html", shown | {"compared": told, "figures": figures})


def _by_day(rows: list[Planned]) -> list[tuple[dt.date, list[dict[str, Any]]]]:
    days = groupby(rows, key=lambda one: clock.local_day(one.row.shift.starts_at))
    return [(day, [_told(one) for one in shifts]) for day, shifts in days]


def _told(one: Planned) -> dict[str, Any]:
    """A shift of the plan with its codes in words."""
    row = one.row
    return {
        "row": row,
        "shift": row.shift,
        "need": row.shift.need,
        "open": one.open_places,
        "chance": round(100 * one.outlook.chance),
        "missing": missing_words(row.lacks, max(row.fits - len(one.choices), 0)),
        "passed_over": passed_over_words(row.passed_over),
        "choices": [
            (
                choice,
                reasons_words(Mark(*pair) for pair in choice.reasons),
                dropped_words(choice.dropped_for) if choice.dropped_for else "",
            )
            for choice in one.choices
        ],
    }
