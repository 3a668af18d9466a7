"""What associations offer at a fair: a new one, one to change, closing and opening again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.activities.actions.fairs import add_offer, change_offer, close_offer, reopen_offer
from samspill.activities.queries.fairs import fair_for, offer_for, who_comes
from samspill.foundation import clock
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.fairs.complaints import EXPECTED, sentence_for
from samspill.web.desk.fairs.forms import OfferForm


@at_the_desk
def new(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """One more offer; then the next can be typed in."""
    fair = fair_for(request.asker, fair_id)
    form = OfferForm(request.POST if request.method == "POST" else None, fair=fair)
    if form.is_valid():
        made = add_offer(fair, form.facts(), by=request.user, at=clock.now())
        messages.success(request, _("%(title)s has number %(n)s.") % {"title": made.title, "n": made.number})
        again = "again" in request.POST
        return redirect("desk:fairs:new_offer" if again else "desk:fairs:fair", fair.pk)
    page = {"here": "fairs", "fair": fair, "form": form}
    return render(request, "desk/fairs/offer.html", page, status=422 if form.errors else 200)


@at_the_desk
def offer(request: DeskRequest, fair_id: uuid.UUID, fair_offer_id: uuid.UUID) -> HttpResponse:
    """One offer: who comes, and what is told about it."""
    found = offer_for(request.asker, fair_id, fair_offer_id)
    form = OfferForm(request.POST if request.method == "POST" else None, fair=found.fair, offer=found)
    if form.is_valid():
        try:
            change_offer(found, form.facts(), by=request.user, at=clock.now())
            return redirect("desk:fairs:fair", fair_id)
        except EXPECTED as error:
            form.add_error(None, sentence_for(error))
    page = {
        "here": "fairs",
        "fair": found.fair,
        "offer": found,
        "form": form,
        "coming": who_comes(found) if found.fair.drawn_at else [],
    }
    return render(request, "desk/fairs/offer.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def closing(request: DeskRequest, fair_id: uuid.UUID, fair_offer_id: uuid.UUID) -> HttpResponse:
    """It does not take place, or with `open` it does after all."""
    found = offer_for(request.asker, fair_id, fair_offer_id)
    if "open" in request.POST:
        reopen_offer(found, by=request.user, at=clock.now())
        messages.success(request, _("It takes place."))
        return redirect("desk:fairs:offer", fair_id, found.pk)
    came = close_offer(found, by=request.user, at=clock.now())
    words = _("It is closed.")
    if came.moved:
        words += " " + ngettext(
            "One pupil got something else.", "%(n)s pupils got something else.", came.moved
        ) % {"n": came.moved}
    if came.left_over:
        words += " " + ngettext(
            "One has nothing in that round.", "%(n)s have nothing in a round.", came.left_over
        ) % {"n": came.left_over}
    messages.success(request, words)
    return redirect("desk:fairs:fair", fair_id)
