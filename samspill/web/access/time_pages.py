"""One time of an activity: another day, hour or place for it alone, or called off; the rest of the series stays."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.actions import (
    AlreadyCancelled,
    AlreadyOver,
    EndsBeforeStart,
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
)
from samspill.activities.actions.telling import concerned
from samspill.activities.models import Occurrence
from samspill.activities.queries.running import time_run_by
from samspill.activities.rules.appointments import NoRoomForAppointments
from samspill.activities.wording.sign_ups import time_words
from samspill.foundation import clock
from samspill.foundation.recurrence import to_utc
from samspill.volunteering.rules.when import NotUnderstood, read_hours, read_night, read_when
from samspill.web.access.activity_door import Door
from samspill.web.access.pattern_fields import WHEN, SeenFromToday, typed_hours


class TimeForm(SeenFromToday):
    """One time of an activity: another day, hour or place. `seen` is the time she was shown as it was read."""

    day = forms.CharField(label=gettext_lazy("Day"), max_length=60)
    hours = forms.CharField(label=gettext_lazy("Hour"), max_length=40)
    place_text = forms.CharField(label=gettext_lazy("Where, only this time"), max_length=200, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("day") and given.get("hours"):
            self._read(given)
        return given

    @property
    def signature(self) -> str:
        """The time as it was read, for `seen`."""
        return f"{self.starts_at} {self.ends_at}"

    @property
    def in_words(self) -> str:
        """«onsdag 2. desember kl. 19.00-21.00»; "" where it cannot be read."""
        return time_words(self.starts_at, self.ends_at) if self.starts_at else ""

    @property
    def is_seen(self) -> bool:
        """Whether just this time has been shown."""
        return bool(self.cleaned_data.get("seen") == self.signature)

    def moves(self, time: Occurrence) -> bool:
        """Whether it gets another time than it has, and not only another place."""
        return (self.starts_at, self.ends_at) != (time.starts_at, time.ends_at)

    def _read(self, given: dict[str, Any]) -> None:
        hours = given["hours"]
        try:
            night = read_night(hours)
            when = read_when(given["day"], f"{night[0]:%H.%M}" if night else hours, today=self.today)
            has_end = night is None and read_hours(hours).ends is not None
        except NotUnderstood as error:
            self.add_error(error.part if error.part in self.fields else "day", str(WHEN[error.why]))
            return
        ends = when.starts + dt.timedelta(minutes=night[1]) if night else when.ends if has_end else None
        self.starts_at, self.ends_at = to_utc(when.starts), to_utc(ends) if ends else None


def typed_time(time: Occurrence) -> dict[str, Any]:
    """One time as its form holds it."""
    starts = clock.local(time.starts_at)
    return {
        "day": f"{starts.day}.{starts.month}.{starts.year}",
        "hours": typed_hours(starts, clock.local(time.ends_at) if time.ends_at else None),
        "place_text": time.place_text,
    }


def time(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """Move one time, or give it another place. Where somebody is told of it, the time is shown as it was read before it
    is saved: «7-9» may have been meant for the evening.
    """
    found = time_run_by(door.organiser, occurrence_id)
    form = TimeForm(request.POST or None, initial=typed_time(found), today=clock.today())
    page: dict[str, Any] = {"time": found, "activity": found.activity, "form": form}
    if request.method == "POST" and form.is_valid() and form.starts_at is not None:
        if form.moves(found) and not form.is_seen and (told := _who_is_told(found)):
            page["told"] = told
        elif _moved(form, found, door):
            messages.success(request, _("The time is changed. Whoever has a place is told."))
            return door.go("activity", found.activity_id)
    return door.show(request, "time", page)


def time_cancellation(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """Call one time off; with `undo`, not after all."""
    found = time_run_by(door.organiser, occurrence_id)
    change = restore_occurrence if "undo" in request.POST else cancel_occurrence
    change(found, by=door.by, at=clock.now())
    if "undo" in request.POST:
        messages.success(request, _("It takes place after all. Whoever has a place is told."))
    else:
        messages.success(request, _("This time is called off. Whoever has a place is told."))
    return door.go("activity", found.activity_id)


def _who_is_told(time: Occurrence) -> int:
    """How many people hear of it when it is moved."""
    return len({row.person_id for row, _times in concerned([time])})


def _moved(form: TimeForm, time: Occurrence, door: Door) -> bool:
    """Whether it was; else the form says why not."""
    assert form.starts_at is not None
    try:
        move_occurrence(
            time,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            place_text=form.cleaned_data["place_text"],
            by=door.by,
            at=clock.now(),
        )
    except (AlreadyCancelled, AlreadyOver, EndsBeforeStart, NoRoomForAppointments) as error:
        form.add_error("day", _complaint(error))
        return False
    return True


def _complaint(error: Exception) -> str:
    if isinstance(error, AlreadyCancelled):
        return _("This time is called off. Let it take place first.")
    if isinstance(error, AlreadyOver):
        return _("That day is over. Look at the date once more.")
    if isinstance(error, NoRoomForAppointments):
        return _("This is too short for the appointments it is parted into.")
    return _("The end comes before the beginning.")
