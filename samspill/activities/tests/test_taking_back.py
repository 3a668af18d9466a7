"""She gave her place back and regrets it: it is hers again for as long as nobody else has got it."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from samspill.activities.actions import (
    Announcement,
    NotOpen,
    TimeIsFull,
    accept_place,
    cancel_occurrence,
    cancel_sign_up,
    change_sign_up,
    leave_line,
    publish_activity,
    sign_up_or_wait,
)
from samspill.activities.actions.appointments import book_appointment
from samspill.activities.actions.sign_ups import cancel_one_time, come_after_all
from samspill.activities.actions.taking_back import PlaceGone, take_back_place
from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.sign_ups import is_full, sign_ups_of, time_for, together_with
from samspill.activities.queries.taking_back import given_back
from samspill.activities.queries.whole import heads_of
from samspill.activities.rules.parties import CHILD, GROUP, Party
from samspill.activities.rules.sign_ups import seats_again
from samspill.activities.tests.signing_up import join, told
from samspill.foundation import clock
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import merge_persons

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def give_back(row, at, **how):
    assert cancel_sign_up(row, **{"channel": "web", "by": row.person, "at": at, **how})


def take_back(row, at):
    return take_back_place(row, channel="web", by=row.person, at=at)


def again(row, at):
    return given_back(SignUp.objects.select_related("occurrence__activity", "whole").get(pk=row.pk), at=at)


def who_come(time):
    return [row.person for row in sign_ups_of(time)]


def test_it_is_hers_again_with_the_same_code_and_she_is_told(course, somebody, at):
    time, kari = course(places=1), somebody()
    row = join(time, kari, at)
    give_back(row, at)
    assert again(row, at).seats == {1: 1}
    assert take_back(row, at + MINUTE)
    assert who_come(time) == [kari] and SignUp.objects.get().code == row.code
    assert "Du har fått plass" in told(kari)[-1] and f"AVBUD {row.code}" in told(kari)[-1]
    assert AuditEntry.objects.filter(verb="take_back_place").count() == 1
    assert again(row, at) is None and not take_back(row, at + 2 * MINUTE)


def test_it_is_too_late_when_somebody_else_has_got_it(course, somebody, at):
    time, kari, ida = course(places=1), somebody(), somebody("Ida Dahl")
    row = join(time, kari, at)
    give_back(row, at)
    join(time, ida, at)
    assert again(row, at).is_gone
    with pytest.raises(PlaceGone):
        take_back(row, at)
    assert who_come(time) == [ida]


def test_where_another_has_her_seat_she_gets_one_that_is_free(course, somebody, at):
    time, kari, ida = course(places=2), somebody(), somebody("Ida Dahl")
    row = join(time, kari, at)
    give_back(row, at)
    assert join(time, ida, at).seat == row.seat
    assert take_back(row, at)
    assert sorted(one.seat for one in sign_ups_of(time)) == [1, 2] and is_full(time_for(None, time.pk), at=at)


def test_who_waits_and_was_offered_it_has_it_first(course, somebody, at):
    time = course(places=1, waiting_list="offer")
    kari, ida = somebody(), somebody("Ida Dahl")
    row = join(time, kari, at)
    waits = sign_up_or_wait(time.pk, ida, channel="web", by=ida, at=at)
    give_back(row, at)
    with pytest.raises(PlaceGone):
        take_back(row, at)
    accept_place(waits, channel="web", by=ida, at=at)
    assert again(row, at).is_gone and who_come(time) == [ida]


def test_when_nobody_who_was_asked_will_have_it_it_can_be_hers_again(course, somebody, at):
    time = course(places=1, waiting_list="offer")
    kari, ida = somebody(), somebody("Ida Dahl")
    row = join(time, kari, at)
    waits = sign_up_or_wait(time.pk, ida, channel="web", by=ida, at=at)
    give_back(row, at)
    leave_line(waits, channel="web", by=ida, at=at)
    assert take_back(row, at) and who_come(time) == [kari]


def test_a_place_that_its_organiser_has_given_to_nobody_yet_is_hers_again(course, somebody, at):
    time = course(places=1, waiting_list="pick")
    kari, ida, una = somebody(), somebody("Ida Dahl"), somebody("Una Vik")
    row = join(time, kari, at)
    sign_up_or_wait(time.pk, ida, channel="web", by=ida, at=at)
    give_back(row, at)
    # A newcomer does not pass the line; she does not either, for she was there before it.
    assert isinstance(sign_up_or_wait(time.pk, una, channel="web", by=una, at=at), Waiting)
    assert take_back(row, at) and who_come(time) == [kari] and Waiting.objects.count() == 2


def test_the_next_in_line_who_got_it_at_once_keeps_it(course, somebody, at):
    time = course(places=1, waiting_list="at_once")
    kari, ida = somebody(), somebody("Ida Dahl")
    row = join(time, kari, at)
    sign_up_or_wait(time.pk, ida, channel="web", by=ida, at=at)
    give_back(row, at)
    with pytest.raises(PlaceGone):
        take_back(row, at)
    assert who_come(time) == [ida]


def test_those_with_her_have_their_places_again_or_none_has(course, somebody, at):
    time, kari, ida = course(places=3, completes=""), somebody(), somebody("Ida Dahl")
    row = join(time, kari, at, party=Party(GROUP, ("", "")))
    change_sign_up(row, Party(GROUP, ("",)), channel="web", by=kari, at=at)
    give_back(row, at + MINUTE)
    assert take_back(row, at + MINUTE)
    assert len(together_with(row)) == 2, "who had been taken off before stays off"
    give_back(row, at + 2 * MINUTE)
    join(time, ida, at, party=Party(GROUP, ("",)))
    with pytest.raises(PlaceGone):
        take_back(row, at + 2 * MINUTE)


def test_the_names_of_children_stay_deleted(course, somebody, at):
    time, kari = course(places=2, completes=""), somebody()
    row = join(time, kari, at, party=Party(CHILD, ("Ola", "Siri")))
    give_back(row, at)
    take_back(row, at)
    assert [one.guest_name for one in together_with(row)] == ["", ""]


@pytest.mark.parametrize("how", ["staff", "begun", "called_off", "merged", "anew"])
def test_what_she_did_not_give_back_herself_or_that_is_over_is_not_hers_again(course, somebody, ola, at, how):
    time, kari = course(places=2), somebody()
    row, now = join(time, kari, at), at
    if how == "staff":
        give_back(row, at, channel="phone", by=ola)
    elif how == "merged":
        other = somebody("Kari B")
        join(time, other, at)
        merge_persons(kari, other, by=ola, at=at, channel="web")
        row = SignUp.objects.filter(cancelled_channel="merge").select_related("person").get()
    else:
        give_back(row, at)
    if how == "begun":
        now = time.starts_at + MINUTE
    if how == "called_off":
        cancel_occurrence(time, by="system", at=at)
    if how == "anew":
        join(time, kari, at)
    assert again(row, now) is None
    with pytest.raises(NotOpen):
        take_back(row, now)


def test_a_place_at_all_the_times_is_hers_again_at_those_to_come_and_those_added_since(centre, somebody, at):
    told_of = Announcement(
        title={"nb": "Kor"},
        unit=centre,
        place_text="Huset",
        takes_sign_ups=True,
        places=1,
        for_all_times=True,
    )
    days = [
        Pattern("once", starts_on=clock.local_day(at) + n * DAY, starts_time=dt.time(18), minutes=60)
        for n in (3, 4, 5)
    ]
    first, second, third = (
        publish_activity(told_of, days, by="system", at=at).occurrences.order_by("starts_at").all()
    )
    kari, ida = somebody(), somebody("Ida Dahl")
    row = join(first, kari, at)
    absent = SignUp.objects.select_related("person", "occurrence__activity").get(occurrence=second)
    cancel_one_time(absent, channel="web", by=kari, at=at)
    assert again(absent, at).seats == {1: 1}
    give_back(row, at + MINUTE)
    assert again(absent, at + MINUTE) is None
    moment = third.starts_at + DAY
    added = Occurrence.objects.create(activity=first.activity, slot=moment, starts_at=moment)
    assert take_back(row, at + 2 * MINUTE)
    assert [one.occurrence for one in heads_of(row, at=at)] == [first, third, added]
    assert come_after_all(absent, channel="web", by=kari, at=at + 3 * MINUTE)
    assert len(heads_of(row, at=at)) == 4
    give_back(row, at + 4 * MINUTE)
    join(first, ida, at + 4 * MINUTE)
    with pytest.raises(PlaceGone):
        take_back(row, at + 5 * MINUTE)


def test_an_appointment_is_hers_again_only_at_the_hour_she_had(centre, somebody, at):
    told_of = Announcement(
        title={"nb": "Veiledning"}, unit=centre, place_text="Huset", appointment_minutes=20
    )
    day = Pattern("once", starts_on=clock.local_day(at) + DAY, starts_time=dt.time(10), minutes=60)
    time = publish_activity(told_of, [day], by="system", at=at).occurrences.get()
    kari, ida = somebody(), somebody("Ida Dahl")
    row = book_appointment(time.pk, 2, kari, channel="web", by=kari, at=at)
    give_back(row, at)
    hers = book_appointment(time.pk, 2, ida, channel="web", by=ida, at=at)
    with pytest.raises(PlaceGone):
        take_back(row, at)
    give_back(hers, at)
    assert take_back(row, at) and SignUp.objects.get(cancelled_at=None).seat == 2


def test_a_seat_is_the_same_where_it_is_free_and_else_the_lowest_that_is():
    assert seats_again([2], [1, 3], 3, 0) == {2: 2}
    assert seats_again([2], [2], 3, 0) == {2: 1}
    assert seats_again([1, 2], [3], 3, 1) is None
    assert seats_again([1, 4], [1], None, 5) == {1: 2, 4: 3}


@pytest.mark.django_db(transaction=True)
def test_she_who_regrets_and_those_who_want_it_at_once_never_share_a_place(
    course, somebody, together, town, at
):
    time = course(places=1)
    kari, others = somebody(), [somebody(f"Person{n} Nord") for n in range(4)]
    row = join(time, kari, at)
    give_back(row, at)
    calls = [partial(take_back, row, at), *(partial(join, time, one, at) for one in others)]
    outcomes = together(town, calls)
    assert len(who_come(time)) == 1
    assert sum(not isinstance(one, Exception) for one in outcomes) == 1
    assert all(isinstance(one, (PlaceGone, TimeIsFull)) for one in outcomes if isinstance(one, Exception))


@pytest.mark.django_db(transaction=True)
def test_two_who_regret_and_one_seat_left_are_one_who_has_it(course, somebody, together, town, at):
    time = course(places=2)
    rows = [join(time, somebody(f"Person{n} Nord"), at) for n in range(2)]
    for row in rows:
        give_back(row, at)
    join(time, somebody("Una Vik"), at)
    outcomes = together(town, [partial(take_back, row, at) for row in rows * 2])
    assert len(who_come(time)) == 2 and sum(one is True for one in outcomes) == 1
    assert not [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, PlaceGone)]


@pytest.mark.django_db(transaction=True)
def test_she_who_regrets_while_who_was_offered_it_says_no_or_yes_never_makes_one_too_many(
    course, somebody, together, town, at
):
    time = course(places=1, waiting_list="offer")
    kari, ida, una = somebody(), somebody("Ida Dahl"), somebody("Una Vik")
    row = join(time, kari, at)
    first, second = (sign_up_or_wait(time.pk, one, channel="web", by=one, at=at) for one in (ida, una))
    give_back(row, at)
    outcomes = together(town, [
        partial(leave_line, first, channel="web", by=ida, at=at),
        partial(accept_place, second, channel="web", by=una, at=at),
        *[partial(take_back, row, at)] * 3,
    ])  # fmt: skip
    # The place was offered to Ida, and is at once Una's to answer when she says no: never hers who gave it back.
    assert all(isinstance(one, PlaceGone) for one in outcomes[2:]) and kari not in who_come(time)
    assert len(who_come(time)) <= 1
