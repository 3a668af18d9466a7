"""Seasons to look at: the list, one season with what is to be done next, and what is told of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.foundation import clock
from samspill.venues.actions.seasons import change_season, copy_season, facts_for_next, open_season
from samspill.venues.models import Season
from samspill.venues.queries import lent_spaces
from samspill.venues.queries.seasons import (
    breaks_of,
    facts_of,
    last_sharing,
    season_for,
    seasons_at_the_desk,
    shared,
    spaces_of,
    withdrawn_requests,
)
from samspill.venues.wording.seasons import GROUPS, STEPS, aims_told, proof_words
from samspill.volunteering.queries.rotas import school_holidays
from samspill.web.access.seasons import EXPECTED, complain, rules_told
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.paging import page_of
from samspill.web.desk.rooms.seasons.forms import CopyForm, SeasonForm, initial_of, lines_of
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

SEASONS = (
    Column(gettext_lazy("Name"), lambda row: row.name),
    Column(gettext_lazy("First day"), lambda row: row.first_on),
    Column(gettext_lazy("Last day"), lambda row: row.last_on),
    Column(gettext_lazy("Last day to ask"), lambda row: row.ask_by_on),
    Column(gettext_lazy("Requests"), lambda row: row.number_asked),
)
REQUESTS = (
    Column(gettext_lazy("Borrower"), lambda row: row.borrower),
    Column(gettext_lazy("For what"), lambda row: row.purpose),
    Column(gettext_lazy("Who comes"), lambda row: str(GROUPS[row.group])),
    Column(gettext_lazy("How many come"), lambda row: row.people),
    Column(gettext_lazy("Minutes"), lambda row: row.minutes),
    Column(gettext_lazy("Times a week"), lambda row: row.times),
    Column(gettext_lazy("Times given"), lambda row: len(row.given.all())),
)


@at_the_desk
def seasons(request: DeskRequest) -> HttpResponse:
    """The seasons there are, the newest first."""
    rows = seasons_at_the_desk(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "seasons", rows, SEASONS)
    page = {"here": "rooms", "page": page_of(request, rows), "today": clock.today()}
    return render(request, "desk/rooms/seasons/list.html", page)


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """A new season. The schools' holidays are suggested as days off."""
    spaces = list(lent_spaces())
    kept = [
        (one.first_on, one.last_on, one.name) for one in school_holidays() if one.last_on >= clock.today()
    ]
    form = SeasonForm(request.POST or None, spaces=spaces, initial={"breaks": lines_of(kept)})

    def act() -> Season:
        return open_season(form.facts(), form.rooms(), by=request.user, at=clock.now())

    return _saved(request, form, act, {})


@at_the_desk
def season(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """One season: what comes next, how it stands, and what has been asked for."""
    found = season_for(request.asker, season_id)
    all_of_it, sharing, today = shared(found), last_sharing(found), clock.today()
    if is_wanted(request):
        return spreadsheet(request, "season_requests", list(all_of_it.requests), REQUESTS)
    figures = sharing.figures if sharing and sharing.solved_at else []
    page = {
        "here": "rooms",
        "season": found,
        "requests": all_of_it.requests,
        "withdrawn": withdrawn_requests(found),
        "spaces": all_of_it.spaces,
        "breaks": breaks_of(found),
        "rules": rules_told(found),
        "sharing": sharing,
        "step": STEPS.get(sharing.step, "") if sharing else "",
        "aims": aims_told(figures),
        "proof": proof_words(figures) if figures else "",
        "given": len(all_of_it.given),
        "wanted": sum(row.times for row in all_of_it.requests),
        "is_open": today <= found.ask_by_on,
        "lot_is_shown": today > found.ask_by_on,
        "has_begun": today >= found.first_on,
    }
    return render(request, "desk/rooms/seasons/season.html", page)


@at_the_desk
def facts(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """Put right what is told of it."""
    found = season_for(request.asker, season_id)
    spaces = list(lent_spaces())
    initial = initial_of(facts_of(found), spaces_of(found))
    form = SeasonForm(request.POST or None, spaces=spaces, initial=initial)

    def act() -> Season:
        return change_season(found, form.facts(), form.rooms(), by=request.user, at=clock.now())

    return _saved(request, form, act, {"season": found})


@at_the_desk
def copy(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """Another season like this one, a year later if nothing else is said."""
    last = season_for(request.asker, season_id)
    initial = initial_of(facts_for_next(last), spaces_of(last))
    form = CopyForm(request.POST or None, spaces=list(lent_spaces()), initial=initial)

    def act() -> Season:
        bring = form.cleaned_data["with_requests"]
        return copy_season(
            last, form.facts(), form.rooms(), with_requests=bring, by=request.user, at=clock.now()
        )

    return _saved(request, form, act, {"last": last})


def _saved(
    request: DeskRequest, form: SeasonForm, act: Callable[[], Season], shown: dict[str, Season]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
            messages.success(request, _("It is saved."))
            return redirect("desk:rooms:seasons:season", made.pk)
        except EXPECTED as error:
            complain(form, error)
    page = {"here": "rooms", "form": form, **shown}
    return render(request, "desk/rooms/seasons/facts.html", page, status=422 if form.errors else 200)
