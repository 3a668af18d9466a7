"""Who has come in by a sign-in elsewhere or a passkey, as the session remembers it; staff sign in by `sign_in`.

The session names the way in and not the person: take the way away, and she is out at her next page. What a browser was
asked is kept here too, for minutes, and taken once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from samspill.people.actions import PATIENCE_SECONDS, Begun
from samspill.people.models import Passkey, Person, WayIn
from samspill.people.queries import standing_person, way_open

#: As long as a working day.
LASTS = dt.timedelta(hours=12)
#: So long one may take at the provider.
PATIENCE = dt.timedelta(minutes=15)
#: So long a browser may take to find a passkey.
PATIENCE_WITH_KEYS = dt.timedelta(seconds=PATIENCE_SECONDS)

_IN, _BEGUN, _SHOWN = "own_signed_in", "own_sign_in_begun", "own_sign_in_shown"
_WAS_IN = "own_was_signed_in"
_CHALLENGE = "own_passkey_challenge"


class NotSignedIn(LookupError):
    """Nobody has signed in here, or it was too long ago, or the way in was taken away."""


def signed_in_person(request: HttpRequest, *, at: dt.datetime) -> Person:
    """Who has signed in. Raises `NotSignedIn`."""
    known = _fresh(request, _IN, at)
    way = way_open(known["way"])
    person = standing_person(way.person_id) if way else None
    if person is None:
        raise NotSignedIn
    return person


def remember_signed_in(request: HttpRequest, way: WayIn | Passkey, *, at: dt.datetime) -> None:
    """From now on `MINE` opens her page in this browser; under a new session key, so that none was laid out for her."""
    request.session.cycle_key()
    request.session[_IN] = {"way": str(way.pk), "until": (at + LASTS).timestamp()}


def forget_signed_in(request: HttpRequest) -> None:
    """Nobody is signed in here now; what staff have in the same browser stays."""
    for name in (_IN, _BEGUN, _SHOWN, _CHALLENGE):
        request.session.pop(name, None)
    request.session[_WAS_IN] = True
    request.session.cycle_key()


def was_signed_in(request: HttpRequest) -> bool:
    """Whether somebody signed out in this browser: her provider may know her here still, and answer for the next."""
    return bool(request.session.get(_WAS_IN))


def keep_begun(request: HttpRequest, begun: Begun, provider: str, person: str, *, at: dt.datetime) -> None:
    """A sign-in has begun; `person` is whose page it is to open from now on, or "" where she only comes in."""
    until = (at + PATIENCE).timestamp()
    request.session[_BEGUN] = asdict(begun) | {"provider": provider, "person": person, "until": until}


def take_begun(request: HttpRequest, *, at: dt.datetime) -> tuple[Begun, str, str]:
    """What was kept, once: the sign-in, its provider, and whose page it is to open. Raises `NotSignedIn`."""
    known = _fresh(request, _BEGUN, at)
    del request.session[_BEGUN]
    begun = Begun(known["url"], known["state"], known["nonce"], known["verifier"])
    return begun, known["provider"], known["person"]


def keep_shown(request: HttpRequest, provider: str, subject: str, person: str, *, at: dt.datetime) -> None:
    """She has shown who she is at the provider, and is asked whether it is to open this person's page."""
    until = (at + PATIENCE).timestamp()
    request.session[_SHOWN] = {"provider": provider, "subject": subject, "person": person, "until": until}


def take_shown(request: HttpRequest, *, at: dt.datetime) -> tuple[str, str, str]:
    """Provider, subject and person, once. Raises `NotSignedIn`."""
    known = _fresh(request, _SHOWN, at)
    del request.session[_SHOWN]
    return known["provider"], known["subject"], known["person"]


def keep_challenge(request: HttpRequest, challenge: str, person: str, *, at: dt.datetime) -> None:
    """This browser was asked for a passkey; `person` is whose page a new one is to open, or "" where she comes in."""
    until = (at + PATIENCE_WITH_KEYS).timestamp()
    request.session[_CHALLENGE] = {"challenge": challenge, "person": person, "until": until}


def take_challenge(request: HttpRequest, person: str, *, at: dt.datetime) -> str:
    """What was asked for this same purpose, once. Raises `NotSignedIn`."""
    known = _fresh(request, _CHALLENGE, at)
    del request.session[_CHALLENGE]
    if known["person"] != person:
        raise NotSignedIn(_CHALLENGE)
    return str(known["challenge"])


def _fresh(request: HttpRequest, name: str, at: dt.datetime) -> dict[str, Any]:
    known: dict[str, Any] | None = request.session.get(name)
    if known is None or known["until"] < at.timestamp():
        raise NotSignedIn(name)
    return known
