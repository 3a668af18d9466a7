"""Secrets kept in the database: sealed with a key of the municipality's own, derived from the installation's key."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING

from django.conf import settings

from samspill.foundation.tenancy import entered_number

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class Unreadable(ValueError):
    """What was sealed does not open: another key, another municipality, another purpose, or damaged."""


def seal(text: str, purpose: str) -> str:
    """The text encrypted for this purpose in the entered municipality (AES-256-GCM, base64)."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(purpose).encrypt(nonce, text.encode(), _bound_to(purpose))
    return base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, purpose: str) -> str:
    """The text again. Raises `Unreadable`."""
    from cryptography.exceptions import InvalidTag  # late: heavy, and few processes need it

    try:
        raw = base64.b64decode(sealed, validate=True)
        return _cipher(purpose).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound_to(purpose)).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable(purpose) from error


def _bound_to(purpose: str) -> bytes:
    return f"{purpose}:{entered_number()}".encode()


def _cipher(purpose: str) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"samspill:" + _bound_to(purpose))
    return AESGCM(made.derive(settings.SECRET_KEY.encode()))
