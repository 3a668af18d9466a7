"""A new request, taken down while somebody is on the phone."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.phones import NotAPhone, formatted, read_phone
from samspill.people.actions import HoldsNationalId, IsRestricted, NameMissing
from samspill.people.queries import Asker
from samspill.volunteering.actions import register_request
from samspill.volunteering.models import Request
from samspill.volunteering.queries.needs import (
    KnownCaller,
    known_caller,
    recipient_for,
    request_for,
    shift_for,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.forms import RequestForm, copy_of

SEVERAL = ("languages", "demands")


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """The one screen. `?copy=` fills in an earlier request a week later, `?request=` one that came from the square."""
    answers = _answered(request)
    if request.method == "POST" and not {"look", "pick"} & set(request.POST):
        return _save(request, answers)
    form = RequestForm(initial={"form_key": new_key().hex} | _begun(request, answers), today=clock.today())
    return render(request, "desk/needs/new.html", _page(request, form, answers))


@at_the_desk
def known(request: DeskRequest) -> HttpResponse:
    """What we know of the number that calls: a piece of the page, fetched while the name is being written."""
    found = _known(request.asker, request.GET.get("caller_phone", ""))
    return render(request, "desk/needs/known.html", {"known": found})


@at_the_desk
def when(request: DeskRequest) -> HttpResponse:
    """The time said back in words: a piece of the page, fetched while it is being written."""
    form = RequestForm(initial=request.GET.dict(), today=clock.today())
    return render(request, "desk/needs/when.html", {"form": form})


def _save(request: DeskRequest, answers: Request | None) -> HttpResponse:
    form = RequestForm(request.POST, today=clock.today())
    if form.is_valid():
        try:
            if form.cleaned_data["recipient"]:
                recipient_for(request.asker, form.cleaned_data["recipient"])
            asker, channel = request.asker, answers.channel if answers else "phone"
            need = register_request(
                form.asked(),
                unit=asker.unit,
                by=asker.staff,
                at=clock.now(),
                channel=channel,
                answers=answers,
            )
            messages.success(request, _("Written down: %(when)s.") % {"when": form.echo})
            return redirect("desk:needs:need", need.pk)
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    return render(request, "desk/needs/new.html", _page(request, form, answers))


def _page(request: DeskRequest, form: RequestForm, answers: Request | None) -> dict[str, Any]:
    phone = form["caller_phone"].value() or ""
    return {
        "here": "new",
        "live": True,
        "form": form,
        "answers": answers,
        "known": _known(request.asker, phone) if phone else None,
    }


def _answered(request: DeskRequest) -> Request | None:
    """The request from the square that this one answers, if it does."""
    key = request.GET.get("request")
    return request_for(request.asker, _key(key)) if key else None


def _begun(request: DeskRequest, answers: Request | None) -> dict[str, Any]:
    """What stands in the fields to begin with: what was typed so far, a copy, or what came from the square."""
    if request.method == "POST":
        return _typed(request)
    if request.GET.get("copy"):
        return copy_of(shift_for(request.asker, _key(request.GET["copy"])))
    if answers:
        phone = formatted(answers.caller_phone) if answers.caller_phone else ""
        begun = {"caller_name": answers.caller_name, "caller_phone": phone, "words": answers.words}
        return begun | {"on_behalf_of": answers.on_behalf_of, "recipient_name": answers.for_whom}
    return {}


def _typed(request: DeskRequest) -> dict[str, Any]:
    """What has been typed, with the recipient that was picked."""
    typed = _as_initial(request.POST)
    picked = request.POST.get("pick")
    if picked:
        recipient = recipient_for(request.asker, _key(picked))
        typed |= {"recipient": recipient.pk, "recipient_name": recipient.person.name, "recipient_phone": ""}
    return typed


def _as_initial(data: QueryDict) -> dict[str, Any]:
    return {name: data.getlist(name) if name in SEVERAL else data.get(name) for name in data}


def _known(asker: Asker, phone: str) -> KnownCaller | None:
    try:
        return known_caller(asker, read_phone(phone).e164)
    except NotAPhone:
        return None


def _field_of(error: Exception) -> str:
    if isinstance(error, HoldsNationalId):
        return str(error.args[0])
    if isinstance(error, IsRestricted):
        return "recipient_name"
    return "caller_name" if isinstance(error, NameMissing) else "day"


def _key(text: str) -> uuid.UUID:
    """An id from an address; nonsense leads to nothing that exists."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
