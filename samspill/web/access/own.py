"""The page of a person without an account: what is coming, what waits for her answer, and what is stored about her."""

from __future__ import annotations

import datetime as dt
import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspill.activities.queries.own import own_places
from samspill.foundation import clock
from samspill.foundation.actions import find_link
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.messaging.actions import BudgetSpent, NoWayToWrite, take_back_consent
from samspill.organisations.queries.acting import associations_of
from samspill.people.actions import give_consent
from samspill.people.models import Person
from samspill.people.queries import (
    claims_of,
    export_person,
    may_be_contacted,
    people_with_email,
    people_with_phone,
    providers,
    standing_person,
)
from samspill.volunteering.queries.fitting import tasks_for
from samspill.volunteering.queries.own import (
    coming_tasks,
    open_questions,
    swap_questions,
    talk_waiting,
    wanted_needs,
)
from samspill.volunteering.queries.profiles import find_volunteer
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.wording.messages import first_name
from samspill.web.access.links import MINE, OWN_PAGE, LinkRequest, kept_nowhere, send_own_page, with_link_to
from samspill.web.access.own_forms import WhoForm
from samspill.web.access.own_rights import OwnClaimForm
from samspill.web.access.signed_in import NotSignedIn, signed_in_person
from samspill.web.access.stored import looks_at
from samspill.web.access.visitors import address_of

A_FEW_LINKS = Limit(burst=3, refill=dt.timedelta(hours=1))
#: A library shares one network.
MORE_LINKS = Limit(burst=10, refill=dt.timedelta(minutes=5))
#: A couple and their children may share a phone.
MOST_AT_ONE_ADDRESS = 4
MOST_TASKS = 6


@require_safe
@with_link_to(OWN_PAGE)
def page(request: LinkRequest, token: str) -> HttpResponse:
    """What waits for her answer, what is coming, what she might like, and ways to all the rest."""
    found, at = request.person, clock.now()
    volunteer, wanted = find_volunteer(found), wanted_needs(found)
    is_active = volunteer is not None and volunteer.left_at is None
    fitting = tasks_for(found, at=at, most=MOST_TASKS) if is_active else []
    shown = {
        "person": found,
        "name": first_name(found.name),
        "token": token,
        "volunteer": volunteer,
        "questions": open_questions(found, at=at),
        "swaps": swap_questions(found, at=at),
        "coming": coming_tasks(found, at=at),
        "places": own_places(found, at=at),
        "talk": talk_waiting(found, at=at),
        "tasks": [
            (one.shift.need, task(one.shift), one.shift.need_id in wanted) for one in fitting if not one.asked
        ],
        "points": found.contact_points.order_by("kind", "-is_preferred", "added_at"),
        "is_signed_in": token == MINE,
        "providers": providers(),
        "associations": [
            (one.name, reverse("ours:overview", args=[token, one.pk])) for one in associations_of(found)
        ],
    }
    return render(request, "access/own/page.html", shown)


@require_safe
@with_link_to(OWN_PAGE)
def stored(request: LinkRequest, token: str) -> HttpResponse:
    """What is stored, in words: who she is, what she said yes to, who has looked."""
    found = request.person
    shown = {
        "person": found,
        "token": token,
        "consents": found.consents.order_by("-given_at"),
        "may_be_contacted": may_be_contacted(found),
        "volunteer": find_volunteer(found),
        "looks": looks_at(found)[:10],
        "claims": claims_of(found),
        "claim_form": OwnClaimForm(),
    }
    return render(request, "access/own/stored.html", shown)


@require_safe
@with_link_to(OWN_PAGE)
def file(request: LinkRequest, token: str) -> HttpResponse:
    """Everything stored, as a file."""
    text = json.dumps(export_person(request.person), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="samspill.json"'
    return response


@require_POST
@with_link_to(OWN_PAGE)
def withdrawal(request: LinkRequest, token: str) -> HttpResponse:
    """STOPP: she does not want to hear from us; at once."""
    take_back_consent(request.person, "web", by=request.person, at=clock.now())
    messages.success(request, _("You will hear no more from us."))
    return redirect("own:stored", token)


@require_POST
@with_link_to(OWN_PAGE)
def consent(request: LinkRequest, token: str) -> HttpResponse:
    """She wants to hear from us after all."""
    give_consent(request.person, source="web", by=request.person, at=clock.now())
    messages.success(request, _("Thank you. We may contact you again."))
    return redirect("own:stored", token)


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """A new link to the phone the old one was sent to. Says the same whether there is one."""
    link, at = find_link(OWN_PAGE, token), clock.now()
    person = standing_person(link.subject) if link else None
    try:
        if person is not None:
            spend("own_page", str(person.pk), A_FEW_LINKS, at=at)
            send_own_page(request, person, by=None, at=at)
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    except NoWayToWrite:
        pass  # The page says the same: whoever holds an old link learns nothing of the person.
    return kept_nowhere(render(request, "access/own_link_sent.html"))


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Send me the link to my page. Says the same whether anybody is known by that phone or address."""
    form = WhoForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        shown = {"form": form, "providers": providers(), "signed_in": _who_is_in(request)}
        return render(request, "access/own/ask.html", shown, status=422 if form.errors else 200)
    try:
        spend("own_page_from", address_of(request), MORE_LINKS, at=clock.now())
        send_to_all_at(request, form.cleaned_data["where"], at=clock.now())
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    return kept_nowhere(render(request, "access/own_link_sent.html"))


def _who_is_in(request: HttpRequest) -> Person | None:
    """Who is signed in in this browser: she needs no link, and whoever has the phone next sees that she is in."""
    try:
        return signed_in_person(request, at=clock.now())
    except NotSignedIn:
        return None


def send_to_all_at(request: HttpRequest | None, address: str, *, at: dt.datetime) -> int:
    """Each of those who are reached there gets a link of her own; how many. Raises `TooOften`."""
    find = people_with_email if "@" in address else people_with_phone
    people = list(find(address)[:MOST_AT_ONE_ADDRESS])
    if people:
        spend("own_page", address, A_FEW_LINKS, at=at)
    sent = 0
    for person in people:
        try:
            send_own_page(request, person, by=None, at=at)
            sent += 1
        except (NoWayToWrite, BudgetSpent):
            continue
    return sent
