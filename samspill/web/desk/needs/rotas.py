"""What comes back: the list of rotas, a new one, and the page of one with its times to come."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.people.actions import HoldsNationalId, NameMissing, note_look
from samspill.volunteering.actions import register_request
from samspill.volunteering.actions.rotas import RolesCollide
from samspill.volunteering.models import Need
from samspill.volunteering.queries.needs import cares_for, recipient_for
from samspill.volunteering.queries.rotas import SHOWN_FIRST, rota_for, rotas_list
from samspill.volunteering.queries.rotas import rota as rota_of
from samspill.web.access.pattern_fields import PatternFields
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import ROTAS
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.rota_forms import RotaForm
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def rotas(request: DeskRequest) -> HttpResponse:
    """What comes back in the asker's units, each with its next time."""
    found = rotas_list(request.asker, at=clock.now())
    if is_wanted(request):
        return spreadsheet(request, "rotas", found, ROTAS)
    return render(request, "desk/needs/rotas.html", {"here": "requests", "rotas": found})


@at_the_desk
def new_rota(request: DeskRequest) -> HttpResponse:
    """Write down what comes back. It is saved when the dates have been shown."""
    if request.method == "POST" and "look" not in request.POST:
        return _save(request)
    begun = {"form_key": new_key().hex, "rhythm": "week", "role_1_places": 1, "skips_public_holidays": True}
    form = RotaForm(request.POST or None, initial=begun, today=clock.today())
    return render(request, "desk/needs/new_rota.html", {"here": "new", "live": True, "form": form})


@at_the_desk
def dates(request: DeskRequest) -> HttpResponse:
    """The next dates in words: a piece of the page, fetched while the pattern is being written."""
    form = PatternFields(request.GET, today=clock.today())
    return render(request, "desk/needs/dates.html", {"form": form})


@at_the_desk
def rota(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """One rota: its times to come, who comes to each, what is open, and what to do next."""
    need = rota_for(request.asker, rota_id)
    recipient = need.request.recipient
    if recipient and cares_for(request.asker, need):
        note_look(request.asker, recipient)
    return render(request, "desk/needs/rota.html", shown(request, need))


def shown(request: DeskRequest, need: Need) -> dict[str, Any]:
    """What the page of a rota holds."""
    found = rota_of(request.asker, need, at=clock.now())
    cares = cares_for(request.asker, need)
    return {
        "here": "requests",
        "need": need,
        "rota": found,
        "first": found.times[:SHOWN_FIRST],
        "later": found.times[SHOWN_FIRST:],
        "has_roles": len(found.roles) > 1,
        "cares": cares,
        "may_change": request.asker.may_change and cares,
    }


def _save(request: DeskRequest) -> HttpResponse:
    form = RotaForm(request.POST, today=clock.today())
    if form.is_valid() and form.is_seen:
        try:
            if form.cleaned_data["recipient"]:
                recipient_for(request.asker, form.cleaned_data["recipient"])
            asker = request.asker
            need = register_request(
                form.asked(), unit=asker.unit, by=asker.staff, at=clock.now(), channel="phone"
            )
            messages.success(request, _("Written down: %(when)s.") % {"when": form.in_words})
            return redirect("desk:needs:rota", need.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    page = {"here": "new", "live": True, "form": form, "asks_to_look": form.is_valid() and not form.is_seen}
    return render(request, "desk/needs/new_rota.html", page)


def _field_of(error: Exception) -> str:
    if isinstance(error, HoldsNationalId):
        name = str(error.args[0])
        return "role_1_title" if name.startswith("title_") else name
    if isinstance(error, RolesCollide):
        return "role_1_title"
    return "caller_name" if isinstance(error, NameMissing) else "starts_on"
