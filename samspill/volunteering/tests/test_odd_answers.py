"""Answers as they really come: signs, silence, other scripts, too late, twice and in the wrong order. None is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.queries import inbox
from samspill.volunteering.models import Assignment

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def asked(volunteer, phoned_in, ask):
    kari = volunteer("Kari Berg")
    [offer] = ask(phoned_in(), kari)
    return kari, offer


def waiting(asker) -> list[str]:
    return [message.body for message in inbox(asker)]


@pytest.mark.parametrize(
    "body",
    ["👍", "🤔🤷", "", "   ", "ja " * 333, "x" * 1000, "نعم أستطيع", "так, можу", "ja?", "JA NEI", "113"],
)
def test_what_is_not_a_plain_answer_waits_for_a_person_and_books_nobody(asked, texts, asker, body):
    kari, offer = asked
    texts(kari, body)
    assert waiting(asker) == [body]
    assert InboundMessage.objects.get().person == kari
    offer.refresh_from_db()
    assert offer.answer == "" and not Assignment.objects.exists()


def test_one_from_a_number_nobody_has_waits_without_a_name(town, asker, at):
    receive_inbound(
        gateway="simulator", provider_id="u", channel="sms", sender="+4790000000", body="JA", at=at
    )
    [message] = inbox(asker)
    assert message.person is None


def test_one_from_a_word_instead_of_a_number_is_kept_too(town, asker, at):
    receive_inbound(gateway="simulator", provider_id="u", channel="sms", sender="BANKEN", body="Hei", at=at)
    assert [message.sender for message in inbox(asker)] == ["BANKEN"]


def test_the_same_answer_sent_twice_books_once_and_confirms_once(asked, texts, asker):
    kari, _offer = asked
    texts(kari, "JA")
    texts(kari, "Ja")
    assert Assignment.objects.count() == 1
    assert OutboundMessage.objects.filter(key__startswith="booked").count() == 1
    assert waiting(asker) == []


def test_a_withdrawal_that_overtook_the_yes_waits_for_a_person(asked, texts, asker):
    kari, _offer = asked
    texts(kari, "AVBUD")
    texts(kari, "JA")
    assert Assignment.objects.filter(released_at__isnull=True).count() == 1
    assert waiting(asker) == ["AVBUD"], "somebody sees that she cannot"


def test_a_no_after_the_yes_is_no_withdrawal_and_is_told_apart(asked, texts):
    kari, _offer = asked
    texts(kari, "JA")
    assert texts(kari, "NEI").outcome == "no_but_already_booked"


def test_a_yes_when_it_is_over_says_so_to_the_person_who_reads_it(asked, texts, at):
    kari, offer = asked
    late = texts(kari, f"JA {offer.shift.code}", when=at + dt.timedelta(days=4))
    assert (late.outcome, late.waits_since_at is not None) == ("yes_but_over", True)


def test_a_couple_who_answer_without_a_name_are_asked_by_a_person(volunteer, phoned_in, ask, texts, asker):
    kari, arne = volunteer("Kari Berg", "41200001"), volunteer("Arne Berg", "41200001")
    ask(phoned_in(places=2), kari, arne)
    message = texts(kari, "JA")
    assert (message.outcome, message.person) == ("which", None)
    assert waiting(asker) == ["JA"] and not Assignment.objects.exists()


def test_an_answer_to_a_mailing_waits_for_a_person_and_is_counted(volunteer, texts, asker, centre, ola, at):
    from samspill.messaging.rules.templates import Words
    from samspill.volunteering.actions.mailings import confirm_mailing, prepare_mailing, queue_mailings
    from samspill.volunteering.queries.mailings import progress
    from samspill.volunteering.rules.selections import Criteria

    kari = volunteer("Kari Berg")
    mailing = prepare_mailing("Lunsj", {"nb": Words("Kommer du?")}, Criteria(), unit=centre, by=ola, at=at)
    confirm_mailing(mailing, asker, at=at)
    queue_mailings(at)
    mailing.refresh_from_db()
    texts(kari, "JA", when=at + HOUR)
    assert waiting(asker) == ["JA"]
    assert progress(mailing, at=at).answered == 1
