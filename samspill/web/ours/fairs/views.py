"""The fairs an association takes part in, and one of its offers."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from samspill.activities.actions.fairs import note_joined
from samspill.activities.models import FairOffer
from samspill.activities.queries.fairs import (
    numbers_coming,
    offer_by,
    offers_by,
    rounds_of,
    shows_who_comes,
    who_comes,
)
from samspill.foundation import clock
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


class JoinedForm(forms.Form):
    """How many pupils joined."""

    joined = forms.IntegerField(
        label=_("How many pupils have joined you since?"),
        min_value=0,
        max_value=2000,
        help_text=_("Only the number. We keep no names."),
    )


@require_safe
@for_an_association
def fairs(request: ActingRequest, token: str) -> HttpResponse:
    """What the association offers at fairs."""
    page = {"offers": offers_by(request.organisation)}
    return render(request, "ours/fairs/list.html", heading_of(request, token, "fairs") | page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def offer(request: ActingRequest, token: str, fair_offer_id: uuid.UUID) -> HttpResponse:
    """How many come in each round; who, on the day; and afterwards how many joined."""
    try:
        found = offer_by(request.organisation, fair_offer_id)
    except FairOffer.DoesNotExist as error:
        raise Http404 from error
    is_over = clock.today() >= found.fair.held_on
    form = JoinedForm(request.POST if request.method == "POST" else None, initial={"joined": found.joined})
    if is_over and form.is_valid():
        note_joined(found, form.cleaned_data["joined"], by=request.person, at=clock.now())
        return redirect("ours:fair_offer", token, request.organisation.pk, found.pk)
    page = {"offer": found, "fair": found.fair, "form": form if is_over else None, **_coming(found)}
    shown = heading_of(request, token, "fairs") | page
    return render(request, "ours/fairs/offer.html", shown, status=422 if form.errors else 200)


def _coming(offer: FairOffer) -> dict[str, Any]:
    """Each round with how many come; with names on the day alone."""
    shows = shows_who_comes(offer.fair, at=clock.now())
    names = dict(who_comes(offer)) if shows else {}
    numbers = numbers_coming(offer) if offer.fair.published_at else {}
    rounds = [
        (one, numbers[one.number], names.get(one.number, []))
        for one in rounds_of(offer.fair)
        if one.number in numbers
    ]
    return {"rounds": rounds, "shows_who": shows}
