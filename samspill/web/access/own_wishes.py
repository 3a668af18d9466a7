"""What a volunteer changes of her wishes and her time on her own page."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId, change_person
from samspill.volunteering.actions.volunteers import (
    change_volunteer,
    enrol_volunteer,
    let_volunteer_leave,
    note_absence,
    pause_volunteer,
    remove_absence,
    resume_volunteer,
)
from samspill.volunteering.queries.profiles import coming_absences, find_volunteer, volunteer_of
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to
from samspill.web.access.own_forms import AwayForm, OwnWishesForm


@with_link_to(OWN_PAGE)
def wishes(request: LinkRequest, token: str) -> HttpResponse:
    """What she wants and does not want, what she can, when, where, and which languages she speaks."""
    volunteer = find_volunteer(request.person)
    posted = request.POST if request.method == "POST" else None
    form = OwnWishesForm(posted, person=request.person, volunteer=volunteer)
    if form.is_valid():
        try:
            _change(request, form)
            messages.success(request, _("Thank you. It is written down."))
            return redirect("own:page", token)
        except HoldsNationalId as error:
            form.add_error(str(error.args[0]), _("Take out the national identity number. We never keep it."))
    page = {"person": request.person, "token": token, "volunteer": volunteer, "form": form}
    return render(request, "access/own/wishes.html", page, status=422 if form.errors else 200)


@require_safe
@with_link_to(OWN_PAGE)
def away(request: LinkRequest, token: str) -> HttpResponse:
    """Days away, a break, or no more."""
    return _away_page(request, token, AwayForm())


@require_POST
@with_link_to(OWN_PAGE)
def absences(request: LinkRequest, token: str) -> HttpResponse:
    """Days she is away."""
    form = AwayForm(request.POST)
    if not form.is_valid():
        return _away_page(request, token, form)
    note_absence(volunteer_of(request.person), **form.cleaned_data, **_hers(request))
    messages.success(request, _("Thank you. We ask you about nothing on those days."))
    return redirect("own:away", token)


@require_POST
@with_link_to(OWN_PAGE)
def absence_removal(request: LinkRequest, token: str, absence_id: uuid.UUID) -> HttpResponse:
    """She is not away after all."""
    remove_absence(volunteer_of(request.person), absence_id, **_hers(request))
    return redirect("own:away", token)


@require_POST
@with_link_to(OWN_PAGE)
def break_(request: LinkRequest, token: str) -> HttpResponse:
    """Begin or end a break: `back` in the form ends it."""
    volunteer = volunteer_of(request.person)
    if "back" in request.POST:
        resume_volunteer(volunteer, **_hers(request))
        messages.success(request, _("Welcome back!"))
    else:
        pause_volunteer(volunteer, **_hers(request))
        messages.success(request, _("Enjoy your break. We ask you about nothing until you are back."))
    return redirect("own:away", token)


@with_link_to(OWN_PAGE)
def leaving(request: LinkRequest, token: str) -> HttpResponse:
    """She no longer wants to volunteer: asked once, then done; `back` in the form takes her in again."""
    volunteer = volunteer_of(request.person)
    if request.method != "POST":
        return render(request, "access/own/leaving.html", {"token": token, "volunteer": volunteer})
    if "back" in request.POST:
        enrol_volunteer(request.person, **_hers(request))
        messages.success(request, _("Welcome back!"))
    else:
        let_volunteer_leave(volunteer, **_hers(request))
        messages.success(request, _("Thank you for all you have done. You are welcome back."))
    return redirect("own:page", token)


@transaction.atomic
def _change(request: LinkRequest, form: OwnWishesForm) -> None:
    """Her languages are the person's, the rest the volunteer's; whoever was none becomes one."""
    change_person(request.person, languages=form.spoken, **_hers(request))
    volunteer = find_volunteer(request.person)
    if volunteer is None:
        enrol_volunteer(request.person, **form.wishes_told(), **_hers(request))
    else:
        change_volunteer(volunteer, **form.wishes_told(), **_hers(request))


def _away_page(request: LinkRequest, token: str, form: AwayForm) -> HttpResponse:
    volunteer, today = volunteer_of(request.person), clock.today()
    page = {
        "token": token,
        "volunteer": volunteer,
        "absences": coming_absences(volunteer, on=today),
        "form": form,
    }
    return render(request, "access/own/away.html", page, status=422 if form.errors else 200)


def _hers(request: LinkRequest) -> dict[str, Any]:
    """She did it herself, on the web, now."""
    return {"by": request.person, "at": clock.now(), "channel": "web"}
