"""First yes wins, the others are told, and somebody who cannot after all."""

import datetime as dt

import pytest

from samspill.foundation.models import AuditEntry
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.volunteering import actions
from samspill.volunteering.models import Assignment, Offer, Shift


def booked() -> list[str]:
    rows = Assignment.objects.filter(released_at__isnull=True).order_by("seat")
    return list(rows.values_list("person__name", flat=True))


@pytest.mark.parametrize("words", ["JA", "ja takk", "J", "Ja, jeg kan", "Yes please", "eg kan gjerne"])
def test_the_first_yes_is_booked_and_the_others_are_told_once(
    volunteer, phoned_in, ask, texts, written_to, words
):
    kari, ali, eva = volunteer("Kari Berg"), volunteer("Ali Hassan"), volunteer("Eva Lund")
    ask(phoned_in(), kari, ali, eva)
    taken = texts(kari, words)
    assert taken.outcome == "yes" and taken.handled_at and taken.person == kari
    assert booked() == ["Kari Berg"]
    assert written_to(kari) == ["offer", "booked"]
    assert written_to(ali) == written_to(eva) == ["offer", "covered"]


def test_a_yes_after_it_was_covered_is_told_kindly_and_no_second_time(
    volunteer, phoned_in, ask, texts, written_to
):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    ask(phoned_in(), kari, ali)
    texts(kari, "JA")
    assert texts(ali, "Ja!").outcome == "yes"
    texts(ali, "JA")
    assert written_to(ali) == ["offer", "covered"]
    assert booked() == ["Kari Berg"]
    assert Offer.objects.get(person=ali).answer == "yes"


def test_the_covered_message_says_thank_you(volunteer, phoned_in, ask, texts):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    ask(phoned_in(), kari, ali)
    texts(kari, "JA")
    told = OutboundMessage.objects.get(person=ali, key__startswith="covered")
    assert told.body.startswith("Oppdraget er dekket. Takk!")


@pytest.mark.parametrize("words", ["nei", "Nei dessverre", "nei takk", "no"])
def test_a_no_is_written_down_and_she_is_not_asked_again(volunteer, phoned_in, ask, texts, words):
    kari = volunteer("Kari Berg")
    need = phoned_in()
    ask(need, kari)
    assert texts(kari, words).outcome == "no"
    with pytest.raises(actions.NobodyNew):
        ask(need, kari)


def test_an_unclear_answer_waits_for_a_person_and_changes_nothing(volunteer, phoned_in, ask, texts):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    taken = texts(kari, "ja men kan vi ta onsdag")
    assert taken.waits_since_at and not taken.handled_at
    assert booked() == [] and Offer.objects.get().answer == ""


def test_somebody_who_changes_her_no_to_yes_is_booked(volunteer, phoned_in, ask, texts):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    texts(kari, "nei")
    texts(kari, "ja")
    assert booked() == ["Kari Berg"]


def test_a_no_from_one_who_is_booked_is_no_withdrawal_but_waits_for_a_person(
    volunteer, phoned_in, ask, texts
):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    texts(kari, "ja")
    assert texts(kari, "nei").waits_since_at
    assert booked() == ["Kari Berg"]


def test_a_repeated_webhook_changes_nothing(volunteer, phoned_in, ask, texts, written_to):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    for _ in range(3):
        texts(kari, "JA", provider_id="same")
    assert InboundMessage.objects.count() == 1
    assert written_to(kari) == ["offer", "booked"]


def test_an_answer_by_phone_is_typed_in_with_who_said_it_and_who_wrote_it(volunteer, phoned_in, ask, ola, at):
    arne = volunteer("Arne Vik", channel="phone")
    [offer] = ask(phoned_in(), arne)
    actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    offer.refresh_from_db()
    assert (offer.answer, offer.answer_channel, offer.answer_entered_by) == ("yes", "phone", ola)
    entry = AuditEntry.objects.get(verb="book")
    assert entry.channel == "phone" and entry.actor == f"people.staffmember:{ola.pk}"
    assert entry.facts["person"] == str(arne.pk)
    assert booked() == ["Arne Vik"]


def test_with_two_questions_a_bare_yes_is_asked_about_and_one_with_a_code_counts(
    volunteer, phoned_in, ask, texts, written_to, at
):
    kari = volunteer("Kari Berg")
    walk, visit = phoned_in(kind="walk"), phoned_in(starts_at=at + dt.timedelta(days=6))
    ask(walk, kari)
    ask(visit, kari)
    assert texts(kari, "Ja").waits_since_at
    assert written_to(kari)[-1] == "which" and booked() == []
    code = Shift.objects.get(need=visit).code
    assert texts(kari, f"Ja {code}").outcome == "yes"
    assert Assignment.objects.get().shift.need == visit


def test_a_code_of_somebody_elses_question_waits_for_a_person(volunteer, phoned_in, ask, texts):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    need = phoned_in()
    ask(need, kari)
    assert texts(ali, f"JA {need.shifts.get().code}").waits_since_at
    assert booked() == []


