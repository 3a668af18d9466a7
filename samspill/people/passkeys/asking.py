"""What a browser is asked for a passkey, and whether its answer is believed; the signatures are the library's.

The library is read where it is used: a process that asks for no passkey does without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from fido2.server import Fido2Server

#: So long the browser waits for a finger or a code; the question itself is good for no longer.
PATIENCE_SECONDS = 300
#: A true answer has some kilobytes.
LARGEST = 32 * 1024
#: Web Authentication, section 4: an id is at most 1,023 bytes.
LARGEST_ID = 1023

Json = dict[str, Any]


class NotBelieved(ValueError):
    """The browser's answer is not to this question, not from this site, or not signed by this key."""


@dataclass(frozen=True, slots=True)
class Site:
    """Who asks: the municipality, and the address that stands in the browser. A key opens no other host."""

    name: str
    origin: str

    @property
    def host(self) -> str:
        """The name keys are bound to: without the port."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose key it is to be: `handle` is what the key calls her, `name` what she sees when she chooses among keys."""

    handle: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is asked, ready for JSON, and the challenge that must come back signed."""

    options: Json
    challenge: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new key: its id and public half as base64url, and how often it has signed (0 where it does not count)."""

    credential_id: str
    public_key: str
    counter: int


def ask_for_new(site: Site, owner: Owner, *, known: Iterable[str]) -> Asked:
    """Ask the browser to make a key for `owner`; a device that has one of the `known` ids makes no second."""
    from fido2.utils import websafe_decode
    from fido2.webauthn import (
        PublicKeyCredentialDescriptor,
        PublicKeyCredentialType,
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options, state = _server(site).register_begin(
        PublicKeyCredentialUserEntity(id=owner.handle, name=owner.name, display_name=owner.name),
        credentials=[
            PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(one))
            for one in known
        ],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(dict(options), state["challenge"])


def ask_for_any(site: Site) -> Asked:
    """Ask the browser for a key of this site, whoever's."""
    from fido2.webauthn import UserVerificationRequirement

    options, state = _server(site).authenticate_begin(user_verification=UserVerificationRequirement.PREFERRED)
    return Asked(dict(options), state["challenge"])


def read_new(site: Site, challenge: str, answer: str) -> Made:
    """The key the browser made. `answer` is its JSON. Raises `NotBelieved`."""
    from fido2.cose import CoseKey
    from fido2.utils import websafe_encode

    with _from_a_stranger():
        told = _server(site).register_complete(_state(challenge), _parsed(answer))
        credential = told.credential_data
        if credential is None or len(credential.credential_id) > LARGEST_ID:
            raise NotBelieved("credential")
        if credential.public_key.ALGORITHM not in CoseKey.supported_algorithms():
            raise NotBelieved("algorithm")
        return Made(websafe_encode(credential.credential_id), websafe_encode(bytes(credential)), told.counter)


def id_in(answer: str) -> str:
    """Which key the browser says it used; proves nothing. Raises `NotBelieved`."""
    from fido2.utils import websafe_encode
    from fido2.webauthn import AuthenticationResponse

    with _from_a_stranger():
        return websafe_encode(AuthenticationResponse.from_dict(_parsed(answer)).raw_id)


def read_used(site: Site, challenge: str, public_key: str, answer: str) -> int:
    """The counter of the key, proven to have signed this challenge here. Raises `NotBelieved`."""
    from fido2.utils import websafe_decode
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    with _from_a_stranger():
        told = AuthenticationResponse.from_dict(_parsed(answer))
        key = AttestedCredentialData(websafe_decode(public_key))
        _server(site).authenticate_complete(_state(challenge), [key], told)
        return told.response.authenticator_data.counter


def may_be_copied(before: int, now: int) -> bool:
    """Whether a counter that should have grown did not: two hold the key, and nobody knows which is hers.

    Keys that follow a person from phone to phone do not count, and say 0 (Web Authentication, section 6.1.1).
    """
    return (before > 0 or now > 0) and now <= before


@contextmanager
def _from_a_stranger() -> Iterator[None]:
    """Whatever a stranger's bytes do to the parsers, they are not believed, and nothing else happens."""
    try:
        yield
    except NotBelieved:
        raise
    except Exception as error:
        raise NotBelieved(str(error)) from error


def _server(site: Site) -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    entity = PublicKeyCredentialRpEntity(id=site.host, name=site.name)
    server = Fido2Server(entity, verify_origin=lambda origin: origin == site.origin)
    server.timeout = PATIENCE_SECONDS * 1000  # type: ignore[assignment]  # Declared as None by the library.
    return server


def _state(challenge: str) -> Json:
    from fido2.webauthn import UserVerificationRequirement

    return {"challenge": challenge, "user_verification": UserVerificationRequirement.PREFERRED}


def _parsed(answer: str) -> Json:
    if len(answer) > LARGEST:
        raise NotBelieved("size")
    told = json.loads(answer)
    if not isinstance(told, dict):
        raise NotBelieved("shape")
    return told
