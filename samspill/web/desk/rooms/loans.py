"""The counter of the house: requests to answer, what is fetched and brought back, what is late, and what is missing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.people.actions import note_export
from samspill.venues.actions import (
    approve,
    borrow_several,
    borrow_thing,
    cancel,
    change_loan,
    find_missing,
    give_back,
    hand_out,
    have_again,
    ready_reason,
    refuse,
    take_back,
    undo_hand_out,
    undo_take_back,
)
from samspill.venues.actions.from_the_square import thing_order_of
from samspill.venues.models import Loan, Place, Thing
from samspill.venues.queries.again import why_not_again
from samspill.venues.queries.closed_days import closed_day_of, loans_meeting_closed_doors
from samspill.venues.queries.dates import dates_to_come
from samspill.venues.queries.promises import loans_with_too_few, too_few_for, too_few_of
from samspill.venues.queries.things import (
    late_loans,
    loan_for,
    loans_between,
    loans_missing_pieces,
    loans_that_are_out,
    loans_to_hand_out,
    loans_to_look_over,
    places_with_things,
    thing_for,
    waiting_loans,
)
from samspill.web.access.rooms import EXPECTED, LoanForm, complain, loan_times
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.access.things import looked_at_dates, tell_of_dates, wished_pieces
from samspill.web.desk import complaints
from samspill.web.desk.paging import page_of
from samspill.web.desk.rooms.bookings import who_phones
from samspill.web.desk.rooms.forms.bookings import BackForm, ReasonForm, ThingForOneForm
from samspill.web.desk.rooms.papers import DAYS_ON_PAPER, list_of_the_house
from samspill.web.desk.rooms.things import warn_of_too_few


@at_the_desk
@require_safe
def counter(request: DeskRequest) -> HttpResponse:
    """What is to be done, house by house: what cannot be kept, the late, the returned, the requests, out and in."""
    asker, at, places = request.asker, clock.now(), places_with_things(request.asker)
    place = _chosen(request, places)
    lists = {
        "closed": loans_meeting_closed_doors(asker, at=at, place=place),
        "late": late_loans(asker, at=at, place=place),
        "looked_over": loans_to_look_over(asker, place=place),
        "waiting": waiting_loans(asker, place=place),
        "going": loans_to_hand_out(asker, at=at, place=place),
        "out": loans_that_are_out(asker, at=at, place=place),
        "missing": loans_missing_pieces(asker, place=place),
    }
    few = loans_with_too_few(asker, at=at, place=place)
    shown: dict[str, Any] = {name: page_of(request, rows, called=name) for name, rows in lists.items()}
    page = {
        "here": "rooms",
        "places": places,
        "place": place,
        "today": clock.today(),
        "few": page_of(request, few, called="few"),
        "short": {one.loan.pk: one for one in few},
    }
    return render(request, "desk/rooms/things/counter.html", page | shown)


@at_the_desk
@require_safe
def paper(request: DeskRequest) -> HttpResponse:
    """What is fetched and brought back in the days to come, to hang at the counter."""
    place, at = _chosen(request, places_with_things(request.asker)), clock.now()
    days = loans_between(request.asker, clock.today(), DAYS_ON_PAPER, place=place)
    short = {one.loan.pk: one for one in loans_with_too_few(request.asker, at=at, place=place)}
    made, rows = list_of_the_house(days, place, get_language() or "nb", short)
    note_export(request.asker, "loans", rows=rows, at=at)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="loans.pdf"'
    return response


@at_the_desk
@require_safe
def loan(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """One loan, and what can be done with it."""
    return _page(request, loan_for(request.asker, loan_id))


@at_the_desk
@require_POST
def approval(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """Yes."""
    if approve(loan_for(request.asker, loan_id), by=request.user, at=clock.now()):
        messages.success(request, _("It is booked, and the borrower is told."))
    else:
        messages.error(request, _("It is settled already."))
    return redirect("desk:rooms:loan", loan_id)


@at_the_desk
@require_POST
def refusal(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """No, and why; or what was booked is cancelled, and why."""
    found, form = loan_for(request.asker, loan_id), ReasonForm(request.POST)
    if form.is_valid():
        end = cancel if found.approved_at else refuse
        try:
            if end(found, form.cleaned_data["reason"], by=request.user, at=clock.now()):
                messages.success(request, _("The borrower is told, with what you wrote."))
            else:
                messages.error(request, _("It is settled already."))
            return redirect("desk:rooms:loan", loan_id)
        except EXPECTED as error:
            complain(form, error)
    return _page(request, found, reason=form)


@at_the_desk
@require_POST
def fetched(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """It is handed out, or was not after all; or it is known that it never will be, or that was a mistake."""
    found, at = loan_for(request.asker, loan_id), clock.now()
    if "never" in request.POST:
        done, words = give_back(found, by=request.user, at=at), _("Others can borrow it now.")
    elif "again" in request.POST:
        done, words = (
            have_again(found, by=request.user, at=at),
            _("It stands as before, and the borrower is told."),
        )
        if not done:
            return redirect("desk:rooms:loan", loan_id)
    elif "undo" in request.POST:
        done, words = undo_hand_out(found, by=request.user, at=at), _("It is not handed out after all.")
    else:
        done, words = hand_out(found, by=request.user, at=at), _("It is handed out.")
    return _done(request, loan_id, done, words)


@at_the_desk
@require_POST
def returned(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """The house has it again, with or without all its pieces; or not after all."""
    found, at, form = loan_for(request.asker, loan_id), clock.now(), BackForm(request.POST)
    if form.is_valid():
        try:
            if "undo" in request.POST:
                done, words = undo_take_back(found, by=request.user, at=at), _("It is out, as before.")
            else:
                missing = form.cleaned_data["missing"] or 0
                done, words = take_back(found, missing, by=request.user, at=at), _("It is back.")
                if missing:
                    warn_of_too_few(request, found.thing)
            return _done(request, loan_id, done, words)
        except EXPECTED as error:
            complain(form, error)
    return _page(request, found, back=form)


@at_the_desk
@require_POST
def found(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """What was missing came after all."""
    done = find_missing(loan_for(request.asker, loan_id), by=request.user, at=clock.now())
    return _done(request, loan_id, done, _("It is lent again."))


@at_the_desk
def moving(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """Other pieces or other times; the borrower is told."""
    row = loan_for(request.asker, loan_id)
    stands = loan_times(row) | wished_pieces(request)
    form = LoanForm(request.POST or None, initial=stands, thing=row.thing, held=row.pieces)
    if request.method == "POST" and form.is_valid():
        try:
            change_loan(row, form.cleaned_data["pieces"], *form.times(), by=request.user, at=clock.now())
            messages.success(request, _("It is changed, and the borrower is told."))
            return redirect("desk:rooms:loan", loan_id)
        except EXPECTED as error:
            complain(form, error)
    page = {"here": "rooms", "loan": row, "form": form}
    return render(request, "desk/rooms/things/moving.html", page, status=422 if form.errors else 200)


@at_the_desk
def new(request: DeskRequest, thing_id: uuid.UUID) -> HttpResponse:
    """Somebody phones, or stands at the counter: once, or many times with a look at the dates first."""
    thing, seen = thing_for(request.asker, thing_id), dict[str, Any]()
    form = ThingForOneForm(request.POST or None, thing=thing)
    if request.method == "POST" and form.is_valid():
        if form.comes_back and not request.POST.get("sure"):
            pieces, at = form.cleaned_data["pieces"], clock.now()
            seen = looked_at_dates(thing, pieces, form.all_times(), at=at, by_staff=True)
        elif made := _borrow(request, thing, form):
            return redirect("desk:rooms:loan_dates" if form.comes_back else "desk:rooms:loan", made.pk)
    page = {"here": "rooms", "thing": thing, "form": form, **seen}
    return render(request, "desk/rooms/things/new_loan.html", page, status=422 if form.errors else 200)


def _borrow(request: DeskRequest, thing: Thing, form: ThingForOneForm) -> Loan | None:
    """The loan, or the first of many; None where it could not be had, which the page then says."""
    given, at, staff = form.cleaned_data, clock.now(), request.user
    try:
        with transaction.atomic():
            told = {"purpose": given["purpose"], "group": given["group"]}
            order = thing_order_of(thing, given["pieces"], *form.times(), **told)
            person = who_phones(form, staff, at)
            if not form.comes_back:
                made = borrow_thing(order, person, channel="phone", by=staff, at=at)
                messages.success(request, _("It is booked, and the borrower is told."))
                return made
            fewer = request.POST.get("sure") == "fewer"
            loans, left = borrow_several(
                order, form.all_times(), person, takes_fewer=fewer, channel="phone", by=staff, at=at
            )
            tell_of_dates(request, loans, left)
            if loans:
                return loans[0]
            transaction.set_rollback(True)  # Nobody is written down who borrowed nothing.
    except EXPECTED as error:
        complain(form, error)
    except complaints.EXPECTED as error:
        form.add_error("phone", complaints.sentence_for(error))
    return None


def _chosen(request: DeskRequest, places: list[Place]) -> Place | None:
    """The house the address asks for; None is all of them."""
    return next((one for one in places if str(one.pk) == request.GET.get("house")), None)


def _done(request: DeskRequest, loan_id: uuid.UUID, done: bool, words: str) -> HttpResponse:
    """Say what was done, and go back to where it was pressed."""
    if done:
        messages.success(request, words)
    else:
        messages.error(request, _("It is settled already."))
    if "counter" in request.POST:
        return redirect("desk:rooms:loans")
    return redirect("desk:rooms:loan", loan_id)


def _page(
    request: DeskRequest, row: Loan, *, reason: ReasonForm | None = None, back: BackForm | None = None
) -> HttpResponse:
    form, at = reason or back, clock.now()
    few = too_few_for(row, at=at)
    together = dates_to_come(row, at=at) if few and row.series else []
    closed = closed_day_of(row, at=at)
    ready = ReasonForm(initial={"reason": ready_reason(row, few, closed)})
    page = {
        "here": "rooms",
        "loan": row,
        "few": few,
        "short": {row.pk: few} if few else {},
        "closed": closed,
        "too_late": why_not_again(row, at=at) if row.given_back_at else None,
        "dates_short": len(too_few_of(together, at=at)),
        "has_begun": row.starts_at <= at,
        "form": reason or ready,
        "back_form": back or BackForm(),
    }
    return render(request, "desk/rooms/things/loan.html", page, status=422 if form and form.errors else 200)
