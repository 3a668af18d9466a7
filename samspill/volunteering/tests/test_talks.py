"""The first conversation: a time is found by desk, SMS or link; it is held, called off, or tried in vain."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from conftest import make_staff
from samspill.foundation import clock
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import HoldsNationalId, find_or_add_person
from samspill.people.models import Person
from samspill.volunteering.actions import express_interest, settle_interest
from samspill.volunteering.actions.interests import InterestSettled
from samspill.volunteering.actions.needs import IsPast
from samspill.volunteering.actions.talks import (
    NoTimes,
    TalkBooked,
    TimeTaken,
    book_talk,
    cancel_talk,
    note_not_reached,
    offer_times,
    pick_time,
    remind_of_talks,
)
from samspill.volunteering.actions.waiting import tell_those_who_wait
from samspill.volunteering.actions.welcoming import Told, hold_talk
from samspill.volunteering.models import IntakeTalk, Interest, TalkOffer
from samspill.volunteering.queries.interests import interest_list, waiting_for_a_call
from samspill.volunteering.queries.talks import times_to_offer
from samspill.volunteering.rules.talks import free_times, picked_number

PHONE = "+4741234567"


@pytest.fixture
def kari(centre, at):
    return express_interest("Kari Berg", PHONE, words="Liker hunder", at=at)


@pytest.fixture
def sent(at):
    numbers = itertools.count(1)

    def send(body, sender=PHONE, *, when=None):
        return receive_inbound(
            gateway="simulator", provider_id=f"t-{next(numbers)}", channel="sms", sender=sender, body=body,
            at=when or at,
        )  # fmt: skip

    return send


@pytest.fixture
def tomorrow(at):
    return at + dt.timedelta(days=1, hours=2)


def texts():
    return list(OutboundMessage.objects.order_by("queued_at", "pk").values_list("body", flat=True))


def offer(interest, ola, at, *hours):
    times = [at + dt.timedelta(hours=hour) for hour in hours or (24, 48, 72)]
    return offer_times(interest, times, with_staff=ola, by=ola, at=at)


def test_a_time_is_booked_at_the_desk_and_she_is_told(kari, ola, asker, at, tomorrow):
    talk = book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at)
    assert (talk.booked_by, talk.with_staff, talk.booked_channel) == (ola, ola, "phone")
    assert texts() == [
        "Hei Kari! Vi ringer deg onsdag 11. mars kl. 12.00. Passer det ikke likevel? Svar AVBUD. "
        "Hilsen Frivilligsentralen, 73 00 00 00"
    ]
    assert not waiting_for_a_call(asker).exists()
    assert interest_list(asker, "talks").get() == kari


def test_where_they_meet_is_told(kari, ola, at, tomorrow):
    book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at, place_words="Kafeen i biblioteket")
    assert "Vi møtes onsdag 11. mars kl. 12.00: Kafeen i biblioteket." in texts()[0]


def test_one_talk_to_come_and_one_person_at_a_time(kari, ola, centre, at, tomorrow):
    book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at)
    with pytest.raises(TalkBooked):
        book_talk(kari, starts_at=tomorrow + dt.timedelta(hours=3), with_staff=ola, by=ola, at=at)
    other = express_interest("Ali Hassan", "41234568", at=at)
    with pytest.raises(TimeTaken):
        book_talk(other, starts_at=tomorrow + dt.timedelta(minutes=20), with_staff=ola, by=ola, at=at)
    book_talk(other, starts_at=tomorrow + dt.timedelta(minutes=30), with_staff=ola, by=ola, at=at)


def test_it_can_be_moved_and_only_the_new_time_stands(kari, ola, at, tomorrow):
    first = book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at)
    second = book_talk(
        kari, starts_at=tomorrow + dt.timedelta(minutes=15), with_staff=ola, by=ola, at=at, moves=first
    )
    first.refresh_from_db()
    assert first.cancelled_at and second.cancelled_at is None
    assert len(texts()) == 2


@pytest.mark.parametrize("place", ["", "010190 12480 heter hun"])
def test_a_time_that_is_past_and_an_identity_number_are_refused(kari, ola, at, place):
    with pytest.raises((IsPast, HoldsNationalId)):
        book_talk(
            kari, starts_at=at - dt.timedelta(hours=1), with_staff=ola, by=ola, at=at, place_words=place
        )
    assert not IntakeTalk.objects.exists()


def test_she_picks_a_time_by_a_number(kari, ola, at, sent):
    offer(kari, ola, at)
    assert "1: onsdag 11. mars kl. 10.00. 2: torsdag 12. mars kl. 10.00." in texts()[0]
    inbound = sent("2")
    talk = IntakeTalk.objects.get()
    assert (inbound.outcome, talk.booked_for_at, talk.booked_by) == (
        "picked_time", at + dt.timedelta(days=2), None
    )  # fmt: skip
    assert "Vi ringer deg torsdag 12. mars kl. 10.00" in texts()[-1]
    assert OutboundMessage.objects.order_by("pk").last().not_before_at == at


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), ("2.", 2), ("Ja 3", 3), ("nr. 2 takk", 2), ("2 passer", 2), ("12", None), ("1 2", None), ("1?", None),
     ("jeg kan 1", None), ("", None), ("ja", None), ("0", None)],
)  # fmt: skip
def test_a_number_alone_picks_and_nothing_else_does(text, number):
    assert picked_number(text) == number


def test_a_number_that_was_not_offered_gets_the_times_again(kari, ola, at, sent):
    offer(kari, ola, at)
    assert sent("7").outcome == "time_taken"
    assert not IntakeTalk.objects.exists()
    assert "1: onsdag" in texts()[-1]


def test_a_time_taken_meanwhile_leaves_the_others_to_choose_between(kari, ola, at, sent):
    offer(kari, ola, at)
    other = express_interest("Ali Hassan", "41234568", at=at)
    book_talk(other, starts_at=at + dt.timedelta(days=1), with_staff=ola, by=ola, at=at)
    assert sent("1").outcome == "time_taken"
    assert "1:" not in texts()[-1] and "2: torsdag" in texts()[-1]
    sent("2")
    assert kari.talks.get().booked_for_at == at + dt.timedelta(days=2)


def test_with_no_time_left_a_person_calls(kari, ola, at, sent):
    offer(kari, ola, at, 24)
    other = express_interest("Ali Hassan", "41234568", at=at)
    book_talk(other, starts_at=at + dt.timedelta(days=1), with_staff=ola, by=ola, at=at)
    assert sent("1").waits_since_at is not None


def test_a_number_from_a_phone_that_was_offered_nothing_is_read_by_a_person(kari, ola, at, sent):
    offer(kari, ola, at)
    assert sent("1", "+4799999999").outcome == "unclear"


def test_two_at_one_phone_who_were_both_offered_times_are_not_guessed_between(kari, ola, at, sent):
    per = express_interest("Per Berg", PHONE, at=at)
    offer(kari, ola, at)
    offer(per, ola, at, 100)
    assert sent("1").waits_since_at is not None
    assert not IntakeTalk.objects.exists()


def test_the_same_choice_twice_is_one_talk(kari, ola, at):
    [first, *_] = offer(kari, ola, at)
    assert pick_time(first.pk, by="public", at=at, channel="web") == pick_time(
        first.pk, by="public", at=at, channel="web"
    )


def test_offering_anew_lapses_what_was_offered_before(kari, ola, at):
    [first, *_] = offer(kari, ola, at)
    offer(kari, ola, at, 100, 124)
    with pytest.raises(TimeTaken):
        pick_time(first.pk, by="public", at=at, channel="sms")
    assert TalkOffer.objects.filter(lapsed_at__isnull=True).count() == 2


def test_nothing_is_offered_to_one_whom_nothing_reaches(centre, ola, at):
    landline = express_interest("Gerd Moe", "73 00 11 22", at=at)
    with pytest.raises(NoTimes):
        offer(landline, ola, at)


def test_avbud_calls_it_off_and_she_waits_again(kari, ola, asker, at, tomorrow, sent):
    book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at)
    assert sent("Avbud").outcome == "talk_off"
    assert IntakeTalk.objects.get().cancelled_channel == "sms"
    assert waiting_for_a_call(asker).get() == kari
    assert "avlyst" in texts()[-1]


def test_the_desk_calls_it_off_once(kari, ola, at, tomorrow):
    talk = book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at)
    assert cancel_talk(talk, by=ola, at=at, channel="phone")
    assert not cancel_talk(talk, by=ola, at=at, channel="phone")
    assert len(texts()) == 2


def test_she_is_reminded_the_day_before_and_once(kari, ola, at):
    book_talk(kari, starts_at=at + dt.timedelta(days=3), with_staff=ola, by=ola, at=at)
    assert remind_of_talks(at + dt.timedelta(days=1)) == 0
    assert remind_of_talks(at + dt.timedelta(days=2, hours=1)) == 1
    assert remind_of_talks(at + dt.timedelta(days=2, hours=2)) == 0
    assert texts()[-1].startswith("Hei Kari! Påminnelse: vi snakkes fredag 13. mars kl. 10.00.")


def test_after_three_calls_in_vain_she_is_told_and_stays_findable(kari, ola, asker, at):
    for number in range(4):
        assert note_not_reached(kari, by=ola, at=at + dt.timedelta(hours=number)) == number + 1
    assert len(texts()) == 1 and "ikke fått tak i deg" in texts()[0]
    assert interest_list(asker, "not_reached").get() == kari
    assert not waiting_for_a_call(asker).exists()
    book_talk(kari, starts_at=at + dt.timedelta(days=2), with_staff=ola, by=ola, at=at)
    assert interest_list(asker, "talks").get() == kari


def test_a_talk_to_which_nobody_answered_is_a_call_in_vain(kari, ola, at, tomorrow):
    talk = book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at)
    assert note_not_reached(kari, by=ola, at=tomorrow) == 1
    talk.refresh_from_db()
    assert talk.did_not_answer_at == tomorrow


def test_it_is_held_and_makes_the_volunteer_with_all_she_told(kari, ola, centre, at, tomorrow):
    book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at)
    told = Told(
        "Kari Berg",
        PHONE,
        "kari@example.no",
        {"languages": ("nb", "de"), "birth_year": 1960},
        {
            "wishes": ("visit",), "unwanted": ("garden",), "skills": ("driving_licence",), "availability": 6,
            "brings_words": "Søsteren Anna", "wish_words": "En å gå tur med",
        },
    )  # fmt: skip
    volunteer = hold_talk(kari, told, note_words="Hyggelig samtale", unit=centre, by=ola, at=tomorrow)
    kari.refresh_from_db()
    talk = kari.talks.get()
    assert (talk.held_at, talk.held_by, talk.note) == (tomorrow, ola, "Hyggelig samtale")
    assert (kari.outcome, kari.person) == ("welcomed", volunteer.person)
    assert (volunteer.wishes, volunteer.unwanted, volunteer.skills) == (
        ("visit",), ("garden",), ("driving_licence",)
    )  # fmt: skip
    assert volunteer.person.languages == ("nb", "de")
    consent = volunteer.person.consents.get()
    assert (consent.source, consent.given_at, consent.words) == ("web", at, "Liker hunder")
    assert sorted(volunteer.person.contact_points.values_list("kind", flat=True)) == ["email", "phone"]


def test_what_a_known_volunteer_told_before_stays(volunteer, centre, ola, at):
    known = volunteer("Kari Berg", PHONE, wishes=("shopping",), wish_words="Bare i Hamna", note="Har hund")
    interest = express_interest("Kari B", "92345678", at=at)
    told = Told(
        "Kari B", "92345678", wishes={"wishes": ("visit",), "wish_words": "Gjerne barn"}, same_as=known
    )
    hold_talk(interest, told, unit=centre, by=ola, at=at)
    known.volunteer.refresh_from_db()
    assert known.volunteer.wishes == ("shopping", "visit")
    assert known.volunteer.wish_words == "Bare i Hamna. Gjerne barn"
    assert known.volunteer.note == "Har hund"
    assert known.contact_points.count() == 2
    assert Person.objects.count() == 1


def test_two_colleagues_welcome_her_once(kari, centre, ola, at):
    hold_talk(kari, Told("Kari Berg", PHONE), unit=centre, by=ola, at=at)
    with pytest.raises(InterestSettled):
        hold_talk(kari, Told("Kari Berg", PHONE), unit=centre, by=ola, at=at)
    with pytest.raises(InterestSettled):
        book_talk(kari, starts_at=at + dt.timedelta(days=1), with_staff=ola, by=ola, at=at)


def test_whoever_has_a_talk_or_was_tried_is_not_told_to_wait(kari, ola, at):
    note_not_reached(kari, by=ola, at=at)
    assert tell_those_who_wait(at + dt.timedelta(days=15)) == 0


def test_an_address_alone_is_told_by_email_once(centre, at):
    express_interest("Kari Berg", email="Kari@Example.no", language="nn", at=at)
    assert tell_those_who_wait(at + dt.timedelta(days=15)) == 1
    assert tell_those_who_wait(at + dt.timedelta(days=16)) == 0
    message = OutboundMessage.objects.get()
    assert (message.channel, message.address) == ("email", "kari@example.no")
    assert "ikkje rokke" in message.body


def test_a_wish_that_its_unit_lets_lie_goes_to_those_who_receive_the_public(centre, at):
    from samspill.people.models import Unit

    care = Unit.objects.create(name="Hjemmetjenesten", phone="+4773000099")
    interest = express_interest("Kari Berg", PHONE, unit=care, at=at)
    assert tell_those_who_wait(at + dt.timedelta(days=15)) == 1
    interest.refresh_from_db()
    assert (interest.unit, interest.passed_on_at) == (centre, at + dt.timedelta(days=15))
    assert "Nå har vi i Frivilligsentralen tatt over" in texts()[0]
    assert "73 00 00 00" in texts()[0]


def test_a_wish_at_a_unit_that_closes_is_passed_on_at_once_and_nobody_is_told_of_it(centre, asker, at):
    from samspill.people.models import Unit

    care = Unit.objects.create(name="Hjemmetjenesten")
    interest = express_interest("Kari Berg", PHONE, unit=care, at=at)
    Unit.objects.filter(pk=care.pk).update(closed_at=at)
    assert tell_those_who_wait(at + dt.timedelta(hours=6)) == 0
    assert waiting_for_a_call(asker).get() == interest
    assert texts() == []


def test_whom_nothing_reaches_is_passed_on_too_and_stays_on_top(centre, asker, at):
    from samspill.people.models import Unit

    care = Unit.objects.create(name="Hjemmetjenesten")
    interest = express_interest("Gerd Moe", "73 00 11 22", unit=care, at=at)
    assert tell_those_who_wait(at + dt.timedelta(days=15)) == 0
    interest.refresh_from_db()
    assert (interest.unit, interest.told_to_wait_at) == (centre, None)
    assert waiting_for_a_call(asker).get() == interest


def test_times_to_offer_are_free_working_hours_on_three_days(kari, ola, at):
    first, second, third = times_to_offer(ola, at=at)
    assert [clock.local(moment).strftime("%a %H.%M") for moment in (first, second, third)] == [
        "Wed 10.00", "Thu 13.00", "Fri 15.30"
    ]  # fmt: skip
    book_talk(kari, starts_at=first, with_staff=ola, by=ola, at=at)
    assert clock.local(times_to_offer(ola, at=at)[0]).strftime("%a %H.%M") == "Wed 13.00"


def test_no_time_is_offered_on_a_holiday_or_a_sunday():
    maundy = dt.date(2026, 4, 1)
    found = free_times(
        maundy,
        busy=(),
        minutes=30,
        how_many=2,
        at_local=clock.at_local,
        is_off=lambda day: day in {dt.date(2026, 4, 2), dt.date(2026, 4, 3), dt.date(2026, 4, 6)},
    )
    assert [clock.local_day(moment) for moment in found] == [dt.date(2026, 4, 7), dt.date(2026, 4, 8)]


def test_a_talk_goes_with_her_when_two_persons_are_one_and_when_she_is_forgotten(kari, centre, ola, at):
    from samspill.people.actions import forget_person, merge_persons

    volunteer = hold_talk(
        kari, Told("Kari Berg", PHONE), note_words="Kari liker hunder", unit=centre, by=ola, at=at
    )
    keep = find_or_add_person("Kari Berg Lie", ["92345678"], by=ola, at=at, channel="phone")
    merge_persons(keep, volunteer.person, by=ola, at=at, channel="web")
    assert Interest.objects.get().person == keep
    forget_person(keep, by="system", at=at, channel="web")
    assert IntakeTalk.objects.get().note == "" and Interest.objects.get().name == ""


def test_one_never_entered_is_forgotten_with_the_address_she_wrote_from(kari, ola, at, tomorrow):
    from samspill.people.actions import forget_person

    book_talk(kari, starts_at=tomorrow, with_staff=ola, by=ola, at=at, place_words="Hos Kari Berg")
    person = find_or_add_person("Kari Berg", [PHONE], by=ola, at=at, channel="phone")
    forget_person(person, by="system", at=at, channel="web")
    assert (Interest.objects.get().name, Interest.objects.get().phone) == ("", "")
    assert IntakeTalk.objects.get().place_words == ""


def test_a_colleague_in_another_unit_does_not_see_a_wish_that_went_to_this_one(kari, centre, at):
    from samspill.people.models import Unit
    from samspill.people.queries import asker_for

    care = Unit.objects.create(name="Hjemmetjenesten")
    tone = make_staff("Tone Myhre", care, "coordinator", at=at)
    express_interest("Ali Hassan", "41234568", unit=centre, at=at)
    theirs = waiting_for_a_call(asker_for(tone, on=at.date()))
    assert list(theirs.values_list("name", flat=True)) == ["Kari Berg"]


def test_settled_ones_are_in_their_own_list(kari, asker, ola, at):
    settle_interest(kari, outcome="declined", by=ola, at=at)
    assert interest_list(asker, "settled").get() == kari
    assert not interest_list(asker, "waiting").exists()
