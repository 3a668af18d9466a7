"""Both sides are asked by themselves, and what they answer goes to the right place."""

import datetime as dt

import pytest

from samspill.messaging.actions import receive_report
from samspill.messaging.models import InboundMessage, MessagingPolicy, OutboundMessage
from samspill.people.actions import find_or_add_person, withdraw_consent
from samspill.volunteering.actions.follow_up_replies import AlreadyPlaced, place_answer, set_answer_aside
from samspill.volunteering.actions.follow_ups import (
    NothingSaid,
    ask_due_follow_ups,
    note_call_about,
    note_follow_up_read,
    note_what_was_said,
)
from samspill.volunteering.actions.pair_ending import end_pairing
from samspill.volunteering.actions.pairings import pause_pairing
from samspill.volunteering.actions.recipients import change_recipient, name_contact
from samspill.volunteering.models import Pairing, PairingFollowUp, UnplacedAnswer
from samspill.volunteering.queries.follow_ups import follow_up_calls, to_be_placed, unread
from samspill.volunteering.queries.pair_waits import what_waits_in_pairs

DAY = dt.timedelta(days=1)


def side(pairing, which):
    return PairingFollowUp.objects.filter(pairing=pairing, side=which).order_by("due_on").last()


@pytest.fixture
def says(texts, two_weeks_later):
    """Somebody answers by SMS, an hour after she was asked."""

    def answer(person, body, *, when=None):
        return texts(person, body, when=when or two_weeks_later + dt.timedelta(hours=1))

    return answer


def test_nobody_is_asked_before_the_day_and_each_is_asked_once(started, two_weeks_later):
    pairing = started()
    assert ask_due_follow_ups(two_weeks_later - DAY) == 0
    assert ask_due_follow_ups(two_weeks_later) == 2
    assert ask_due_follow_ups(two_weeks_later) == 0
    pairing.refresh_from_db()
    assert pairing.next_follow_up_on == two_weeks_later.date() + 56 * DAY


def test_each_is_asked_in_her_language_and_the_volunteer_never_reads_the_recipients_name(asked, read_by):
    pairing = asked()
    to_kari = read_by(pairing.volunteer.person)[-1]
    to_gunvor = read_by(pairing.recipient.person)[-1]
    assert to_kari.startswith("Hei Kari! Hvordan går det som besøksvenn?")
    assert "tall fra 1 (dårlig) til 5 (bra)" in to_kari and "Gunvor" not in to_kari
    assert to_gunvor.startswith("Hei Gunvor! Hvordan går det med Kari og deg?")


def test_a_recipient_who_reads_nynorsk_is_asked_in_nynorsk(asked, volunteer, helped, read_by):
    pairing = asked(volunteer("Kari Berg"), helped(person={"language": "nn"}))
    assert "Korleis går det med Kari" in read_by(pairing.recipient.person)[-1]


def test_both_sides_answer_and_each_answer_stands_on_its_own_side(asked, says):
    pairing = asked()
    taken = says(pairing.volunteer.person, "4 veldig hyggelig")
    says(pairing.recipient.person, "fem")
    assert taken.outcome == "follow_up" and taken.handled_at and not taken.waits_since_at
    kari, gunvor = side(pairing, "volunteer"), side(pairing, "recipient")
    assert (kari.score, kari.words, kari.answer_channel) == (4, "veldig hyggelig", "sms")
    assert (gunvor.score, gunvor.words) == (5, "")


def test_what_one_side_said_is_never_written_to_the_other(asked, says):
    pairing = asked()
    says(pairing.volunteer.person, "1 hun kjefter")
    says(pairing.recipient.person, "2 hun kommer for sent")
    written = OutboundMessage.objects.filter(key__startswith="follow_up_thanks")
    assert written.count() == 2
    bodies = list(OutboundMessage.objects.values_list("body", flat=True))
    assert not any("kjefter" in body or "sent" in body.split() for body in bodies)


def test_a_low_number_and_a_cry_for_help_come_on_top_and_she_is_told_that_we_call(
    asked, says, asker, read_by, two_weeks_later
):
    pairing = asked()
    says(pairing.volunteer.person, "4 bra, men jeg er redd naboen")
    says(pairing.recipient.person, "1")
    waits = what_waits_in_pairs(asker, at=two_weeks_later + DAY)
    assert [(wait.what, wait.is_urgent) for wait in waits] == [("help", True), ("low", True)]
    assert "en av oss ringer deg" in read_by(pairing.recipient.person)[-1]


