"""Dates of a thing that were asked for together: seen as one, answered as one, and ended as one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.venues.actions import approve_dates, end_dates
from samspill.venues.models import Loan
from samspill.venues.queries.dates import dates_to_come, dates_together
from samspill.venues.queries.instead import undoable
from samspill.venues.queries.promises import too_few_of
from samspill.venues.queries.things import loan_for
from samspill.web.access.rooms import EXPECTED, complain
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.rooms.forms.bookings import ReasonForm


@at_the_desk
@require_safe
def dates(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """All the dates, and what can be done with those to come."""
    return _page(request, loan_for(request.asker, loan_id), ReasonForm())


@at_the_desk
@require_POST
def approval(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """Yes to all that waits."""
    number = approve_dates(loan_for(request.asker, loan_id), by=request.user, at=clock.now())
    if number:
        words = ngettext(
            "One date is booked, and the borrower is told.",
            "%(n)s dates are booked, and the borrower is told.",
            number,
        )
        messages.success(request, words % {"n": number})
    else:
        messages.error(request, _("It is settled already."))
    return redirect("desk:rooms:loan_dates", loan_id)


@at_the_desk
@require_POST
def ending(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """No to all that waits, and all to come is cancelled: with a reason."""
    found, form = loan_for(request.asker, loan_id), ReasonForm(request.POST)
    if form.is_valid():
        try:
            if end_dates(found, form.cleaned_data["reason"], by=request.user, at=clock.now()):
                messages.success(request, _("The borrower is told, with what you wrote."))
            else:
                messages.error(request, _("It is settled already."))
            return redirect("desk:rooms:loan_dates", loan_id)
        except EXPECTED as error:
            complain(form, error)
    return _page(request, found, form)


def _page(request: DeskRequest, loan: Loan, form: ReasonForm) -> HttpResponse:
    at, rows = clock.now(), dates_together(loan)
    page = {
        "here": "rooms",
        "loan": loan,
        "loans": rows,
        "waiting": sum(one.is_live and one.approved_at is None for one in rows),
        "to_come": len(dates_to_come(loan, at=at)),
        "undoable": undoable(dates_to_come(loan, at=at)),
        "short": {one.loan.pk: one for one in too_few_of(rows, at=at)},
        "form": form,
    }
    return render(request, "desk/rooms/things/dates.html", page, status=422 if form.errors else 200)
