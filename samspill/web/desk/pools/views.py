"""Pools: the list, a new one, and the page of one with those who are in it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId, NameMissing
from samspill.people.queries import person_for
from samspill.volunteering.actions.pools import (
    PoolNameTaken,
    change_pool,
    close_pool,
    join_pool,
    leave_pool,
    make_pool,
)
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.queries.pools import members_of, pool_for, pool_to_change_for, pools_for
from samspill.volunteering.queries.profiles import volunteer_for, volunteers_called
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import POOLS
from samspill.web.desk.complaints import sentence_for
from samspill.web.desk.needs.keys import as_key
from samspill.web.desk.pools.forms import PoolForm
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

WRONG = (HoldsNationalId, NameMissing, PoolNameTaken, UnknownCode)


@at_the_desk
def pools(request: DeskRequest) -> HttpResponse:
    """The pools the asker may use, by name, each with how many are in it."""
    found = list(pools_for(request.asker))
    if is_wanted(request):
        return spreadsheet(request, "pools", found, POOLS)
    return render(request, "desk/pools/list.html", {"here": "people", "pools": found})


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Make a pool, for the unit the asker acts in or shared by all."""
    form = PoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = None if form.cleaned_data["is_shared"] else request.asker.unit
        try:
            made = make_pool(unit=unit, by=request.user, at=clock.now(), **form.facts())
            return redirect("desk:pools:pool", made.pk)
        except WRONG as error:
            form.add_error(_field_of(error), _sentence(error))
    return render(request, "desk/pools/new.html", {"here": "people", "form": form})


@at_the_desk
def pool(request: DeskRequest, pool_id: uuid.UUID) -> HttpResponse:
    """Who is in it; and searching for somebody who joins."""
    found = pool_for(request.asker, pool_id)
    words = request.GET.get("q", "").strip()
    page = {
        "here": "people",
        "pool": found,
        "members": members_of(request.asker, found),
        "words": words,
        "found": volunteers_called(request.asker, words) if words else [],
    }
    return render(request, "desk/pools/pool.html", page)


@at_the_desk
def facts(request: DeskRequest, pool_id: uuid.UUID) -> HttpResponse:
    """Change what it is called and what it is for."""
    found = pool_to_change_for(request.asker, pool_id)
    form = PoolForm(request.POST or None, pool=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_pool(found, by=request.user, at=clock.now(), **form.facts())
            return redirect("desk:pools:pool", found.pk)
        except WRONG as error:
            form.add_error(_field_of(error), _sentence(error))
    return render(request, "desk/pools/facts.html", {"here": "people", "pool": found, "form": form})


@at_the_desk
@require_POST
def joining(request: DeskRequest, pool_id: uuid.UUID) -> HttpResponse:
    """Somebody says that she may be called. `back` leads to her own page."""
    found = pool_to_change_for(request.asker, pool_id)
    key = as_key(request.POST.get("person", ""))
    if key is None:
        messages.error(request, _("Choose who it is."))
        return redirect("desk:pools:pool", found.pk)
    person = person_for(request.asker, key)
    volunteer_for(request.asker, person)
    join_pool(found, person, channel="phone", by=request.user, at=clock.now())
    told = {"name": person.name, "pool": found.name}
    messages.success(request, _("%(name)s is in the pool «%(pool)s».") % told)
    return _back(request, found.pk, person.pk)


@at_the_desk
@require_POST
def leaving(request: DeskRequest, pool_id: uuid.UUID, pool_member_id: uuid.UUID) -> HttpResponse:
    """She is to be called no more."""
    found = pool_to_change_for(request.asker, pool_id)
    member = found.members.select_related("person", "pool").get(pk=pool_member_id)
    leave_pool(member, channel="phone", by=request.user, at=clock.now())
    told = {"name": member.person.name, "pool": found.name}
    messages.success(request, _("%(name)s is no longer in the pool «%(pool)s».") % told)
    return _back(request, found.pk, member.person_id)


@at_the_desk
@require_POST
def closing(request: DeskRequest, pool_id: uuid.UUID) -> HttpResponse:
    """There is no such pool any more."""
    close_pool(pool_to_change_for(request.asker, pool_id), by=request.user, at=clock.now())
    messages.success(request, _("The pool is closed."))
    return redirect("desk:pools:list")


def _back(request: DeskRequest, pool_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    if request.POST.get("back") == "person":
        return redirect("desk:people:papers", person_id)
    return redirect("desk:pools:pool", pool_id)


def _field_of(error: Exception) -> str:
    return str(error.args[0]) if isinstance(error, HoldsNationalId) else "name"


def _sentence(error: Exception) -> str:
    if isinstance(error, PoolNameTaken):
        return _("Another pool is called this.")
    return sentence_for(error)
