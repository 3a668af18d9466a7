"""Answers that come at the same moment are understood together, and each ends as if it had come alone."""

import datetime as dt
import itertools
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.foundation.models import AuditEntry
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OptOut, OutboundMessage
from samspill.people.models import ContactPoint
from samspill.volunteering import receivers
from samspill.volunteering.models import Assignment, Offer, Shift, Wave


@pytest.fixture
def came(at):
    """Messages that were stored a moment ago and not understood: `came((kari, "ja"), (ali, "nei"))`."""
    ids = itertools.count(1)

    def store(*said) -> None:
        InboundMessage.objects.bulk_create(
            [
                InboundMessage(
                    gateway="simulator", provider_id=f"came-{next(ids)}", channel="sms", body=body,
                    sender=phone_of(who), received_at=at + dt.timedelta(milliseconds=n),
                )
                for n, (who, body) in enumerate(said)
            ]
        )  # fmt: skip

    return store


@pytest.fixture
def one_more(at):
    """One more message comes in, from somebody nobody knows: whoever takes it in takes the others along."""

    def come() -> None:
        receive_inbound(
            gateway="simulator", provider_id="more", channel="sms", sender="+4799999999", body="hei", at=at
        )

    return come


def phone_of(person) -> str:
    return ContactPoint.objects.filter(person=person, kind="phone").values_list("value", flat=True)[0]


def outcomes() -> dict[str, str]:
    """What each message was taken for, by its words and sender's name."""
    rows = InboundMessage.objects.exclude(provider_id="more").select_related("person")
    return {f"{row.person.name if row.person else '?'}: {row.body}": row.outcome for row in rows}


def asked_about(phoned_in, ask, *people, **facts):
    need = phoned_in(**facts)
    ask(need, *people)
    return need


def test_each_ends_as_if_it_had_come_alone(volunteer, phoned_in, ask, came, one_more, written_to, at):
    kari, ali, eva, per, mona = (volunteer(f"{name} Nord") for name in ("Kari", "Ali", "Eva", "Per", "Mona"))
    asked_about(phoned_in, ask, kari, ali, eva, per, mona)
    came((kari, "ja takk"), (ali, "JA"), (eva, "nei"), (per, "nja, kan vi ta onsdag?"), (mona, "STOPP"))
    one_more()
    assert outcomes() == {
        "Kari Nord: ja takk": "yes",
        "Ali Nord: JA": "yes",
        "Eva Nord: nei": "no",
        "Per Nord: nja, kan vi ta onsdag?": "unclear",
        "Mona Nord: STOPP": "stopped",
    }
    assert Assignment.objects.get().person == kari
    assert written_to(kari) == ["offer", "booked"] and written_to(ali) == ["offer", "covered"]
    assert Offer.objects.get(person=eva).answer == "no" and Offer.objects.get(person=per).answer == ""
    assert OptOut.objects.count() == 1
    waits = InboundMessage.objects.filter(waits_since_at__isnull=False, handled_at__isnull=True)
    assert {row.person and row.person.name for row in waits} == {"Per Nord", None}


def test_a_no_among_many_is_traced_and_lets_the_next_be_asked_at_once(
    volunteer, phoned_in, ask, came, one_more, at
):
    people = [volunteer(f"Person{n} Nord") for n in range(3)]
    need = asked_about(phoned_in, ask, *people)
    came(*[(person, "nei") for person in people])
    one_more()
    declined = AuditEntry.objects.filter(verb="decline", subject=f"volunteering.need:{need.pk}")
    assert {entry.actor for entry in declined} == {f"people.person:{person.pk}" for person in people}
    assert {entry.facts["person"] for entry in declined} == {str(person.pk) for person in people}
    assert Wave.objects.get().next_due_at == at
    offers = Offer.objects.values_list("answer", "answer_channel", "answered_at").distinct()
    assert list(offers) == [("no", "sms", at)]
    assert not InboundMessage.objects.filter(handled_at__isnull=True).exclude(provider_id="more").exists()


def test_a_no_from_one_who_is_booked_is_left_to_a_person(volunteer, phoned_in, ask, texts, came, one_more):
    kari, ali = volunteer("Kari Nord"), volunteer("Ali Nord")
    asked_about(phoned_in, ask, kari, ali, places=2)
    texts(kari, "ja")
    came((kari, "nei"), (ali, "nei"))
    one_more()
    assert outcomes()["Kari Nord: nei"] == "no_but_already_booked"
    assert Assignment.objects.get(released_at__isnull=True).person == kari


