"""A place at a course or another activity: no account, confirmed by a code, cancelled by a link."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.activities.actions import (
    NotOpen,
    OfferIsOver,
    TimeIsFull,
    accept_place,
    cancel_sign_up,
    change_sign_up,
    leave_line,
    sign_up,
)
from samspill.activities.actions.from_the_square import ask_for_place, take_place
from samspill.activities.actions.telling import LINK, LINK_OF_WAITING
from samspill.activities.models import Activity, SignUp, Waiting
from samspill.activities.queries import activity_for
from samspill.activities.queries.appointments import appointment_of
from samspill.activities.queries.sign_ups import (
    coming_sign_ups,
    has_list,
    is_full,
    sign_up_of_link,
    times_that_complete,
    times_to_sign_up_for,
    together_with,
)
from samspill.activities.queries.waiting import place_in_line, waiting_of_link
from samspill.activities.rules.parties import TooManyTogether, names_in_words
from samspill.foundation import clock
from samspill.foundation.actions import LinkNotValid, look_at_link
from samspill.foundation.limits import TooOften
from samspill.foundation.one_time_codes import WrongCode
from samspill.messaging.actions.confirming import NotAMobile
from samspill.messaging.queries import language_of
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions.onboarding import COURSES, INVITATION
from samspill.web.access.links import LinkRequest, in_her_language, kept_nowhere, link_too_old, with_link_to
from samspill.web.design.without_national_ids import EXPLANATION
from samspill.web.public.activities.shown import told_in
from samspill.web.public.asking.limits import may_send
from samspill.web.public.sign_ups.forms import ChoiceForm, CodeForm, PlaceForm
from samspill.web.public.sign_ups.party_fields import PartyForm, typed_party


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Which day, name and phone; then a code is sent. Full days are named, with those that have a place."""
    activity, times = _activity(activity_id)
    if activity.appointment_minutes:
        return redirect("public:sign_ups:appointment", activity.pk)
    form = PlaceForm(request.POST if request.method == "POST" else None, times=times, activity=activity)
    if form.is_valid() and may_send(request, form):
        asked = _ask(form)
        if asked:
            code = CodeForm(initial={"asked": asked, "waits": _waits(form, times)})
            return _code_page(request, activity, code, form.cleaned_data["phone"])
    page = {
        "here": "week",
        "activity": activity,
        "title": _title(activity),
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
            return render(request, f"public/sign_ups/{page}.html", _taken(taken))
        except (WrongCode, TooOften, TimeIsFull, NotOpen, TooManyTogether) as error:
            form.add_error("code", _complaint(error))
    return _code_page(request, activity, form, "")


def with_link_to_place(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever holds the private link of a sign-up; the view gets the sign-up."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        try:
            link = look_at_link(LINK, token, at=clock.now())
            row = sign_up_of_link(link.subject)
        except (LinkNotValid, SignUp.DoesNotExist):
            return link_too_old(request, LINK, token, "")
        with in_her_language(request, language_of(row.person)):
            return kept_nowhere(view(request, token, row))

    return wrapped


@require_safe
@with_link_to_place
def place(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """Her place: when and where, and a button to give it back."""
    form = PartyForm(activity=row.occurrence.activity)
    page = {
        **_taken(row),
        "token": token,
        "is_coming": row.occurrence.starts_at > clock.now(),
        "may_change": form.has_something_to_change(),
    }
    return render(request, "public/sign_ups/place.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_place
def change(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """Who comes on her place, and what she answered; what is given back goes to the next."""
    rows = together_with(row)
    if not rows:
        return redirect("public:sign_ups:place", token)
    told = request.POST if request.method == "POST" else None
    form = PartyForm(told, activity=row.occurrence.activity, initial=typed_party(rows))
    if form.is_valid() and _change(row, form):
        return redirect("public:sign_ups:place", token)
    page = {**_taken(row), "token": token, "form": form}
    return render(request, "public/sign_ups/change.html", page, status=422 if form.errors else 200)


@require_POST
@with_link_to_place
def cancellation(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """She cannot come after all; pressing twice does the same."""
    cancel_sign_up(row, channel="web", by=row.person, at=clock.now())
    return redirect("public:sign_ups:place", token)


def with_link_to_wait(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever holds the private link of one who waits; the view gets the wait."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        try:
            row = waiting_of_link(look_at_link(LINK_OF_WAITING, token, at=clock.now()).subject)
        except (LinkNotValid, Waiting.DoesNotExist):
            return link_too_old(request, LINK_OF_WAITING, token, "")
        with in_her_language(request, language_of(row.person)):
            return kept_nowhere(view(request, token, row))

    return wrapped


@require_safe
@with_link_to_wait
def wait(request: HttpRequest, token: str, row: Waiting) -> HttpResponse:
    """Where she stands in line, what is offered to her, or that she has a place."""
    at = clock.now()
    page = _taken(row) | {
        "token": token,
        "is_coming": row.occurrence.starts_at > at,
        "is_offered": row.is_offered(at),
        "has_place": row.sign_up is not None and row.sign_up.cancelled_at is None,
    }
    return render(request, "public/sign_ups/wait.html", page)


@require_POST
@with_link_to_wait
def acceptance(request: HttpRequest, token: str, row: Waiting) -> HttpResponse:
    """Yes to the place that is offered; where it went to the next, her page says so."""
    with suppress(OfferIsOver):
        accept_place(row, channel="web", by=row.person, at=clock.now())
    return redirect("public:sign_ups:wait", token)


@require_POST
@with_link_to_wait
def withdrawal(request: HttpRequest, token: str, row: Waiting) -> HttpResponse:
    """She waits no longer, says no to what is offered, or gives back the place she got; twice does the same."""
    if row.sign_up is not None:
        cancel_sign_up(row.sign_up, channel="web", by=row.person, at=clock.now())
    else:
        leave_line(row, channel="web", by=row.person, at=clock.now())
    return redirect("public:sign_ups:wait", token)


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


def _change(row: SignUp, form: PartyForm) -> bool:
    try:
        change_sign_up(row, form.party(), channel="web", by=row.person, at=clock.now())
    except TimeIsFull:
        form.add_error(None, _("There are not so many places left."))
    except NotOpen:
        form.add_error(None, _("This can no longer be changed here. Call us."))
    except HoldsNationalId:
        form.add_error(None, EXPLANATION)
    return form.is_valid()


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


def _title(activity: Activity) -> str:
    return told_in(activity.title, get_language() or "nb")[1]


def _is_course(row: SignUp) -> bool:
    return bool(row.occurrence.activity.completes)


def _taken(row: SignUp | Waiting) -> dict[str, Any]:
    """What the pages tell of a place, or of a place in line."""
    if isinstance(row, Waiting):
        return _facts(row) | {"waiting": row, "number": place_in_line(row)}
    return _facts(row) | {"sign_up": row, "appointment": appointment_of(row)}


def _facts(row: SignUp | Waiting) -> dict[str, Any]:
    activity = row.occurrence.activity
    return {
        "here": "week",
        "who": _who(row),
        "time": row.occurrence,
        "title": _title(activity),
        "where": row.occurrence.where,
    }


def _who(row: SignUp | Waiting) -> str:
    """Who comes besides, or in place of, the one who signed up: names of children, or how many. "" for oneself."""
    if isinstance(row, Waiting):
        names, places = list(row.guests), row.places
    else:
        rows = together_with(row)
        names, places = [one.guest_name for one in rows], len(rows)
    many = ngettext("%(n)s place", "%(n)s places", places) % {"n": places} if places > 1 else ""
    return names_in_words(names) or many


def _code_page(request: HttpRequest, activity: Activity, form: CodeForm, phone: str) -> HttpResponse:
    page = {"here": "week", "activity": activity, "title": _title(activity), "form": form, "phone": phone}
    return render(request, "public/sign_ups/code.html", page, status=422 if form.errors else 200)
