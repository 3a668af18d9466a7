"""FRIVILLIG, HJELP and what else people send to the town's number without having been asked."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.volunteering.actions import publish_need, unpublish_need
from samspill.volunteering.actions.welcoming import welcome_interest
from samspill.volunteering.models import Interest, Request
from samspill.volunteering.rules.keywords import read_keyword
from samspill.volunteering.rules.talks import picked_number

UNKNOWN = "+4740000123"


@pytest.fixture
def sent(at):
    """A text message from a number: `sent("FRIVILLIG")`."""
    numbers = itertools.count(1)

    def send(body, sender=UNKNOWN, *, when=None, channel="sms"):
        return receive_inbound(
            gateway="simulator", provider_id=f"k-{next(numbers)}", channel=channel, sender=sender, body=body,
            at=when or at,
        )  # fmt: skip

    return send


def answers():
    return list(OutboundMessage.objects.order_by("queued_at", "pk").values_list("body", flat=True))


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [
        ("FRIVILLIG", "", "nb"),
        ("frivillig kari nordvik", "Kari Nordvik", "nb"),
        ("HJELPE KARI-ANNE ÅS", "Kari-Anne Ås", "nb"),
        ("Jeg vil hjelpe!", "", "nb"),
        ("Hei, jeg vil gjerne hjelpe. Hilsen Kari", "Kari", "nb"),
        ("Jeg vil hjelpe, jeg heter Per Aune", "Per Aune", "nb"),
        ("Eg vil hjelpe til, takk", "", "nn"),
        ("VOLUNTEER Amina Warsame", "Amina Warsame", "en"),
        ("волонтер Олена Коваль", "Олена Коваль", "uk"),
        ("хочу помочь", "", "ru"),
        ("متطوع", "", "ar"),
        ("mutadawac", "", "so"),
        ("ወለንተኛ", "", "ti"),
        ("eaktodáhtolaš", "", "se"),
        ("haluan auttaa", "", "fi"),
        ("wolontariusz Jan Kowalski", "Jan Kowalski", "pl"),
    ],
)
def test_whoever_wants_to_help_is_understood_in_her_language(text, name, language):
    read = read_keyword(text)
    assert (read.asks, read.name, read.language) == ("offers_help", name, language)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("HJELP", ""),
        ("hjelp Borghild Sæther", ""),
        ("Trenger hjelp til å handle", "Trenger hjelp til å handle"),
        ("Eg treng hjelp med snøen", "Eg treng hjelp med snøen"),
        ("I need help", ""),
        ("допомога", ""),
        ("مساعدة", ""),
        ("caawimaad", ""),
        ("ሓገዝ", ""),
        ("veahkki", ""),
        ("pomoc", ""),
    ],
)
def test_whoever_needs_help_is_understood(text, words):
    read = read_keyword(text)
    assert (read.asks, read.words) == ("needs_help", words)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("FRIVILLIG 123", 123, ""),
        ("frivillig 123 kari nordvik", 123, "Kari Nordvik"),
        ("Hei! Frivillig #27, jeg heter Per Aune", 27, "Per Aune"),
        ("VOLUNTEER 304: Amina Warsame. Thanks", 304, "Amina Warsame"),
    ],
)
def test_the_number_on_a_poster_is_understood(text, code, name):
    read = read_keyword(text)
    assert (read.asks, read.code, read.name) == ("offers_help", code, name)


@pytest.mark.parametrize(
    "text",
    [
        "FRIVILLIG 1",
        "FRIVILLIG 1234567",
        "FRIVILLIG 123 124",
        "FRIVILLIG 17.30",
        "FRIVILLIG 12a",
        "HJELP 123",
    ],
)
def test_a_number_that_is_none_of_a_poster_is_left_to_a_person(text):
    assert read_keyword(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "🦄", "ja", "takk", "Frivillig?", "frivillig kan ikke komme", "Frivillig arbeid", "frivilligsentralen",
        "jeg vil hjelpe deg", "Hjelp jeg kan ikke komme", "hjelper", "FRIVILLIG 01019012480", "x" * 1000,
        "FRIVILLIG " + "Kari " * 40, "Kan du hjelpe", "مرحبا كيف الحال",
    ],
)  # fmt: skip
def test_nothing_is_guessed(text):
    assert read_keyword(text) is None


@given(text=st.text(max_size=400))
def test_whatever_is_written_it_is_read_without_a_fault(text):
    for words in (text, f"FRIVILLIG {text}", f"hjelp {text}"):
        read_keyword(words)
        picked_number(words)


def test_an_unknown_number_lands_in_the_queue_and_is_answered_at_once(sent, centre, at):
    inbound = sent("FRIVILLIG Kari Nordvik")
    interest = Interest.objects.get()
    assert (interest.name, interest.phone, interest.channel, interest.received_at) == (
        "Kari Nordvik", UNKNOWN, "sms", at
    )  # fmt: skip
    assert (inbound.outcome, inbound.waits_since_at) == ("offers_help", None)
    message = OutboundMessage.objects.get()
    assert message.body.startswith("Takk! Vi ringer deg.")
    assert message.not_before_at == at


def test_her_consent_is_from_the_sms(sent, centre, ola, at):
    sent("FRIVILLIG Kari Nordvik")
    volunteer = welcome_interest(Interest.objects.get(), unit=centre, by=ola, at=at)
    consent = volunteer.person.consents.get()
    assert (consent.source, consent.given_at) == ("sms", at)


def test_the_same_day_is_the_same_row_and_the_name_may_come_later(sent, centre):
    for body in ("frivillig", "FRIVILLIG", "Frivillig Kari Nordvik", "frivillig kari nordvik", "frivillig"):
        sent(body)
    assert Interest.objects.get().name == "Kari Nordvik"
    assert len(answers()) == 5


def test_two_at_one_phone_are_two(sent, centre):
    sent("FRIVILLIG Kari Berg")
    sent("FRIVILLIG Ola Berg")
    assert sorted(Interest.objects.values_list("name", flat=True)) == ["Kari Berg", "Ola Berg"]


def test_a_known_number_is_she_who_has_it_and_a_shared_one_is_nobody_until_she_says(sent, volunteer):
    kari = volunteer("Kari Berg", UNKNOWN)
    sent("jeg vil hjelpe")
    assert (Interest.objects.get().person, Interest.objects.get().name) == (kari, "Kari Berg")
    Interest.objects.all().delete()
    ola = volunteer("Ola Berg", UNKNOWN)
    sent("jeg vil hjelpe")
    assert (Interest.objects.get().person, Interest.objects.get().name) == (None, "")
    sent("FRIVILLIG Ola")
    assert Interest.objects.get().name == "Ola"
    Interest.objects.all().delete()
    sent("FRIVILLIG Ola Berg")
    assert Interest.objects.get().person == ola


def test_whoever_needs_help_becomes_a_request(sent, centre):
    inbound = sent("HJELP")
    request = Request.objects.get()
    assert (request.unit, request.channel, request.caller_phone) == (centre, "sms", UNKNOWN)
    assert request.caller_name == "400 00 123"
    assert inbound.outcome == "needs_help"
    assert "113" in answers()[0]


def test_what_the_help_is_for_is_kept_as_it_was_written(sent, centre):
    sent("Trenger hjelp til å handle")
    assert Request.objects.get().words == "Trenger hjelp til å handle"


def test_she_is_answered_in_her_language(sent, centre):
    sent("волонтер")
    sent("eg vil hjelpe", "+4740000124")
    sent("volunteer", "+4740000125")
    assert [body.split("!")[0] for body in answers()] == ["Дякуємо", "Takk", "Thank you"]
    assert [row.language for row in Interest.objects.order_by("received_at", "pk")] == ["uk", "nn", "en"]


def test_an_answer_to_a_question_wins_over_the_keyword(volunteer, phoned_in, ask, texts):
    kari = volunteer("Kari Berg")
    [offer] = ask(phoned_in(), kari)
    assert texts(kari, "Jeg vil gjerne hjelpe").outcome == "yes"
    offer.refresh_from_db()
    assert offer.answer == "yes"
    assert not Interest.objects.exists()


def test_one_who_is_booked_and_needs_help_is_read_by_a_person(volunteer, phoned_in, ask, texts):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    texts(kari, "ja")
    assert texts(kari, "Trenger hjelp til å finne veien").outcome == "unclear"
    assert not Request.objects.filter(channel="sms").exists()


@pytest.mark.parametrize("body", ["Trenger hjelp til 01019012480", "hjelp til 010190 12480"])
def test_a_request_with_an_identity_number_is_taken_and_the_number_is_nowhere(sent, centre, body):
    assert "12480" not in sent(body).body
    kept = Request.objects.get()
    assert "12480" not in " ".join(str(value) for value in vars(kept).values())


def test_one_who_said_stopp_is_read_by_a_person_and_gets_no_answer(sent, centre):
    sent("STOPP")
    assert sent("FRIVILLIG").waits_since_at is not None
    assert len(answers()) == 1


def test_a_name_instead_of_a_number_is_left_to_a_person(sent, centre):
    assert sent("FRIVILLIG", "Telenor").waits_since_at is not None


def test_it_comes_by_email_as_well(sent, centre):
    sent("Jeg vil hjelpe", "kari@example.no", channel="email")
    assert (Interest.objects.get().email, Interest.objects.get().channel) == ("kari@example.no", "email")
    assert OutboundMessage.objects.get().channel == "email"


def test_without_a_unit_the_request_waits_in_the_inbox(sent, town):
    assert sent("HJELP").waits_since_at is not None


@pytest.fixture
def on_the_wall(phoned_in, ola, at):
    """A need on the square, and the number on its poster."""
    need = phoned_in(title="Bære bord")
    publish_need(need, by=ola, at=at)
    return need, need.shifts.get().code


def test_who_sends_the_number_from_a_poster_is_interested_in_that_task(sent, on_the_wall):
    need, code = on_the_wall
    inbound = sent(f"FRIVILLIG {code}")
    sent(f"frivillig {code} Kari Nordvik")
    interest = Interest.objects.get()
    assert (interest.need, interest.unit, interest.name) == (need, need.unit, "Kari Nordvik")
    assert (inbound.outcome, inbound.waits_since_at) == ("offers_help", None)


def test_wanting_to_help_and_wanting_one_task_are_two(sent, on_the_wall):
    need, code = on_the_wall
    sent("FRIVILLIG Kari Nordvik")
    sent(f"FRIVILLIG {code} Kari Nordvik")
    assert set(Interest.objects.values_list("need", flat=True)) == {None, need.pk}


def test_a_slip_outlives_its_task_and_its_reader_wants_to_help_all_the_same(sent, on_the_wall, ola, at):
    need, code = on_the_wall
    unpublish_need(need, by=ola, at=at)
    assert sent(f"FRIVILLIG {code} Kari Nordvik").outcome == "offers_help"
    assert Interest.objects.get().need is None


def test_the_number_of_no_task_is_read_by_a_person(sent, centre):
    assert sent("FRIVILLIG 987654").waits_since_at is not None
    assert not Interest.objects.exists()
