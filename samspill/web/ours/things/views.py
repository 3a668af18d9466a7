"""A thing with its days and the form to borrow it, once or many times; what it has is changed and brought back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samspill.foundation import clock
from samspill.venues.actions import (
    ThingOrder,
    borrow_several,
    borrow_thing,
    bring_back,
    change_loan,
    give_back,
    give_back_dates,
    have_again,
    have_dates_again,
)
from samspill.venues.models import Thing
from samspill.venues.queries.dates import dates_to_come, dates_together
from samspill.venues.queries.promises import too_few_of_organisation
from samspill.venues.queries.things import loan_of_organisation, thing_for
from samspill.web.access.rooms import EXPECTED, LoanForm, ManyLoansForm, complain, loan_times
from samspill.web.access.things import (
    CHOSEN,
    again_page,
    days_page,
    looked_at_dates,
    tell_of_dates,
    tell_of_undo,
    wished_pieces,
)
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def thing(request: ActingRequest, token: str, thing_id: uuid.UUID) -> HttpResponse:
    """A thing with how many are free each day, and the form; many dates are looked at before they are borrowed."""
    found, at = thing_for(None, thing_id), clock.now()
    chosen = {name: request.GET[name][:20] for name in CHOSEN if request.GET.get(name)}
    form = ManyLoansForm(request.POST if request.method == "POST" else None, initial=chosen, thing=found)
    del form.fields["group"]
    seen: dict[str, Any] = {}
    if form.is_valid():
        if form.comes_back and not request.POST.get("sure"):
            pieces = form.cleaned_data["pieces"]
            seen = looked_at_dates(found, pieces, form.all_times(), at=at, by_staff=False)
        elif _borrow(request, found, form):
            return redirect("ours:rooms", token, request.organisation.pk)
    page = {"thing": found, "form": form, **seen, **days_page(request, found)}
    shown = heading_of(request, token, "rooms") | page
    return render(request, "ours/things/thing.html", shown, status=422 if form.errors else 200)


@require_POST
@for_an_association
def giving_back(request: ActingRequest, token: str, loan_id: uuid.UUID) -> HttpResponse:
    """It is brought back, or it is not needed, or neither after all; pressing twice does the same."""
    loan, at = loan_of_organisation(request.organisation, loan_id), clock.now()
    end = bring_back if "back" in request.POST else give_back
    if "undo" in request.POST:
        tell_of_undo(request, have_again(loan, by=request.person, at=at))
    elif end(loan, by=request.person, at=at):
        messages.success(request, _("Thank you. Others can borrow it now."))
    if "dates" in request.POST:
        return redirect("ours:loan_dates", token, request.organisation.pk, loan_id)
    return redirect("ours:rooms", token, request.organisation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def dates(request: ActingRequest, token: str, loan_id: uuid.UUID) -> HttpResponse:
    """All the dates that were asked for together, each with what can be done; a POST gives up all to come,
    or takes that back.
    """
    loan, at = loan_of_organisation(request.organisation, loan_id), clock.now()
    if "undo" in request.POST:
        had, _gone = have_dates_again(loan, by=request.person, at=at)
        tell_of_undo(request, had > 0)
        return redirect("ours:loan_dates", token, request.organisation.pk, loan_id)
    if request.method == "POST":
        given = give_back_dates(loan, by=request.person, at=at)
        if given:
            words = ngettext(
                "Thank you. One date is given back.", "Thank you. %(n)s dates are given back.", given
            )
            messages.success(request, words % {"n": given})
        return redirect("ours:rooms", token, request.organisation.pk)
    short = {one.loan.pk: one for one in too_few_of_organisation(request.organisation, at=at)}
    page = {
        "loan": loan,
        "loans": dates_together(loan),
        "to_come": len(dates_to_come(loan, at=at)),
        "short": short,
        "is_of_dates": True,
        **again_page(loan, at=at),
    }
    return render(request, "ours/things/dates.html", heading_of(request, token, "rooms") | page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def moving(request: ActingRequest, token: str, loan_id: uuid.UUID) -> HttpResponse:
    """More or fewer pieces, other times; longer where it is fetched."""
    loan = loan_of_organisation(request.organisation, loan_id)
    typed = request.POST if request.method == "POST" else None
    stands = loan_times(loan) | wished_pieces(request)
    form = LoanForm(typed, initial=stands, thing=loan.thing, held=loan.pieces)
    if form.is_valid():
        try:
            change_loan(loan, form.cleaned_data["pieces"], *form.times(), by=request.person, at=clock.now())
            return redirect("ours:rooms", token, request.organisation.pk)
        except EXPECTED as error:
            complain(form, error)
    page = heading_of(request, token, "rooms") | {"loan": loan, "form": form}
    return render(request, "ours/things/moving.html", page, status=422 if form.errors else 200)


def _borrow(request: ActingRequest, thing: Thing, form: ManyLoansForm) -> bool:
    """Borrow it, once or many times; False where something was wrong, which the form then says."""
    given, person, at = form.cleaned_data, request.person, clock.now()
    order = ThingOrder(
        thing.pk,
        given["pieces"],
        *form.times(),
        purpose=given["purpose"],
        organisation=request.organisation,
    )
    try:
        if not form.comes_back:
            borrow_thing(order, person, channel="web", by=person, at=at)
            messages.success(request, _("It is written down, and we have sent you a message."))
            return True
        fewer = request.POST.get("sure") == "fewer"
        made, left = borrow_several(
            order, form.all_times(), person, takes_fewer=fewer, channel="web", by=person, at=at
        )
        tell_of_dates(request, made, left)
    except EXPECTED as error:
        complain(form, error)
        return False
    return True
