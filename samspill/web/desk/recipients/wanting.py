"""Somebody is wanted for a recipient for a long time: a new pair need, and one that is changed."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.people.actions import note_look
from samspill.volunteering.actions import change_need
from samspill.volunteering.actions.pair_needs import ask_for_pair
from samspill.volunteering.queries.recipients import one_recipient_for, pair_need_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.recipients.complaints import EXPECTED, sentence_for
from samspill.web.desk.recipients.forms import WantedPairForm, begun, standing_of


@at_the_desk
def pair(request: DeskRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """What kind of pair, from when, and what the volunteer must have; then the page where somebody is asked."""
    found = one_recipient_for(request.asker, recipient_id)
    note_look(request.asker, found, at=clock.now())
    form = WantedPairForm(request.POST or None, initial=begun(found, form_key=new_key().hex))
    if request.method == "POST" and form.is_valid():
        try:
            need = ask_for_pair(found, form.wanted(), by=request.user, at=clock.now(), channel="web")
            return redirect("desk:needs:need", need.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error, form), sentence_for(error))
    page = {"here": "recipients", "recipient": found, "form": form}
    return render(request, "desk/recipients/pair.html", page)


@at_the_desk
def pair_change(request: DeskRequest, recipient_id: uuid.UUID, need_id: uuid.UUID) -> HttpResponse:
    """Change what is asked for; those who are asked and have not answered are told where the day changes."""
    found = one_recipient_for(request.asker, recipient_id)
    note_look(request.asker, found, at=clock.now())
    shift = pair_need_for(request.asker, found, need_id)
    form = WantedPairForm(request.POST or None, initial=standing_of(shift))
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"] or 0
            change_need(need_id, seen_version=seen, by=request.user, at=clock.now(), **form.facts(shift))
            return redirect("desk:needs:need", need_id)
        except EXPECTED as error:
            form.add_error(_field_of(error, form), sentence_for(error))
            form.data = typed = request.POST.copy()
            typed["version"] = str(pair_need_for(request.asker, found, need_id).need.version)
    page = {"here": "recipients", "recipient": found, "form": form, "need": shift.need}
    return render(request, "desk/recipients/pair.html", page)


def _field_of(error: Exception, form: WantedPairForm) -> str | None:
    named = str(error.args[0]) if type(error).__name__ == "HoldsNationalId" else ""
    known = {"WantedInThePast": "from_on", "IsPast": "from_on", "UnknownCode": "kind"}
    found = known.get(type(error).__name__, named)
    return found if found in form.fields else None
