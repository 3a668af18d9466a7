"""Preparing a mailing: to whom, and which words. Nothing is sent from here."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.queries.templates import template_for, templates_for
from samspill.messaging.rules.segments import made_plain
from samspill.volunteering.actions.mailings import prepare_mailing, throw_away_mailing
from samspill.volunteering.models import Mailing
from samspill.volunteering.queries.mailings import mailing_for
from samspill.volunteering.queries.selections import selections_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.mailings.complaints import EXPECTED, put_at_its_field, sentence_for
from samspill.web.desk.mailings.forms import MailingForm


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """A new one: with `?selection=`, `?template=` or `?copy=` it is begun already."""
    return _prepared(request, None)


@at_the_desk
def changing(request: DeskRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Change one that is not sent."""
    return _prepared(request, mailing_for(request.asker, mailing_id))


@at_the_desk
@require_POST
def removal(request: DeskRequest, mailing_id: uuid.UUID) -> HttpResponse:
    """Throw it away before it is sent."""
    try:
        throw_away_mailing(mailing_for(request.asker, mailing_id), by=request.user, at=clock.now())
        messages.success(request, _("It is thrown away. Nothing was sent."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect("desk:mailings:mailing", mailing_id)
    return redirect("desk:mailings:list")


def _prepared(request: DeskRequest, known: Mailing | None) -> HttpResponse:
    if known and known.confirmed_at:
        return redirect("desk:mailings:mailing", known.pk)
    selections = list(selections_for(request.asker))
    begun = _as_it_is(known) if known else _begun(request)
    form = MailingForm(_posted(request), selections=selections, initial=begun)
    if form.is_bound and form.is_valid() and "plain" not in request.POST:
        chosen, criteria = form.chosen()
        given = form.cleaned_data
        try:
            saved = prepare_mailing(
                given["name"], form.texts(), criteria, unit=known.unit if known else request.asker.unit,
                by=request.user, at=clock.now(), selection=chosen, is_urgent=given["is_urgent"], mailing=known,
            )  # fmt: skip
            return redirect("desk:mailings:mailing", saved.pk)
        except EXPECTED as error:
            put_at_its_field(form, error)
    page = {
        "here": "mailings",
        "form": form,
        "mailing": known,
        "templates": list(templates_for(request.asker)),
    }
    return render(request, "desk/mailings/new.html", page)


def _posted(request: DeskRequest) -> Any:
    """What was sent in; with `plain` the signs that make it dearer are written another way."""
    if request.method != "POST":
        return None
    given = request.POST.copy()
    if "plain" in given:
        for name in [name for name in given if name.startswith("body_")]:
            given[name] = made_plain(str(given[name]))
    return given


def _begun(request: DeskRequest) -> dict[str, Any]:
    """What the address begins it with."""
    begun: dict[str, Any] = {"selection": request.GET.get("selection", "all")}
    wanted, copied = request.GET.get("template", ""), request.GET.get("copy", "")
    if _is_key(copied):
        begun |= _as_it_is(mailing_for(request.asker, uuid.UUID(copied)))
    if _is_key(wanted):
        found = template_for(request.asker, uuid.UUID(wanted))
        begun |= {"name": request.GET.get("name") or found.name}
        for text in found.texts.all():
            begun |= {f"subject_{text.language}": text.subject, f"body_{text.language}": text.body}
    return begun


def _as_it_is(known: Mailing) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": known.name,
        "selection": str(known.selection_id or "all"),
        "is_urgent": known.is_urgent,
    }
    for code, words in known.texts.items():
        facts |= {f"subject_{code}": words["subject"], f"body_{code}": words["body"]}
    return facts


def _is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
