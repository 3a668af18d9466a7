"""By her own link a person reads it all, has it corrected, left alone, or forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.people.actions import find_or_add_person, settle_claim
from samspill.people.models import Claim, Person


@pytest.fixture
def kari(town, at):
    return find_or_add_person("Kari Berg", ["412 34 567"], by="system", at=at, channel="phone")


@pytest.fixture
def mine(kari):
    """Her page's address."""
    token = make_link("people.me", str(kari.pk), at=clock.now(), valid_for=dt.timedelta(days=7))
    return f"/me/{token}/"


@pytest.fixture
def phone(client):
    return Client(HTTP_HOST="lillevik.test")


def body(response):
    return response.content.decode()


def test_she_reads_all_of_it_and_takes_it_along_as_pdf(phone, mine):
    page = phone.get(f"{mine}everything/")
    assert "412 34 567" in body(page) and page["Cache-Control"] == "private, no-store"
    assert phone.get(f"{mine}everything/pdf/").content.startswith(b"%PDF-")
    assert phone.get(f"{mine}looks/").status_code == 200


def test_she_asks_for_a_correction_and_reads_the_answer(phone, mine, ola, at):
    phone.post(f"{mine}claims/", {"kind": "correction", "words": "Jeg heter Karin"})
    claim = Claim.objects.get()
    assert (claim.channel, claim.entered_by, claim.words) == ("web", None, "Jeg heter Karin")
    assert "Vi ser på det." in body(phone.get(f"{mine}stored/"))
    settle_claim(claim, outcome="refused", answer="Folkeregisteret sier Kari", by=ola, at=at)
    assert "Folkeregisteret sier Kari" in body(phone.get(f"{mine}stored/"))


def test_to_be_forgotten_is_asked_for_and_undoes_nothing_at_once(phone, mine, kari):
    phone.post(f"{mine}claims/", {"kind": "erasure"})
    assert Claim.objects.get().kind == "erasure"
    assert Person.objects.get(pk=kari.pk).erased_at is None
    assert "Du ba oss om å glemme deg." in body(phone.get(f"{mine}stored/"))


def test_nothing_is_done_from_now_on_until_she_says_so(phone, mine, kari):
    phone.post(f"{mine}restriction/")
    kari.refresh_from_db()
    assert kari.restricted_reason == "objection"
    assert "Dere kan bruke det igjen" in body(phone.get(f"{mine}stored/")), "her own page stays open"
    phone.post(f"{mine}restriction/lifting/")
    kari.refresh_from_db()
    assert kari.restricted_at is None


def test_a_look_does_nothing_and_a_wrong_link_opens_nothing(phone, mine):
    for path in ("claims/", "restriction/", "restriction/lifting/"):
        assert phone.get(mine + path).status_code == 405
    for path in ("everything/", "everything/pdf/", "looks/"):
        assert phone.get(f"/me/nonsense/{path}").status_code == 410
    assert phone.post("/me/nonsense/restriction/").status_code == 410
