"""What a person may ask for by right: to have something corrected, to be left alone, to be forgotten."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.actions import forget_person, lift_restriction, make_claim, settle_claim
from samspill.people.models import Claim
from samspill.people.queries import (
    claim_for,
    claims_for,
    restricted_person_for,
    restricted_persons,
)
from samspill.volunteering.actions.restricting import restrict
from samspill.volunteering.queries.profiles import coming_tasks_of
from samspill.web.access.staff import DeskRequest, at_the_desk, for_leaders
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.paging import page_of
from samspill.web.desk.people.forms import ClaimForm, RestrictionForm
from samspill.web.desk.people.history import history_of
from samspill.web.desk.people.tabs import opened
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


class SettlementForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=gettext_lazy("What came of it"), choices=[])
    answer = forms.CharField(
        label=gettext_lazy("Why not"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The person can read this on their own page."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        """Whoever wants to be forgotten is forgotten, or not; that it is done is not for anybody to say."""
        super().__init__(*args, **kwargs)
        choices = [("refused", _("We cannot do as asked"))]
        if kind == "correction":
            choices.insert(0, ("done", _("It is corrected")))
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == "refused" and not given.get("answer", "").strip():
            self.add_error("answer", _("Write why, so that they can be told."))
        return given


@at_the_desk
def restricted(request: DeskRequest) -> HttpResponse:
    """Those of whom nothing may be done for the time being."""
    rows = restricted_persons(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "restricted", rows, columns.RESTRICTED)
    page = page_of(request, rows)
    return render(request, "desk/people/restricted_list.html", {"here": "people", "page": page})


@at_the_desk
@require_POST
def restriction(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Nothing is done with what we have of her from now on."""
    found = opened(request.asker, person_id)
    form = RestrictionForm(request.POST, auto_id="restriction_%s")
    if not form.is_valid():
        return history_of(request, found, restriction_form=form)
    restrict(found, **form.cleaned_data, by=request.user, at=clock.now())
    messages.success(request, _("From now on nothing is done with what we have of this person."))
    return redirect("desk:people:history", found.pk)


@at_the_desk
@for_leaders
@require_POST
def restriction_lifting(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """What we have may be used again."""
    found = restricted_person_for(request.asker, person_id)
    lift_restriction(found, by=request.user, at=clock.now(), channel="web")
    messages.success(request, _("It may be used again."))
    return redirect("desk:people:history", found.pk)


@at_the_desk
def claims(request: DeskRequest) -> HttpResponse:
    """What people ask for by right, the oldest first; or what has been answered."""
    settled = request.GET.get("show") == "settled"
    rows = claims_for(request.asker, settled=settled)
    if is_wanted(request):
        return spreadsheet(request, "claims", rows, columns.CLAIMS)
    page = {"here": "people", "page": page_of(request, rows), "settled": settled}
    return render(request, "desk/people/claims.html", page)


@at_the_desk
def claim(request: DeskRequest, claim_id: uuid.UUID) -> HttpResponse:
    """One of them: what she says, and what to do."""
    found = claim_for(request.asker, claim_id)
    return _claim_page(request, found, SettlementForm(kind=found.kind))


@at_the_desk
@require_POST
def new_claim(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """She asks on the phone, or in a letter; it is typed in, and waits like any other."""
    found, form = opened(request.asker, person_id), ClaimForm(request.POST, auto_id="claim_%s")
    if not form.is_valid():
        return history_of(request, found, claim_form=form)
    made = make_claim(found, **form.cleaned_data, by=request.user, at=clock.now())
    return redirect("desk:people:claim", made.pk)


@at_the_desk
@require_POST
def settlement(request: DeskRequest, claim_id: uuid.UUID) -> HttpResponse:
    """It is corrected, or cannot be."""
    found = claim_for(request.asker, claim_id)
    form = SettlementForm(request.POST, kind=found.kind)
    if form.is_valid():
        try:
            settle_claim(found, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, _("It is dealt with. The person sees the answer on their own page."))
            return redirect("desk:people:claims")
        except EXPECTED as error:
            form.add_error("answer", sentence_for(error))
    return _claim_page(request, found, form)


@at_the_desk
@for_leaders
@require_POST
def forgetting(request: DeskRequest, claim_id: uuid.UUID) -> HttpResponse:
    """She asked to be forgotten, and is."""
    found = claim_for(request.asker, claim_id)
    try:
        _forget(found, request)
        messages.success(request, _("The person is forgotten. What was done still counts."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:people:claims")


@transaction.atomic
def _forget(found: Claim, request: DeskRequest) -> None:
    settle_claim(found, outcome="done", by=request.user, at=clock.now())
    forget_person(found.person, by=request.user, at=clock.now(), channel="web")


def _claim_page(request: DeskRequest, found: Claim, form: SettlementForm) -> HttpResponse:
    page = {
        "here": "people",
        "claim": found,
        "person": found.person,
        "form": form,
        "coming": coming_tasks_of(found.person, at=clock.now()) if found.kind == "erasure" else [],
    }
    return render(request, "desk/people/claim.html", page)
