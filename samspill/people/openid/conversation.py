"""The questions to the provider over HTTP, and the address she is sent to."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from samspill.people.openid.tokens import NotBelieved, subject_in

if TYPE_CHECKING:
    import httpx

DISCOVERY = "/.well-known/openid-configuration"
PATIENCE = 10.0
LARGEST = 256 * 1024
LOOPBACK = ("127.0.0.1", "::1", "localhost")

Json = dict[str, Any]


class SignInFailed(Exception):
    """Nobody is signed in: the provider could not be reached, refused, or its answer is not to be believed."""


class Cancelled(SignInFailed):
    """She herself, or the provider on her behalf, said no."""


@dataclass(frozen=True, slots=True)
class Client:
    """What we are to the provider."""

    issuer: str
    client_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Begun:
    """Where she is sent, and what must be kept in her browser's session until she is back."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What she brought back from the provider in the address."""

    state: str
    code: str = ""
    error: str = ""
    issuer: str = ""


def is_safe_address(address: str) -> bool:
    """Whether nobody between can read what is sent there: TLS, or this very machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in LOOPBACK)


def begin(client: Client, *, back_to: str, anew: bool = False) -> Begun:
    """A sign-in begins; `anew` asks the provider not to answer for whoever is signed in there already.

    `prompt=login`, OpenID Connect Core 1.0, section 3.1.2.1. Raises `SignInFailed` where the provider cannot be
    reached or is not what it says it is.
    """
    with _http() as http:
        told = _discover(http, client.issuer)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": back_to,
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if anew:
        asked["prompt"] = "login"
    endpoint = _address(told, "authorization_endpoint")
    joined = "&" if urlsplit(endpoint).query else "?"
    return Begun(f"{endpoint}{joined}{urlencode(asked)}", state, nonce, verifier)


def finish(client: Client, begun: Begun, answer: Answer, *, back_to: str, at: dt.datetime) -> str:
    """Who she is there. Raises `Cancelled`, and `SignInFailed` where anything at all is not as it must be."""
    if not hmac.compare_digest(answer.state.encode(), begun.state.encode()):
        raise SignInFailed("state")
    if answer.issuer and answer.issuer != client.issuer:
        raise SignInFailed("issuer")  # RFC 9207: another provider answers in this one's name.
    if answer.error in ("access_denied", "user_cancelled"):
        raise Cancelled(answer.error)
    if answer.error or not answer.code:
        raise SignInFailed(answer.error or "code")
    with _http() as http:
        told = _discover(http, client.issuer)
        token = _redeem(http, _address(told, "token_endpoint"), client, begun, answer.code, back_to)
        keys = _ask(http, "GET", _address(told, "jwks_uri"))
    try:
        return subject_in(
            token, keys, issuer=client.issuer, client_id=client.client_id, nonce=begun.nonce, at=at
        )
    except NotBelieved as error:
        raise SignInFailed(str(error)) from error


def _redeem(http: httpx.Client, endpoint: str, client: Client, begun: Begun, code: str, back_to: str) -> str:
    """The ID token for the code. Client secret by HTTP Basic (RFC 6749, section 2.3.1)."""
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_to,
        "client_id": client.client_id,
        "code_verifier": begun.verifier,
    }
    auth = (quote(client.client_id, safe=""), quote(client.secret, safe="")) if client.secret else None
    token = _ask(http, "POST", endpoint, data=given, auth=auth).get("id_token")
    if not isinstance(token, str):
        raise SignInFailed("id_token")
    return token


def _discover(http: httpx.Client, issuer: str) -> Json:
    told = _ask(http, "GET", issuer.rstrip("/") + DISCOVERY)
    if told.get("issuer") != issuer:
        raise SignInFailed("issuer")
    return told


def _address(told: Json, name: str) -> str:
    address = told.get(name)
    if not isinstance(address, str) or not is_safe_address(address):
        raise SignInFailed(name)
    return address


def _ask(http: httpx.Client, method: str, address: str, **more: Any) -> Json:
    import httpx  # late: heavy, and few processes need it

    try:
        answered = http.request(method, address, **more)
        answered.raise_for_status()
        found = answered.json() if len(answered.content) <= LARGEST else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SignInFailed(type(error).__name__) from error
    if not isinstance(found, dict):
        raise SignInFailed("json")
    return found


def _http() -> httpx.Client:
    import httpx

    return httpx.Client(
        timeout=PATIENCE,
        follow_redirects=False,
        headers={"Accept": "application/json", "User-Agent": "Samspill (open municipal software)"},
    )
