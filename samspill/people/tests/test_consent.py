"""What a person said yes to stands with its source and day; taking it back works at once."""

from samspill.people.actions import find_or_add_person, give_consent, withdraw_consent
from samspill.people.models import Consent
from samspill.people.queries import may_be_contacted


def kari(at):
    return find_or_add_person("Kari Berg", ["41234567"], by="system", at=at, channel="phone")


def test_consent_stands_with_the_channel_it_was_given_by_and_who_wrote_it(ola, at):
    consent = give_consent(kari(at), source="phone", words="Ja, bare ring", by=ola, at=at)
    assert (consent.source, consent.given_at, consent.entered_by) == ("phone", at, ola)


def test_saying_yes_twice_is_one_consent(town, at):
    person = kari(at)
    give_consent(person, source="phone", by="system", at=at)
    give_consent(person, source="sms", by="system", at=at)
    assert Consent.objects.get().source == "phone"


def test_what_was_taken_back_may_be_given_again(town, at):
    person = kari(at)
    give_consent(person, source="phone", by="system", at=at)
    assert withdraw_consent(person, "sms", by=person, at=at)
    assert not may_be_contacted(person)
    assert not withdraw_consent(person, "sms", by=person, at=at)
    give_consent(person, source="phone", by="system", at=at)
    assert may_be_contacted(person)
