"""One-to-one guidance: a time parted into appointments, and never two people in the same one."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

import pytest

from samspill.activities.actions import (
    Announcement,
    AppointmentsTaken,
    NotOpen,
    cancel_sign_up,
    change_activity,
    move_occurrence,
    publish_activity,
    reschedule_activity,
    send_due_sign_up_reminders,
)
from samspill.activities.actions.appointments import (
    AppointmentTaken,
    ask_for_appointment,
    book_appointment,
    move_appointment,
    take_appointment,
    write_in_appointment,
)
from samspill.activities.models import Occurrence, SignUp
from samspill.activities.queries.appointments import appointment_of, book_of, free_appointments
from samspill.activities.rules.appointments import NoRoomForAppointments, appointment, how_many
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person

DAY = dt.timedelta(days=1)


def guidance(centre, **more):
    return Announcement(
        title={"nb": "Digital veiledning"},
        unit=centre,
        place_text="Biblioteket",
        appointment_minutes=20,
        **more,
    )


def days(at, *, last=1, minutes=120):
    first = clock.local_day(at) + 5 * DAY
    return Pattern(
        kind="daily", starts_on=first, ends_on=first + last * DAY, starts_time=dt.time(10), minutes=minutes,
        skips_public_holidays=False,
    )  # fmt: skip


@pytest.fixture
def times(centre, at):
    """Two days from 10 to 12, 20 minutes each: six appointments."""
    made = publish_activity(guidance(centre), [days(at)], by="system", at=at)
    return list(made.occurrences.order_by("starts_at"))


@pytest.fixture
def somebody(ola, at):
    def add(name="Kari Solvang", phone="41234567"):
        return find_or_add_person(name, [phone], by=ola, at=at, channel="phone")

    return add


def hour(found):
    return f"{clock.local(found.starts_at):%H.%M}"


def test_ten_to_twelve_in_twenty_minutes_is_six_appointments(times, at):
    assert times[0].activity.places == 6 and times[0].activity.takes_sign_ups
    assert [hour(one) for _time, one in free_appointments(times[0].activity, at=at)][:7] == [
        "10.00", "10.20", "10.40", "11.00", "11.20", "11.40", "10.00",
    ]  # fmt: skip


@pytest.mark.parametrize(("lengths", "each", "fit"), [([120], 20, 6), ([120, 50], 20, 2), ([59], 30, 1)])
def test_as_many_appointments_as_fit_in_every_time(lengths, each, fit):
    assert how_many(lengths, each) == fit


@pytest.mark.parametrize("lengths", [[None], [15], [], [120, 10]])
def test_a_time_without_an_end_or_too_short_for_one_cannot_be_parted(lengths):
    with pytest.raises(NoRoomForAppointments):
        how_many(lengths, 20)


def test_the_third_appointment_begins_after_two(at):
    third = appointment(at, 20, 3)
    assert (third.starts_at - at, third.ends_at - third.starts_at) == (
        dt.timedelta(minutes=40),
        dt.timedelta(minutes=20),
    )


def test_an_appointment_is_booked_with_a_code_and_told_with_its_own_hour(times, at):
    asked = ask_for_appointment(times[0].pk, 2, "Kari Solvang", "41234567", language="nb", at=at)
    assert not SignUp.objects.exists() and not Person.objects.filter(name="Kari Solvang").exists()
    code = re.search(r"\d{6}", OutboundMessage.objects.get().body)[0]
    row = take_appointment(asked, code, at=at)
    assert hour(appointment_of(row)) == "10.20" and row.seat == 2
    told = OutboundMessage.objects.get(key=f"signed_up:{row.pk}").body
    assert "10.20-10.40" in told and "AVBUD" in told and "/sign-up/" in told


def test_what_is_taken_over_or_not_there_cannot_be_had(times, somebody, ola, at):
    book_appointment(times[0].pk, 2, somebody(), channel="web", by="public", at=at)
    per = somebody("Per Aune", "41234568")
    for number in (2, 0, 7):
        with pytest.raises(AppointmentTaken):
            book_appointment(times[0].pk, number, per, channel="web", by="public", at=at)
    with pytest.raises(NotOpen):
        book_appointment(times[0].pk, 3, per, channel="web", by=per, at=times[0].starts_at + DAY)
    row = write_in_appointment(
        times[0].pk, 3, "Liv Moe", "", by=ola, at=times[0].starts_at + dt.timedelta(hours=1)
    )
    assert [held.person.name if held else "" for _one, held in book_of(times[0])][:3] == [
        "", "Kari Solvang", row.person.name,
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_many_who_want_the_same_hour_at_the_same_moment_one_gets_it(town, times, somebody, at, together):
    people = [somebody(f"Kari {number}", f"4123456{number}") for number in range(8)]
    outcomes = together(
        town,
        [partial(book_appointment, times[0].pk, 4, one, channel="web", by=one, at=at) for one in people],
    )
    assert sum(isinstance(one, SignUp) for one in outcomes) == 1
    assert sum(isinstance(one, AppointmentTaken) for one in outcomes) == 7
    assert SignUp.objects.filter(occurrence=times[0], seat=4, cancelled_at__isnull=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_want_each_others_hours_never_share_one(town, times, somebody, at, together):
    one = book_appointment(times[0].pk, 1, somebody(), channel="web", by="public", at=at)
    other = book_appointment(
        times[1].pk, 1, somebody("Per Aune", "41234568"), channel="web", by="public", at=at
    )
    outcomes = together(
        town,
        [
            partial(move_appointment, one, times[1].pk, 1, channel="web", by=one.person, at=at),
            partial(move_appointment, other, times[0].pk, 1, channel="web", by=other.person, at=at),
            partial(move_appointment, one, times[1].pk, 2, channel="web", by=one.person, at=at),
        ],
    )
    assert all(isinstance(found, SignUp | AppointmentTaken | NotOpen) for found in outcomes)
    held = SignUp.objects.filter(cancelled_at__isnull=True).values_list("occurrence", "seat")
    assert len(set(held)) == len(held) == 2


def test_another_hour_on_another_day_keeps_link_and_code_and_frees_the_first(times, somebody, at):
    row = book_appointment(times[0].pk, 1, somebody(), channel="web", by="public", at=at)
    moved = move_appointment(row, times[1].pk, 6, channel="web", by=row.person, at=at)
    assert (moved.pk, moved.code, moved.occurrence_id, moved.seat) == (row.pk, row.code, times[1].pk, 6)
    assert len(free_appointments(times[0].activity, at=at)) == 11
    assert "11.40-12.00" in OutboundMessage.objects.get(key__startswith=f"appointment_moved:{row.pk}").body


def test_an_hour_given_back_is_free_for_somebody_else(times, somebody, at):
    row = book_appointment(times[0].pk, 1, somebody(), channel="web", by="public", at=at)
    cancel_sign_up(row, channel="web", by=row.person, at=at)
    again = book_appointment(
        times[0].pk, 1, somebody("Per Aune", "41234568"), channel="web", by="public", at=at
    )
    assert again.seat == 1
    with pytest.raises(NotOpen):
        move_appointment(row, times[1].pk, 1, channel="web", by=row.person, at=at)


def test_the_day_before_she_is_reminded_of_her_own_hour(times, somebody, at):
    row = book_appointment(times[0].pk, 5, somebody(), channel="web", by="public", at=at)
    assert send_due_sign_up_reminders(times[0].starts_at - dt.timedelta(hours=20)) == 1
    assert "11.20-11.40" in OutboundMessage.objects.get(key=f"sign_up_reminder:{row.pk}").body


def test_nobody_who_has_an_hour_is_given_another_behind_her_back(times, centre, somebody, at):
    activity = times[0].activity
    row = book_appointment(times[0].pk, 6, somebody(), channel="web", by="public", at=at)
    with pytest.raises(AppointmentsTaken):
        longer = Announcement(title={"nb": "Digital veiledning"}, unit=centre, appointment_minutes=30)
        change_activity(activity, longer, by="system", at=at)
    with pytest.raises(AppointmentsTaken):
        first = clock.local_day(at) + 5 * DAY
        reschedule_activity(activity, [days(at, minutes=60)], from_on=first, by="system", at=at)
    with pytest.raises(NoRoomForAppointments):
        move_occurrence(
            times[0], starts_at=times[0].starts_at, ends_at=times[0].starts_at + dt.timedelta(hours=1),
            by="system", at=at,
        )  # fmt: skip
    later = Occurrence.objects.get(pk=times[0].pk).starts_at + dt.timedelta(hours=2)
    move_occurrence(times[0], starts_at=later, ends_at=later + dt.timedelta(hours=2), by="system", at=at)
    row = SignUp.objects.select_related("occurrence__activity").get(pk=row.pk)
    assert hour(appointment_of(row)) == "13.40"


def test_what_has_no_end_cannot_be_parted_and_nothing_is_kept(centre, at):
    with pytest.raises(NoRoomForAppointments):
        publish_activity(guidance(centre), [days(at, minutes=None)], by="system", at=at)
    assert not Occurrence.objects.exists()
