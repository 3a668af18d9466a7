"""Waiting for a place at what is full: an order, and nobody passes or is forgotten in it."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.activities.actions import (
    FewerThanTaken,
    OfferIsOver,
    TimeIsFull,
    cancel_occurrence,
    cancel_sign_up,
    change_activity,
    hide_activity,
    pick_from_line,
    restore_occurrence,
    show_activity,
    sign_up,
)
from samspill.activities.actions.telling import LINK_OF_WAITING
from samspill.activities.actions.waiting import NoWaitingList, change_wait
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.sign_ups import is_full, open_times, sign_ups_of, time_for
from samspill.activities.queries.waiting import place_in_line, waiting_of
from samspill.activities.rules.parties import CHILD, Party
from samspill.activities.tests.waiting.lines import (
    WAYS,
    have_places,
    join,
    last_told,
    told_of,
)
from samspill.foundation.actions import look_at_link
from samspill.people.actions import forget_person, merge_persons


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
