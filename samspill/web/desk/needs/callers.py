"""Whoever asked for help and must hear that somebody is missing: the calls to make."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions.callers import note_caller_told
from samspill.volunteering.actions.no_shows import note_no_show, undo_no_show
from samspill.volunteering.queries.callers import what_waits_callers
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import CALLERS
from samspill.web.desk.needs.addresses import address_of
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.page import when_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

Key = uuid.UUID | None


@at_the_desk
def callers(request: DeskRequest) -> HttpResponse:
    """Whom to call and why, the next first."""
    waiting = [(shift, when_of(shift)) for shift in what_waits_callers(request.asker, at=clock.now())]
    if is_wanted(request):
        return spreadsheet(request, "callers", waiting, CALLERS)
    return render(request, "desk/needs/callers.html", {"here": "requests", "waiting": waiting})


@at_the_desk
@require_POST
def caller_told(request: DeskRequest, need_id: uuid.UUID, shift_id: Key = None) -> HttpResponse:
    """Somebody has called her."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    note_caller_told(shift.pk, by=request.user, at=clock.now())
    messages.success(request, _("It is noted that you have called."))
    return redirect("desk:needs:callers")


@at_the_desk
@require_POST
def no_show(
    request: DeskRequest, need_id: uuid.UUID, assignment_id: uuid.UUID, shift_id: Key = None
) -> HttpResponse:
    """Somebody booked did not come; with `back` in the form she came after all."""
    shift = shift_to_change_for(request.asker, need_id, shift_id)
    assignment = shift.assignments.select_related("person").get(pk=assignment_id)
    came = "back" in request.POST
    try:
        (undo_no_show if came else note_no_show)(assignment.pk, by=request.user, at=clock.now())
        words = _("%(name)s came after all.") if came else _("It is noted that %(name)s did not come.")
        messages.success(request, words % {"name": assignment.person.name})
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect(address_of(shift))
