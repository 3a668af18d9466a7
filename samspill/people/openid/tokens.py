"""Whether an ID token may be believed (OpenID Connect Core 1.0, section 3.1.3.7)."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jwt

#: Signed with the provider's private key. `none`, and secrets shared with it, are never accepted.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
#: Clocks differ.
LEEWAY = dt.timedelta(minutes=1)
#: A token is made for us a moment ago.
OLDEST = dt.timedelta(minutes=10)
LONGEST_SUBJECT = 255


class NotBelieved(ValueError):
    """The token is not for us, not from the provider, too old, or not an answer to what we asked."""


def subject_in(
    token: str, keys: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str, at: dt.datetime
) -> str:
    """Who the token is about. `keys` is the provider's JWK set. Raises `NotBelieved`."""
    import jwt  # late: heavy, and few processes need it

    try:
        claims = jwt.decode(
            token,
            _key_for(token, keys),
            algorithms=list(ALGORITHMS),
            audience=client_id,
            issuer=issuer,
            # Time is a value here: it is looked at below, against `at`.
            options={
                "require": ["iss", "aud", "sub", "exp", "iat"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise NotBelieved(type(error).__name__) from error
    _is_of_now(claims, at)
    _is_an_answer_to_us(claims, client_id, nonce)
    return _subject(claims)


def _key_for(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key the token names; where it names none, the only one there is."""
    import jwt

    named = jwt.get_unverified_header(token).get("kid")
    usable = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in usable if named is None or key.key_id == named]
    if len(fitting) != 1:
        raise NotBelieved("key")
    return fitting[0]


def _is_of_now(claims: Mapping[str, Any], at: dt.datetime) -> None:
    now, leeway = at.timestamp(), LEEWAY.total_seconds()
    times = [claims["exp"], claims["iat"], claims.get("nbf", claims["iat"])]
    if not all(isinstance(time, int | float) for time in times):
        raise NotBelieved("time")
    expires, made, valid_from = times
    if now > expires + leeway or made < now - OLDEST.total_seconds():
        raise NotBelieved("expired")
    if max(made, valid_from) > now + leeway:
        raise NotBelieved("not yet")


def _is_an_answer_to_us(claims: Mapping[str, Any], client_id: str, nonce: str) -> None:
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise NotBelieved("nonce")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client_id) != client_id:
        raise NotBelieved("azp")


def _subject(claims: Mapping[str, Any]) -> str:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise NotBelieved("sub")
    return subject
