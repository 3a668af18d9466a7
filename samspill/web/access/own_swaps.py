"""Changing with somebody, on a person's own page: she asks for it, or answers one who asks her."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions import NotBooked
from samspill.volunteering.actions.swaps import SwapIsOver, answer_swap, wish_swap
from samspill.volunteering.queries.own import coming_task_for, swap_question_for
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to


@require_POST
@with_link_to(OWN_PAGE)
def wish(request: LinkRequest, token: str, assignment_id: uuid.UUID) -> HttpResponse:
    """She would like to change with somebody; until that is settled it is hers."""
    coming = coming_task_for(request.person, assignment_id, at=clock.now())
    try:
        wish_swap(coming.assignment.pk, channel="web", by=request.person, at=clock.now())
        messages.success(
            request, _("We look for somebody to change with. Until you hear from us it is yours.")
        )
    except NotBooked:
        messages.warning(request, _("This one cannot be changed with somebody. Call us, and we find a way."))
    return redirect("own:page", token)


@require_POST
@with_link_to(OWN_PAGE)
def answer(request: LinkRequest, token: str, swap_id: uuid.UUID) -> HttpResponse:
    """She says whether she will change with one who asks; then the coordinator says that it is all right."""
    swap, said = swap_question_for(request.person, swap_id), request.POST.get("answer")
    if said not in ("yes", "no"):
        return redirect("own:page", token)
    try:
        answer_swap(swap.pk, said == "yes", channel="web", by=request.person, at=clock.now())
    except (SwapIsOver, NotBooked):
        messages.warning(request, _("There is nothing to take over any more. Thank you all the same!"))
        return redirect("own:page", token)
    thanks = (
        _("Thank you! We tell you as soon as it is settled.")
        if said == "yes"
        else _("Thank you for telling us.")
    )
    messages.success(request, thanks)
    return redirect("own:page", token)
