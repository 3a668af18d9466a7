"""One time of a rota: moved by itself, or given other numbers; and somebody who takes several times in one answer."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import person_for
from samspill.volunteering.actions.seats import TooFewPlaces
from samspill.volunteering.actions.times import (
    MinimumTooHigh,
    TakenTimes,
    change_numbers,
    move_time,
    take_times,
)
from samspill.volunteering.models import Need
from samspill.volunteering.queries.profiles import volunteers_called
from samspill.volunteering.queries.rotas import Rota, rota_to_change_for
from samspill.volunteering.queries.rotas import rota as rota_of
from samspill.volunteering.rules.when import NotUnderstood, When, read_days, written
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.addresses import address_of
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.forms import NeedFields
from samspill.web.desk.needs.keys import as_key
from samspill.web.desk.needs.page import when_of
from samspill.web.desk.needs.words import walls_words


class TimeForm(NeedFields):
    """Another day or hour for one time, and how many are wanted at it."""

    minimum = forms.IntegerField(label=gettext_lazy("At least"), required=False, min_value=0, max_value=100)
    reserves = forms.IntegerField(label=gettext_lazy("Reserves"), required=False, min_value=0, max_value=100)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = ("day", "hours", "length", "places", "minimum", "reserves", "version")
        for name in set(self.fields) - set(kept):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.when is not None and self.when.is_window:
            self.add_error("hours", _("Write the hour, for instance «17-19»."))
        return given


def one_time(request: DeskRequest, shift: Any) -> HttpResponse:
    """Move this time alone, or change how many are wanted at it."""
    form = TimeForm(request.POST or None, initial=_known(shift), today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, shift, form)
            messages.success(request, _("Saved. Those it concerns are told."))
            return redirect(address_of(shift))
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    page = {"here": "requests", "live": True, "shift": shift, "need": shift.need, "when": when_of(shift)}
    return render(request, "desk/needs/one_time.html", {**page, "form": form})


@at_the_desk
def taking(request: DeskRequest, rota_id: uuid.UUID) -> HttpResponse:
    """Somebody takes several times, or all: one answer typed in, one message to her with the dates."""
    need = rota_to_change_for(request.asker, rota_id)
    if request.method == "POST":
        return _take(request, need)
    words, until = (request.GET.get(name, "").strip() for name in ("q", "until"))
    rota = _rota(request, need)
    page = {"here": "requests", "need": need, "rota": rota, "words": words, "until": until}
    page["found"] = volunteers_called(request.asker, words) if words else []
    page["role"] = role = as_key(request.GET.get("role", "")) or rota.roles[0].pk
    page["times"] = _offered(rota, role, _last_day(until))
    return render(request, "desk/needs/taking.html", page)


def _offered(rota: Rota, role: uuid.UUID, last_on: dt.date | None) -> list[tuple[Any, bool, bool]]:
    """The times in one role: its shift, whether a place is open, and whether it is ticked to begin with."""
    ones = [one for time in rota.times if not time.is_cancelled for one in time.roles]
    hers = [one for one in ones if one.shift.role_id == role]
    return [(one.shift, bool(one.left), bool(one.left) and _is_by(one.shift, last_on)) for one in hers]


def _is_by(shift: Any, last_on: dt.date | None) -> bool:
    return last_on is None or clock.local_day(shift.starts_at) <= last_on


def _last_day(text: str) -> dt.date | None:
    """The day that was written, or None where none was, or it cannot be read: then all times are ticked."""
    try:
        return read_days(text, today=clock.today()).last if text else None
    except NotUnderstood:
        return None


def _take(request: DeskRequest, need: Need) -> HttpResponse:
    known = {
        str(one.shift.pk): one.shift
        for time in _rota(request, need).times
        for one in time.roles
        if not time.is_cancelled
    }
    chosen = [known[key].pk for key in request.POST.getlist("shift") if key in known]
    who = as_key(request.POST.get("person", ""))
    if who is None or not chosen:
        messages.error(request, _("Choose who it is, and tick the times."))
        return redirect("desk:needs:taking", need.pk)
    person = person_for(request.asker, who)
    taken = take_times(person, chosen, channel="phone", by=request.user, at=clock.now())
    _tell(request, person, taken)
    return redirect("desk:needs:rota", need.pk)


def _tell(request: DeskRequest, person: Person, taken: TakenTimes) -> None:
    if taken.booked:
        number = len(taken.booked)
        words = ngettext(
            "%(name)s has one time, and is told.", "%(name)s has %(n)s times, and is told.", number
        )
        messages.success(request, words % {"name": person.name, "n": number})
    for shift, walls in taken.not_booked:
        why = "; ".join(walls_words(walls)) or _("the places are taken")
        told = {"name": person.name, "when": when_of(shift), "why": why}
        messages.warning(request, _("%(name)s does not have %(when)s: %(why)s.") % told)


@transaction.atomic
def _change(request: DeskRequest, shift: Any, form: TimeForm) -> None:
    given, times, by, at = form.cleaned_data, form.times(), request.user, clock.now()
    numbers = (given["places"] or 1, given["minimum"] or 0, given["reserves"] or 0)
    if numbers != (shift.places, shift.minimum, shift.reserves):
        places, minimum, reserves = numbers
        change_numbers(shift.pk, places=places, minimum=minimum, reserves=reserves, by=by, at=at)
    starts_at, ends_at = times["starts_at"], times["ends_at"]
    if (starts_at, ends_at) != (shift.starts_at, shift.ends_at):
        seen = given["version"]
        move_time(shift.pk, starts_at=starts_at, ends_at=ends_at, seen_version=seen, by=by, at=at)


def _known(shift: Any) -> dict[str, Any]:
    starts, ends = (clock.local(at).replace(tzinfo=None) for at in (shift.starts_at, shift.ends_at))
    day, hours, length = written(When(starts, ends))
    facts = {"day": day, "hours": hours, "length": length, "version": shift.need.version}
    return facts | {name: getattr(shift, name) for name in ("places", "minimum", "reserves")}


def _rota(request: DeskRequest, need: Need) -> Rota:
    return rota_of(request.asker, need, at=clock.now())


def _field_of(error: Exception) -> str:
    if isinstance(error, MinimumTooHigh):
        return "minimum"
    return "places" if isinstance(error, TooFewPlaces) else "day"
