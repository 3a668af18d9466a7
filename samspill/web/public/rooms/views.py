"""Find a room, look at it, borrow it: three steps, no account."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.foundation import clock
from samspill.venues.actions.from_the_square import ask_to_borrow, borrow, order_of
from samspill.venues.models import Space
from samspill.venues.queries import Wish, free_spaces, space_for, week_of
from samspill.venues.queries.seasons import seasons_on_the_square
from samspill.venues.queries.things import offers, things_wished_for
from samspill.web.access.paging import page_of
from samspill.web.access.rooms import EXPECTED, complain
from samspill.web.public.asking.limits import may_send
from samspill.web.public.reading import read_day
from samspill.web.public.rooms.forms import TIME, CodeForm, FindForm, SquareForm


@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The rooms and the things that are free at the time asked for, or all that are as one wishes."""
    is_asked = any(request.GET.get(name) for name in FindForm.base_fields)
    form = FindForm(request.GET if is_asked else None, initial={"day": clock.today()})
    is_narrowed = form.is_valid()
    wish = form.wish() if is_narrowed else Wish()
    has_time = wish.starts_at is not None
    page = {
        "here": "rooms",
        "form": form,
        "rooms": page_of(request, free_spaces(wish, at=clock.now()), size=12),
        "things": page_of(request, _things(wish), size=12, called="things"),
        "seasons": seasons_on_the_square(today=clock.today()),
        "is_narrowed": is_narrowed,
        "has_time": has_time,
        "asked": urlencode({name: request.GET[name] for name in TIME}) if has_time else "",
    }
    return render(request, "public/rooms/find.html", page, status=422 if form.errors else 200)


@never_cache
@require_safe
def room(request: HttpRequest, space_id: uuid.UUID) -> HttpResponse:
    """One room: what it has, who may, and a week's free times."""
    space, today = _space(space_id), clock.today()
    first_on = min(
        max(read_day(request.GET, "from") or today, today), today + dt.timedelta(days=space.ahead_days)
    )
    week = dt.timedelta(days=7)
    page = {
        "here": "rooms",
        "space": space,
        "week": week_of(space, first_on, at=clock.now()),
        "first_on": first_on,
        "before_on": max(first_on - week, today) if first_on > today else None,
        "after_on": first_on + week
        if first_on + week <= today + dt.timedelta(days=space.ahead_days)
        else None,
        "asked": request.GET.urlencode() if request.GET.get("day") else "",
    }
    return render(request, "public/rooms/room.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, space_id: uuid.UUID) -> HttpResponse:
    """When, what for, name and phone; then a code is sent."""
    space = _space(space_id)
    chosen = {name: request.GET.get(name, "")[:20] for name in TIME}
    form = SquareForm(request.POST if request.method == "POST" else None, initial=chosen)
    form.offer_equipment(space)
    form.ask_whom_for(space)
    if form.is_valid() and may_send(request, form):
        asked = _ask(space, form)
        if asked:
            return _code_page(request, space, CodeForm(initial={"asked": asked}), form.cleaned_data["phone"])
    page = {"here": "rooms", "space": space, "form": form}
    return render(request, "public/rooms/new.html", page, status=422 if form.errors else 200)


@never_cache
@require_POST
def code(request: HttpRequest, space_id: uuid.UUID) -> HttpResponse:
    """The code came back: she has the room or has asked for it, or is told why not."""
    space, form = _space(space_id), CodeForm(request.POST)
    if form.is_valid():
        try:
            booking = borrow(form.cleaned_data["asked"], form.cleaned_data["code"], at=clock.now())
            return render(request, "public/rooms/taken.html", {"here": "rooms", "booking": booking})
        except EXPECTED as error:
            complain(form, error)
    return _code_page(request, space, form, "")


def _things(wish: Wish) -> list[Any]:
    """Things to borrow: with a time those that can be had then, as offers; else all that are as wished for."""
    found = things_wished_for(wish)
    if wish.starts_at is None or wish.ends_at is None:
        return found
    return offers(found, wish.starts_at, wish.ends_at, pieces=1, at=clock.now())


def _ask(space: Space, form: SquareForm) -> str:
    """Send the code; "" where something was wrong, which the form then says. A robot gets the same page and no code."""
    given, at = form.cleaned_data, clock.now()
    if form.is_from_a_robot:
        return "-"
    try:
        told = {"purpose": given["purpose"], "group": given["group"]}
        order = order_of(space, *form.times(), **told, wants=form.wanted())
        return ask_to_borrow(order, given["name"], given["phone"], language=get_language() or "nb", at=at)
    except EXPECTED as error:
        complain(form, error)
    return ""


def _space(space_id: uuid.UUID) -> Space:
    try:
        return space_for(None, space_id)
    except Space.DoesNotExist as error:
        raise Http404 from error


def _code_page(request: HttpRequest, space: Space, form: CodeForm, phone: str) -> HttpResponse:
    page: dict[str, Any] = {"here": "rooms", "space": space, "form": form, "phone": phone}
    return render(request, "public/rooms/code.html", page, status=422 if form.errors else 200)
