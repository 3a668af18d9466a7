"""One-time links for people without accounts: a GET shows, a POST does; one too old offers a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.actions import LinkNotValid, find_link, look_at_link, make_link
from samspill.foundation.models import OneTimeLink
from samspill.foundation.queries import address_here
from samspill.messaging.actions import NoWayToWrite, queue_message
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries import language_of
from samspill.people.models import Channel, Person, StaffMember
from samspill.people.queries import standing_person
from samspill.volunteering.queries.reach import CARRIED, Way, way_by
from samspill.volunteering.wording.messages import first_name
from samspill.web.access.signed_in import NotSignedIn, signed_in_person
from samspill.web.design.preferences import LANGUAGE_COOKIE

OWN_PAGE = "people.me"
OWN_PAGE_LASTS = dt.timedelta(days=7)
#: Stands where the link's token stands, for one who came in by a sign-in of hers elsewhere. No token is so short.
MINE = "mine"


class NobodyBehindIt(LookupError):
    """The link led to somebody who is forgotten, or to nobody ever."""


class LinkRequest(HttpRequest):
    """A request by the holder of a link: it knows whose link it is."""

    person: Person


def with_link_to(
    purpose: str, *, new_link: str = "own:new_link"
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let in whoever holds a valid link of this purpose to a person; the view gets `request.person`.

    An address that is used up, too old or wrong gets a page that says so, and offers a new link to the same phone:
    `new_link` is the name of the address that sends one, or "" where there is none. Nothing of it is kept or told to
    other sites, for the address is the key. Her own page opens at `MINE` too, where she has signed in elsewhere.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: Any, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                request.person = _person_who_asks(request, purpose, token)
                with in_her_language(request, language_of(request.person)):
                    response = view(request, token, *args, **kwargs)
            except (LinkNotValid, NobodyBehindIt):
                response = link_too_old(request, purpose, token, new_link)
            except NotSignedIn:
                response = redirect("own:ask")
            except ObjectDoesNotExist as error:
                raise Http404 from error
            return kept_nowhere(response)

        return wrapped

    return decorate


def with_link_to_row(
    purpose: str, row_of: Callable[[HttpRequest, str], Any]
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let in whoever holds the private link of a place, a booking, a loan; the view gets the token and that row.

    `row_of` finds it by what the link is about, with its person, or raises `ObjectDoesNotExist`: then the link is too
    old. The page is in the person's language, and nothing of it is kept.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, token: str) -> HttpResponse:
            try:
                row = row_of(request, look_at_link(purpose, token, at=clock.now()).subject)
            except (LinkNotValid, ObjectDoesNotExist):
                return link_too_old(request, purpose, token, "")
            with in_her_language(request, language_of(row.person)):
                return kept_nowhere(view(request, token, row))

        return wrapped

    return decorate


def _person_who_asks(request: HttpRequest, purpose: str, token: str) -> Person:
    if purpose == OWN_PAGE and token == MINE:
        return signed_in_person(request, at=clock.now())
    return _person_behind(look_at_link(purpose, token, at=clock.now()))


def _person_behind(link: OneTimeLink) -> Person:
    person = standing_person(link.subject)
    if person is None:
        raise NobodyBehindIt(link.pk)
    return person


@contextmanager
def in_her_language(request: HttpRequest, language: str) -> Iterator[None]:
    """The page is in the language she is written to in, unless she has chosen another on these pages."""
    if LANGUAGE_COOKIE in request.COOKIES:
        yield
        return
    with translation.override(language):
        request.LANGUAGE_CODE = language
        yield


def link_too_old(
    request: HttpRequest, purpose: str, token: str, new_link: str = "own:new_link"
) -> HttpResponse:
    """The page about a link that no longer opens anything; with a button for a new one where we know whose it was."""
    known = bool(new_link) and find_link(purpose, token) is not None
    page = {"token": token, "known": known, "new_link": new_link}
    return kept_nowhere(render(request, "access/own_link_too_old.html", page, status=410))


def kept_nowhere(response: HttpResponse) -> HttpResponse:
    """An answer whose address is a key: kept nowhere, told to no other site.

    Not `no-referrer`: under that a browser sends its forms as from nowhere, and they would be refused as forged.
    """
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@transaction.atomic
def send_own_page(
    request: HttpRequest | None, person: Person, *, by: StaffMember | None, at: dt.datetime
) -> OutboundMessage:
    """Send a person the link to her own page, in her language: by SMS, else by e-mail; without a request to the
    municipality's own address. Raises `NoWayToWrite` and `BudgetSpent`.
    """
    way = way_to(person)
    token = make_link(OWN_PAGE, str(person.pk), at=at, valid_for=OWN_PAGE_LASTS)
    link = address_of_page(request, reverse("own:page", args=[token]))
    with translation.override(language_of(person)):
        name = first_name(person.name)
        body = _("Hi %(name)s! Here you see and change what we have stored about you, for a week: %(link)s")
        subject = _("Your own page")
    return queue_message(
        channel=way.channel,
        address=way.address,
        subject=subject if way.channel == Channel.EMAIL else "",
        body=body % {"name": name, "link": link},
        key=f"own_page:{token}",
        person=person,
        by=by,
        at=at,
        answers_now=by is None,
    )


def address_of_page(request: HttpRequest | None, path: str) -> str:
    """The whole address of a page, for a message."""
    return request.build_absolute_uri(path) if request is not None else address_here(path)


def way_to(person: Person) -> Way:
    """A phone that takes SMS, else an e-mail address: also where she would rather be called. Raises `NoWayToWrite`."""
    ways = (way_by(person.pk, channel) for channel in (person.preferred_channel, Channel.SMS, Channel.EMAIL))
    found = next((way for way in ways if way.channel in CARRIED and way.address), None)
    if found is None:
        raise NoWayToWrite(person.pk)
    return found
