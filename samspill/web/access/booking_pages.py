"""Staff book for somebody who phones: a place at a time, or one of its appointments."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.actions import NotOpen, TimeIsFull, write_in
from samspill.activities.actions.appointments import AppointmentTaken, write_in_appointment
from samspill.activities.actions.sign_ups import write_in_line
from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.appointments import Free, book_of
from samspill.activities.queries.running import time_run_by
from samspill.activities.queries.sign_ups import has_list
from samspill.foundation import clock
from samspill.foundation.phones import NotAPhone
from samspill.people.actions import HoldsNationalId, NameMissing
from samspill.people.models import StaffMember
from samspill.web.access.activity_door import Door
from samspill.web.access.appointment_field import AppointmentField
from samspill.web.design.without_national_ids import EXPLANATION


class WriteInForm(forms.Form):
    """Who phoned; and which appointment, where the time is parted into some."""

    appointment = AppointmentField()
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=60, required=False)

    def __init__(self, *args: Any, time: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if time.activity.appointment_minutes:
            self.fields["appointment"].offer(_free(time))  # type: ignore[attr-defined]
        else:
            del self.fields["appointment"]


def booking(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """Write somebody in; she gets the same message as if she had done it herself."""
    found = time_run_by(door.organiser, occurrence_id)
    if not isinstance(door.by, StaffMember):
        raise Http404
    form = WriteInForm(request.POST if request.method == "POST" else None, time=found)
    if form.is_valid() and (made := _write(form, found, door.by, waits="wait" in request.POST)):
        if isinstance(made, Waiting):
            messages.success(request, _("It is full. Whoever phoned is on the waiting list, and is told."))
            return door.go("line", found.pk)
        messages.success(request, _("It is booked. We have written to the one who phoned, where we can."))
        return door.go("people", found.pk)
    may_wait = form.has_error(NON_FIELD_ERRORS, "full") and has_list(found, at=clock.now())
    page = {
        "time": found,
        "activity": found.activity,
        "form": form,
        "free": _free(found),
        "may_wait": may_wait,
    }
    return door.show(request, "booking", page)


def _write(form: WriteInForm, time: Occurrence, by: StaffMember, *, waits: bool) -> SignUp | Waiting | None:
    """What was written: a place, or a wait where it is full and she will wait; None where the form says why not."""
    given, at = form.cleaned_data, clock.now()
    try:
        if "appointment" in given:
            _time, number = given["appointment"]
            return write_in_appointment(time.pk, number, given["name"], given["phone"], by=by, at=at)
        write = write_in_line if waits else write_in
        return write(time.pk, given["name"], given["phone"], by=by, at=at)
    except NotAPhone:
        form.add_error("phone", _("This is not a phone number. Look at the digits once more."))
    except NameMissing:
        form.add_error("name", _("Write the name."))
    except HoldsNationalId:
        form.add_error("name", str(EXPLANATION))
    except AppointmentTaken:
        form.add_error("appointment", _("Somebody has just taken this hour. Choose another."))
    except TimeIsFull:
        form.add_error(None, forms.ValidationError(_("It is full."), code="full"))
    except NotOpen:
        form.add_error(None, _("One can no longer sign up for this."))
    return None


def _free(time: Occurrence) -> list[Free]:
    return [(time, one) for one, row in book_of(time) if row is None]
