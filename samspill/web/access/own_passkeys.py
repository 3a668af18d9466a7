"""Passkeys that open a person's own page: added from it, named, used instead of a link, taken away.

A small script (`own_passkey.js`) fetches the question, lets the browser ask for a finger or a code, and sends the
answer with the form. Without it there is the link, as before.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.messaging.queries import language_of
from samspill.people.actions import (
    NobodyByThis,
    NotBelieved,
    PasskeyDoubted,
    Site,
    TooManyPasskeys,
    add_passkey,
    ask_for_any_passkey,
    ask_for_passkey,
    come_in_by_passkey,
    remove_passkey,
    rename_passkey,
)
from samspill.people.queries import passkeys_of
from samspill.web.access.links import MINE, OWN_PAGE, LinkRequest, kept_nowhere, with_link_to
from samspill.web.access.own_forms import PasskeyForm
from samspill.web.access.own_ways import sign_in_failed, tell_of_new_way
from samspill.web.access.signed_in import NotSignedIn, keep_challenge, remember_signed_in, take_challenge
from samspill.web.access.visitors import address_of

#: A key cannot be guessed; this holds back who would fill our tables with sessions. A library shares one network.
TRIES = Limit(burst=30, refill=dt.timedelta(seconds=30))
#: Of the same person: each new key is told of by a message.
NEW_KEYS = Limit(burst=5, refill=dt.timedelta(hours=1))


@require_safe
@with_link_to(OWN_PAGE)
def question(request: LinkRequest, token: str) -> HttpResponse:
    """What her browser is asked, to make a key."""
    asked = ask_for_passkey(request.person, _site(request))
    keep_challenge(request, asked.challenge, str(request.person.pk), at=clock.now())
    return JsonResponse(asked.options)


@require_POST
@with_link_to(OWN_PAGE)
def passkeys(request: LinkRequest, token: str) -> HttpResponse:
    """The key her browser made opens her page from now on."""
    form, at = PasskeyForm(request.POST), clock.now()
    if not form.is_valid():
        messages.error(request, str(form.errors["name"][0]))
        return redirect("own:ways", token)
    try:
        spend("own_passkey_new", str(request.person.pk), NEW_KEYS, at=at)
        _add(request, form.cleaned_data["name"], at=at)
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    except TooManyPasskeys:
        messages.error(request, _("You have as many passkeys as there is room for. Take one away first."))
    except (NotBelieved, NotSignedIn):
        messages.error(request, _("No passkey was added. Try again."))
    else:
        messages.success(request, _("From now on you can sign in with the passkey."))
    return redirect("own:ways", token)


@require_POST
@with_link_to(OWN_PAGE)
def name(request: LinkRequest, token: str, passkey_id: uuid.UUID) -> HttpResponse:
    """She calls the phone or computer something else."""
    key, form = passkeys_of(request.person).get(pk=passkey_id), PasskeyForm(request.POST)
    if form.is_valid():
        rename_passkey(key, form.cleaned_data["name"], by=request.person, at=clock.now())
        messages.success(request, _("The name is changed."))
    else:
        messages.error(request, str(form.errors["name"][0]))
    return redirect("own:ways", token)


@require_POST
@with_link_to(OWN_PAGE)
def removal(request: LinkRequest, token: str, passkey_id: uuid.UUID) -> HttpResponse:
    """This key opens her page no more."""
    key = passkeys_of(request.person).get(pk=passkey_id)
    remove_passkey(key, by=request.person, at=clock.now())
    messages.success(request, _("The passkey no longer opens your page. You may delete it in the phone too."))
    return redirect("own:ways", token)


@never_cache
@require_safe
def sign_in_question(request: HttpRequest) -> HttpResponse:
    """What any browser is asked, to come in; it changes nothing but that browser's own session."""
    at = clock.now()
    try:
        spend("own_passkey", address_of(request), TRIES, at=at)
    except TooOften:
        return JsonResponse({}, status=429)
    asked = ask_for_any_passkey(_site(request))
    keep_challenge(request, asked.challenge, "", at=at)
    return kept_nowhere(JsonResponse(asked.options))


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """She comes in by the key."""
    at = clock.now()
    try:
        spend("own_passkey", address_of(request), TRIES, at=at)
        challenge = take_challenge(request, "", at=at)
        key = come_in_by_passkey(_site(request), challenge, request.POST.get("answer", ""), at=at)
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    except NobodyByThis:
        return sign_in_failed(request, "nobody")
    except PasskeyDoubted:
        return sign_in_failed(request, "doubted")
    except (NotBelieved, NotSignedIn):
        return sign_in_failed(request, "failed")
    remember_signed_in(request, key, at=at)
    return kept_nowhere(redirect("own:page", MINE))


@transaction.atomic
def _add(request: LinkRequest, called: str, *, at: dt.datetime) -> None:
    person = request.person
    challenge = take_challenge(request, str(person.pk), at=at)
    answer = request.POST.get("answer", "")
    key = add_passkey(person, _site(request), challenge, answer, name=called, at=at)
    with translation.override(language_of(person)):
        subject = _("A new passkey")
        body = _(
            "A passkey that opens your own page was just added. Was it not you? Then take it away there, under "
            "How you get in, or call us."
        )
    tell_of_new_way(person, subject, body, key=f"passkey_added:{key.pk}", at=at)


def _site(request: HttpRequest) -> Site:
    """The municipality as the browser knows it: keys belong to the host, so the neighbour's open nothing here."""
    origin = f"{request.scheme}://{request.get_host()}"
    return Site(request.municipality.name, origin)  # type: ignore[attr-defined]
