"""A person has something corrected, asks to be forgotten, or that nothing be done with what we have."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation.models import AuditEntry
from samspill.people.actions import (
    ClaimSettled,
    HoldsNationalId,
    IsRestricted,
    add_contact_point,
    change_person,
    find_or_add_person,
    lift_restriction,
    make_claim,
    merge_persons,
    remove_contact_point,
    restrict_person,
    settle_claim,
)
from samspill.people.models import Change, Claim
from samspill.people.queries import (
    changes_of,
    claims_for,
    find_persons,
    person_for,
    persons_for,
    restricted_person_for,
)

NATIONAL_ID = "15076500565"


@pytest.fixture
def kari(ola, at):
    return find_or_add_person(
        "Kari Berg", ["412 34 567"], by=ola, at=at, channel="phone", address="Storgata 1"
    )


def test_what_was_and_what_became_is_kept_beside_the_trail_with_who_did_it(kari, ola, at):
    change_person(kari, by=ola, at=at, channel="web", address="Storgata 11", languages=("nb", "ar"))
    told = {(one.field, one.was, one.became, one.changed_by) for one in changes_of(kari)}
    assert told == {("address", "Storgata 1", "Storgata 11", ola), ("languages", "", "nb, ar", ola)}
    assert "Storgata" not in str(AuditEntry.objects.get(verb="change_person").facts)


def test_a_number_that_was_wrong_is_a_change_too_and_what_is_the_same_is_none(kari, ola, at):
    change_person(kari, by=ola, at=at, channel="web", address="Storgata 1")
    assert not Change.objects.exists()
    add_contact_point(kari, "phone", "922 33 445", by=kari, at=at, channel="web")
    remove_contact_point(kari, kari.contact_points.get(value="+4741234567"), by=ola, at=at, channel="web")
    told = [(one.field, one.was, one.became, one.changed_by) for one in changes_of(kari)]
    assert sorted(told, key=str) == sorted(
        [("phone", "+4741234567", "", ola), ("phone", "", "+4792233445", None)], key=str
    )


def test_asking_twice_is_one_claim_with_both_words(kari, asker, at):
    make_claim(kari, "correction", "Adressa er feil", by=kari, at=at, channel="web")
    make_claim(kari, "correction", "Navnet òg", by="public", at=at, channel="phone")
    claim = claims_for(asker).get()
    assert claim.words == "Adressa er feil\nNavnet òg" and claim.channel == "web"


def test_a_claim_is_settled_once_and_can_be_made_anew(kari, asker, at):
    claim = make_claim(kari, "correction", "Feil", by=kari, at=at, channel="web")
    settle_claim(claim, outcome="done", by=asker.staff, at=at)
    with pytest.raises(ClaimSettled):
        settle_claim(claim, outcome="refused", answer="Nei", by=asker.staff, at=at)
    make_claim(kari, "correction", "Fortsatt feil", by=kari, at=at, channel="web")
    assert Claim.objects.count() == 2


def test_an_identity_number_in_a_claim_is_refused(kari, at):
    from samspill.foundation.national_ids import holds_national_id

    number = next(n for n in (f"010190{tail:05}" for tail in range(100_000)) if holds_national_id(n))
    with pytest.raises(HoldsNationalId):
        make_claim(kari, "correction", f"Det er {number}", by=kari, at=at, channel="web")
    assert not Claim.objects.exists()


def test_whoever_is_restricted_is_in_no_list_and_opens_by_no_gate_but_her_own(kari, asker, at):
    assert restrict_person(kari, reason="disputed", by=asker.staff, at=at, channel="phone")
    assert not restrict_person(kari, reason="objection", by=asker.staff, at=at, channel="phone")
    assert not persons_for(asker).exists() and not find_persons(asker, "Kari").exists()
    with pytest.raises(type(kari).DoesNotExist):
        person_for(asker, kari.pk)
    assert restricted_person_for(asker, kari.pk).restricted_reason == "disputed"
    assert lift_restriction(kari, by=asker.staff, at=at, channel="web")
    assert not lift_restriction(kari, by=asker.staff, at=at, channel="web")
    assert person_for(asker, kari.pk) == kari


def test_staff_who_type_her_in_again_are_told_and_make_no_double(kari, ola, at):
    restrict_person(kari, reason="objection", by=kari, at=at, channel="web")
    with pytest.raises(IsRestricted):
        find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    assert find_or_add_person("Kari Berg", ["41234567"], by="public", at=at, channel="web") == kari


def test_of_two_who_are_one_the_restriction_stays(kari, ola, at):
    double = find_or_add_person("Kari Berg", ["923 45 678"], by=ola, at=at, channel="phone")
    restrict_person(double, reason="unlawful", by=ola, at=at, channel="phone")
    merge_persons(kari, double, by=ola, at=at + dt.timedelta(hours=1), channel="web")
    kari.refresh_from_db()
    assert (kari.restricted_reason, kari.restricted_at) == ("unlawful", at)
