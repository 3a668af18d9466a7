"""Waiting for a place at what is full: an order, three ways it moves, and nobody passes or is forgotten in it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from functools import partial

import pytest

from samspill.activities.actions import (
    Announcement,
    FewerThanTaken,
    NoFreePlace,
    OfferIsOver,
    TimeIsFull,
    accept_place,
    cancel_occurrence,
    cancel_sign_up,
    change_activity,
    end_offers_that_ran_out,
    hide_activity,
    leave_line,
    pick_from_line,
    publish_activity,
    restore_occurrence,
    show_activity,
    sign_up,
    sign_up_or_wait,
)
from samspill.activities.actions.from_the_square import ask_for_place, take_place
from samspill.activities.actions.telling import LINK_OF_WAITING
from samspill.activities.actions.waiting import AnswerFirst, NoWaitingList, change_wait
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.sign_ups import is_full, open_times, sign_ups_of, time_for
from samspill.activities.queries.waiting import place_in_line, waiting_of
from samspill.activities.rules.parties import CHILD, Party
from samspill.foundation import clock
from samspill.foundation.actions import look_at_link
from samspill.foundation.recurrence import Pattern
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person, forget_person, merge_persons
from samspill.people.models import Person

DAY = dt.timedelta(days=1)
WAYS = ("at_once", "offer", "pick")
numbers = itertools.count(41300000)


@pytest.fixture
def course(centre, at):
    """Put a course with a waiting list on the square, in five days; gives its only time."""

    def publish(way="at_once", places=1, days=5, **more):
        activity = publish_activity(
            told_of(centre, way, places, **more), [once(at, days)], by="system", at=at
        )
        return activity.occurrences.get()

    return publish


def told_of(centre, way, places, **more):
    return Announcement(
        title={"nb": "Keramikk"}, unit=centre, place_text="Torggata 7", takes_sign_ups=True, places=places,
        waiting_list=way, **more,
    )  # fmt: skip


def once(at, days):
    return Pattern(
        kind="once", starts_on=clock.local_day(at) + days * DAY, starts_time=dt.time(18), minutes=120
    )


@pytest.fixture
def somebody(ola, at):
    def add(name="Kari Berg", phone=""):
        return find_or_add_person(name, [phone or str(next(numbers))], by=ola, at=at, channel="phone")

    return add


@pytest.fixture
def crowd(somebody):
    return [somebody(f"Person{n} Nord") for n in range(4)]


def join(time, person, at, **how):
    return sign_up_or_wait(time.pk, person, **{"channel": "web", "by": person, "at": at, **how})


def last_told(person):
    return OutboundMessage.objects.filter(person=person, cancelled_at=None).latest("queued_at", "pk").body


def have_places(time):
    return {row.person for row in sign_ups_of(time)}


@pytest.mark.parametrize("way", WAYS)
def test_who_comes_when_it_is_full_waits_in_order_and_is_told_so(course, crowd, at, way):
    time = course(way)
    first, *others = [join(time, person, at) for person in crowd]
    assert isinstance(first, SignUp) and [row.number for row in others] == [1, 2, 3]
    assert "nummer 2 på ventelisten: Keramikk" in last_told(crowd[2])
    assert f"AVBUD {others[1].code}" in last_told(crowd[2])
    link = re.search(r"/waiting/([\w-]+)/", last_told(crowd[2]))
    assert look_at_link(LINK_OF_WAITING, link[1], at=at).subject == str(others[1].pk)


def test_waiting_twice_is_one_place_in_line(course, crowd, at):
    time = course()
    join(time, crowd[0], at)
    assert join(time, crowd[1], at) == join(time, crowd[1], at) and Waiting.objects.count() == 1


def test_without_a_list_nobody_waits(course, crowd, at):
    time = course("")
    join(time, crowd[0], at)
    with pytest.raises(TimeIsFull):
        join(time, crowd[1], at)
    assert not Waiting.objects.exists()


def test_who_waits_is_not_among_those_who_come(course, crowd, at):
    time = course()
    for person in crowd[:2]:
        join(time, person, at)
    assert have_places(time) == {crowd[0]} and time_for(None, time.pk).taken == 1


def test_the_first_in_line_moves_up_at_once_and_is_told(course, crowd, at):
    time = course("at_once")
    place, waits, _later = [join(time, person, at) for person in crowd[:3]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert have_places(time) == {crowd[1]} and place_in_line(waiting_of(time)[0]) == 1
    assert "Det er blitt en ledig plass, og den er din: Keramikk" in last_told(crowd[1])
    assert f"AVBUD {waits.code}" in last_told(crowd[1])


def test_nobody_passes_those_who_wait(course, crowd, at):
    time = course("pick")
    place, _waits = [join(time, person, at) for person in crowd[:2]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    with pytest.raises(TimeIsFull):
        sign_up(time.pk, crowd[2], channel="web", by=crowd[2], at=at)
    assert is_full(time_for(None, time.pk), at=at) and open_times(time.activity, at=at) == []


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


def test_the_organiser_picks_out_of_order_and_only_while_a_place_is_free(course, crowd, ola, at):
    time = course("pick")
    place, first, second = [join(time, person, at) for person in crowd[:3]]
    with pytest.raises(NoFreePlace):
        pick_from_line(second, by=ola, at=at)
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert have_places(time) == set()
    made = pick_from_line(second, by=ola, at=at)
    assert pick_from_line(second, by=ola, at=at) == made and have_places(time) == {crowd[2]}
    assert [row.pk for row in waiting_of(time)] == [first.pk]


def test_on_the_day_itself_a_free_place_is_for_whoever_comes_first_where_the_organiser_says_so(
    course, crowd, at
):
    time = course("at_once", waiting_ends_the_day=True)
    place, _waits = [join(time, person, at) for person in crowd[:2]]
    same_day = time.starts_at - dt.timedelta(hours=3)
    cancel_sign_up(place, channel="web", by=crowd[0], at=same_day)
    assert have_places(time) == set() and not is_full(time_for(None, time.pk), at=same_day)
    sign_up(time.pk, crowd[2], channel="web", by=crowd[2], at=same_day)
    assert have_places(time) == {crowd[2]}


def test_what_is_offered_stays_hers_when_the_day_comes_and_nobody_may_take_it(course, crowd, at):
    time = course("offer", waiting_ends_the_day=True, waiting_hours=200)
    place, waits = [join(time, person, at) for person in crowd[:2]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    same_day = time.starts_at - dt.timedelta(hours=3)
    with pytest.raises(TimeIsFull):
        sign_up(time.pk, crowd[2], channel="web", by=crowd[2], at=same_day)
    accept_place(waits, channel="web", by=crowd[1], at=same_day)
    assert have_places(time) == {crowd[1]}


def test_more_places_move_up_those_who_wait_and_fewer_than_are_offered_are_refused(
    course, crowd, centre, ola, at
):
    time = course("offer")
    for person in crowd[:3]:
        join(time, person, at)
    change_activity(time.activity, told_of(centre, "offer", 2), by=ola, at=at)
    assert [row.is_offered(at) for row in waiting_of(time)] == [True, False]
    with pytest.raises(FewerThanTaken):
        change_activity(time.activity, told_of(centre, "offer", 1), by=ola, at=at)


def test_two_children_get_two_places_together_or_wait_together(course, crowd, at):
    time = course("at_once", places=3)
    two = Party(CHILD, ("Ola", "Siri"))
    first, second = (join(time, person, at, party=two) for person in crowd[:2])
    assert isinstance(first, SignUp) and second.places == 2
    third = join(time, crowd[2], at)
    assert isinstance(third, Waiting), "one place is free, but the two who came first wait for it"
    cancel_sign_up(first, channel="web", by=crowd[0], at=at)
    assert sorted(row.who_comes for row in sign_ups_of(time)) == ["Ola", "Person2 Nord", "Siri"]


def test_who_waits_with_fewer_keeps_the_place_in_line_and_with_more_goes_to_its_end(course, crowd, at):
    time = course(places=2)
    place, first, second, third = [
        join(time, person, at, party=party)
        for person, party in zip(crowd, [Party(CHILD, ("Ada", "Bo"))] * 2 + [Party(), Party()], strict=True)
    ]
    change_wait(first, Party(CHILD, ("Ada",), (("Mat?", "Fisk"),)), channel="web", by=crowd[1], at=at)
    assert [row.person for row in waiting_of(time)] == crowd[1:]
    change_wait(second, Party(CHILD, ("Siv", "Tor")), channel="web", by=crowd[2], at=at)
    assert [row.person for row in waiting_of(time)] == [crowd[1], crowd[3], crowd[2]]
    assert "nummer 3 på ventelisten" in last_told(crowd[2])
    with pytest.raises(NoWaitingList):
        change_wait(third, Party(CHILD, ("A", "B", "C")), channel="web", by=crowd[3], at=at)
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert have_places(time) == {crowd[1], crowd[3]}
    assert SignUp.objects.get(person=crowd[1]).answers == [["Mat?", "Fisk"]]


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


def test_what_is_called_off_moves_nobody_up_before_it_takes_place_after_all(course, crowd, ola, at):
    time = course()
    place, _waits = [join(time, person, at) for person in crowd[:2]]
    cancel_occurrence(time, by=ola, at=at)
    assert "Avlyst" in last_told(crowd[1])
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert have_places(time) == set()
    restore_occurrence(time, by=ola, at=at)
    assert have_places(time) == {crowd[1]}


def test_what_is_taken_off_the_square_moves_nobody_up_and_gives_nothing_before_it_is_back(
    course, crowd, ola, at
):
    time = course("offer")
    place, waits, _third = [join(time, person, at) for person in crowd[:3]]
    hide_activity(time.activity, by=ola, at=at)
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert Waiting.objects.filter(offered_at__isnull=False).count() == 0
    with pytest.raises(OfferIsOver):
        pick_from_line(waits, by=ola, at=at)
    show_activity(time.activity, by=ola, at=at)
    waits.refresh_from_db()
    assert waits.is_offered(at) and "ledig" in last_told(crowd[1])


def test_one_who_is_forgotten_leaves_the_line_and_nothing_of_those_she_signed_up_is_left(
    course, crowd, ola, at
):
    time = course()
    mine = Party(CHILD, ("Ola",), (("Allergier?", "Nøtter"),))
    join(time, crowd[0], at, party=mine)
    for person in crowd[1:3]:
        join(time, person, at, party=mine)
    forget_person(crowd[0], by=ola, at=at, channel="web")
    forget_person(crowd[2], by=ola, at=at, channel="web")
    assert have_places(time) == {crowd[1]} and waiting_of(time) == []
    gone = SignUp.objects.get(person=crowd[0])
    assert (gone.guest_name, gone.answers) == ("", [])
    assert not Waiting.objects.exclude(guests=[], answers=[]).exists()


def test_two_who_are_one_wait_once_and_who_has_a_place_waits_no_more(course, crowd, ola, at):
    time = course("pick")
    for person in crowd:
        join(time, person, at)
    merge_persons(crowd[1], crowd[2], by=ola, at=at, channel="web")
    assert [row.person for row in waiting_of(time)] == [crowd[1], crowd[3]]
    merge_persons(crowd[0], crowd[3], by=ola, at=at, channel="web")
    assert [row.person for row in waiting_of(time)] == [crowd[1]] and have_places(time) == {crowd[0]}


@pytest.mark.django_db(transaction=True)
def test_sixty_at_once_for_eight_places_get_eight_and_the_rest_stand_in_line_in_order(
    course, somebody, together, town, at
):
    time, people = course(places=8), [somebody(f"Person{n} Nord") for n in range(60)]

    def several(share):
        return [join(time, person, at) for person in share]

    shares = together(town, [partial(several, people[n::6]) for n in range(6)])
    made = [row for share in shares for row in share]
    seated = [row for row in made if isinstance(row, SignUp)]
    assert sorted(row.seat for row in seated) == list(range(1, 9))
    assert [row.number for row in waiting_of(time)] == list(range(1, 53))
    assert len({row.code for row in made}) == 60 and len({row.person_id for row in made}) == 60
    for share in shares:
        line = [row.number for row in share if isinstance(row, Waiting)]
        assert line == sorted(line), "who came later stands further back"


@pytest.mark.django_db(transaction=True)
def test_places_given_back_at_once_each_go_to_one_who_waits(course, somebody, together, town, at):
    time, people = course(places=4), [somebody(f"Person{n} Nord") for n in range(10)]
    places = [join(time, person, at) for person in people]
    outcomes = together(
        town, [partial(cancel_sign_up, row, channel="web", by=row.person, at=at) for row in places[:4]]
    )
    assert outcomes == [True] * 4 and have_places(time) == set(people[4:8])


@pytest.mark.django_db(transaction=True)
def test_a_yes_that_comes_as_the_offer_runs_out_never_sells_the_place_twice(
    course, crowd, together, town, at
):
    time = course("offer", waiting_hours=1)
    place, first, _second = [join(time, person, at) for person in crowd[:3]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    just_before, after = at + dt.timedelta(minutes=59), at + dt.timedelta(hours=1)
    together(
        town,
        [
            partial(accept_place, first, channel="web", by=crowd[1], at=just_before),
            partial(end_offers_that_ran_out, after),
        ],
    )
    offered = sum(row.is_offered(after) for row in waiting_of(time))
    assert SignUp.objects.filter(cancelled_at=None).count() + offered == 1
