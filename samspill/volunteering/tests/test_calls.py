"""The call list: what came of each call, when to try again, and everything taken back in one."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage, PhoneNote
from samspill.messaging.queries import conversation
from samspill.people.actions import forget_person, merge_persons
from samspill.volunteering import actions
from samspill.volunteering.actions.calls import note_call_try, take_back_call_try, take_back_yes
from samspill.volunteering.actions.reminding import send_due_details_and_reminders
from samspill.volunteering.models import Assignment, CallTry, Offer
from samspill.volunteering.queries.calls import call_list, calls_due, words_to_say
from samspill.volunteering.queries.standing import phones_of
from samspill.volunteering.rules.calls import call_back_at, next_try, should_find_another_way

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def solveig(volunteer):
    return volunteer("Solveig Haugen", "41200004", channel="phone")


@pytest.fixture
def offer(solveig, phoned_in, ask) -> Offer:
    [made] = ask(phoned_in(), solveig)
    return made


def only_call(asker, at):
    [sheet] = call_list(asker, at=at)
    [call] = sheet.calls
    return call


def test_one_who_was_not_reached_is_tried_again_at_another_time_of_day(offer, asker, ola, at):
    row = note_call_try(offer, "not_reached", by=ola, at=at)
    assert row.next_at == at + 3 * HOUR
    call = only_call(asker, at + HOUR)
    assert (call.tried.times, call.waits) == (1, True)
    assert not only_call(asker, at + 3 * HOUR).waits
    assert calls_due(asker, at=at + HOUR) == 0 and calls_due(asker, at=at + 3 * HOUR) == 1


def test_the_tries_are_counted_and_after_four_another_way_should_be_found(offer, asker, ola, at):
    for n in range(4):
        note_call_try(offer, "not_reached", by=ola, at=at + n * HOUR)
    call = only_call(asker, at + 5 * HOUR)
    assert call.tried.times == 4 and call.tried.is_enough
    assert [line.text for line in conversation(person=offer.person)] == [
        f"Ringte. Ingen svarte (forsøk {n})." for n in range(1, 5)
    ]


def test_call_back_is_at_the_time_she_named_or_in_two_hours(offer, asker, ola, at):
    assert note_call_try(offer, "call_back", by=ola, at=at).next_at == at + 2 * HOUR
    named = at + dt.timedelta(days=1)
    later = note_call_try(offer, "call_back", by=ola, at=at + HOUR, next_at=named)
    assert later.next_at == only_call(asker, at + 2 * HOUR).tried.next_at == named


def test_a_wrong_number_is_used_no_more_and_only_for_her(offer, volunteer, asker, ola, at):
    husband = volunteer("Arne Haugen", "41200004")
    row = note_call_try(offer, "wrong_number", by=ola, at=at)
    assert phones_of([offer.person_id, husband.pk]) == {husband.pk: "+4741200004"}
    assert only_call(asker, at).phone == ""
    take_back_call_try(row, by=ola, at=at)
    assert phones_of([offer.person_id])[offer.person_id] == "+4741200004"


def test_what_was_noted_by_mistake_is_taken_back_with_its_line_in_the_conversation(offer, asker, ola, at):
    row = note_call_try(offer, "not_reached", by=ola, at=at)
    take_back_call_try(row, by=ola, at=at)
    take_back_call_try(row, by=ola, at=at)
    assert only_call(asker, at).tried.times == 0
    assert not PhoneNote.objects.exists()


def test_a_key_pressed_twice_is_one_try(offer, ola, at):
    assert note_call_try(offer, "not_reached", by=ola, at=at) == note_call_try(
        offer, "not_reached", by=ola, at=at + dt.timedelta(seconds=1)
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_note_at_once_are_counted_as_two(offer, ola, asker, town, together, at):
    calls = [partial(note_call_try, offer, "not_reached", by=ola, at=at + n * HOUR) for n in range(2)]
    together(town, calls)
    assert CallTry.objects.count() == 2
    assert sorted(PhoneNote.objects.values_list("text", flat=True))[1].endswith("(forsøk 2).")


def test_a_yes_typed_in_by_mistake_is_taken_back_and_the_others_stand_as_before(
    volunteer, phoned_in, ask, solveig, ola, at
):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    need = phoned_in()
    first, sent = ask(need, solveig, kari)
    [waiting] = ask(need, ali, has_left=False)
    actions.answer_offer(first.pk, "yes", channel="phone", by=ola, at=at)
    take_back_yes(first.pk, by=ola, at=at + HOUR)
    for offer in (first, sent, waiting):
        offer.refresh_from_db()
    assert not Assignment.objects.filter(released_at__isnull=True).exists()
    assert (first.answer, first.lapsed_at) == ("", None)
    assert sent.lapsed_at is None, "«covered» had not left, so she never heard of it"
    assert OutboundMessage.objects.get(key__startswith="covered", person=kari).cancelled_at
    with pytest.raises(actions.NotBooked):
        take_back_yes(first.pk, by=ola, at=at)


def test_whoever_has_been_told_that_it_is_covered_stays_told(volunteer, phoned_in, ask, solveig, ola, at):
    kari = volunteer("Kari Berg")
    first, told = ask(phoned_in(), solveig, kari)
    actions.answer_offer(first.pk, "yes", channel="phone", by=ola, at=at)
    OutboundMessage.objects.filter(key__startswith="covered").update(claimed_at=at, sent_at=at)
    take_back_yes(first.pk, by=ola, at=at + HOUR)
    told.refresh_from_db()
    assert told.lapsed_at == at


def test_one_who_is_reached_by_phone_alone_is_to_be_told_when_what_she_is_booked_to_is_called_off(
    solveig, phoned_in, ask, asker, ola, at
):
    need = phoned_in()
    [offer] = ask(need, solveig)
    actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    assert words_to_say(asker, at=at) == []
    actions.cancel_need(need.pk, reason="Syk", by=ola, at=at)
    [words] = words_to_say(asker, at=at)
    assert (words.message.person, words.message.address) == (solveig, "+4741200004")
    assert words.message.body.startswith("Avlyst")
    note_call_try(words.message, "not_reached", by=ola, at=at)
    assert words_to_say(asker, at=at)[0].waits


def test_she_is_told_where_to_come_on_the_phone_and_reminded_of_nothing_more(
    solveig, phoned_in, ask, asker, ola, at
):
    need = phoned_in(reveal_hours=24)
    [offer] = ask(need, solveig)
    actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    send_due_details_and_reminders(at + dt.timedelta(days=2, hours=1))
    assert ["Strandveien 4" in one.message.body for one in words_to_say(asker, at=at)] == [True]


def test_a_letter_is_written_where_the_post_comes_in_time_and_says_to_call(
    volunteer, phoned_in, ask, asker, at
):
    trygve = volunteer("Trygve Lunde", channel="letter", person={"address": "Torggata 12"})
    soon, later = (
        phoned_in(),
        phoned_in(starts_at=at + dt.timedelta(days=10), ends_at=at + dt.timedelta(days=10, hours=1)),
    )
    ask(soon, trygve)
    assert not OutboundMessage.objects.exists()
    ask(later, trygve)
    letter = OutboundMessage.objects.get()
    assert (letter.channel, letter.address, letter.unit.name) == (
        "letter",
        "Torggata 12",
        "Frivilligsentralen",
    )
    code = later.shifts.get().code
    assert f"Ring oss og si ja eller nei. Nummeret på oppdraget er {code}." in letter.body
    assert len(call_list(asker, at=at)) == 2, "she may call, and the answer is typed in"


def test_merging_and_forgetting_leave_nothing_behind(offer, volunteer, ola, at):
    note_call_try(offer, "not_reached", by=ola, at=at)
    keep = volunteer("Solveig H", "41200009")
    merge_persons(keep, offer.person, by=ola, at=at, channel="web")
    assert CallTry.objects.get().person == keep
    forget_person(keep, by=ola, at=at, channel="web")
    assert all(note.text == "" for note in PhoneNote.objects.all())


@pytest.mark.parametrize(
    ("at_clock", "tries", "day", "hour"),
    [
        ("10:00", 1, 10, 13),
        ("18:30", 1, 11, 9),
        ("10:00", 2, 11, 9),
        ("14:00", 2, 11, 10),
        ("10:00", 3, 11, 13),
        ("16:00", 9, 11, 19),
    ],
)
def test_the_next_try_is_at_another_hour_when_people_take_the_phone(at_clock, tries, day, hour):
    local = dt.datetime.fromisoformat(f"2026-03-10T{at_clock}").replace(tzinfo=clock.OSLO)
    told = next_try(local, tries=tries)
    assert (told.day, told.hour) == (day, hour)


def test_nobody_is_called_back_at_night():
    evening = dt.datetime(2026, 3, 10, 19, 30, tzinfo=clock.OSLO)
    assert call_back_at(evening).hour == 9 and call_back_at(evening).day == 11
    assert should_find_another_way(4) and not should_find_another_way(3)
