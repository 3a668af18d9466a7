"""A thing with its days, and borrowing it: three steps, no account; and its calendar."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.activities.queries import CONTENT_TYPE, FeedEvent, write_calendar
from samspill.foundation import clock
from samspill.venues.actions.from_the_square import ask_to_borrow, borrow_pieces, thing_order_of
from samspill.venues.models import Thing
from samspill.venues.queries.things import loans_of_thing, thing_for
from samspill.venues.wording import pieces_words
from samspill.web.access.rooms import EXPECTED, complain
from samspill.web.access.things import CHOSEN, days_page
from samspill.web.public.asking.limits import may_send
from samspill.web.public.rooms.calendars import in_public
from samspill.web.public.rooms.forms import CodeForm, SquareThingForm


@never_cache
@require_safe
def thing(request: HttpRequest, thing_id: uuid.UUID) -> HttpResponse:
    """One thing: who may, when it is fetched, and how many are free each day."""
    found = _thing(thing_id)
    page = {"here": "rooms", "thing": found, **days_page(request, found)}
    return render(request, "public/things/thing.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, thing_id: uuid.UUID) -> HttpResponse:
    """How many, when, what for, name and phone; then a code is sent."""
    found = _thing(thing_id)
    chosen = {name: request.GET[name][:20] for name in CHOSEN if request.GET.get(name)}
    form = SquareThingForm(request.POST if request.method == "POST" else None, initial=chosen, thing=found)
    form.ask_whom_for(found)
    if form.is_valid() and may_send(request, form):
        asked = _ask(found, form)
        if asked:
            return _code_page(request, found, CodeForm(initial={"asked": asked}), form.cleaned_data["phone"])
    page = {"here": "rooms", "thing": found, "form": form}
    return render(request, "public/things/new.html", page, status=422 if form.errors else 200)


@never_cache
@require_POST
def code(request: HttpRequest, thing_id: uuid.UUID) -> HttpResponse:
    """The code came back: she has it or has asked for it, or is told why not."""
    found, form = _thing(thing_id), CodeForm(request.POST)
    if form.is_valid():
        try:
            loan = borrow_pieces(form.cleaned_data["asked"], form.cleaned_data["code"], at=clock.now())
            return render(request, "public/things/taken.html", {"here": "rooms", "loan": loan})
        except EXPECTED as error:
            complain(form, error)
    return _code_page(request, found, form, "")


@require_safe
def feed(request: HttpRequest, thing_id: uuid.UUID) -> HttpResponse:
    """When pieces of it are out, as a calendar that others follow. Private people are not named."""
    found = _thing(thing_id)
    events = [
        FeedEvent(
            key=str(row.pk),
            title=pieces_words(row.pieces, in_public(row)),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            changed_at=row.moved_at or row.approved_at or row.asked_at,
            place=found.place.name,
        )
        for row in loans_of_thing(found, since=clock.now() - dt.timedelta(days=7))
    ]
    made = write_calendar(events, name=found.name, host=request.get_host(), language=get_language() or "nb")
    return HttpResponse(made, content_type=CONTENT_TYPE)


def _ask(found: Thing, form: SquareThingForm) -> str:
    """Send the code; "" where something was wrong, which the form then says. A robot gets the same page and no code."""
    given, at = form.cleaned_data, clock.now()
    if form.is_from_a_robot:
        return "-"
    try:
        told = {"purpose": given["purpose"], "group": given["group"]}
        order = thing_order_of(found, given["pieces"], *form.times(), **told)
        return ask_to_borrow(order, given["name"], given["phone"], language=get_language() or "nb", at=at)
    except EXPECTED as error:
        complain(form, error)
    return ""


def _thing(thing_id: uuid.UUID) -> Thing:
    try:
        return thing_for(None, thing_id)
    except Thing.DoesNotExist as error:
        raise Http404 from error


def _code_page(request: HttpRequest, found: Thing, form: CodeForm, phone: str) -> HttpResponse:
    page: dict[str, Any] = {"here": "rooms", "thing": found, "form": form, "phone": phone}
    return render(request, "public/things/code.html", page, status=422 if form.errors else 200)
