"""What an association can offer in a crisis, at the desk: told, said anew, taken back; a link for its own contact."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.organisations.queries.desk import organisation_for, posts_in
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions.capabilities import (
    assure_capability,
    note_capability_used,
    offer_capability,
    withdraw_capability,
)
from samspill.volunteering.models import OrganisationCapability
from samspill.volunteering.queries.capabilities import capabilities_of, capability_for
from samspill.volunteering.queries.standing import phones_of
from samspill.web.access.offering import send_offering_link
from samspill.web.access.offering_forms import DeskOfferForm
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for

#: What may be done to an offer with one button, by the word the button sends.
DEEDS = {"assure": assure_capability, "withdraw": withdraw_capability}


@at_the_desk
def capabilities(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """All it offers, and a form for more."""
    found = organisation_for(request.asker, organisation_id)
    form = DeskOfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _save(request, found, form, None):
        return redirect("desk:organisations:capabilities", found.pk)
    offered = capabilities_of(found)
    page = {
        "here": "associations",
        "organisation": found,
        "offered": offered,
        "phones": phones_of([one.contact_id for one in offered if one.contact_id]),
        "posts": posts_in(found),
        "form": form,
        "today": clock.today(),
    }
    return render(request, "desk/organisations/capabilities.html", page)


@at_the_desk
def capability(request: DeskRequest, organisation_id: uuid.UUID, capability_id: uuid.UUID) -> HttpResponse:
    """Tell it anew."""
    found = organisation_for(request.asker, organisation_id)
    row = capability_for(request.asker, found, capability_id)
    form = DeskOfferForm(request.POST if request.method == "POST" else None, capability=row)
    if request.method == "POST" and form.is_valid() and _save(request, found, form, row):
        return redirect("desk:organisations:capabilities", found.pk)
    page = {"here": "associations", "organisation": found, "capability": row, "form": form}
    return render(request, "desk/organisations/capability.html", page)


@at_the_desk
@require_POST
def standing(request: DeskRequest, organisation_id: uuid.UUID, capability_id: uuid.UUID) -> HttpResponse:
    """It still stands, it no longer does, or it was used."""
    found = organisation_for(request.asker, organisation_id)
    row, deed = capability_for(request.asker, found, capability_id), request.POST.get("deed", "")
    if deed in DEEDS:
        DEEDS[deed](row, by=request.user, at=clock.now(), channel="phone")
    elif deed == "use":
        note_capability_used(row, by=request.user, at=clock.now())
    return redirect("desk:organisations:capabilities", found.pk)


@at_the_desk
@require_POST
def link(request: DeskRequest, organisation_id: uuid.UUID, post_id: uuid.UUID) -> HttpResponse:
    """Send a link by SMS to one who speaks for it."""
    found = organisation_for(request.asker, organisation_id)
    post = found.posts.select_related("person", "organisation").get(pk=post_id, until_on__isnull=True)
    try:
        send_offering_link(request, post, by=request.user, at=clock.now())
        messages.success(request, _("%(name)s gets a link by SMS.") % {"name": post.person.name})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:organisations:capabilities", found.pk)


def _save(
    request: DeskRequest, found: Organisation, form: DeskOfferForm, row: OrganisationCapability | None
) -> bool:
    """Whether it could be saved; else the form says why not."""
    try:
        told, channel = form.told(), form.cleaned_data["channel"]
        offer_capability(found, told, by=request.user, at=clock.now(), channel=channel, replaces=row)
        messages.success(request, _("Saved. It stands for a year."))
    except EXPECTED as error:
        form.add_error(_field_of(error), sentence_for(error))
        return False
    return True


def _field_of(error: Exception) -> str:
    if isinstance(error, HoldsNationalId):
        return str(error.args[0])
    return "contact_phone" if type(error).__name__ == "NotAPhone" else "kind"
