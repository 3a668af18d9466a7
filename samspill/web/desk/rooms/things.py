"""Things that are lent alone: which there are, when they are fetched, and how many are out each day."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.venues.actions import (
    HoursOverlap,
    ThingKnown,
    add_thing,
    change_thing,
    set_fetching_hours,
    stop_lending,
)
from samspill.venues.models import Thing
from samspill.venues.queries import places_at_the_desk, terms_of
from samspill.venues.queries.promises import too_few_of_thing
from samspill.venues.queries.things import loans_of_thing, thing_for, things_at_the_desk
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.access.things import days_page
from samspill.web.desk.paging import page_of
from samspill.web.desk.rooms.forms.hours import HoursForm
from samspill.web.desk.rooms.forms.spaces import ThingForm
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

THINGS = (
    Column(gettext_lazy("Name"), lambda row: row.name),
    Column(gettext_lazy("How many there are to lend"), lambda row: row.pieces),
    Column(gettext_lazy("Where it is kept"), lambda row: row.place.name),
)


@at_the_desk
def things(request: DeskRequest) -> HttpResponse:
    """Every thing, and where it is kept."""
    rows = things_at_the_desk(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "equipment", rows, THINGS)
    page = {"here": "rooms", "page": page_of(request, rows)}
    return render(request, "desk/rooms/things/list.html", page)


@at_the_desk
def new_thing(request: DeskRequest) -> HttpResponse:
    """Enter a thing that is lent alone."""
    places = places_at_the_desk(request.asker)
    form = ThingForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_thing(form.kept_in(), form.facts(), by=request.user, at=clock.now())
            return redirect("desk:rooms:thing_hours", made.pk)
        except ThingKnown:
            form.add_error("name", _("The house has something of this name."))
    page = {"here": "rooms", "form": form, "has_places": bool(places)}
    return render(request, "desk/rooms/things/new.html", page, status=422 if form.errors else 200)


@at_the_desk
def thing(request: DeskRequest, thing_id: uuid.UUID) -> HttpResponse:
    """What is said of a thing, to put right."""
    found = thing_for(request.asker, thing_id)
    form = ThingForm(request.POST or None, places=places_at_the_desk(request.asker), thing=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_thing(found, form.facts(), place=form.kept_in(), by=request.user, at=clock.now())
            messages.success(request, _("It is saved."))
            warn_of_too_few(request, found)
            return redirect("desk:rooms:thing", found.pk)
        except ThingKnown:
            form.add_error("name", _("The house has something of this name."))
    few = too_few_of_thing(found, at=clock.now())
    page = {
        "here": "rooms",
        "thing": found,
        "form": form,
        "few": page_of(request, few),
        "short": {one.loan.pk: one for one in few},
    }
    return render(request, "desk/rooms/things/thing.html", page, status=422 if form.errors else 200)


@at_the_desk
def hours(request: DeskRequest, thing_id: uuid.UUID) -> HttpResponse:
    """When a thing is fetched and brought back, all days of the week on one page."""
    found = thing_for(request.asker, thing_id)
    form = HoursForm(request.POST or None, hours=terms_of(found).hours)
    if request.method == "POST" and form.is_valid():
        try:
            set_fetching_hours(found, form.hours(), by=request.user, at=clock.now())
            messages.success(request, _("It is saved."))
            return redirect("desk:rooms:thing", found.pk)
        except HoursOverlap:
            form.add_error(None, _("Two of the times of one day overlap, or one ends before it begins."))
    page = {"here": "rooms", "thing": found, "form": form}
    return render(request, "desk/rooms/things/hours.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def lending(request: DeskRequest, thing_id: uuid.UUID) -> HttpResponse:
    """Lend it no more, or again."""
    found = thing_for(request.asker, thing_id)
    stop_lending(found, "stop" in request.POST, by=request.user, at=clock.now())
    return redirect("desk:rooms:thing", found.pk)


@at_the_desk
@require_safe
def calendar(request: DeskRequest, thing_id: uuid.UUID) -> HttpResponse:
    """How many are free each day, and who has the others."""
    found, at = thing_for(request.asker, thing_id), clock.now()
    page = {
        "here": "rooms",
        "thing": found,
        "loans": page_of(request, loans_of_thing(found, since=at)),
        "short": {one.loan.pk: one for one in too_few_of_thing(found, at=at)},
        **days_page(request, found),
    }
    return render(request, "desk/rooms/things/calendar.html", page)


def warn_of_too_few(request: DeskRequest, thing: Thing) -> None:
    """Say on the next page how many loans to come cannot be kept any more, where there are such."""
    number = len(too_few_of_thing(thing, at=clock.now()))
    if number:
        words = ngettext(
            "One loan to come cannot be kept as promised: there are too few left.",
            "%(n)s loans to come cannot be kept as promised: there are too few left.",
            number,
        )
        messages.warning(request, words % {"n": number})
