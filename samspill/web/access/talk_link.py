"""A link by which one who wants to help chooses a time to talk, before she is anybody we know."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspill.foundation import clock
from samspill.foundation.actions import LinkNotValid, look_at_link, make_link
from samspill.volunteering.actions.interests import InterestSettled
from samspill.volunteering.actions.needs import IsPast
from samspill.volunteering.actions.talks import TalkBooked, TimeTaken, lapse_time, pick_time
from samspill.volunteering.models import Interest
from samspill.volunteering.queries.interests import language_in
from samspill.volunteering.queries.own import interest_with_times
from samspill.volunteering.queries.talks import OFFER_LASTS, open_times, talk_to_come
from samspill.web.access.links import address_of_page, in_her_language, kept_nowhere

TALK = "volunteering.talk"


def link_to_times(request: HttpRequest, interest: Interest, *, at: dt.datetime) -> str:
    """A new address at which she may choose a time."""
    token = make_link(TALK, str(interest.pk), at=at, valid_for=OFFER_LASTS)
    return address_of_page(request, reverse("own:talk", args=[token]))


def talk(request: HttpRequest, token: str) -> HttpResponse:
    """The times she may choose between; a POST takes one. A GET takes nothing."""
    try:
        link = look_at_link(TALK, token, at=clock.now())
        interest = interest_with_times(link.subject)
    except (LinkNotValid, Interest.DoesNotExist):
        return kept_nowhere(render(request, "access/own_link_too_old.html", {"known": False}, status=410))
    with in_her_language(request, language_in(interest)):
        is_taken = request.method == "POST" and not _pick(interest, request.POST.get("time", ""))
        page = {
            "interest": interest,
            "token": token,
            "times": open_times(interest, at=clock.now()),
            "talk": talk_to_come(interest),
            "is_taken": is_taken,
        }
        return kept_nowhere(render(request, "access/own/talk.html", page, status=409 if is_taken else 200))


def _pick(interest: Interest, chosen: str) -> bool:
    """Whether the time is hers now."""
    offer = next((one for one in open_times(interest, at=clock.now()) if str(one.pk) == chosen), None)
    if offer is None:
        return talk_to_come(interest) is not None
    try:
        pick_time(offer.pk, by=interest.person or "public", at=clock.now(), channel="web")
        return True
    except (TimeTaken, TalkBooked, IsPast, InterestSettled):
        lapse_time(offer.pk, at=clock.now())
        return False
