"""Somebody calls and is ill or away: one step takes her off all she has on those days."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions.absences import call_in_away
from samspill.volunteering.queries.profiles import volunteer_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.people.forms import AbsenceForm
from samspill.web.desk.people.page import overview
from samspill.web.desk.people.tabs import opened


@at_the_desk
@require_POST
def illness(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down the days she is away, and let others be asked about what she had."""
    found = opened(request.asker, person_id)
    volunteer = volunteer_for(request.asker, found)
    form = AbsenceForm(request.POST, auto_id="away_%s")
    if not form.is_valid():
        return overview(request, found, away=form)
    away = call_in_away(volunteer, **form.cleaned_data, by=request.user, at=clock.now(), channel="phone")
    number = len(away.released)
    words = ngettext(
        "%(name)s is taken off one task, and the next are asked.",
        "%(name)s is taken off %(n)s tasks, and the next are asked.",
        number,
    )
    none = _("The days are written down. %(name)s had nothing on them.")
    messages.success(request, (words if number else none) % {"name": found.name, "n": number})
    return redirect("desk:people:person", person_id)