def test_a_couple_on_one_phone_are_told_apart_by_the_name_they_sign_with(volunteer, phoned_in, ask, texts):
    kari, per = volunteer("Kari Berg", "412 34 567"), volunteer("Per Berg", "412 34 567")
    need = phoned_in(places=2)
    ask(need, kari, per)
    assert "hilsen Kari" in OutboundMessage.objects.get(person=kari).body
    assert texts(kari, "JA").waits_since_at
    assert texts(per, "Ja, hilsen Per").outcome == "yes"
    assert booked() == ["Per Berg"]


def test_a_couple_with_one_open_question_needs_no_name(volunteer, phoned_in, ask, texts):
    kari, per = volunteer("Kari Berg", "412 34 567"), volunteer("Per Berg", "412 34 567")
    ask(phoned_in(), kari)
    assert texts(per, "ja").person == kari
    assert booked() == ["Kari Berg"]


def test_one_who_took_something_else_at_that_time_is_not_booked_twice(volunteer, phoned_in, ask, texts, at):
    kari = volunteer("Kari Berg")
    first, second = phoned_in(), phoned_in(kind="walk")
    ask(first, kari)
    ask(second, kari)
    texts(kari, f"ja {first.shifts.get().code}")
    assert texts(kari, f"ja {second.shifts.get().code}").waits_since_at
    assert Assignment.objects.count() == 1


def test_avbud_opens_the_place_and_the_next_is_asked(volunteer, phoned_in, ask, texts, written_to):
    kari, ali = volunteer("Kari Berg", wishes=("visit",)), volunteer("Ali Hassan")
    need = phoned_in()
    ask(need, kari)
    texts(kari, "JA")
    assert texts(kari, f"AVBUD {need.shifts.get().code} har feber").outcome == "withdrew"
    assert booked() == []
    assert written_to(kari) == ["offer", "booked", "released"]
    assert written_to(ali) == ["offer"]


def test_after_avbud_those_who_said_yes_too_late_are_asked_first(
    volunteer, phoned_in, ask, texts, written_to, at
):
    kari, ali, eva = volunteer("Kari Berg"), volunteer("Ali Hassan"), volunteer("Eva Lund")
    ask(phoned_in(), kari, ali)
    texts(kari, "JA")
    texts(ali, "JA")
    texts(kari, "AVBUD", when=at + dt.timedelta(hours=1))
    assert written_to(ali) == ["offer", "covered", "offer"]
    assert written_to(eva) == []
    texts(ali, "ja", when=at + dt.timedelta(hours=2))
    assert booked() == ["Ali Hassan"]


def test_one_who_withdrew_is_not_asked_again_by_herself(volunteer, phoned_in, ask, texts, written_to):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    texts(kari, "JA")
    texts(kari, "AVBUD")
    assert written_to(kari) == ["offer", "booked", "released"]


def test_a_yes_for_what_is_over_waits_for_a_person(volunteer, phoned_in, ask, texts, at):
    kari = volunteer("Kari Berg")
    need = phoned_in()
    ask(need, kari)
    code = need.shifts.get().code
    assert texts(kari, f"JA {code}", when=at + dt.timedelta(days=4)).waits_since_at
    assert booked() == []


def test_a_no_typed_in_by_mistake_can_be_undone(volunteer, phoned_in, ask, ola, at):
    kari = volunteer("Kari Berg")
    [offer] = ask(phoned_in(), kari)
    actions.answer_offer(offer.pk, "no", channel="phone", by=ola, at=at)
    actions.undo_answer(offer.pk, by=ola, at=at)
    assert Offer.objects.get().answer == ""
    with pytest.raises(actions.NotBooked):
        actions.undo_answer(offer.pk, by=ola, at=at)


def test_withdrawing_twice_is_refused(volunteer, phoned_in, ask, texts, ola, at):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    texts(kari, "JA")
    assignment = Assignment.objects.get()
    actions.withdraw(assignment.pk, channel="phone", by=ola, at=at)
    with pytest.raises(actions.NotBooked):
        actions.withdraw(assignment.pk, channel="phone", by=ola, at=at)


def test_stopp_ends_it_and_no_further_question_is_put(volunteer, phoned_in, ask, texts):
    kari = volunteer("Kari Berg")
    texts(kari, "STOPP")
    with pytest.raises(actions.DoesNotFit):
        ask(phoned_in(), kari)


def test_a_question_that_has_not_left_when_the_place_goes_is_called_off_and_nobody_is_told_it_is_covered(
    volunteer, phoned_in, ask, texts, written_to, at
):
    kari, ali, eva = volunteer("Kari Berg"), volunteer("Ali Hassan"), volunteer("Eva Lund")
    need = phoned_in()
    ask(need, kari, ali)
    [late] = ask(need, eva, has_left=False)
    texts(kari, "JA")
    assert written_to(ali) == ["offer", "covered"]
    assert written_to(eva) == []
    assert OutboundMessage.objects.get(person=eva).failure == "covered"
    late.refresh_from_db()
    assert late.lapsed_at == at
