"""What the association says of itself on its public page."""

from __future__ import annotations

import uuid
from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspill.foundation import clock
from samspill.organisations.actions import confirm_page, present
from samspill.organisations.models import Organisation
from samspill.organisations.queries.reviews import Reading, reading_of
from samspill.organisations.queries.square import published_contacts
from samspill.web.access.page_fields import WORDS, WRONG_ON_A_PAGE, AssociationPageForm
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_an_association
def page(request: ActingRequest, token: str) -> HttpResponse:
    """One form for all of it; from the first time it is saved, no register changes what it says."""
    ours = request.organisation
    reading = _reading_of(ours)
    form = AssociationPageForm(
        request.POST if request.method == "POST" else None, organisation=_as_last_written(ours, reading)
    )
    if form.is_valid():
        try:
            present(ours, by=request.person, at=clock.now(), channel="web", **form.facts())
            messages.success(request, _said_of(ours))
            return redirect("ours:page", token, ours.pk)
        except WRONG_ON_A_PAGE as error:
            form.say_what_is_wrong(error)
    page = {"form": form, "contacts": published_contacts(ours), "reading": reading}
    shown = heading_of(request, token, "page") | page
    return render(request, "ours/page.html", shown, status=422 if form.errors else 200)


@require_POST
@for_an_association
def confirmation(request: ActingRequest, token: str) -> HttpResponse:
    """All of it is right as it stands."""
    confirm_page(request.organisation, by=request.person, at=clock.now(), channel="web")
    messages.success(request, _("Thank you. Everybody sees that it is right."))
    return redirect("ours:page", token, request.organisation.pk)


def _reading_of(ours: Organisation) -> Reading | None:
    return reading_of("group", ours.pk) or reading_of("page", ours.pk)


def _said_of(ours: Organisation) -> str:
    if _reading_of(ours):
        return _("It is saved. We read it before everybody sees it.")
    return _("Saved. Everybody sees it within five minutes.")


def _as_last_written(ours: Organisation, reading: Reading | None) -> Organisation:
    """The association as it says itself, also while that waits to be read; a copy, which nobody saves."""
    facts = reading.review.facts if reading else {}
    if not facts:
        return ours
    written = copy(ours)
    for name in WORDS:
        setattr(written, name, facts.get(name, getattr(ours, name)))
    written.area_id = uuid.UUID(facts["area"]) if facts.get("area") else None
    written.categories, written.languages = tuple(facts["categories"]), tuple(facts["languages"])
    written.audiences = tuple(facts.get("audiences", ours.audiences))
    return written