def test_a_good_answer_needs_nobody(asked, says, asker, two_weeks_later):
    pairing = asked()
    says(pairing.volunteer.person, "5")
    says(pairing.recipient.person, "3 helt greit")
    assert what_waits_in_pairs(asker, at=two_weeks_later + DAY) == []


def test_words_alone_are_kept_without_a_number_and_put_to_a_person(asked, says, asker, ola, two_weeks_later):
    pairing = asked()
    taken = says(pairing.recipient.person, "det går fint")
    row = side(pairing, "recipient")
    assert (row.score, row.words) == (None, "det går fint") and taken.handled_at
    assert [one.pk for one in unread(asker)] == [row.pk]
    note_follow_up_read(row, by=ola, at=two_weeks_later)
    assert not unread(asker).exists()


def test_what_comes_after_an_answer_is_added_and_a_new_number_stands_for_the_old(asked, says):
    pairing = asked()
    kari = pairing.volunteer.person
    says(kari, "4 fint")
    says(kari, "2 eller egentlig ikke")
    row = side(pairing, "volunteer")
    assert row.score == 4  # «2 eller …» is no number for sure.
    says(kari, "2")
    row.refresh_from_db()
    assert row.score == 2 and row.words == "fint\n2 eller egentlig ikke"
    assert InboundMessage.objects.filter(outcome="follow_up").count() == 3


def test_a_yes_to_a_task_is_no_answer_about_the_pair_and_words_wait_for_a_person(
    asked, says, volunteer, phoned_in, ask, two_weeks_later
):
    pairing = asked()
    kari = pairing.volunteer.person
    [offer] = ask(phoned_in(starts_at=two_weeks_later + 5 * DAY, recipient_name=""), kari)
    unclear = says(kari, "kan vi ta onsdag")
    assert unclear.waits_since_at and side(pairing, "volunteer").answered_at is None
    assert says(kari, "JA").outcome == "yes"
    assert says(kari, "4").outcome == "follow_up"
    offer.refresh_from_db()
    assert offer.answer == "yes" and side(pairing, "volunteer").score == 4


def test_a_code_of_something_else_is_not_taken(asked, says):
    pairing = asked()
    for body in ("99", "99 4", "1234"):
        taken = says(pairing.volunteer.person, body)
        assert taken.waits_since_at and taken.outcome == "unclear"
    assert side(pairing, "volunteer").answered_at is None


def test_stopp_works_at_once_and_she_is_called_the_next_time(asked, says, read_by, asker, two_weeks_later):
    pairing = asked()
    gunvor = pairing.recipient.person
    assert says(gunvor, "STOPP").outcome == "stopped"
    assert side(pairing, "recipient").answered_at is None
    said = len(read_by(gunvor))
    later = two_weeks_later + 56 * DAY
    ask_due_follow_ups(later)
    row = side(pairing, "recipient")
    assert row.channel == "phone" and len(read_by(gunvor)) == said
    assert row.pk in [call.row.pk for call in follow_up_calls(asker, at=later)]


def test_one_who_took_her_consent_back_is_called(started, two_weeks_later, at):
    pairing = started()
    withdraw_consent(pairing.volunteer.person, "phone", by="system", at=at)
    ask_due_follow_ups(two_weeks_later)
    assert side(pairing, "volunteer").channel == "phone"


def test_whoever_has_no_mobile_stands_on_the_call_list_with_her_number(
    asked, volunteer, helped, asker, ola, two_weeks_later
):
    pairing = asked(volunteer("Kari Berg"), helped("Astrid Lund", "73 00 55 55"))
    [call] = follow_up_calls(asker, at=two_weeks_later)
    assert (call.row.asked_person.name, call.phone) == ("Astrid Lund", "+4773005555")
    note_call_about(call.row.pk, score=5, words="Veldig fornøyd", by=ola, at=two_weeks_later)
    row = side(pairing, "recipient")
    assert (row.score, row.words, row.answer_channel, row.entered_by) == (5, "Veldig fornøyd", "phone", ola)
    assert follow_up_calls(asker, at=two_weeks_later) == []


def test_one_who_has_not_answered_for_some_days_is_called_and_so_is_one_it_did_not_reach(
    asked, asker, two_weeks_later
):
    pairing = asked()
    assert follow_up_calls(asker, at=two_weeks_later + DAY) == []
    sent = OutboundMessage.objects.get(key__startswith="follow_up:", person=pairing.recipient.person)
    OutboundMessage.objects.filter(pk=sent.pk).update(
        claimed_at=two_weeks_later, sent_at=two_weeks_later, gateway="simulator", provider_id="s-1"
    )
    receive_report(gateway="simulator", provider_id="s-1", status="failed", at=two_weeks_later + DAY)
    assert [call.row.side for call in follow_up_calls(asker, at=two_weeks_later + DAY)] == ["recipient"]
    assert len(follow_up_calls(asker, at=two_weeks_later + 5 * DAY)) == 2


