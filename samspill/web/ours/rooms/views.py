"""What the association has borrowed, the rooms there are, and borrowing one once or many times."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.foundation import clock
from samspill.venues.actions import Order, book, book_several, give_back, have_again, move
from samspill.venues.models import Space
from samspill.venues.queries import (
    booking_of_organisation,
    bookings_of_organisation,
    lent_spaces,
    space_for,
    week_of,
)
from samspill.venues.queries.promises import too_few_of_organisation
from samspill.venues.queries.things import lent_things, loans_of_organisation
from samspill.web.access.rooms import EXPECTED, ManyForm, TimeForm, complain, looked_at
from samspill.web.access.things import folded, tell_of_undo
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_safe
@for_an_association
def rooms(request: ActingRequest, token: str) -> HttpResponse:
    """What it has borrowed and asked for, and the rooms and the things one can borrow."""
    at = clock.now()
    short = {one.loan.pk: one for one in too_few_of_organisation(request.organisation, at=at)}
    page = {
        "bookings": bookings_of_organisation(request.organisation, at=at),
        "loans": folded(loans_of_organisation(request.organisation, at=at), short),
        "short": short,
        "spaces": list(lent_spaces()),
        "things": list(lent_things()),
    }
    return render(request, "ours/rooms/list.html", heading_of(request, token, "rooms") | page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def room(request: ActingRequest, token: str, space_id: uuid.UUID) -> HttpResponse:
    """A room with its week, and the form; many dates are looked at before they are booked."""
    space, today, at = space_for(None, space_id), clock.today(), clock.now()
    chosen = {name: request.GET.get(name, "")[:20] for name in ("day", "begins", "ends")}
    form = ManyForm(request.POST if request.method == "POST" else None, initial=chosen)
    form.offer_equipment(space)
    rows = []
    if form.is_valid():
        if form.comes_back and not request.POST.get("sure"):
            rows = looked_at(space, form.all_times(), at=at, by_staff=False)
        elif _book(request, space, form):
            return redirect("ours:rooms", token, request.organisation.pk)
    first_on = _day(request.GET.get("from", ""), today, today + dt.timedelta(days=space.ahead_days))
    week = dt.timedelta(days=7)
    page = {
        "space": space,
        "form": form,
        "rows": rows,
        "week": week_of(space, first_on, at=at),
        "before_on": max(first_on - week, today) if first_on > today else None,
        "after_on": first_on + week,
    }
    shown = heading_of(request, token, "rooms") | page
    return render(request, "ours/rooms/room.html", shown, status=422 if form.errors else 200)


@require_POST
@for_an_association
def giving_back(request: ActingRequest, token: str, booking_id: uuid.UUID) -> HttpResponse:
    """It does not need it, or does after all; pressing twice does the same."""
    booking, at = booking_of_organisation(request.organisation, booking_id), clock.now()
    if "undo" in request.POST:
        tell_of_undo(request, have_again(booking, by=request.person, at=at))
    elif give_back(booking, by=request.person, at=at):
        messages.success(request, _("Thank you for giving it back. Others can use the room now."))
    return redirect("ours:rooms", token, request.organisation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def moving(request: ActingRequest, token: str, booking_id: uuid.UUID) -> HttpResponse:
    """Another time in the same room."""
    found = booking_of_organisation(request.organisation, booking_id)
    starts, ends = clock.local(found.starts_at), clock.local(found.ends_at)
    stands = {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}
    form = TimeForm(request.POST if request.method == "POST" else None, initial=stands)
    if form.is_valid():
        try:
            move(found, *form.times(), by=request.person, at=clock.now())
            return redirect("ours:rooms", token, request.organisation.pk)
        except EXPECTED as error:
            complain(form, error)
    page = heading_of(request, token, "rooms") | {"booking": found, "form": form}
    return render(request, "ours/rooms/moving.html", page, status=422 if form.errors else 200)


def _book(request: ActingRequest, space: Space, form: ManyForm) -> bool:
    person, at = request.person, clock.now()
    order = Order(
        space.pk,
        *form.times(),
        form.cleaned_data["purpose"],
        organisation=request.organisation,
        wants=form.wanted(),
    )
    try:
        if form.comes_back:
            made, left = book_several(order, form.all_times(), person, channel="web", by=person, at=at)
            words = ngettext(
                "Borrowed: one date. Left out: %(left)s.",
                "Borrowed: %(made)s dates. Left out: %(left)s.",
                len(made),
            )
            messages.success(request, words % {"made": len(made), "left": len(left)})
        else:
            book(order, person, channel="web", by=person, at=at)
            messages.success(request, _("It is written down, and we have sent you a message."))
    except EXPECTED as error:
        complain(form, error)
        return False
    return True


def _day(text: str, first: dt.date, last: dt.date) -> dt.date:
    try:
        return min(max(dt.date.fromisoformat(text), first), last)
    except ValueError:
        return first
