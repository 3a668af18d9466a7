"""Whether an ID token is believed: it is for us, from the provider, of now, and an answer to what we asked."""

from __future__ import annotations

import datetime as dt
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from samspill.people.openid import is_safe_address
from samspill.people.openid.tokens import NotBelieved, subject_in

AT = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)
NOW = int(AT.timestamp())
OURS = {"issuer": "https://id.example", "client_id": "samspill", "nonce": "once"}
CLAIMS = {
    "iss": "https://id.example", "aud": "samspill", "sub": "marit", "nonce": "once", "iat": NOW, "exp": NOW + 120
}  # fmt: skip


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def keys(key):
    told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {"keys": [{**told, "kid": "one", "use": "sig", "alg": "RS256"}]}


@pytest.fixture
def signed(key):
    def sign(**changed):
        claims = {name: value for name, value in (CLAIMS | changed).items() if value is not None}
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})

    return sign


def test_a_token_that_is_as_it_must_be_tells_who_she_is(signed, keys):
    assert subject_in(signed(), keys, at=AT, **OURS) == "marit"


def test_one_for_several_is_believed_where_we_are_the_one_it_was_made_for(signed, keys):
    token = signed(aud=["samspill", "another"], azp="samspill")
    assert subject_in(token, keys, at=AT, **OURS) == "marit"


def test_clocks_may_differ_by_a_minute(signed, keys):
    assert subject_in(signed(exp=NOW - 59), keys, at=AT, **OURS) == "marit"
    assert subject_in(signed(iat=NOW + 59), keys, at=AT, **OURS) == "marit"


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "another"},
        {"aud": ["samspill", "another"]},
        {"azp": "another"},
        {"iss": "https://id.example.evil.example"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": NOW - 61},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": NOW + 61},
        {"iat": NOW - 700},
        {"nbf": NOW + 61},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
    ],
    ids=str,
)
def test_anything_else_is_not_believed(signed, keys, changed):
    with pytest.raises(NotBelieved):
        subject_in(signed(**changed), keys, at=AT, **OURS)


def test_a_token_signed_by_somebody_else_is_not_believed(keys):
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    token = jwt.encode(CLAIMS, other, algorithm="RS256", headers={"kid": "one"})
    with pytest.raises(NotBelieved):
        subject_in(token, keys, at=AT, **OURS)


def test_a_token_that_is_not_signed_or_signed_by_a_shared_secret_is_not_believed(keys):
    unsigned = jwt.encode(CLAIMS, None, algorithm="none", headers={"kid": "one"})
    shared = jwt.encode(
        CLAIMS, "a secret of thirty-two bytes or more", algorithm="HS256", headers={"kid": "one"}
    )
    for token in (unsigned, shared, "not a token", ""):
        with pytest.raises(NotBelieved):
            subject_in(token, keys, at=AT, **OURS)


def test_a_key_the_provider_does_not_have_opens_nothing(key, keys):
    token = jwt.encode(CLAIMS, key, algorithm="RS256", headers={"kid": "two"})
    for known in (keys, {"keys": []}, {}):
        with pytest.raises(NotBelieved):
            subject_in(token, known, at=AT, **OURS)


def test_nothing_is_sent_where_others_can_read_it():
    assert is_safe_address("https://id.example/token") and is_safe_address("http://127.0.0.1:9400")
    assert not any(map(is_safe_address, ("http://id.example/token", "https://", "", "ftp://id.example")))