def test_two_from_the_same_phone_are_taken_in_the_order_they_came(
    volunteer, phoned_in, ask, came, one_more, at
):
    kari, ali = volunteer("Kari Nord"), volunteer("Ali Nord")
    asked_about(phoned_in, ask, kari, ali)
    came((kari, "nei"), (kari, "ja"), (ali, "nei"))
    one_more()
    assert Assignment.objects.get().person == kari


def test_a_shared_phone_and_two_questions_are_as_hard_to_understand_as_ever(
    volunteer, phoned_in, ask, came, one_more, at
):
    kari, per = volunteer("Kari Nord", "412 88 001"), volunteer("Per Nord", "412 88 001")
    ali = volunteer("Ali Nord")
    asked_about(phoned_in, ask, kari, per, ali)
    asked_about(phoned_in, ask, ali, kind="walk", starts_at=at + dt.timedelta(days=4))
    came((kari, "nei"), (ali, "nei"))
    one_more()
    assert set(outcomes().values()) == {"which"}
    assert not Offer.objects.exclude(answer="").exists()


def test_with_a_code_the_right_one_of_two_questions_is_answered(
    volunteer, phoned_in, ask, came, one_more, at
):
    ali, eva = volunteer("Ali Nord"), volunteer("Eva Nord")
    asked_about(phoned_in, ask, ali, eva)
    second = asked_about(phoned_in, ask, ali, eva, kind="walk", starts_at=at + dt.timedelta(days=4))
    code = Shift.objects.get(need=second).code
    came((ali, f"nei {code}"), (eva, f"ja {code}"))
    one_more()
    assert list(Offer.objects.exclude(answer="").values_list("shift__code", flat=True)) == [code, code]
    assert Assignment.objects.get().shift.code == code


def test_one_who_says_no_after_it_was_covered_is_understood(volunteer, phoned_in, ask, texts, came, one_more):
    kari, ali, eva = (volunteer(f"{name} Nord") for name in ("Kari", "Ali", "Eva"))
    asked_about(phoned_in, ask, kari, ali, eva)
    texts(kari, "ja")
    came((ali, "nei"), (eva, "nei"))
    one_more()
    assert outcomes()["Ali Nord: nei"] == outcomes()["Eva Nord: nei"] == "no"


def test_a_fault_in_one_spoils_none_of_the_others(
    volunteer, phoned_in, ask, came, one_more, monkeypatch, caplog
):
    kari, ali = volunteer("Kari Nord"), volunteer("Ali Nord")
    asked_about(phoned_in, ask, kari, ali)

    def stumble(inbound, reply, *, at):
        if "uff" in inbound.body:
            raise RuntimeError("a fault of ours")

    monkeypatch.setattr(receivers, "TAKERS", (stumble, *receivers.TAKERS))
    came((kari, "ja"), (ali, "uff da"))
    one_more()
    assert outcomes() == {"Kari Nord: ja": "yes", "?: uff da": "unclear"}
    assert Assignment.objects.get().person == kari
    assert OutboundMessage.objects.filter(key__startswith="booked").count() == 1
    assert "could not be understood" in caplog.text


def test_thirty_noes_cost_few_statements(volunteer, phoned_in, ask, came, one_more):
    people = [volunteer(f"Person{n} Nord") for n in range(30)]
    asked_about(phoned_in, ask, *people)
    came(*[(person, "nei") for person in people])
    with CaptureQueriesContext(connection) as seen:
        one_more()
    assert Offer.objects.filter(answer="no").count() == 30
    assert len(seen) < 40


def test_of_many_yeses_the_first_get_the_places_and_all_are_told(
    volunteer, phoned_in, ask, came, one_more, written_to, at
):
    first, second, third, silent = (volunteer(f"{name} Nord") for name in ("Kari", "Ali", "Eva", "Per"))
    need = asked_about(phoned_in, ask, first, second, third, silent, places=2)
    came((first, "ja"), (second, "ja"), (third, "ja"))
    one_more()
    assert dict(Assignment.objects.values_list("person__name", "seat")) == {"Kari Nord": 1, "Ali Nord": 2}
    assert [written_to(who)[-1] for who in (first, second, third, silent)] == [
        "booked",
        "booked",
        "covered",
        "covered",
    ]
    assert all(len(written_to(who)) == 2 for who in (first, second, third, silent))
    verbs = AuditEntry.objects.filter(subject=f"volunteering.need:{need.pk}").values_list("verb", "actor")
    assert sorted(verb for verb, actor in verbs if actor.startswith("people.person")) == [
        "book",
        "book",
        "yes_too_late",
    ]
    assert (
        Offer.objects.get(person=third).lapsed_at == at and Offer.objects.get(person=silent).lapsed_at == at
    )
    assert not InboundMessage.objects.filter(handled_at__isnull=True).exclude(provider_id="more").exists()


