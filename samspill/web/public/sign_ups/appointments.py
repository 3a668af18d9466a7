"""An appointment with a guide: one chooses an hour, shows a phone by a code, and may change or give it back by link."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.activities.actions import NotOpen
from samspill.activities.actions.appointments import (
    AppointmentTaken,
    ask_for_appointment,
    move_appointment,
    take_appointment,
)
from samspill.activities.actions.telling import private_path
from samspill.activities.models import Activity, SignUp
from samspill.activities.queries import CONTENT_TYPE, activity_for, feed_of_appointment, write_calendar
from samspill.activities.queries.appointments import Free, appointment_of, free_appointments
from samspill.foundation import clock
from samspill.foundation.limits import TooOften
from samspill.foundation.one_time_codes import WrongCode
from samspill.messaging.actions.confirming import NotAMobile
from samspill.web.access.appointment_field import AppointmentField
from samspill.web.public.activities.shown import told_in
from samspill.web.public.asking.forms import AskingForm
from samspill.web.public.asking.limits import may_sign_up
from samspill.web.public.sign_ups.forms import CodeForm
from samspill.web.public.sign_ups.places import with_link_to_place


class BookingForm(AskingForm):
    """The hour, a name and a phone."""

    appointment = AppointmentField()
    field_order = ("appointment", "name", "phone")

    def __init__(self, *args: Any, free: Sequence[Free], **kwargs: Any) -> None:
        super().__init__(*args, words_label="", **kwargs)
        del self.fields["words"]
        self.fields["appointment"].offer(free)  # type: ignore[attr-defined]
        self.fields["phone"].help_text = gettext_lazy("We send you a code by SMS. You need no account.")


class MovingForm(forms.Form):
    """Another hour."""

    appointment = AppointmentField()

    def __init__(self, *args: Any, free: Sequence[Free], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appointment"].offer(free)  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Which hour, name and phone; then a code is sent. What has no hours is signed up for as a whole."""
    activity = _activity(activity_id)
    if not activity.appointment_minutes:
        return redirect("public:sign_ups:new", activity.pk)
    free = free_appointments(activity, at=clock.now())
    form = BookingForm(request.POST if request.method == "POST" else None, free=free)
    if form.is_valid() and may_sign_up(request, form):
        asked = _ask(form)
        if asked:
            return _code_page(request, activity, CodeForm(initial={"asked": asked}))
    page = {**_about(activity), "form": form, "free": free}
    return render(request, "public/sign_ups/appointment.html", page, status=422 if form.errors else 200)


@never_cache
@require_POST
def code(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """The code came back: the hour is hers, or she is told why not."""
    activity, form = _activity(activity_id), CodeForm(request.POST)
    if form.is_valid():
        try:
            at = clock.now()
            row = take_appointment(form.cleaned_data["asked"], form.cleaned_data["code"], at=at)
            page = {**_about(activity), **_hers(row), "page_of_her_own": private_path(row, at=at)}
            return render(request, "public/sign_ups/appointment_taken.html", page)
        except (WrongCode, TooOften, AppointmentTaken, NotOpen) as error:
            form.add_error("code", _complaint(error))
    return _code_page(request, activity, form)


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_place
def moving(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """She takes another hour instead; what she has is hers until then."""
    activity, at = row.occurrence.activity, clock.now()
    if not activity.appointment_minutes or row.cancelled_at or row.occurrence.starts_at <= at:
        return redirect("public:sign_ups:place", token)
    free = free_appointments(activity, at=at)
    form = MovingForm(request.POST if request.method == "POST" else None, free=free)
    if form.is_valid():
        try:
            time_id, number = form.cleaned_data["appointment"]
            move_appointment(row, time_id, number, channel="web", by=row.person, at=at)
            return redirect("public:sign_ups:place", token)
        except (AppointmentTaken, NotOpen) as error:
            form.add_error("appointment", _complaint(error))
    page = {**_about(activity), **_hers(row), "form": form, "free": free, "token": token}
    return render(
        request, "public/sign_ups/appointment_moving.html", page, status=422 if form.errors else 200
    )


@require_safe
@with_link_to_place
def calendar(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """Her own hour for her calendar, and not the whole time it is a part of."""
    language = get_language() or "nb"
    page = request.build_absolute_uri(
        reverse("public:activities:activity", args=[row.occurrence.activity_id])
    )
    events = feed_of_appointment(row, at=clock.now(), language=language, address=lambda _key: page)
    if not events:
        raise Http404
    host = request.get_host().partition(":")[0]
    content = write_calendar(events, name=events[0].title, host=host, language=language)
    return HttpResponse(content, content_type=CONTENT_TYPE)


def _activity(activity_id: uuid.UUID) -> Activity:
    try:
        activity = activity_for(None, activity_id)
    except Activity.DoesNotExist as error:
        raise Http404 from error
    if not activity.takes_sign_ups:
        raise Http404
    return activity


def _ask(form: BookingForm) -> str:
    """Send the code; "" where something was wrong, which the form then says. A robot gets the same page and no code."""
    given = form.cleaned_data
    if form.is_from_a_robot:
        return "-"
    try:
        time_id, number = given["appointment"]
        language = get_language() or "nb"
        return ask_for_appointment(
            time_id, number, given["name"], given["phone"], language=language, at=clock.now()
        )
    except NotAMobile:
        form.add_error("phone", _("We cannot send an SMS to this number. Call us, and we write you down."))
    except (TooOften, AppointmentTaken, NotOpen) as error:
        form.add_error(None, _complaint(error))
    return ""


def _complaint(error: Exception) -> str:
    if isinstance(error, WrongCode):
        return _("This is not the code, or it is too old. Look at the SMS once more, or begin again.")
    if isinstance(error, TooOften):
        return _("You have tried many times. Wait a little, or call us.")
    return _("Somebody has just taken this hour. Choose another, or call us.")


def _about(activity: Activity) -> dict[str, Any]:
    title = told_in(activity.title, get_language() or "nb")[1]
    return {"here": "week", "activity": activity, "title": title}


def _hers(row: SignUp) -> dict[str, Any]:
    time = row.occurrence
    return {"time": time, "appointment": appointment_of(row), "where": time.where}


def _code_page(request: HttpRequest, activity: Activity, form: CodeForm) -> HttpResponse:
    page = _about(activity) | {"form": form}
    return render(request, "public/sign_ups/appointment_code.html", page, status=422 if form.errors else 200)
