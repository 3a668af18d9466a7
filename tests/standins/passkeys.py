"""A phone that makes and uses passkeys, without a browser: it signs what it is asked, and lies on demand.

phone = Phone()
answer = phone.makes(options, origin="http://lillevik.test")      # to a question for a new key
answer = phone.uses(options, origin="http://lillevik.test")       # to a question for any key
"""

from __future__ import annotations

import copy
import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

THERE = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class Phone:
    """One key. It counts how often it has signed, unless it `counts` not, as keys that follow their owner do not."""

    def __init__(self, *, counts: bool = True) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.key_id = secrets.token_bytes(32)
        self.counter, self.counts = 0, counts

    def makes(self, options: dict[str, Any], *, origin: str) -> str:
        """The answer to a question for a new key."""
        asked = options["publicKey"]
        told = CollectedClientData.create("webauthn.create", asked["challenge"], origin)
        public = ES256.from_cryptography_key(self.secret.public_key())
        key = AttestedCredentialData.create(bytes(16), self.key_id, public)
        data = self._data(asked["rp"]["id"], THERE | AuthenticatorData.FLAG.AT, key)
        return self._answer(told, attestationObject=AttestationObject.create("none", data, {}))

    def uses(self, options: dict[str, Any], *, origin: str, host: str = "") -> str:
        """The answer to a question for any key; for another `host` than the question says, where one is given."""
        asked = options["publicKey"]
        told = CollectedClientData.create("webauthn.get", asked["challenge"], origin)
        self.counter += self.counts
        data = self._data(host or asked["rpId"], THERE)
        signature = self.secret.sign(data + told.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(told, authenticatorData=data, signature=signature)

    def copied(self) -> Phone:
        """Another device with the same key, as it is now."""
        return copy.copy(self)

    def _data(self, host: str, flags: AuthenticatorData.FLAG, key: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(hashlib.sha256(host.encode()).digest(), flags, self.counter, key)

    def _answer(self, told: CollectedClientData, **parts: bytes) -> str:
        coded = {name: websafe_encode(bytes(part)) for name, part in parts.items()}
        key_id = websafe_encode(self.key_id)
        response = {"clientDataJSON": websafe_encode(bytes(told)), **coded}
        return json.dumps({"id": key_id, "rawId": key_id, "type": "public-key", "response": response})
