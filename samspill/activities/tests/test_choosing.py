"""Where the organiser chooses who gets a free place, she is told that there is one; once a day, and not for nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions import (
    Announcement,
    cancel_occurrence,
    cancel_sign_up,
    change_activity,
    pick_from_line,
    publish_activity,
    sign_up_or_wait,
)
from samspill.activities.actions.choosing import tell_who_chooses
from samspill.activities.queries.choosing import times_it_chooses_at
from samspill.activities.rules.parties import Party
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person

DAY = dt.timedelta(days=1)
GROUP = Party("group", ("",))


@pytest.fixture
def choir(ola, at):
    """A choir with two who act for it, one of them by e-mail only."""
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    for name, phones, emails in (("Marit Sand", ["41300001"], []), ("Even Rød", [], ["even@kor.example"])):
        person = find_or_add_person(name, phones, emails, by=ola, at=at, channel="phone")
        let_act(
            give_post(choir, person, "leader", by=ola, at=at, channel="web"), by=ola, at=at, channel="web"
        )
    return choir


@pytest.fixture
def weekend(choir, at):
    """One place at one time in five days, or several, with a list from which the choir picks."""

    def publish(way="pick", places=1, organiser=None, times=1, **more):
        told = Announcement(
            title={"nb": "Sanghelg"}, takes_sign_ups=True, places=places, waiting_list=way,
            **(organiser or {"organisation": choir}), **more,
        )  # fmt: skip
        first = clock.local_day(at) + 5 * DAY
        dates = [first + n * 7 * DAY for n in range(times)]
        once = [Pattern("once", day, starts_time=dt.time(18), minutes=120) for day in dates]
        return publish_activity(told, once, by="system", at=at)

    return publish


@pytest.fixture
def joins(ola, at):
    def join(time, number, **how):
        phone = f"412001{number:02}"
        person = find_or_add_person(f"Person{number} Nord", [phone], by=ola, at=at, channel="phone")
        return sign_up_or_wait(time.pk, person, channel="web", by=person, at=at, **how)

    return join


@pytest.fixture
def full(weekend, joins):
    """The only place is taken, and two wait; gives the time, the place and those who wait."""
    time = weekend().occurrences.get()
    return time, joins(time, 1), [joins(time, 2), joins(time, 3)]


def gives_back(place, at):
    cancel_sign_up(place, channel="web", by=place.person, at=at)


def told():
    return list(OutboundMessage.objects.filter(key__startswith="choose:").order_by("address"))


def chooses_at(organiser, at):
    return list(times_it_chooses_at(organiser, at=at))


def test_a_place_given_back_is_told_to_all_who_act_for_it_with_a_link_to_the_line(choir, full, at):
    time, place, _waiting = full
    assert tell_who_chooses(at) == 0 and not chooses_at(choir, at), "it is full"
    gives_back(place, at)
    assert tell_who_chooses(at) == 2 and chooses_at(choir, at) == [time]
    by_sms, by_email = told()
    assert "Det er blitt en ledig plass: Sanghelg" in by_sms.body and "2 venter" in by_sms.body
    assert f"/activities/times/{time.pk}/line/" in by_sms.body and by_email.subject == "Sanghelg"


def test_it_is_told_once_a_day(full, at):
    _time, place, [first, _second] = full
    gives_back(place, at)
    assert [tell_who_chooses(at + minutes * dt.timedelta(minutes=5)) for minutes in range(3)] == [2, 0, 0]
    given = pick_from_line(first, by="system", at=at)
    gives_back(given, at)
    assert tell_who_chooses(at) == 0, "a place was given back again, and it is the same day"


def test_a_place_given_back_the_next_day_is_told_of(full, joins, at):
    _time, place, [first, _second] = full
    gives_back(place, at)
    tell_who_chooses(at)
    given = pick_from_line(first, by="system", at=at)
    gives_back(given, at + DAY)
    assert tell_who_chooses(at + DAY) == 2 and len(told()) == 4


def test_what_was_given_to_somebody_meanwhile_is_not_told(full, at):
    _time, place, [first, _second] = full
    gives_back(place, at)
    pick_from_line(first, by="system", at=at)
    assert tell_who_chooses(at) == 0


def test_more_places_that_it_made_itself_are_shown_and_not_told(choir, weekend, full, joins, at):
    time, *_ = full
    more = Announcement(
        title={"nb": "Sanghelg"}, takes_sign_ups=True, places=2, waiting_list="pick", organisation=choir
    )
    change_activity(time.activity, more, by="system", at=at)
    assert tell_who_chooses(at) == 0 and chooses_at(choir, at) == [time]


def test_where_all_who_wait_are_more_than_the_free_places_there_is_nothing_to_choose(
    choir, weekend, joins, at
):
    time = weekend(places=2).occurrences.get()
    place, _other = joins(time, 1), joins(time, 2)
    joins(time, 3, party=GROUP)
    gives_back(place, at)
    assert not chooses_at(choir, at)
    joins(time, 4)
    assert chooses_at(choir, at) == [time], "one who comes alone would fit"


@pytest.mark.parametrize("way", ["at_once", "offer"])
def test_where_the_line_moves_by_itself_nobody_is_asked_to_choose(choir, weekend, joins, at, way):
    time = weekend(way).occurrences.get()
    place = joins(time, 1)
    joins(time, 2)
    gives_back(place, at)
    assert tell_who_chooses(at) == 0 and not chooses_at(choir, at)


def test_what_is_called_off_or_has_begun_is_not_chosen_for(choir, full, at):
    time, place, _waiting = full
    gives_back(place, at)
    assert not chooses_at(choir, time.starts_at)
    cancel_occurrence(time, by="system", at=at)
    assert not chooses_at(choir, at) and tell_who_chooses(at) == 0


def test_on_the_day_itself_where_whoever_comes_first_gets_it_there_is_nothing_to_choose(
    choir, weekend, joins, at
):
    time = weekend(waiting_ends_the_day=True).occurrences.get()
    place = joins(time, 1)
    joins(time, 2)
    gives_back(place, at)
    assert chooses_at(choir, at) == [time]
    assert not chooses_at(choir, time.starts_at - dt.timedelta(hours=2))


def test_a_course_for_all_its_times_is_chosen_for_once(choir, weekend, joins, at):
    activity = weekend(for_all_times=True, times=3)
    first = activity.occurrences.order_by("starts_at").first()
    place = joins(first, 1)
    joins(first, 2)
    assert not chooses_at(choir, at)
    gives_back(place, at)
    assert chooses_at(choir, at) == [first] and tell_who_chooses(at) == 2


def test_what_a_unit_runs_is_told_to_nobody(centre, weekend, joins, at):
    time = weekend(organiser={"unit": centre}).occurrences.get()
    place = joins(time, 1)
    joins(time, 2)
    gives_back(place, at)
    assert tell_who_chooses(at) == 0 and chooses_at(centre, at) == [time]
