"""Ways in that a person has elsewhere (ID-porten, Entra): linked from her own page, used instead of a link, taken away.

The provider is reached by a link and never by a form: a form that is sent on to another site is stopped by the browser.
So a GET begins, and changes nothing but her own session; what is stored is stored by a POST.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.messaging.actions import BudgetSpent, NoWayToWrite, queue_message
from samspill.messaging.queries import language_of
from samspill.people.actions import (
    Answer,
    Cancelled,
    LinkedToAnother,
    NobodyByThis,
    SignInFailed,
    begin_sign_in,
    come_in,
    link_way_in,
    remove_way_in,
    subject_shown,
)
from samspill.people.models import Channel, Person, SignInProvider, WayIn
from samspill.people.queries import passkeys_of, provider_for, providers, standing_person, ways_of
from samspill.web.access.links import MINE, OWN_PAGE, LinkRequest, kept_nowhere, way_to, with_link_to
from samspill.web.access.own_forms import PasskeyForm
from samspill.web.access.signed_in import (
    NotSignedIn,
    forget_signed_in,
    keep_begun,
    keep_shown,
    remember_signed_in,
    take_begun,
    take_shown,
    was_signed_in,
)
from samspill.web.access.visitors import address_of

#: Each asks the provider something; a library shares one network.
SIGN_INS = Limit(burst=20, refill=dt.timedelta(minutes=1))


@require_safe
@with_link_to(OWN_PAGE)
def ways(request: LinkRequest, token: str) -> HttpResponse:
    """What opens her page besides a link, and what she may add."""
    linked = list(ways_of(request.person))
    known = {way.provider_id for way in linked}
    page = {
        "token": token,
        "person": request.person,
        "ways": linked,
        "providers": [one for one in providers() if one.pk not in known],
        "passkeys": passkeys_of(request.person),
        "passkey_form": PasskeyForm(),
        "is_signed_in": token == MINE,
    }
    return render(request, "access/own/ways.html", page)


@require_safe
@with_link_to(OWN_PAGE)
def new(request: LinkRequest, token: str, provider_id: uuid.UUID) -> HttpResponse:
    """She goes to the provider, to come back and say that it is to open her page.

    She shows there who she is, even if somebody is signed in there: else it could be whoever had the phone before her.
    """
    return _go_to(request, provider_for(None, provider_id), str(request.person.pk), anew=True)


@require_POST
@with_link_to(OWN_PAGE)
def removal(request: LinkRequest, token: str, way_id: uuid.UUID) -> HttpResponse:
    """This sign-in opens her page no more."""
    way = ways_of(request.person).get(pk=way_id)
    remove_way_in(way, by=request.person, at=clock.now())
    words = _("%(name)s no longer opens your page.")
    messages.success(request, words % {"name": way.provider.name})
    return redirect("own:ways", token)


@never_cache
@require_safe
def sign_in(request: HttpRequest, provider_id: uuid.UUID) -> HttpResponse:
    """She comes in by a sign-in that she linked before; where one signed out, the next shows who she is."""
    try:
        return _go_to(request, provider_for(None, provider_id), "", anew=was_signed_in(request))
    except SignInProvider.DoesNotExist as error:
        raise Http404 from error


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Back from the provider: she is in, or is asked whether this is to open her page from now on."""
    at = clock.now()
    try:
        begun, provider_id, person_id = take_begun(request, at=at)
        provider = provider_for(None, provider_id)
        subject = subject_shown(provider, begun, _answer_in(request), back_to=_back_to(request), at=at)
        if person_id:
            return _ask_whether(request, provider, subject, person_id, at=at)
        remember_signed_in(request, come_in(provider, subject, at=at), at=at)
    except Cancelled:
        return sign_in_failed(request, "cancelled")
    except NobodyByThis:
        return sign_in_failed(request, "nobody")
    except (SignInFailed, NotSignedIn, SignInProvider.DoesNotExist):
        return sign_in_failed(request, "failed")
    return kept_nowhere(redirect("own:page", MINE))


@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Yes, this is to open her page from now on; and she is in by it."""
    at = clock.now()
    try:
        provider_id, subject, person_id = take_shown(request, at=at)
        provider, person = provider_for(None, provider_id), standing_person(person_id)
        if person is None:
            raise NotSignedIn
        way = _link(person, provider, subject, at=at)
    except LinkedToAnother:
        return sign_in_failed(request, "another")
    except (NotSignedIn, SignInProvider.DoesNotExist):
        return sign_in_failed(request, "failed")
    remember_signed_in(request, way, at=at)
    messages.success(request, _("From now on %(name)s opens your page.") % {"name": provider.name})
    return kept_nowhere(redirect("own:ways", MINE))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Whoever uses this browser next does not see her page."""
    forget_signed_in(request)
    messages.success(request, _("You are signed out."))
    return redirect("own:ask")


def tell_of_new_way(person: Person, subject: str, body: str, *, key: str, at: dt.datetime) -> None:
    """A message, so that nobody who holds a link that went astray makes a way in unseen. Sent once a `key`."""
    try:
        way = way_to(person)
        queue_message(
            channel=way.channel,
            address=way.address,
            subject=subject if way.channel == Channel.EMAIL else "",
            body=body,
            key=key,
            person=person,
            at=at,
            answers_now=True,
        )
    except (NoWayToWrite, BudgetSpent):
        return  # She is reached nowhere; what was done stands on her page.


def sign_in_failed(request: HttpRequest, why: str) -> HttpResponse:
    """Nobody is signed in: why, and what to do instead. `why`: nobody, another, cancelled, doubted or failed."""
    page = {"why": why, "providers": providers()}
    return kept_nowhere(render(request, "access/own/sign_in_failed.html", page, status=403))


@transaction.atomic
def _link(person: Person, provider: SignInProvider, subject: str, *, at: dt.datetime) -> WayIn:
    way, name = link_way_in(person, provider, subject, at=at), provider.name
    with translation.override(language_of(person)):
        title = _("A new way to sign in")
        body = _(
            "%(name)s now opens your own page. Was it not you who chose that? Then take it away there, under "
            "How you get in, or call us."
        )
    tell_of_new_way(person, title, body % {"name": name}, key=f"way_added:{way.pk}", at=at)
    return way


def _go_to(request: HttpRequest, provider: SignInProvider, person_id: str, *, anew: bool) -> HttpResponse:
    at = clock.now()
    try:
        spend("own_sign_in", address_of(request), SIGN_INS, at=at)
        begun = begin_sign_in(provider, back_to=_back_to(request), anew=anew)
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    except SignInFailed:
        return sign_in_failed(request, "failed")
    keep_begun(request, begun, str(provider.pk), person_id, at=at)
    return kept_nowhere(redirect(begun.url))


def _ask_whether(
    request: HttpRequest, provider: SignInProvider, subject: str, person_id: str, *, at: dt.datetime
) -> HttpResponse:
    """Ask before it is stored: nobody else's page shall be opened by her sign-in because she followed a link."""
    person = standing_person(person_id)
    if person is None:
        raise NotSignedIn
    keep_shown(request, str(provider.pk), subject, person_id, at=at)
    page = {"provider": provider, "person": person}
    return kept_nowhere(render(request, "access/own/way_link.html", page))


def _answer_in(request: HttpRequest) -> Answer:
    told = request.GET
    return Answer(told.get("state", ""), told.get("code", ""), told.get("error", ""), told.get("iss", ""))


def _back_to(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("own:sign_in_back"))