def test_whoever_says_yes_to_two_at_the_same_time_gets_one_and_a_person_reads_the_other(
    volunteer, phoned_in, ask, came, one_more
):
    kari, ali = volunteer("Kari Nord"), volunteer("Ali Nord")
    asked_about(phoned_in, ask, kari, ali, places=2)
    asked_about(phoned_in, ask, kari, ali, places=2, kind="walk")
    one, two = Shift.objects.order_by("code")
    ContactPoint.objects.create(person=kari, kind="phone", value="+4741299999", added_at=one.starts_at)
    came((kari, f"ja {one.code}"), (ali, f"ja {one.code}"))
    InboundMessage.objects.create(
        gateway="simulator", provider_id="other", channel="sms", body=f"ja {two.code}", sender="+4741299999",
        received_at=InboundMessage.objects.latest("received_at").received_at + dt.timedelta(seconds=1),
    )  # fmt: skip
    one_more()
    assert Assignment.objects.get(person=kari).shift == one
    assert InboundMessage.objects.get(provider_id="other").outcome == "yes_but_busy"
    assert InboundMessage.objects.get(provider_id="other").waits_since_at


def test_a_yes_that_was_given_already_and_one_to_what_is_called_off_end_as_ever(
    volunteer, phoned_in, ask, texts, came, one_more, written_to, at
):
    kari, ali, eva = (volunteer(f"{name} Nord") for name in ("Kari", "Ali", "Eva"))
    asked_about(phoned_in, ask, kari, places=2)
    texts(kari, "ja")
    gone = asked_about(phoned_in, ask, ali, eva, kind="walk")
    gone.shifts.update(cancelled_at=at)
    came((kari, "ja"), (ali, "ja"), (eva, "ja"))
    one_more()
    assert set(outcomes().values()) == {"yes"}
    assert written_to(kari) == ["offer", "booked"] and written_to(ali)[-1] == "cancelled"
    assert Assignment.objects.get().person == kari


@pytest.mark.parametrize("seed", range(6))
def test_together_comes_to_the_same_as_one_by_one(
    seed, volunteer, phoned_in, ask, texts, came, one_more, written_to, at
):
    """The same people, tasks and answers twice: once one message after the other, once all together."""
    chance = random.Random(seed)
    tasks = [(chance.randrange(1, 4), chance.randrange(3)) for _ in range(3)]
    asked = [chance.randrange(3) for _ in range(9)]
    said = [chance.choice(("ja", "Ja takk", "nei", "nja")) for _ in range(9)]
    order = chance.sample(range(9), 8)
    worlds = []
    for name in ("Alene", "Sammen"):
        people = [volunteer(f"{name}{n} Nord") for n in range(9)]
        for number, (places, days) in enumerate(tasks):
            them = [person for person, about in zip(people, asked, strict=True) if about == number]
            if them:
                starts_at = at + dt.timedelta(days=3 + days, hours=number)
                asked_about(phoned_in, ask, *them, places=places, starts_at=starts_at)
        worlds.append(people)
    alone, together = worlds
    for n in order:
        texts(alone[n], said[n])
    came(*((together[n], said[n]) for n in order))
    one_more()
    for one, other in zip(alone, together, strict=True):
        assert what_became_of(one, written_to) == what_became_of(other, written_to)


def what_became_of(person, written_to):
    """But that who says no together with the yes that covers it is not told in vain that it is covered."""
    offer = Offer.objects.get(person=person)
    seats = list(Assignment.objects.filter(person=person).values_list("seat", "channel", "details_told_at"))
    outcomes = list(InboundMessage.objects.filter(person=person).values_list("outcome", flat=True))
    trail = AuditEntry.objects.filter(actor=f"people.person:{person.pk}").values_list("verb", flat=True)
    told = written_to(person)
    if offer.answer == "no":
        return offer.answer_channel, outcomes, sorted(trail), told[:1]
    return offer.answer, offer.answer_channel, offer.lapsed_at, seats, outcomes, sorted(trail), told


def test_thirty_yeses_cost_few_statements(volunteer, phoned_in, ask, came, one_more):
    people = [volunteer(f"Person{n} Nord") for n in range(30)]
    asked_about(phoned_in, ask, *people, places=12)
    came(*[(person, "ja") for person in people])
    with CaptureQueriesContext(connection) as seen:
        one_more()
    assert Assignment.objects.count() == 12 and Offer.objects.filter(answer="yes").count() == 30
    assert OutboundMessage.objects.filter(key__startswith="covered").count() == 18
    assert len(seen) < 70
