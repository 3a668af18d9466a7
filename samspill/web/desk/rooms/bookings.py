"""Requests to answer, what is booked, one booking, and booking for somebody who phones."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person, StaffMember
from samspill.venues.actions import approve, book, book_several, cancel, move_for, refuse
from samspill.venues.actions.from_the_square import order_of
from samspill.venues.models import Space
from samspill.venues.queries import booking_for, coming_bookings, lent_spaces, space_for, waiting_requests
from samspill.venues.queries.closed_days import bookings_meeting_closed_doors, closed_day_of
from samspill.venues.wording import why_closed
from samspill.web.access.rooms import EXPECTED, complain, looked_at
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import complaints
from samspill.web.desk.paging import page_of
from samspill.web.desk.rooms.forms.bookings import ForOneForm, MoveForm, ReasonForm, WhoPhones
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

BOOKINGS = (
    Column(gettext_lazy("Place"), lambda row: row.space.place.name),
    Column(gettext_lazy("Room"), lambda row: row.space.name),
    Column(gettext_lazy("Begins"), lambda row: row.starts_at),
    Column(gettext_lazy("Ends"), lambda row: row.ends_at),
    Column(gettext_lazy("Borrower"), lambda row: row.borrower),
    Column(gettext_lazy("For what"), lambda row: row.purpose),
)


@at_the_desk
def bookings(request: DeskRequest) -> HttpResponse:
    """What is booked on closed days, what waits for an answer, the oldest first, and what is booked."""
    at = clock.now()
    coming = coming_bookings(request.asker, at=at)
    if is_wanted(request):
        return spreadsheet(request, "bookings", coming, BOOKINGS)
    shown = {
        "here": "rooms",
        "closed": page_of(request, bookings_meeting_closed_doors(request.asker, at=at), called="closed"),
        "waiting": page_of(request, waiting_requests(request.asker, at=at), called="waiting"),
        "page": page_of(request, coming),
        "today": clock.today(),
    }
    return render(request, "desk/rooms/bookings.html", shown)


@at_the_desk
def booking(request: DeskRequest, booking_id: uuid.UUID) -> HttpResponse:
    """One booking, and what can be done with it."""
    return _page(request, booking_id)


@at_the_desk
@require_POST
def approval(request: DeskRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Yes."""
    if approve(booking_for(request.asker, booking_id), by=request.user, at=clock.now()):
        messages.success(request, _("It is booked, and the borrower is told."))
    else:
        messages.error(request, _("It is settled already."))
    return redirect("desk:rooms:booking", booking_id)


@at_the_desk
@require_POST
def refusal(request: DeskRequest, booking_id: uuid.UUID) -> HttpResponse:
    """No, and why; or what was booked is cancelled, and why."""
    found, form = booking_for(request.asker, booking_id), ReasonForm(request.POST)
    if form.is_valid():
        end = cancel if found.approved_at else refuse
        try:
            if end(found, form.cleaned_data["reason"], by=request.user, at=clock.now()):
                messages.success(request, _("The borrower is told, with what you wrote."))
            else:
                messages.error(request, _("It is settled already."))
            return redirect("desk:rooms:booking", booking_id)
        except EXPECTED as error:
            complain(form, error)
    return _page(request, booking_id, form)


@at_the_desk
def moving(request: DeskRequest, booking_id: uuid.UUID) -> HttpResponse:
    """Another time or room, and why."""
    found = booking_for(request.asker, booking_id)
    form = MoveForm(request.POST or None, booking=found, spaces=list(lent_spaces()))
    if request.method == "POST" and form.is_valid():
        try:
            reason, at = form.cleaned_data["reason"], clock.now()
            move_for(found, form.room().pk, *form.times(), reason, by=request.user, at=at)
            messages.success(request, _("It is moved, and the borrower is told."))
            return redirect("desk:rooms:booking", booking_id)
        except EXPECTED as error:
            complain(form, error)
    page = {"here": "rooms", "booking": found, "form": form}
    return render(request, "desk/rooms/moving.html", page, status=422 if form.errors else 200)


@at_the_desk
def new(request: DeskRequest, space_id: uuid.UUID) -> HttpResponse:
    """Somebody phones: once, or many times with a look at the dates first."""
    space = space_for(request.asker, space_id)
    form, rows = ForOneForm(request.POST or None), []
    form.offer_equipment(space)
    if request.method == "POST" and form.is_valid():
        if form.comes_back and not request.POST.get("sure"):
            rows = looked_at(space, form.all_times(), at=clock.now(), by_staff=True)
        elif _book(request, space, form):
            return redirect("desk:rooms:bookings")
    page = {"here": "rooms", "space": space, "form": form, "rows": rows}
    return render(request, "desk/rooms/new_booking.html", page, status=422 if form.errors else 200)


def _book(request: DeskRequest, space: Space, form: ForOneForm) -> bool:
    given, at, staff = form.cleaned_data, clock.now(), request.user
    try:
        with transaction.atomic():
            told = {"purpose": given["purpose"], "group": given["group"]}
            order = order_of(space, *form.times(), **told, wants=form.wanted())
            person = who_phones(form, staff, at)
            if form.comes_back:
                made, left = book_several(order, form.all_times(), person, channel="phone", by=staff, at=at)
                messages.success(
                    request,
                    _("Booked: %(made)s. Left out: %(left)s.") % {"made": len(made), "left": len(left)},
                )
            else:
                book(order, person, channel="phone", by=staff, at=at)
                messages.success(request, _("It is booked, and the borrower is told."))
    except EXPECTED as error:
        complain(form, error)
        return False
    except complaints.EXPECTED as error:
        form.add_error("phone", complaints.sentence_for(error))
        return False
    return True


def who_phones(form: WhoPhones, staff: StaffMember, at: dt.datetime) -> Person:
    """The person of the form, found by the phone or written down. Errors as `find_or_add_person`."""
    given = form.cleaned_data
    phones = [given["phone"]] if given["phone"].strip() else []
    return find_or_add_person(given["name"], phones, by=staff, at=at, channel="phone")


def _page(request: DeskRequest, booking_id: uuid.UUID, form: ReasonForm | None = None) -> HttpResponse:
    found, at = booking_for(request.asker, booking_id), clock.now()
    closed = closed_day_of(found, at=at)
    ready = ReasonForm(initial={"reason": why_closed(found.space.place.name)} if closed else None)
    page = {
        "here": "rooms",
        "booking": found,
        "closed": closed,
        "form": form or ready,
        "is_over": found.ends_at <= at,
    }
    return render(request, "desk/rooms/booking.html", page, status=422 if form and form.errors else 200)
