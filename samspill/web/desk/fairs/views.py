"""Fairs to look at: the list, one fair with all that is to be done, and what is told about it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samspill.activities.actions.fairs import FairFacts, change_fair, copy_fair, make_fair
from samspill.activities.models import Fair
from samspill.activities.queries.fairs import (
    classes_of,
    fair_for,
    fairs_for,
    pupils_at,
    pupils_without,
    rounds_of,
    standing_offers,
    sums_of,
)
from samspill.activities.wording.fairs import STEPS, proof_words
from samspill.foundation import clock
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.fairs import columns
from samspill.web.desk.fairs.complaints import EXPECTED, sentence_for
from samspill.web.desk.fairs.forms import FairForm
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

#: So many of those without a place are named on the page.
NAMED = 30


@at_the_desk
def fairs(request: DeskRequest) -> HttpResponse:
    """The fairs there are."""
    rows = fairs_for(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "fairs", rows, columns.FAIRS)
    page = {"here": "fairs", "page": page_of(request, rows), "may_make": _may_make(request)}
    return render(request, "desk/fairs/list.html", page)


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """A new fair."""
    if not _may_make(request):
        raise Http404
    form = FairForm(request.POST if request.method == "POST" else None)

    def make(facts: FairFacts) -> Fair:
        return make_fair(request.asker.unit, facts, by=request.user, at=clock.now())

    return _saved(request, form, make, {})


@at_the_desk
def fair(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """One fair: what is to be done next, how it stands, its classes and what associations offer."""
    found, at = fair_for(request.asker, fair_id), clock.now()
    if is_wanted(request):
        where = columns.places_by_round(rounds_of(found))
        return spreadsheet(request, "fair_places", pupils_at(found), where)
    without = pupils_without(found) if found.drawn_at else []
    page = {
        "here": "fairs",
        "fair": found,
        "rounds": rounds_of(found),
        "classes": classes_of(found),
        "offers": standing_offers(found),
        "sums": sums_of(found),
        "takes_wishes": found.takes_wishes(at),
        "has_closed": found.has_closed(at),
        "proof": proof_words(found.figures),
        "without": without[:NAMED],
        "step": STEPS.get(found.step, ""),
    }
    return render(request, "desk/fairs/fair.html", page)


@at_the_desk
def facts(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """Change what is told about it."""
    found = fair_for(request.asker, fair_id)
    form = FairForm(request.POST if request.method == "POST" else None, fair=found, rounds=rounds_of(found))

    def change(told: FairFacts) -> Fair:
        return change_fair(found, told, by=request.user, at=clock.now())

    return _saved(request, form, change, {"fair": found})


@at_the_desk
def copy(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """Another fair with the same offers, a year later if nothing else is said."""
    last = fair_for(request.asker, fair_id)
    year = dt.timedelta(weeks=52)
    shifted = {
        "held_on": last.held_on + year,
        "opens_on": clock.local_day(last.wishes_open_at) + year,
        "closes_on": clock.local_day(last.wishes_close_at) + year,
    }
    typed = request.POST if request.method == "POST" else None
    form = FairForm(typed, fair=last, rounds=rounds_of(last), initial=shifted)

    def make(told: FairFacts) -> Fair:
        return copy_fair(last, told, by=request.user, at=clock.now())

    return _saved(request, form, make, {"last": last})


def _may_make(request: DeskRequest) -> bool:
    """Pupils are for those who care for people, in the unit where they do."""
    return request.asker.may_change and request.asker.unit.pk in request.asker.caring_unit_ids


def _saved(
    request: DeskRequest, form: FairForm, act: Callable[[FairFacts], Fair], shown: dict[str, Fair]
) -> HttpResponse:
    if form.is_valid():
        try:
            return redirect("desk:fairs:fair", act(form.facts()).pk)
        except EXPECTED as error:
            form.add_error(None, sentence_for(error))
    page = {"here": "fairs", "form": form, **shown}
    return render(request, "desk/fairs/facts.html", page, status=422 if form.errors else 200)
