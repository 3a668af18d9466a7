"""Which associations show things unread: what the rule says, what a person has said, and the rule itself."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.actions import choose_publishing_rule, decide_trust, end_trust_decision
from samspill.organisations.models import Organisation
from samspill.organisations.queries.desk import organisation_for
from samspill.organisations.queries.reviews import (
    decisions_on,
    publishing_rule,
    reviews_of,
    why_it_is_trusted,
)
from samspill.web.access.staff import DeskRequest, at_the_desk, for_leaders
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.reviews.forms import RuleForm, TrustForm


@at_the_desk
def association(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Whether what it writes is read first and why, what was read, and a place to decide."""
    return _page(request, organisation_for(request.asker, organisation_id), TrustForm())


@at_the_desk
@require_POST
def decision(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """It is trusted from now on, or (`read`) everything it writes is read."""
    found, form = organisation_for(request.asker, organisation_id), TrustForm(request.POST)
    if form.is_valid():
        is_trusted = "read" not in request.POST
        try:
            decide_trust(found, is_trusted, form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("desk:reviews:association", found.pk)
        except EXPECTED as error:
            form.add_error("reason", sentence_for(error))
    return _page(request, found, form)


@at_the_desk
@require_POST
def ending(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """The rule decides again."""
    end_trust_decision(organisation_for(request.asker, organisation_id), by=request.user, at=clock.now())
    messages.success(request, _("The rule decides again."))
    return redirect("desk:reviews:association", organisation_id)


@at_the_desk
@for_leaders
def rule(request: DeskRequest) -> HttpResponse:
    """Whose words are read first in the whole municipality."""
    form = RuleForm(request.POST if request.method == "POST" else None, rule=publishing_rule())
    if form.is_valid():
        try:
            choose_publishing_rule(form.rule(), by=request.user, at=clock.now())
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("desk:reviews:rule")
        except EXPECTED as error:
            form.add_error("reader", sentence_for(error))
    page = {"here": "associations", "form": form}
    return render(request, "desk/reviews/rule.html", page, status=422 if form.errors else 200)


def _page(request: DeskRequest, found: Organisation, form: TrustForm) -> HttpResponse:
    decisions = decisions_on(found)
    page = {
        "here": "associations",
        "organisation": found,
        "trusted": why_it_is_trusted(found),
        "standing": next((one for one in decisions if one.ended_at is None), None),
        "decisions": decisions,
        "reviews": reviews_of(found),
        "form": form,
    }
    return render(request, "desk/reviews/association.html", page, status=422 if form.errors else 200)
