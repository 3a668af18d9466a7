"""A place is offered: answered in time, by SMS or on the square, in any language."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

import pytest

from samspill.activities.actions import (
    OfferIsOver,
    TimeIsFull,
    accept_place,
    cancel_sign_up,
    end_offers_that_ran_out,
    leave_line,
    sign_up,
)
from samspill.activities.actions.from_the_square import ask_for_place, take_place
from samspill.activities.actions.waiting import AnswerFirst, change_wait
from samspill.activities.models import Waiting
from samspill.activities.queries.waiting import waiting_of
from samspill.activities.rules.parties import CHILD, Party
from samspill.activities.tests.waiting.lines import (
    DAY,
    have_places,
    join,
    last_told,
)
from samspill.foundation import clock
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person


def test_an_offer_is_hers_while_she_thinks_and_the_place_is_hers_when_she_says_yes(course, crowd, at):
    time = course("offer")
    place, waits = [join(time, person, at) for person in crowd[:2]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    waits.refresh_from_db()
    assert waits.offered_until_at == at + DAY and f"JA {waits.code}" in last_told(crowd[1])
    with pytest.raises(TimeIsFull):
        sign_up(time.pk, crowd[2], channel="web", by=crowd[2], at=at)
    made = accept_place(waits, channel="web", by=crowd[1], at=at + dt.timedelta(hours=20))
    assert accept_place(waits, channel="web", by=crowd[1], at=at) == made and have_places(time) == {crowd[1]}


def test_an_offer_nobody_answers_goes_to_the_next(course, crowd, at):
    time = course("offer", waiting_hours=2)
    place, late, following = [join(time, person, at) for person in crowd[:3]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert end_offers_that_ran_out(at + dt.timedelta(hours=1)) == 0
    after = at + dt.timedelta(hours=2)
    assert end_offers_that_ran_out(after) == 1 and end_offers_that_ran_out(after) == 0
    following.refresh_from_db()
    assert following.is_offered(after) and "vi hørte ikke fra deg" in last_told(crowd[1])
    with pytest.raises(OfferIsOver):
        accept_place(late, channel="web", by=crowd[1], at=after)


def test_saying_no_offers_the_place_to_the_next(course, crowd, at):
    time = course("offer")
    place, first, following = [join(time, person, at) for person in crowd[:3]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert leave_line(first, channel="web", by=crowd[1], at=at)
    assert not leave_line(first, channel="web", by=crowd[1], at=at)
    following.refresh_from_db()
    assert following.is_offered(at)


def test_nobody_loses_a_turn_asleep(course, crowd, at):
    time, night = course("offer", waiting_hours=2), clock.at_local(clock.local_day(at), dt.time(23, 30))
    place, waits = [join(time, person, at) for person in crowd[:2]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=night)
    waits.refresh_from_db()
    assert clock.local(waits.offered_until_at).hour >= 9


def test_what_is_offered_stays_hers_when_the_day_comes_and_nobody_may_take_it(course, crowd, at):
    time = course("offer", waiting_ends_the_day=True, waiting_hours=200)
    place, waits = [join(time, person, at) for person in crowd[:2]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    same_day = time.starts_at - dt.timedelta(hours=3)
    with pytest.raises(TimeIsFull):
        sign_up(time.pk, crowd[2], channel="web", by=crowd[2], at=same_day)
    accept_place(waits, channel="web", by=crowd[1], at=same_day)
    assert have_places(time) == {crowd[1]}


def test_who_is_asked_answers_before_becoming_more_and_fewer_let_the_next_be_asked(course, crowd, at):
    time = course("offer", places=2)
    pair = Party(CHILD, ("Ada", "Bo"))
    place, asked, next_one = [join(time, crowd[n], at, party=pair if n < 2 else Party()) for n in range(3)]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    with pytest.raises(AnswerFirst):
        change_wait(asked, Party(CHILD, ("Ada", "Bo", "Siv")), channel="web", by=crowd[1], at=at)
    change_wait(asked, Party(CHILD, ("Ada",)), channel="web", by=crowd[1], at=at)
    next_one.refresh_from_db()
    assert next_one.is_offered(at)


def test_by_sms_one_says_yes_no_or_gives_up_waiting(course, somebody, crowd, at):
    time = course("offer")
    phones = ["41399001", "41399002", "41399003"]
    waiters = [somebody(f"Venter{n} Nord", phone) for n, phone in enumerate(phones)]
    place, first, second, third = [join(time, person, at) for person in (crowd[0], *waiters)]
    say = partial(_say, at=at)
    say(phones[2], f"AVBUD {third.code}")
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    say(phones[0], f"NEI {first.code}")
    say(phones[1], f"JA {second.code}")
    assert have_places(time) == {waiters[1]} and waiting_of(time) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("no", "yes", "out"), [("NO", "YES", "CANCEL"), ("NEI", "JA", "AVBUD")])
def test_the_words_of_any_language_are_understood_in_each_and_a_place_is_given_back_by_the_code_of_the_wait(
    course, somebody, crowd, at, language, no, yes, out
):
    time = course("offer")
    phones = ["41399001", "41399002"]
    waiters = [somebody(f"Venter{n} Nord", phone) for n, phone in enumerate(phones)]
    Person.objects.filter(pk__in=[one.pk for one in waiters]).update(language=language)
    place, first, second = [join(time, person, at) for person in (crowd[0], *waiters)]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    _say(phones[0], f"{no} {first.code}", at=at)
    _say(phones[1], f"{yes} {second.code}", at=at)
    assert have_places(time) == {waiters[1]}
    _say(phones[1], f"{out} {second.code}", at=at)
    assert have_places(time) == set()


def test_each_is_told_the_words_of_the_language_the_message_is_in(course, somebody, crowd, at):
    time = course("offer")
    waiters = [somebody(f"Venter{n} Nord") for n in range(2)]
    Person.objects.filter(pk=waiters[0].pk).update(language="en")
    place, waits, _next = [join(time, Person.objects.get(pk=one.pk), at) for one in (crowd[0], *waiters)]
    assert f"Answer CANCEL {waits.code}" in last_told(waiters[0]) and "AVBUD" in last_told(waiters[1])
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert f"Answer YES {waits.code} or NO {waits.code}" in last_told(waiters[0])


def _say(phone, words, *, at):
    sender = f"+47{phone}"
    receive_inbound(gateway="simulator", provider_id=words, channel="sms", sender=sender, body=words, at=at)


def test_on_the_square_one_who_is_told_that_it_is_full_gets_in_line(course, crowd, at):
    time = course()
    join(time, crowd[0], at)
    asked = ask_for_place(time.pk, "Julie Nygård", "400 00 951", language="nb", at=at)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.filter(person=None).latest("queued_at").body)[0]
    taken = take_place(asked, code, at=at)
    assert isinstance(taken, Waiting) and taken.person.name == "Julie Nygård"


def test_the_code_to_wait_promises_no_place(course, crowd, at):
    time = course()
    ask_for_place(time.pk, "Kari Berg", "41300200", language="nb", at=at)
    assert "for å få plass" in OutboundMessage.objects.latest("queued_at", "pk").body
    join(time, crowd[0], at)
    ask_for_place(time.pk, "Liv Dahl", "41300201", language="nb", at=at)
    assert "for å komme på ventelisten" in OutboundMessage.objects.latest("queued_at", "pk").body


def test_one_whose_place_went_while_the_code_came_is_in_no_line_she_was_not_told_of(course, crowd, at):
    time = course()
    asked = ask_for_place(time.pk, "Julie Nygård", "400 00 951", language="nb", at=at)
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    join(time, crowd[0], at)
    with pytest.raises(TimeIsFull):
        take_place(asked, code, at=at)
    assert not Waiting.objects.exists() and not Person.objects.filter(name="Julie Nygård").exists()
