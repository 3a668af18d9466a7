"""What other rooms' bells mean here: undelivered, merged, gone."""

import datetime as dt

from samspill.messaging.models import OutboundMessage
from samspill.messaging.signals import delivery_failed
from samspill.people.actions import forget_person, merge_persons
from samspill.volunteering.actions import note_absence, note_qualification
from samspill.volunteering.models import Absence, Assignment, Offer, Qualification, Recipient, Volunteer


def test_a_question_that_did_not_arrive_is_remembered(volunteer, phoned_in, ask, at):
    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    delivery_failed.send(sender=OutboundMessage, message=OutboundMessage.objects.get(), at=at)
    assert Offer.objects.get().undelivered_at == at


def test_two_persons_with_a_seat_each_on_one_shift_become_one_with_one_seat(
    volunteer, phoned_in, ask, texts, ola, at
):
    kari, double = volunteer("Kari Berg"), volunteer("Kari M Berg")
    ask(phoned_in(places=2), kari, double)
    texts(kari, "ja")
    texts(double, "ja")
    merge_persons(kari, double, by=ola, at=at, channel="web")
    live = Assignment.objects.filter(released_at__isnull=True)
    assert [one.person for one in live] == [kari]
    assert [offer.person for offer in Offer.objects.all()] == [kari]


def test_of_two_questions_the_answered_one_stays(volunteer, phoned_in, ask, texts, ola, at):
    kari, double = volunteer("Kari Berg"), volunteer("Kari M Berg")
    ask(phoned_in(), kari, double)
    texts(double, "nei")
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert Offer.objects.get().answer == "no" and Offer.objects.get().person == kari


def test_two_profiles_become_one_with_what_either_told(volunteer, ola, at):
    day = at.date()
    kari = volunteer("Kari Berg", wishes=("visit",), unwanted=("garden",))
    double = volunteer("Kari M Berg", wishes=("walk", "garden"), wish_words="Liker hunder")
    note_qualification(
        kari.volunteer, kind="course", held_from_on=day - dt.timedelta(days=900), by=ola, at=at
    )
    note_qualification(double.volunteer, kind="course", held_from_on=day, by=ola, at=at)
    note_absence(double.volunteer, from_on=day, until_on=day, by=ola, at=at, channel="web")
    merge_persons(kari, double, by=ola, at=at, channel="web")
    mine = Volunteer.objects.get()
    assert mine.person == kari and mine.wish_words == "Liker hunder"
    assert mine.wishes == ("visit", "walk") and mine.unwanted == ("garden",)
    assert Qualification.objects.get(withdrawn_at__isnull=True).held_from_on == day
    assert Absence.objects.get().volunteer == mine


def test_a_recipient_met_twice_is_one_with_both_notes(phoned_in, centre, ola, at):
    one = phoned_in(recipient_name="Gunvor Lie").request.recipient
    other = phoned_in(recipient_name="Gunvor K Lie").request.recipient
    Recipient.objects.filter(pk=one.pk).update(note="Hører dårlig")
    Recipient.objects.filter(pk=other.pk).update(note="Har hund")
    merge_persons(one.person, other.person, by=ola, at=at, channel="web")
    kept = Recipient.objects.get()
    assert kept.note == "Hører dårlig\nHar hund" and kept.requests.count() == 2


def test_when_somebody_is_forgotten_her_seat_is_open_and_the_next_is_asked(
    volunteer, phoned_in, ask, texts, written_to, ola, at
):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    ask(phoned_in(), kari)
    texts(kari, "ja")
    forget_person(kari, by=ola, at=at, channel="web")
    gone = Assignment.objects.get()
    assert (gone.released_reason, gone.released_at) == ("left", at)
    assert written_to(ali) == ["offer"]
