"""A crowd that wants the same places: what is behind the lock, and that nobody sits on two chairs."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from samspill.activities.actions import (
    Announcement,
    NotOpen,
    TimeIsFull,
    cancel_occurrence,
    cancel_sign_up,
    change_activity,
    move_occurrence,
    note_attendance,
    sign_up_or_wait,
)
from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.tests.signing_up import join, told
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage

DAY = dt.timedelta(days=1)


def test_a_place_and_a_place_in_line_take_few_statements_for_the_rest_wait_meanwhile(
    course, somebody, at, django_assert_max_num_queries
):
    time = course(places=2, waiting_list="at_once")
    first, second, third, fourth = (somebody(name) for name in ("Kari", "Ida", "Una", "Siv"))
    # What a process remembers for some seconds it has asked once.
    join(time, first, at)
    with django_assert_max_num_queries(12):
        assert isinstance(sign_up_or_wait(time.pk, second, channel="web", by=second, at=at), SignUp)
    for waiter, number in ((third, 1), (fourth, 2)):
        with django_assert_max_num_queries(11):
            row = sign_up_or_wait(time.pk, waiter, channel="web", by=waiter, at=at)
        assert isinstance(row, Waiting) and row.number == number
        assert f"nummer {number} på ventelisten" in told(waiter)[0]


@pytest.mark.parametrize(("decided", "outcome"), [
    ({"places": 1}, TimeIsFull), ({"hidden_at": clock.now()}, NotOpen), ({"takes_sign_ups": False}, NotOpen),
])  # fmt: skip
def test_what_the_organiser_decides_while_somebody_waits_for_the_lock_holds(
    course, somebody, at, decided, outcome
):
    time, kari, ida = course(places=2), somebody("Kari"), somebody("Ida")
    join(time, kari, at)

    def decide_first(execute, sql, *rest):
        # The statement that looks behind the lock; what was read before it is old from now on.
        if "told.cancelled_at" in sql:
            Activity.objects.update(**decided)
        return execute(sql, *rest)

    with connection.execute_wrapper(decide_first), pytest.raises(outcome):
        join(time, ida, at)
    assert SignUp.objects.get().person == kari


def test_what_is_remembered_of_a_time_is_never_older_than_what_its_organiser_did(course, somebody, at):
    time = course(places=9)
    first, second, third, fourth = (somebody(name) for name in ("Kari", "Ida", "Una", "Siv"))
    join(time, first, at)
    renamed = Announcement(
        title={"nb": "Strikkekafé"}, place_text="Storgata 1", takes_sign_ups=True, places=9
    )
    change_activity(time.activity, renamed, by="system", at=at + dt.timedelta(seconds=1))
    join(time, second, at)
    assert "Strikkekafé" in told(second)[0] and "Storgata 1" in told(second)[0]
    moved = time.starts_at + dt.timedelta(hours=1)
    move_occurrence(time, starts_at=moved, ends_at=None, place_text="Torget 3", by="system", at=at)
    join(time, third, at)
    assert "19.00" in told(third)[0] and "Torget 3" in told(third)[0]
    cancel_occurrence(time, by="system", at=at)
    with pytest.raises(NotOpen):
        join(time, fourth, at)


def test_nobody_signs_up_for_a_time_that_was_taken_out(course, somebody, at):
    time, kari, ida = course(), somebody("Kari"), somebody("Ida")
    cancel_sign_up(join(time, kari, at), channel="web", by=kari, at=at)
    SignUp.objects.all().delete()
    time.activity.delete()
    with pytest.raises(Occurrence.DoesNotExist):
        join(time, ida, at)


def test_the_database_itself_refuses_two_on_one_seat(course, somebody, at):
    time = course(places=5)
    facts = {"occurrence": time, "seat": 1, "signed_up_at": at, "channel": "web"}
    SignUp.objects.create(person=somebody(), code=1, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.create(person=somebody("Ali Hassan"), code=2, **facts)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_for_three_places_get_three(course, somebody, together, town, at):
    time, people = course(places=3), [somebody(f"Person{n} Nord") for n in range(20)]

    def several(share):
        outcomes = []
        for person in share:
            try:
                outcomes.append(join(time, person, at).seat)
            except TimeIsFull:
                outcomes.append(None)
        return outcomes

    outcomes = [
        one for share in together(town, [partial(several, people[n::5]) for n in range(5)]) for one in share
    ]
    assert sorted(seat for seat in outcomes if seat) == [1, 2, 3] and outcomes.count(None) == 17
    assert OutboundMessage.objects.filter(key__startswith="signed_up").count() == 3


@pytest.mark.django_db(transaction=True)
def test_one_who_presses_many_times_at_once_has_one_place(course, somebody, together, town, at):
    time, kari = course(places=3), somebody()
    outcomes = together(town, [partial(join, time, kari, at)] * 6)
    assert len({row.pk for row in outcomes}) == 1 and SignUp.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_note_attendance_at_once_leave_one_whole_list(course, somebody, together, town, ola, at):
    time, people = course(places=4), [somebody(f"Person{n} Nord") for n in range(4)]
    rows = [join(time, person, at) for person in people]
    lists = [{rows[0].pk, rows[1].pk}, {rows[2].pk, rows[3].pk}]
    outcomes = together(
        town, [partial(note_attendance, time.pk, came, by=ola, at=time.ends_at) for came in lists]
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    came = set(SignUp.objects.filter(attended_at__isnull=False).values_list("pk", flat=True))
    assert came in lists
