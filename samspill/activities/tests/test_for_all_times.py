"""Signing up once for all the times of an activity: a course, or a term."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import partial

import pytest

from samspill.activities.actions import (
    Announcement,
    PlacesTaken,
    TimeIsFull,
    cancel_activity,
    cancel_occurrence,
    cancel_sign_up,
    change_activity,
    change_sign_up,
    note_attendance,
    pick_from_line,
    publish_activity,
    reschedule_activity,
    send_due_sign_up_reminders,
    sign_up,
    sign_up_or_wait,
)
from samspill.activities.actions.sign_ups import come_after_all
from samspill.activities.actions.waiting import move_lines_to_the_next_time
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.messages import recipients_of
from samspill.activities.queries.sign_ups import (
    completed_by,
    is_full,
    open_times,
    sign_ups_of,
    times_to_sign_up_for,
)
from samspill.activities.queries.whole import heads_of
from samspill.activities.rules.parties import CHILD, Party
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person

WEEK, DAY, HOUR = dt.timedelta(days=7), dt.timedelta(days=1), dt.timedelta(hours=1)
TIMES = 4
numbers = itertools.count(41500000)


def told_of(centre, **more):
    return Announcement(**{
        "title": {"nb": "Svømmekurs"}, "unit": centre, "takes_sign_ups": True, "for_all_times": True,
        "places": 2, "waiting_list": "at_once", **more,
    })  # fmt: skip


def weekly(at, *, days=5, times=TIMES, hour=18):
    starts_on = clock.local_day(at) + days * DAY
    return Pattern(
        kind="weekly", starts_on=starts_on, ends_on=starts_on + (times - 1) * WEEK, starts_time=dt.time(hour),
        minutes=60, weekdays=(("mo", "tu", "we", "th", "fr", "sa", "su")[starts_on.weekday()],),
        skips_public_holidays=False,
    )  # fmt: skip


@pytest.fixture
def course(centre, at):
    """Put a course over four weeks on the square; gives its times."""

    def publish(**more):
        activity = publish_activity(told_of(centre, **more), [weekly(at)], by="system", at=at)
        return list(activity.occurrences.order_by("starts_at"))

    return publish


@pytest.fixture
def crowd(ola, at):
    return [
        find_or_add_person(f"Person{n} Nord", [str(next(numbers))], by=ola, at=at, channel="phone")
        for n in range(4)
    ]


def join(time, person, at, **how):
    return sign_up_or_wait(time.pk, person, **{"channel": "web", "by": person, "at": at, **how})


def told(person):
    rows = OutboundMessage.objects.filter(person=person, cancelled_at=None).order_by("queued_at", "pk")
    return list(rows.values_list("body", flat=True))


def come_to(time):
    return [row.person for row in sign_ups_of(time)]


def test_one_sign_up_is_a_place_at_every_time_and_one_message(course, crowd, at):
    times = course()
    place = join(times[0], crowd[0], at)
    assert all(come_to(time) == [crowd[0]] for time in times)
    assert join(times[2], crowd[0], at) == place and len(told(crowd[0])) == 1
    assert "alle gangene fra" in told(crowd[0])[0] and f"AVBUD {place.code}" in told(crowd[0])[0]
    assert recipients_of(times[0].activity, None, at=at) == [crowd[0]]


def test_what_is_signed_up_for_once_is_offered_once_and_is_full_as_one(course, crowd, at):
    times = course(waiting_list="")
    for person in crowd[:2]:
        join(times[0], person, at)
    [offered] = times_to_sign_up_for(times[0].activity, at=at)
    assert offered == times[0] and is_full(offered, at=at) and open_times(times[0].activity, at=at) == []
    with pytest.raises(TimeIsFull):
        sign_up(times[1].pk, crowd[2], channel="web", by=crowd[2], at=at)


def test_the_next_in_line_gets_all_the_times_to_come(course, crowd, at):
    times = course()
    first, _second, waits = [join(times[0], person, at) for person in crowd[:3]]
    assert isinstance(waits, Waiting)
    during = times[1].starts_at + HOUR
    assert cancel_sign_up(first, channel="web", by=crowd[0], at=during)
    assert crowd[0] in come_to(times[1]) and crowd[0] not in come_to(times[2])
    assert (
        crowd[2] in come_to(times[2]) and crowd[2] in come_to(times[3]) and crowd[2] not in come_to(times[1])
    )
    assert "ledig" in told(crowd[2])[-1]


def test_who_cannot_come_once_keeps_the_place_and_nobody_else_gets_it(course, crowd, at):
    times = course(places=1)
    place, waits = join(times[0], crowd[0], at), join(times[0], crowd[1], at)
    second = heads_of(place, at=at)[1]
    assert cancel_sign_up(second, channel="web", by=crowd[0], at=at)
    assert "beholder plassen" in told(crowd[0])[-1]
    assert come_to(times[1]) == [] and come_to(times[2]) == [crowd[0]]
    waits.refresh_from_db()
    assert waits.sign_up is None and is_full(times_to_sign_up_for(times[0].activity, at=at)[0], at=at)
    assert come_after_all(second, channel="web", by=crowd[0], at=at)
    assert come_to(times[1]) == [crowd[0]]


def test_children_have_their_places_at_every_time_and_one_more_or_less(course, crowd, at):
    times = course(places=3)
    party = Party(CHILD, ("Ada", "Bo"))
    place = join(times[0], crowd[0], at, party=party)
    assert [row.guest_name for row in sign_ups_of(times[3])] == ["Ada", "Bo"]
    change_sign_up(place, Party(CHILD, ("Ada", "Bo", "Siv")), channel="web", by=crowd[0], at=at)
    assert all(len(sign_ups_of(time)) == 3 for time in times)
    change_sign_up(place, Party(CHILD, ("Ada",)), channel="web", by=crowd[0], at=at)
    assert [[row.guest_name for row in sign_ups_of(time)] for time in times] == [["Ada"]] * TIMES


def test_each_is_reminded_of_each_time_and_noted_as_having_come_at_each(course, crowd, ola, at):
    times = course(completes="course", completes_at_end=True)
    place = join(times[0], crowd[0], at)
    for time in times:
        send_due_sign_up_reminders(time.starts_at - 20 * HOUR)
    reminders = [body for body in told(crowd[0]) if body.startswith("Vi minner om")]
    assert len(reminders) == TIMES and len(set(reminders)) == TIMES
    assert "alle gangene" in reminders[0] and f"AVBUD {place.code}" in reminders[0]
    assert "alle gangene" not in reminders[1]
    second = heads_of(place, at=at)[1]
    assert f"denne ene gangen: svar AVBUD {second.code} (du beholder de andre gangene)" in reminders[1]
    for time in times:
        here = [row.pk for row in sign_ups_of(time)]
        note_attendance(time.pk, here, by=ola, at=time.starts_at + HOUR)
    assert [row.occurrence for row in completed_by(crowd[0])] == [times[3]]


@pytest.mark.parametrize(
    ("which", "still_hers"), [(0, []), (1, [2, 3])], ids=["the first code: all", "a later code: that one"]
)
def test_cancel_with_a_code_gives_back_what_the_message_with_it_says(course, crowd, at, which, still_hers):
    times = course()
    place = join(times[0], crowd[0], at)
    code, during = heads_of(place, at=at)[which].code, times[0].starts_at + HOUR
    heard = receive_inbound(
        gateway="simulator", provider_id="1", channel="sms", body=f"Cancel {code}", at=during,
        sender=crowd[0].contact_points.get().value,
    )  # fmt: skip
    assert heard.outcome == "withdrew"
    assert [n for n in (1, 2, 3) if come_to(times[n])] == still_hers


def test_a_course_that_has_begun_takes_nobody_where_it_is_completed_at_its_end(course, crowd, ola, at):
    times = course(completes="course", completes_at_end=True)
    assert times_to_sign_up_for(times[0].activity, at=times[0].starts_at + HOUR) == []
    term = course()
    assert times_to_sign_up_for(term[0].activity, at=term[0].starts_at + HOUR) == [term[1]]


def test_one_message_tells_that_all_is_off_and_one_that_one_time_is(course, crowd, ola, at):
    times = course()
    join(times[0], crowd[0], at)
    cancel_occurrence(times[1], by=ola, at=at)
    assert len(told(crowd[0])) == 2 and "Avlyst" in told(crowd[0])[-1] and "Andre" not in told(crowd[0])[-1]
    cancel_activity(times[0].activity, by=ola, at=at + HOUR)
    assert len(told(crowd[0])) == 3 and "Avlyst" in told(crowd[0])[-1]


def test_new_times_are_hers_too_and_one_message_tells_that_they_moved(course, crowd, ola, at):
    times = course()
    join(times[0], crowd[0], at)
    activity = times[0].activity
    reschedule_activity(
        activity, [weekly(at, times=TIMES + 2, hour=19)], from_on=clock.local_day(at), by=ola, at=at
    )
    standing = list(activity.occurrences.filter(cancelled_at=None).order_by("starts_at"))
    assert len(standing) == TIMES + 2 and all(come_to(time) == [crowd[0]] for time in standing)
    assert len(told(crowd[0])) == 2 and "Flyttet" in told(crowd[0])[-1]


def test_the_line_goes_on_at_the_next_time_and_the_organiser_picks_from_it(course, crowd, ola, centre, at):
    times = course(waiting_list="pick", places=1)
    first, waits = join(times[0], crowd[0], at), join(times[0], crowd[1], at)
    after = times[0].starts_at + HOUR
    assert move_lines_to_the_next_time(after) == 1 and move_lines_to_the_next_time(after) == 0
    waits.refresh_from_db()
    assert waits.occurrence == times[1]
    cancel_sign_up(first, channel="web", by=crowd[0], at=after)
    pick_from_line(waits, by=ola, at=after)
    assert [come_to(time) for time in times] == [[crowd[0]], [crowd[1]], [crowd[1]], [crowd[1]]]


def test_how_one_signs_up_stays_as_it_is_while_somebody_has_a_place(course, crowd, centre, ola, at):
    times = course()
    place = join(times[0], crowd[0], at)
    each = told_of(centre, for_all_times=False)
    with pytest.raises(PlacesTaken):
        change_activity(times[0].activity, each, by=ola, at=at)
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert not change_activity(times[0].activity, each, by=ola, at=at).for_all_times


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_for_five_places_get_five_at_every_time_and_the_rest_stand_in_order(
    course, together, town, at
):
    times = course(places=5)
    people = [Person.objects.create(name=f"P{n}", came_through="web", created_at=at) for n in range(30)]
    # Each at another of the times: they must not wait for each other in a ring.
    together(town, [partial(join, times[n % TIMES], person, at) for n, person in enumerate(people)])
    for time in times:
        assert sorted(SignUp.objects.filter(occurrence=time).values_list("seat", flat=True)) == [
            1,
            2,
            3,
            4,
            5,
        ]
    who = {tuple(sorted(str(one.pk) for one in come_to(time))) for time in times}
    assert len(who) == 1
    assert sorted(Waiting.objects.values_list("number", flat=True)) == list(range(1, 26))
    assert set(Waiting.objects.values_list("occurrence", flat=True)) == {times[0].pk}
