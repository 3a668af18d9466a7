"""Two persons who are one, and one who is forgotten: pairs end rightly, counts stay, the coordinator is told."""

import datetime as dt

from samspill.messaging.models import OutboundMessage
from samspill.people.actions import forget_person, merge_persons
from samspill.people.models import Unit
from samspill.volunteering.actions.pair_ending import note_end_seen
from samspill.volunteering.actions.recipients import change_recipient, name_contact
from samspill.volunteering.models import Assignment, Pairing, PairingFollowUp, Recipient, RecipientContact
from samspill.volunteering.queries.pair_waits import what_waits_in_pairs


def merge(keep, gone, at):
    return merge_persons(keep, gone, by="system", at=at, channel="web")


def test_two_volunteers_who_are_one_keep_both_pairs(started, volunteer, helped, at):
    kari, double = (
        volunteer("Kari Berg", "41200001"),
        volunteer("Kari B. Berg", "41200002", interests=("music",)),
    )
    first, second = started(kari, helped()), started(double, helped("Astrid Lund", "41300002"))
    merge(kari, double, at)
    for pairing in (first, second):
        pairing.refresh_from_db()
        assert pairing.volunteer.person_id == kari.pk and pairing.ended_at is None
    kari.refresh_from_db()
    assert kari.volunteer.interests == ("music",)


def test_of_two_pairs_that_become_the_same_two_people_the_one_that_came_further_stays(
    agreed, started, volunteer, helped, at
):
    gunvor = helped()
    kari, double = volunteer("Kari Berg", "41200001"), volunteer("Kari B. Berg", "41200002")
    waits, goes_on = agreed(kari, gunvor), started(double, gunvor, kind="mentor")
    merge(kari, double, at)
    waits.refresh_from_db()
    goes_on.refresh_from_db()
    assert waits.ended_reason == "merged" and goes_on.ended_at is None
    assert goes_on.volunteer.person_id == kari.pk


def test_two_recipients_who_are_one_keep_their_pairs_wishes_and_the_one_who_speaks(
    started, helped, volunteer, ola, at
):
    gunvor, double = helped(), helped("Gunvor Lie Moen", "41300002", interests=("music",))
    name_contact(double, "Liv Lie", ["41300009"], [], by=ola, at=at)
    change_recipient(double.pk, seen_version=1, by=ola, at=at, asks="contact")
    pairing = started(volunteer("Kari Berg"), double)
    merge(gunvor.person, double.person, at)
    pairing.refresh_from_db()
    gunvor.refresh_from_db()
    assert pairing.recipient_id == gunvor.pk and Recipient.objects.count() == 1
    assert gunvor.interests == ("knitting", "walks", "music") and gunvor.asks == "contact"
    assert RecipientContact.objects.get().recipient_id == gunvor.pk


def test_the_answers_follow_to_the_one_who_was_kept(asked, texts, volunteer, helped, at, two_weeks_later):
    gunvor = helped()
    pairing = asked(volunteer("Kari Berg"), gunvor)
    texts(gunvor.person, "4", when=two_weeks_later)
    keep = helped("Gunvor M. Lie", "41300007").person
    merge(keep, gunvor.person, at)
    row = PairingFollowUp.objects.get(pairing=pairing, side="recipient")
    assert (row.person_id, row.asked_person_id, row.score) == (keep.pk, keep.pk, 4)


def test_nobody_is_a_pair_with_herself_nor_speaks_for_herself(started, volunteer, helped, ola, at):
    gunvor = helped()
    pairing = started(volunteer("Gunvor L.", "41200001"), gunvor)
    named = name_contact(gunvor, "G. Lie", ["41300009"], [], by=ola, at=at)
    change_recipient(gunvor.pk, seen_version=1, by=ola, at=at, asks="contact")
    merge(gunvor.person, named.person, at)
    gunvor.refresh_from_db()
    assert gunvor.asks == "self" and not RecipientContact.objects.filter(ended_at__isnull=True).exists()
    merge(gunvor.person, pairing.volunteer.person, at)
    pairing.refresh_from_db()
    assert pairing.ended_reason == "merged"


def test_when_a_volunteer_is_forgotten_the_pair_ends_the_unit_is_told_and_the_counts_stay(
    asked, texts, asker, ola, two_weeks_later
):
    Unit.objects.update(email="post@frivilligsentralen.test")
    pairing = asked()
    kari = pairing.volunteer.person
    texts(kari, "4 Kari synes det er fint", when=two_weeks_later)
    later = two_weeks_later + dt.timedelta(days=1)
    forget_person(kari, by=ola, at=later, channel="web")
    pairing.refresh_from_db()
    assert pairing.ended_reason == "left" and pairing.end_seen_at is None
    told = OutboundMessage.objects.get(key=f"ended:unit:{pairing.pk}")
    assert told.address == "post@frivilligsentralen.test" and "en frivillig" in told.body
    row = PairingFollowUp.objects.get(side="volunteer")
    assert (row.score, row.words, row.address) == (4, "", "")
    assert Pairing.objects.count() == 1 and Assignment.objects.count() == 1
    assert [wait.what for wait in what_waits_in_pairs(asker, at=later)] == ["ended"]
    note_end_seen(pairing, by=ola, at=later)
    assert what_waits_in_pairs(asker, at=later) == []


def test_when_a_recipient_is_forgotten_the_volunteer_is_told_kindly_and_nothing_of_her_is_left(
    asked, texts, ola, at, read_by, two_weeks_later, helped, volunteer
):
    gunvor = helped(note="Gunvor hører dårlig", wish_words="En å strikke med")
    name_contact(gunvor, "Liv Lie", ["41300009"], [], relation="datter", by=ola, at=at)
    pairing = asked(volunteer("Kari Berg"), gunvor, private_text="Dørkode 1234")
    texts(gunvor.person, "5 Kari er snill", when=two_weeks_later)
    forget_person(gunvor.person, by=ola, at=two_weeks_later, channel="web")
    assert read_by(pairing.volunteer.person)[-1].startswith("Hei Kari! Møtene dere har hatt, er avsluttet.")
    assert "Gunvor" not in read_by(pairing.volunteer.person)[-1]
    gunvor.refresh_from_db()
    assert (gunvor.note, gunvor.wish_words, gunvor.interests) == ("", "", ())
    row = PairingFollowUp.objects.get(side="recipient")
    assert (row.score, row.words) == (5, "") and not RecipientContact.objects.exists()


def test_when_the_one_who_speaks_is_forgotten_the_recipient_is_asked_herself(
    started, ola, at, two_weeks_later
):
    from samspill.volunteering.actions.follow_ups import ask_due_follow_ups

    pairing = started()
    gunvor = pairing.recipient
    named = name_contact(gunvor, "Liv Lie", ["41300009"], [], by=ola, at=at)
    change_recipient(gunvor.pk, seen_version=1, by=ola, at=at, asks="contact")
    forget_person(named.person, by=ola, at=at, channel="web")
    ask_due_follow_ups(two_weeks_later)
    assert PairingFollowUp.objects.get(side="recipient").asked_person == gunvor.person
