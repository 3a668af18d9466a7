"""A thing with its days and the form to borrow it; what the association has is changed and brought back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspill.foundation import clock
from samspill.venues.actions import ThingOrder, borrow_thing, bring_back, change_loan, give_back
from samspill.venues.queries.things import loan_of_organisation, thing_for
from samspill.web.access.rooms import EXPECTED, BorrowThingForm, LoanForm, complain, loan_times
from samspill.web.access.things import CHOSEN, days_page
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def thing(request: ActingRequest, token: str, thing_id: uuid.UUID) -> HttpResponse:
    """A thing with how many are free each day, and the form."""
    found, at = thing_for(None, thing_id), clock.now()
    chosen = {name: request.GET[name][:20] for name in CHOSEN if request.GET.get(name)}
    form = BorrowThingForm(request.POST if request.method == "POST" else None, initial=chosen, thing=found)
    del form.fields["group"]
    if form.is_valid():
        try:
            order = ThingOrder(
                found.pk,
                form.cleaned_data["pieces"],
                *form.times(),
                purpose=form.cleaned_data["purpose"],
                organisation=request.organisation,
            )
            borrow_thing(order, request.person, channel="web", by=request.person, at=at)
            messages.success(request, _("It is written down, and we have sent you a message."))
            return redirect("ours:rooms", token, request.organisation.pk)
        except EXPECTED as error:
            complain(form, error)
    page = {"thing": found, "form": form, **days_page(request, found)}
    shown = heading_of(request, token, "rooms") | page
    return render(request, "ours/things/thing.html", shown, status=422 if form.errors else 200)


@require_POST
@for_an_association
def giving_back(request: ActingRequest, token: str, loan_id: uuid.UUID) -> HttpResponse:
    """It is brought back, or it is not needed; pressing twice does the same."""
    end = bring_back if "back" in request.POST else give_back
    if end(loan_of_organisation(request.organisation, loan_id), by=request.person, at=clock.now()):
        messages.success(request, _("Thank you. Others can borrow it now."))
    return redirect("ours:rooms", token, request.organisation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def moving(request: ActingRequest, token: str, loan_id: uuid.UUID) -> HttpResponse:
    """More or fewer pieces, other times; longer where it is fetched."""
    loan = loan_of_organisation(request.organisation, loan_id)
    typed = request.POST if request.method == "POST" else None
    form = LoanForm(typed, initial=loan_times(loan), thing=loan.thing)
    if form.is_valid():
        try:
            change_loan(loan, form.cleaned_data["pieces"], *form.times(), by=request.person, at=clock.now())
            return redirect("ours:rooms", token, request.organisation.pk)
        except EXPECTED as error:
            complain(form, error)
    page = heading_of(request, token, "rooms") | {"loan": loan, "form": form}
    return render(request, "ours/things/moving.html", page, status=422 if form.errors else 200)
