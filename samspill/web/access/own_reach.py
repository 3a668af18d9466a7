"""How she is reached: numbers and addresses, the channel and the language. A new number is confirmed by a code."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.foundation.one_time_codes import WrongCode
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import language_of
from samspill.people.actions import (
    add_confirmed_point,
    begin_confirming,
    change_person,
    prefer_contact_point,
    remove_contact_point,
)
from samspill.people.models import Person
from samspill.people.queries import may_be_contacted
from samspill.volunteering.actions.digests import choose_digest, end_digest
from samspill.volunteering.queries.digests import wish_of
from samspill.volunteering.queries.profiles import find_volunteer
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to
from samspill.web.access.own_forms import CodeForm, PointForm, WayForm

#: Codes go to numbers that are nobody's yet: few, and few guesses.
A_FEW_CODES = Limit(burst=4, refill=dt.timedelta(minutes=30))
A_FEW_GUESSES = Limit(burst=5, refill=dt.timedelta(minutes=10))


@with_link_to(OWN_PAGE)
def reach(request: LinkRequest, token: str) -> HttpResponse:
    """Her numbers and addresses, and how she would rather be reached."""
    found = request.person
    known = {"preferred_channel": found.preferred_channel, "language": language_of(found)}
    form = WayForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        change_person(found, by=found, at=clock.now(), channel="web", **form.cleaned_data)
        messages.success(request, _("Thank you. It is written down."))
        return redirect("own:reach", token)
    return _page(request, token, form=form)


@require_POST
@with_link_to(OWN_PAGE)
def points(request: LinkRequest, token: str) -> HttpResponse:
    """A new number or address: a code is sent there."""
    form = PointForm(request.POST)
    if not form.is_valid():
        return _page(request, token, new_point=form)
    value = form.cleaned_data["where"]
    try:
        spend("own_code", str(request.person.pk), A_FEW_CODES, at=clock.now())
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    send_code(request.person, value, at=clock.now())
    return _code_page(request, token, CodeForm(initial={"where": value}), value)


@require_POST
@with_link_to(OWN_PAGE)
def point_code(request: LinkRequest, token: str) -> HttpResponse:
    """She types in the code; right, and the number is hers."""
    form, found, at = CodeForm(request.POST), request.person, clock.now()
    if form.is_valid():
        value = form.cleaned_data["where"]
        try:
            spend("own_guess", str(found.pk), A_FEW_GUESSES, at=at)
            add_confirmed_point(found, _kind(value), value, form.cleaned_data["code"], at=at, channel="web")
            messages.success(request, _("Thank you. From now on we can reach you there."))
            return redirect("own:reach", token)
        except WrongCode:
            form.add_error("code", _("This is not the code we sent, or it is too old. Try again."))
        except TooOften:
            return render(request, "access/too_often.html", status=429)
    return _code_page(request, token, form, str(form.data.get("where", "")))


@require_POST
@with_link_to(OWN_PAGE)
def point_preference(request: LinkRequest, token: str, point_id: uuid.UUID) -> HttpResponse:
    """Reach her there first."""
    point = request.person.contact_points.get(pk=point_id)
    prefer_contact_point(request.person, point, by=request.person, at=clock.now(), channel="web")
    return redirect("own:reach", token)


@require_POST
@with_link_to(OWN_PAGE)
def point_removal(request: LinkRequest, token: str, point_id: uuid.UUID) -> HttpResponse:
    """A number or an address that is no longer hers."""
    point = request.person.contact_points.get(pk=point_id)
    remove_contact_point(request.person, point, by=request.person, at=clock.now(), channel="web")
    return redirect("own:reach", token)


@require_POST
@with_link_to(OWN_PAGE)
def weekly(request: LinkRequest, token: str) -> HttpResponse:
    """One message a week, or everything at once again."""
    change = choose_digest if request.POST.get("weekly") == "yes" else end_digest
    change(request.person, channel="web", by=request.person, at=clock.now())
    messages.success(request, _("It is changed."))
    return redirect("own:reach", token)


@transaction.atomic
def send_code(person: Person, value: str, *, at: dt.datetime) -> None:
    """Send a code to the new number or address, in her language."""
    address, code = begin_confirming(person, _kind(value), value, at=at)
    with translation.override(language_of(person)):
        body = _("Your code is %(code)s. Type it in on your page. It holds for 20 minutes.") % {"code": code}
        subject = _("Your code")
    by_mail = "@" in address
    queue_message(
        channel="email" if by_mail else "sms",
        address=address,
        subject=subject if by_mail else "",
        body=body,
        key=f"own_code:{person.pk}:{at.isoformat()}",
        at=at,
        answers_now=True,
    )


def _page(request: LinkRequest, token: str, **forms: object) -> HttpResponse:
    found = request.person
    known = {"preferred_channel": found.preferred_channel, "language": language_of(found)}
    page = {
        "token": token,
        "person": found,
        "points": found.contact_points.order_by("kind", "-is_preferred", "added_at"),
        "form": WayForm(initial=known),
        "new_point": PointForm(),
        "is_asked": find_volunteer(found) is not None and may_be_contacted(found),
        "weekly": wish_of(found),
        **forms,
    }
    wrong = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "access/own/reach.html", page, status=422 if wrong else 200)


def _code_page(request: LinkRequest, token: str, form: CodeForm, value: str) -> HttpResponse:
    page = {"token": token, "form": form, "value": value}
    return render(request, "access/own/code.html", page, status=422 if form.errors else 200)


def _kind(value: str) -> str:
    return "email" if "@" in value else "phone"