def test_what_was_said_is_typed_in_without_a_question_too(started, ola, at):
    pairing = started()
    note_what_was_said(pairing.pk, side="volunteer", score=2, words="Sliten", by=ola, at=at)
    note_what_was_said(pairing.pk, side="volunteer", score=None, words="Ringte igjen", by=ola, at=at)
    row = side(pairing, "volunteer")
    assert (row.score, row.words) == (2, "Sliten\nRingte igjen")
    with pytest.raises(NothingSaid):
        note_what_was_said(pairing.pk, side="recipient", score=None, by=ola, at=at)
    assert not PairingFollowUp.objects.filter(side="recipient").exists()


def test_nobody_is_asked_in_a_break_or_after_the_end(started, ola, at, two_weeks_later):
    pairing = started()
    pause_pairing(pairing.pk, by=ola, at=at)
    assert ask_due_follow_ups(two_weeks_later) == 0
    end_pairing(pairing.pk, reason="done", ended_on=at.date(), by=ola, at=at)
    assert ask_due_follow_ups(two_weeks_later) == 0


def test_an_unanswered_question_lapses_with_the_next_and_with_the_end(asked, ola, two_weeks_later):
    pairing = asked()
    later = two_weeks_later + 56 * DAY
    ask_due_follow_ups(later)
    assert PairingFollowUp.objects.filter(lapsed_at=later).count() == 2
    end_pairing(pairing.pk, reason="done", ended_on=later.date(), by=ola, at=later)
    assert not PairingFollowUp.objects.filter(lapsed_at__isnull=True).exists()


def test_where_the_money_is_spent_nothing_is_half_asked_and_it_is_asked_later(started, two_weeks_later):
    started()
    policy = MessagingPolicy.objects.create(daily_budget_ore=1)
    assert ask_due_follow_ups(two_weeks_later) == 0 and not PairingFollowUp.objects.exists()
    policy.daily_budget_ore = 0
    policy.save()
    assert ask_due_follow_ups(two_weeks_later + DAY) == 2


def test_the_one_who_speaks_for_her_is_asked_and_answers_for_her_side(
    started, says, ola, at, two_weeks_later, read_by
):
    pairing = started()
    gunvor = pairing.recipient
    named = name_contact(gunvor, "Liv Lie", ["41 30 00 09"], [], relation="datter", by=ola, at=at)
    change_recipient(gunvor.pk, seen_version=gunvor.version, by=ola, at=at, asks="contact")
    ask_due_follow_ups(two_weeks_later)
    assert read_by(named.person)[-1].startswith("Hei Liv! Hvordan går det for Gunvor med Kari?")
    says(named.person, "4 mor er glad")
    row = side(pairing, "recipient")
    assert (row.score, row.person, row.asked_person) == (4, gunvor.person, named.person)


@pytest.fixture
def two_pairs(started, volunteer, helped, two_weeks_later):
    """Kari is a visiting friend for both Gunvor and Astrid, and is asked about both on the same day."""
    kari = volunteer("Kari Berg", "41 20 00 01")
    pairs = [started(kari, helped()), started(kari, helped("Astrid Lund", "41 30 00 02"))]
    ask_due_follow_ups(two_weeks_later)
    return kari, pairs


def code_of(pairing):
    return pairing.need.shifts.get().code


def test_a_volunteer_with_two_pairs_is_asked_which_and_nothing_is_guessed(
    two_pairs, says, read_by, asker, two_weeks_later
):
    kari, pairs = two_pairs
    taken = says(kari, "4 veldig hyggelig")
    assert taken.outcome == "which_pair"
    assert not PairingFollowUp.objects.filter(answered_at__isnull=False).exists()
    back = read_by(kari)[-1]
    assert all(str(code_of(pairing)) in back for pairing in pairs)
    assert "Gunvor" not in back and "Astrid" not in back
    [waiting] = to_be_placed(asker, at=two_weeks_later)
    assert {row.pairing_id for row in waiting.choices} == {pairing.pk for pairing in pairs}
    assert "unplaced" in [wait.what for wait in what_waits_in_pairs(asker, at=two_weeks_later)]


