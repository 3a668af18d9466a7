"""Sign-ins elsewhere and passkeys, added and used by many at once."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from samspill.foundation.models import AuditEntry
from samspill.people.actions import (
    LinkedToAnother,
    PasskeyDoubted,
    Site,
    TooManyPasskeys,
    add_passkey,
    add_provider,
    ask_for_any_passkey,
    ask_for_passkey,
    come_in_by_passkey,
    find_or_add_person,
    link_way_in,
)
from samspill.people.actions.passkeys import MOST_PASSKEYS
from samspill.people.models import Passkey, WayIn
from tests.standins.passkeys import Phone

pytestmark = pytest.mark.django_db(transaction=True)

SITE = Site("Lillevik", "https://lillevik.example")


@pytest.fixture
def people(town, ola, at):
    names = ["Marit Sand", "Per Aune", "Turid Vik", "Odd Li"]
    return [
        find_or_add_person(name, [f"4130000{number}"], by=ola, at=at, channel="phone")
        for number, name in enumerate(names)
    ]


@pytest.fixture
def id_porten(town, at):
    return add_provider("ID-porten", "https://test.idporten.no", "samspill", "hemmelig", by="system", at=at)


def kinds(outcomes):
    return Counter(type(one).__name__ for one in outcomes)


def test_one_sign_in_elsewhere_linked_by_several_at_once_opens_the_page_of_one(
    together, town, people, id_porten, at
):
    calls = [partial(link_way_in, person, id_porten, "the same there", at=at) for person in people]
    assert kinds(together(town, calls)) == {"WayIn": 1, LinkedToAnother.__name__: len(people) - 1}
    way = WayIn.objects.get()
    assert [entry.subject for entry in AuditEntry.objects.filter(verb="link_way_in")] == [
        f"people.person:{way.person_id}"
    ]


def test_two_presses_of_the_same_person_link_it_once(together, town, people, id_porten, at):
    calls = [partial(link_way_in, people[0], id_porten, "the same there", at=at)] * 4
    assert kinds(together(town, calls)) == {"WayIn": 4}
    assert WayIn.objects.count() == AuditEntry.objects.filter(verb="link_way_in").count() == 1


def adding(person, phone, at):
    """A call that adds the phone's key to her page."""
    asked = ask_for_passkey(person, SITE)
    made = phone.makes(asked.options, origin=SITE.origin)
    return partial(add_passkey, person, SITE, asked.challenge, made, name="", at=at)


def test_many_passkeys_added_at_once_are_no_more_than_there_is_room_for(together, town, people, at):
    outcomes = together(town, [adding(people[0], Phone(), at) for _ in range(MOST_PASSKEYS + 3)])
    assert kinds(outcomes) == {"Passkey": MOST_PASSKEYS, TooManyPasskeys.__name__: 3}


def test_one_key_put_on_the_pages_of_several_at_once_opens_that_of_one(together, town, people, at):
    phone = Phone()
    outcomes = together(town, [adding(person, phone, at) for person in people])
    assert kinds(outcomes) == {"Passkey": 1, "NotBelieved": len(people) - 1}


def test_a_key_and_its_copy_used_at_the_same_moment_are_both_out(together, town, people, at):
    """They count alike, so the second is seen; the lock on the row keeps them from both being the first."""
    phone = Phone()
    adding(people[0], phone, at)()
    calls = []
    for one in (phone, phone.copied()):
        asked = ask_for_any_passkey(SITE)
        used = one.uses(asked.options, origin=SITE.origin)
        calls.append(partial(come_in_by_passkey, SITE, asked.challenge, used, at=at))
    assert kinds(together(town, calls)) == {"Passkey": 1, PasskeyDoubted.__name__: 1}
    assert Passkey.objects.get().doubted_at
