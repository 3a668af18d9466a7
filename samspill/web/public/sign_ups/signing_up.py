"""Signing up for a course or another activity: no account, confirmed by a code."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspill.activities.actions import NotOpen, TimeIsFull, sign_up
from samspill.activities.actions.from_the_square import ask_for_place, take_place
from samspill.activities.models import Activity, SignUp, Waiting
from samspill.activities.queries import activity_for
from samspill.activities.queries.sign_ups import (
    coming_sign_ups,
    has_list,
    is_full,
    times_that_complete,
    times_to_sign_up_for,
)
from samspill.activities.rules.parties import TooManyTogether
from samspill.foundation import clock
from samspill.foundation.limits import TooOften
from samspill.foundation.one_time_codes import WrongCode
from samspill.messaging.actions.confirming import NotAMobile
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions.onboarding import COURSES, INVITATION
from samspill.web.access.links import LinkRequest, with_link_to
from samspill.web.design.without_national_ids import EXPLANATION
from samspill.web.public.asking.limits import may_sign_up
from samspill.web.public.sign_ups.forms import ChoiceForm, CodeForm, PlaceForm
from samspill.web.public.sign_ups.shown import title_of, what_is_taken


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Which day, name and phone; then a code is sent. Full days are named, with those that have a place."""
    activity, times = _activity(activity_id)
    if activity.appointment_minutes:
        return redirect("public:sign_ups:appointment", activity.pk)
    form = PlaceForm(request.POST if request.method == "POST" else None, times=times, activity=activity)
    if form.is_valid() and may_sign_up(request, form):
        asked = _ask(form)
        if asked:
            code = CodeForm(initial={"asked": asked, "waits": "yes" if _waits(form, times) else ""})
            return _code_page(request, activity, code, form.cleaned_data["phone"])
    page = {
        "here": "week",
        "activity": activity,
        "title": title_of(activity),
        "form": form,
        "full": _full(times),
    }
    return render(request, "public/sign_ups/new.html", page, status=422 if form.errors else 200)


@never_cache
@require_POST
def code(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """The code came back: she has a place, or is told why not."""
    activity, _times = _activity(activity_id)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            given = form.cleaned_data
            taken = take_place(given["asked"], given["code"], at=clock.now())
            page = "in_line" if isinstance(taken, Waiting) else "taken"
            return render(request, f"public/sign_ups/{page}.html", what_is_taken(taken))
        except (WrongCode, TooOften, TimeIsFull, NotOpen, TooManyTogether) as error:
            form.add_error("code", _complaint(error))
    return _code_page(request, activity, form, "")


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to(INVITATION, new_link="")
def course(request: LinkRequest, token: str) -> HttpResponse:
    """Choose a date for the course: we know who she is, so one press is enough."""
    at = clock.now()
    times = times_that_complete(*COURSES, at=at)
    form = ChoiceForm(request.POST if request.method == "POST" else None, times=times)
    if form.is_valid() and _sign_up(request, form):
        return redirect("public:sign_ups:course", token)
    mine = [one for one in coming_sign_ups(request.person, at=at) if _is_course(one)]
    page = {
        "person": request.person,
        "token": token,
        "form": form,
        "has_times": bool(times),
        "full": [time for time in times if is_full(time, at=at)],
        "mine": mine,
    }
    return render(request, "public/sign_ups/course.html", page, status=422 if form.errors else 200)


def _activity(activity_id: uuid.UUID) -> tuple[Activity, list[Any]]:
    try:
        activity = activity_for(None, activity_id)
    except Activity.DoesNotExist as error:
        raise Http404 from error
    if not activity.takes_sign_ups:
        raise Http404
    return activity, times_to_sign_up_for(activity, at=clock.now())


def _ask(form: PlaceForm) -> str:
    """Send the code; "" where something was wrong, which the form then says. A robot gets the same page and no code."""
    given = form.cleaned_data
    if form.is_from_a_robot:
        return "-"
    try:
        return ask_for_place(
            uuid.UUID(given["time"]),
            given["name"],
            given["phone"],
            language=get_language() or "nb",
            at=clock.now(),
            party=form.party(),
        )
    except HoldsNationalId:
        form.add_error(None, EXPLANATION)
    except NotAMobile:
        form.add_error("phone", _("We cannot send an SMS to this number. Call us, and we write you down."))
    except (TooOften, TimeIsFull, NotOpen) as error:
        form.add_error(None, _complaint(error))
    return ""


def _sign_up(request: LinkRequest, form: ChoiceForm) -> bool:
    try:
        time_id = uuid.UUID(form.cleaned_data["time"])
        sign_up(time_id, request.person, channel="web", by=request.person, at=clock.now())
    except (TimeIsFull, NotOpen) as error:
        form.add_error(None, _complaint(error))
        return False
    return True


def _complaint(error: Exception) -> str:
    if isinstance(error, WrongCode):
        return _("This is not the code, or it is too old. Look at the SMS once more, or begin again.")
    if isinstance(error, TooOften):
        return _("You have tried many times. Wait a little, or call us.")
    if isinstance(error, TimeIsFull):
        return _("The last place was just taken. Choose another day, or call us.")
    return _("One can no longer sign up for this. Choose another day, or call us.")


def _full(times: list[Any]) -> list[Any]:
    """The days one can neither have a place at nor wait for."""
    at = clock.now()
    return [time for time in times if is_full(time, at=at) and not has_list(time, at=at)]


def _waits(form: PlaceForm, times: list[Any]) -> bool:
    chosen = next(time for time in times if str(time.pk) == form.cleaned_data["time"])
    return is_full(chosen, at=clock.now(), places=form.party().places)


def _is_course(row: SignUp) -> bool:
    return bool(row.occurrence.activity.completes)


def _code_page(request: HttpRequest, activity: Activity, form: CodeForm, phone: str) -> HttpResponse:
    page = {"here": "week", "activity": activity, "title": title_of(activity), "form": form, "phone": phone}
    return render(request, "public/sign_ups/code.html", page, status=422 if form.errors else 200)