def test_a_code_says_which_and_takes_along_what_was_said_first(two_pairs, says, asker, two_weeks_later):
    kari, (first, second) = two_pairs
    says(kari, "4 veldig hyggelig")
    assert says(kari, f"{code_of(second)}").outcome == "follow_up"
    row = side(second, "volunteer")
    assert (row.score, row.words) == (4, "veldig hyggelig")
    assert side(first, "volunteer").answered_at is None
    assert to_be_placed(asker, at=two_weeks_later) == []
    assert says(kari, "2").outcome == "follow_up"  # Only one question is left that it can answer.
    assert side(first, "volunteer").score == 2


def test_the_second_question_to_a_phone_names_the_code_to_answer_with(two_pairs, read_by):
    kari, (_, second) = two_pairs
    assert f"Svar med {code_of(second)} og et tall" in read_by(kari)[-1]


def test_a_person_places_what_could_not_be_placed_once(two_pairs, says, ola, asker, two_weeks_later):
    kari, (first, _) = two_pairs
    says(kari, "3 litt stille")
    [waiting] = to_be_placed(asker, at=two_weeks_later)
    chosen = side(first, "volunteer")
    place_answer(waiting.unplaced, chosen.pk, by=ola, at=two_weeks_later)
    chosen.refresh_from_db()
    assert (chosen.score, chosen.words, chosen.entered_by) == (3, "litt stille", ola)
    with pytest.raises(AlreadyPlaced):
        place_answer(waiting.unplaced, chosen.pk, by=ola, at=two_weeks_later)
    with pytest.raises(AlreadyPlaced):
        set_answer_aside(waiting.unplaced, by=ola, at=two_weeks_later)


def test_a_couple_who_share_a_phone_are_told_apart_by_the_name_they_sign_with_or_by_a_person(
    started, volunteer, says, read_by, helped, two_weeks_later
):
    kari, arne = volunteer("Kari Berg", "41 20 00 01"), volunteer("Arne Berg", "41 20 00 01")
    first, second = started(kari, helped()), started(arne, helped("Astrid Lund", "41 30 00 02"))
    ask_due_follow_ups(two_weeks_later)
    assert says(kari, "4 hilsen Arne").outcome == "follow_up"
    assert side(second, "volunteer").score == 4 and side(first, "volunteer").score is None
    PairingFollowUp.objects.filter(pk=side(second, "volunteer").pk).update(
        answered_at=None, score=None, words="", answer_channel=""
    )
    assert says(kari, "5").outcome == "which_pair"
    assert UnplacedAnswer.objects.filter(settled_at__isnull=True).count() == 1


def test_the_two_of_a_pair_who_share_a_phone_are_never_mixed_up(
    started, volunteer, helped, says, two_weeks_later
):
    pairing = started(volunteer("Kari Berg", "41 20 00 01"), helped("Gunvor Berg", "41 20 00 01"))
    ask_due_follow_ups(two_weeks_later)
    taken = says(pairing.volunteer.person, "2 hun er trist")
    assert taken.outcome == "which_pair" and taken.person is None
    assert not PairingFollowUp.objects.filter(answered_at__isnull=False).exists()
    assert UnplacedAnswer.objects.count() == 1


def test_an_answer_from_an_unknown_phone_is_no_answer_about_a_pair(asked, at):
    from samspill.messaging.actions import receive_inbound

    asked()
    taken = receive_inbound(
        gateway="simulator", provider_id="x", channel="sms", sender="+4799999999", body="4", at=at + 15 * DAY
    )
    assert taken.waits_since_at and not PairingFollowUp.objects.filter(answered_at__isnull=False).exists()


def test_the_same_message_delivered_twice_counts_once(asked, texts, two_weeks_later):
    pairing = asked()
    kari = pairing.volunteer.person
    for _ in range(2):
        texts(kari, "4 fint", when=two_weeks_later, provider_id="same")
    assert side(pairing, "volunteer").words == "fint"


def test_an_answer_after_the_end_is_for_a_person(asked, says, ola, two_weeks_later):
    pairing = asked()
    end_pairing(pairing.pk, reason="done", ended_on=two_weeks_later.date(), by=ola, at=two_weeks_later)
    assert says(pairing.volunteer.person, "4").waits_since_at
    assert Pairing.objects.get().ended_at


def test_nobody_answers_for_somebody_who_only_has_the_same_name(asked, says, at):
    pairing = asked()
    other = find_or_add_person("Kari Berg", ["41 77 77 77"], by="system", at=at, channel="phone")
    assert says(other, "4").waits_since_at
    assert side(pairing, "volunteer").answered_at is None
