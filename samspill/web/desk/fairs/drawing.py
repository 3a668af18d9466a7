"""Drawing the places, waiting for it, and letting everybody see them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.activities.actions.fairs import ask_for_drawing, fill_where_free, publish_fair
from samspill.activities.queries.fairs import fair_for
from samspill.activities.wording.fairs import STEPS
from samspill.foundation import clock
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.fairs.complaints import EXPECTED, sentence_for


@at_the_desk
@require_POST
def drawing(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """Draw the places, or draw them anew."""
    found = fair_for(request.asker, fair_id)
    try:
        ask_for_drawing(found, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:fairs:fair", found.pk)


@at_the_desk
def progress(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """How far it has come, for the page that waits; once it is there the page is loaded anew."""
    found = fair_for(request.asker, fair_id)
    if not found.is_being_drawn:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    page = {"fair": found, "step": STEPS.get(found.step, "")}
    return render(request, "desk/fairs/progress.html", page)


@at_the_desk
@require_POST
def publication(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """Let pupils see their places."""
    found = fair_for(request.asker, fair_id)
    try:
        publish_fair(found, by=request.user, at=clock.now())
        messages.success(request, _("Pupils can see their places with their codes now."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:fairs:fair", found.pk)


@at_the_desk
@require_POST
def filling(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """Give those who have nothing in some round what is free."""
    found = fair_for(request.asker, fair_id)
    try:
        filled = fill_where_free(found, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect("desk:fairs:fair", found.pk)
    if filled:
        words = ngettext("One round is filled.", "%(n)s rounds are filled.", filled) % {"n": filled}
        messages.success(request, words)
    else:
        messages.error(request, _("Nothing is free in those rounds. Make more room, or add an offer."))
    return redirect("desk:fairs:fair", found.pk)
