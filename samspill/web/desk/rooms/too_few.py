"""What to do with a loan that cannot be kept: write to the borrower, or lend something else in its place."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.venues.actions import lend_instead, ready_reason, ready_words, write_to_borrower
from samspill.venues.queries.closed_days import closed_day_of
from samspill.venues.queries.promises import things_instead, too_few_for
from samspill.venues.queries.things import loan_for
from samspill.web.access.rooms import EXPECTED, complain
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.rooms.forms.bookings import InsteadForm, WordsForm


@at_the_desk
def message(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """Write to the borrower; the words are ready where pieces are lacking."""
    loan, at = loan_for(request.asker, loan_id), clock.now()
    few, closed = too_few_for(loan, at=at), closed_day_of(loan, at=at)
    form = WordsForm(request.POST or None, initial={"words": ready_words(loan, few, closed)})
    if request.method == "POST" and form.is_valid():
        try:
            if write_to_borrower(loan, form.cleaned_data["words"], by=request.user, at=at):
                messages.success(request, _("The message is on its way."))
            else:
                messages.error(request, _("We know neither a mobile number nor an e-mail address. Call."))
            return redirect("desk:rooms:loan", loan_id)
        except EXPECTED as error:
            complain(form, error)
    page = {"here": "rooms", "loan": loan, "few": few, "form": form}
    return render(request, "desk/rooms/things/message.html", page, status=422 if form.errors else 200)


@at_the_desk
def instead(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """Lend as many of another thing in its place, and say why."""
    loan, at = loan_for(request.asker, loan_id), clock.now()
    few, offers = too_few_for(loan, at=at), things_instead(loan, at=at)
    ready = ready_reason(loan, few, closed_day_of(loan, at=at))
    form = InsteadForm(request.POST or None, offers=offers, initial={"reason": ready})
    if request.method == "POST" and form.is_valid():
        try:
            wanted = uuid.UUID(form.cleaned_data["thing"])
            lend_instead(loan, wanted, form.cleaned_data["reason"], by=request.user, at=at)
            messages.success(request, _("It is changed, and the borrower is told."))
            return redirect("desk:rooms:loan", loan_id)
        except EXPECTED as error:
            complain(form, error)
    page = {"here": "rooms", "loan": loan, "few": few, "offers": offers, "form": form}
    return render(request, "desk/rooms/things/instead.html", page, status=422 if form.errors else 200)
