"""Requests that came from the square and wait for somebody to make something of them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.volunteering.actions import decline_request
from samspill.volunteering.queries.needs import request_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.forms import RefusalForm


@at_the_desk
def asked(request: DeskRequest, request_id: uuid.UUID) -> HttpResponse:
    """What somebody wrote, and what can be done about it: write it down as a task, or say kindly that we cannot."""
    found = request_for(request.asker, request_id)
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_told = decline_request(
                found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
            words = (
                _("%(name)s is told by SMS.")
                if is_told
                else _("Call %(name)s and say it: we have no mobile number.")
            )
            messages.success(request, words % {"name": found.caller_name})
            return redirect("desk:today")
        except EXPECTED as error:
            form.add_error("reason", sentence_for(error))
    page = {"here": "requests", "asked": found, "needs": found.needs.all(), "form": form}
    return render(request, "desk/needs/asked.html", page)
