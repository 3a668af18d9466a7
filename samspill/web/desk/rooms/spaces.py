"""Places, their spaces, when these are lent, and days on which a house is closed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.venues.actions import (
    HoursOverlap,
    SpaceKnown,
    add_place,
    add_space,
    change_place,
    change_space,
    close_days,
    open_days,
    set_hours,
    stop_lending,
)
from samspill.venues.actions.places import EndsBeforeItStarts, PlaceKnown
from samspill.venues.models import Place
from samspill.venues.queries import closed_days_to_come, place_for, places_at_the_desk, space_for, terms_of
from samspill.venues.queries.closed_days import bookings_on_closed_days, loans_on_closed_days
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.rooms.forms.hours import HoursForm
from samspill.web.desk.rooms.forms.places import ClosedForm, PlaceForm
from samspill.web.desk.rooms.forms.spaces import SpaceForm


@at_the_desk
def places(request: DeskRequest) -> HttpResponse:
    """Every place with its spaces."""
    return render(
        request, "desk/rooms/places.html", {"here": "rooms", "places": places_at_the_desk(request.asker)}
    )


@at_the_desk
def new_place(request: DeskRequest) -> HttpResponse:
    """Enter a place."""
    form, at = PlaceForm(request.POST or None), clock.now()
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        made = add_place(facts["name"], address=facts["address"], by=request.user, at=at)
        change_place(made, by=request.user, at=at, **facts)
        return redirect("desk:rooms:place", made.pk)
    page = {"here": "rooms", "form": form}
    return render(request, "desk/rooms/new_place.html", page, status=422 if form.errors else 200)


@at_the_desk
def place(request: DeskRequest, place_id: uuid.UUID) -> HttpResponse:
    """What is known of a place, to put right; its spaces and closed days."""
    found = place_for(request.asker, place_id)
    form = PlaceForm(request.POST or None, place=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_place(found, by=request.user, at=clock.now(), **form.facts())
            messages.success(request, _("It is saved."))
            return redirect("desk:rooms:place", found.pk)
        except PlaceKnown:
            form.add_error("name", _("Another place has this name and address."))
            found = place_for(request.asker, place_id)
    return _place_page(request, found, form, ClosedForm())


@at_the_desk
@require_POST
def closed(request: DeskRequest, place_id: uuid.UUID) -> HttpResponse:
    """Nothing is lent on these days."""
    found, form = place_for(request.asker, place_id), ClosedForm(request.POST)
    if form.is_valid():
        try:
            close_days(found, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, _("Nothing is lent on these days. What is booked already stands."))
            return redirect("desk:rooms:place", found.pk)
        except EndsBeforeItStarts:
            form.add_error("until_on", _("The last day is before the first."))
    return _place_page(request, found, PlaceForm(place=found), form)


@at_the_desk
@require_POST
def opening(request: DeskRequest, place_id: uuid.UUID, closed_id: uuid.UUID) -> HttpResponse:
    """It is open on those days after all."""
    open_days(place_for(request.asker, place_id), closed_id, by=request.user, at=clock.now())
    return redirect("desk:rooms:place", place_id)


@at_the_desk
def new_space(request: DeskRequest, place_id: uuid.UUID) -> HttpResponse:
    """Enter a space, or a part of a hall."""
    found = place_for(request.asker, place_id)
    form = SpaceForm(request.POST or None, place=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_space(found, form.facts(), whole=form.hall(), by=request.user, at=clock.now())
            return redirect("desk:rooms:hours", made.pk)
        except SpaceKnown:
            form.add_error("name", _("The house has a room of this name."))
    page = {"here": "rooms", "place": found, "form": form}
    return render(request, "desk/rooms/new_space.html", page, status=422 if form.errors else 200)


@at_the_desk
def space(request: DeskRequest, space_id: uuid.UUID) -> HttpResponse:
    """What is said of a space, to put right."""
    found = space_for(request.asker, space_id)
    form = SpaceForm(request.POST or None, place=found.place, space=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_space(found, form.facts(), by=request.user, at=clock.now())
            messages.success(request, _("It is saved."))
            return redirect("desk:rooms:space", found.pk)
        except SpaceKnown:
            form.add_error("name", _("The house has a room of this name."))
            found = space_for(request.asker, space_id)
    page = {"here": "rooms", "space": found, "form": form}
    return render(request, "desk/rooms/space.html", page, status=422 if form.errors else 200)


@at_the_desk
def hours(request: DeskRequest, space_id: uuid.UUID) -> HttpResponse:
    """When a space is lent, all days of the week on one page."""
    found = space_for(request.asker, space_id)
    form = HoursForm(request.POST or None, hours=terms_of(found).hours)
    if request.method == "POST" and form.is_valid():
        try:
            set_hours(found, form.hours(), by=request.user, at=clock.now())
            messages.success(request, _("It is saved."))
            return redirect("desk:rooms:space", found.pk)
        except HoursOverlap:
            form.add_error(None, _("Two of the times of one day overlap, or one ends before it begins."))
    page = {"here": "rooms", "space": found, "form": form}
    return render(request, "desk/rooms/hours.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def lending(request: DeskRequest, space_id: uuid.UUID) -> HttpResponse:
    """Lend it no more, or again."""
    found = space_for(request.asker, space_id)
    stop_lending(found, "stop" in request.POST, by=request.user, at=clock.now())
    return redirect("desk:rooms:space", found.pk)


def _place_page(request: DeskRequest, found: Place, form: PlaceForm, closed_form: ClosedForm) -> HttpResponse:
    page = {
        "here": "rooms",
        "place": found,
        "spaces": found.spaces.order_by("name", "pk"),
        "form": form,
        "closed_form": closed_form,
        "closed_days": closed_days_to_come(found, today=clock.today()),
        "bookings_meanwhile": bookings_on_closed_days(found, at=clock.now()),
        "loans_meanwhile": loans_on_closed_days(found, at=clock.now()),
    }
    status = 422 if form.errors or closed_form.errors else 200
    return render(request, "desk/rooms/place.html", page, status=status)
