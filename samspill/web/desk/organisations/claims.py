"""Those who say that they may act for an association, and groups that registered themselves: looked at, answered."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.actions import (
    approve_claim,
    let_act,
    refuse_claim,
    review_group,
    stop_acting,
)
from samspill.organisations.models import PostClaim
from samspill.organisations.queries.aboard import claim_for, claims_for, new_groups
from samspill.organisations.queries.acting import those_who_act_for
from samspill.organisations.queries.desk import organisation_for, posts_in
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


class RefusalForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=gettext_lazy("Why not?"),
        help_text=gettext_lazy("These words stand in the message."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write why.")},
    )


@at_the_desk
def claims(request: DeskRequest) -> HttpResponse:
    """Claims that wait, the oldest first, and new groups."""
    waiting = claims_for(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "association-claims", waiting, columns.POST_CLAIMS)
    page = {
        "here": "associations",
        "page": page_of(request, waiting),
        "groups": new_groups().order_by("created_at")[:50],
    }
    return render(request, "desk/organisations/claims.html", page)


@at_the_desk
def claim(request: DeskRequest, post_claim_id: uuid.UUID) -> HttpResponse:
    """One claim: who, which association, why, and who is there already."""
    return _page(request, claim_for(request.asker, post_claim_id), RefusalForm())


@at_the_desk
@require_POST
def claim_approval(request: DeskRequest, post_claim_id: uuid.UUID) -> HttpResponse:
    """She may act, and gets a link."""
    found = claim_for(request.asker, post_claim_id)
    try:
        post = approve_claim(found, by=request.user, at=clock.now())
        messages.success(request, _("%(name)s may act, and gets a link.") % {"name": post.person.name})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:organisations:claims")


@at_the_desk
@require_POST
def claim_refusal(request: DeskRequest, post_claim_id: uuid.UUID) -> HttpResponse:
    """She may not, and is told why."""
    found, form = claim_for(request.asker, post_claim_id), RefusalForm(request.POST)
    if form.is_valid():
        try:
            refuse_claim(found, form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(request, _("The reason is sent to the person."))
            return redirect("desk:organisations:claims")
        except EXPECTED as error:
            form.add_error("reason", sentence_for(error))
    return _page(request, found, form)


@at_the_desk
@require_POST
def review(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """A new group has been looked at."""
    review_group(organisation_for(request.asker, organisation_id), by=request.user, at=clock.now())
    messages.success(request, _("Saved."))
    return redirect("desk:organisations:organisation", organisation_id)


@at_the_desk
@require_POST
def acting(request: DeskRequest, organisation_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """Say that the holder of a post may act for the association, or that she may not."""
    found = organisation_for(request.asker, organisation_id)
    post = found.posts.get(pk=post_id, until_on__isnull=True)
    change = let_act if "may" in request.POST else stop_acting
    change(post, by=request.user, at=clock.now(), channel="web")
    messages.success(request, _("Saved."))
    return redirect("desk:organisations:organisation", found.pk)


def _page(request: DeskRequest, found: PostClaim, form: RefusalForm) -> HttpResponse:
    page = {
        "here": "associations",
        "claim": found,
        "acting": those_who_act_for(found.organisation),
        "posts": posts_in(found.organisation),
        "points": found.person.contact_points.order_by("kind", "-is_preferred"),
        "form": form,
    }
    return render(request, "desk/organisations/claim.html", page, status=422 if form.errors else 200)
