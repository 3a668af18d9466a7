"""The link to a person's own page, and how often she wants to be written to."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.queries import person_for
from samspill.volunteering.actions.digests import choose_digest, end_digest
from samspill.web.access.links import send_own_page
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for


@at_the_desk
@require_POST
def link(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Send her the link to her own page."""
    found = person_for(request.asker, person_id)
    try:
        send_own_page(request, found, by=request.user, at=clock.now())
        messages.success(request, _("The link is on its way."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:people:person", found.pk)


@at_the_desk
@require_POST
def weekly(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """She has said on the phone that she wants one message a week, or everything at once again."""
    found = person_for(request.asker, person_id)
    change = choose_digest if request.POST.get("weekly") == "yes" else end_digest
    change(found, channel="phone", by=request.user, at=clock.now())
    return redirect("desk:people:papers", found.pk)
