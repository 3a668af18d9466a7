"""Signing up for a time of an activity: no account, no place sold twice, and a way out."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.activities.actions import (
    Announcement,
    FewerThanTaken,
    NotOpen,
    NotYet,
    TimeIsFull,
    cancel_activity,
    cancel_occurrence,
    cancel_sign_up,
    change_activity,
    move_occurrence,
    note_attendance,
    restore_activity,
    restore_occurrence,
    send_due_sign_up_reminders,
)
from samspill.activities.actions.telling import LINK
from samspill.activities.models import Occurrence, SignUp
from samspill.activities.queries.sign_ups import (
    coming_sign_ups,
    open_times,
    sign_ups_of,
    time_for,
    times_that_complete,
    without_attendance,
)
from samspill.activities.rules.sign_ups import first_free, left
from samspill.activities.signals import attendance_noted
from samspill.activities.tests.signing_up import join, told
from samspill.foundation.actions import look_at_link
from samspill.messaging.actions import opt_out, receive_inbound
from samspill.messaging.actions.policies import set_policy
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import (
    forget_person,
    merge_persons,
)

DAY = dt.timedelta(days=1)


def test_one_who_has_said_stop_has_her_place_and_is_not_written_to(course, somebody, at):
    time, kari = course(), somebody(phone="41234568")
    opt_out("sms", "+4741234568", source="sms", at=at)
    assert join(time, kari, at).seat == 1
    assert OutboundMessage.objects.get(person=kari).failure == "opted_out"


def test_a_new_price_counts_from_the_next_message(course, somebody, at):
    time, kari, ida = course(), somebody("Kari"), somebody("Ida")
    set_policy(by="system", at=at, price_ore=40)
    join(time, kari, at)
    set_policy(by="system", at=at, price_ore=70)
    join(time, ida, at)
    [before, after] = (OutboundMessage.objects.get(person=one) for one in (kari, ida))
    assert (before.cost_ore, after.cost_ore) == (40 * before.segments, 70 * after.segments)


def test_she_gets_a_place_a_confirmation_and_a_private_link(course, somebody, at):
    kari, time = somebody(), course()
    row = join(time, kari, at)
    assert (row.seat, row.channel, row.entered_by) == (1, "web", None)
    [text] = told(kari)
    assert text.startswith("Du har fått plass: Grunnkurs, søndag 15. mars kl. 18.00-20.00, Torggata 7")
    assert f"AVBUD {row.code}" in text and "Frivilligsentralen" in text
    link = re.search(r"http://lillevik\.test\S*/sign-up/([\w-]+)/", text)
    assert look_at_link(LINK, link[1], at=at).subject == str(row.pk)


def test_the_confirmation_comes_in_her_language(course, somebody, at):
    kari = somebody(language="en")
    join(course(), kari, at)
    assert "Basic course, Sunday 15 March" in told(kari)[0]


def test_signing_up_twice_is_one_place_and_one_message(course, somebody, at):
    kari, time = somebody(), course()
    assert join(time, kari, at) == join(time, kari, at)
    assert SignUp.objects.count() == 1 and len(told(kari)) == 1


def test_when_it_is_full_the_next_dates_with_places_are_named(course, somebody, at):
    time, full, later = course(places=1), course(places=1, days=9), course(days=12)
    join(time, somebody("Ali Hassan"), at)
    join(full, somebody("Per Aune"), at)
    with pytest.raises(TimeIsFull) as raised:
        join(time, somebody(), at)
    assert [one.pk for one in raised.value.others] == [later.pk]


def test_another_activity_that_completes_nothing_is_no_next_date(course, somebody, at):
    time = course(places=1, completes="")
    course(completes="", title="Noe annet")
    join(time, somebody("Ali Hassan"), at)
    with pytest.raises(TimeIsFull) as raised:
        join(time, somebody(), at)
    assert raised.value.others == []


def test_a_place_given_back_is_free_for_the_next(course, somebody, at):
    kari, ali, time = somebody(), somebody("Ali Hassan"), course(places=1)
    row = join(time, kari, at)
    assert cancel_sign_up(row, channel="web", by=kari, at=at)
    assert not cancel_sign_up(row, channel="web", by=kari, at=at)
    assert join(time, ali, at).seat == 1 and len(told(kari)) == 2
    assert [one.person for one in sign_ups_of(time)] == [ali]


@pytest.mark.parametrize("spoil", ["over", "off", "all_off", "no_list", "hidden"])
def test_what_is_not_open_takes_nobody(course, somebody, ola, at, spoil):
    time = course()
    activity, now = time.activity, at
    if spoil == "over":
        now = at + 6 * DAY
    elif spoil == "off":
        cancel_occurrence(time, by=ola, at=at)
    elif spoil == "all_off":
        cancel_activity(activity, by=ola, at=at)
    else:
        facts = {"no_list": {"takes_sign_ups": False}, "hidden": {"hidden_at": at}}[spoil]
        type(activity).objects.filter(pk=activity.pk).update(**facts)
    with pytest.raises(NotOpen):
        join(time, somebody(), now)


def test_staff_write_in_one_who_just_came(course, somebody, ola, at):
    kari, time = somebody(), course()
    join(time, kari, at + 5 * DAY + dt.timedelta(hours=12), by=ola, channel="phone")
    assert SignUp.objects.get().entered_by == ola and told(kari) == []


def test_she_is_reminded_once_the_day_before(course, somebody, at):
    kari, time = somebody(), course()
    join(time, kari, at)
    assert send_due_sign_up_reminders(time.starts_at - 2 * DAY) == 0
    assert send_due_sign_up_reminders(time.starts_at - dt.timedelta(hours=20)) == 1
    assert send_due_sign_up_reminders(time.starts_at - dt.timedelta(hours=19)) == 0
    assert "minner om Grunnkurs" in told(kari)[-1]


def test_who_signed_up_yesterday_evening_or_cancelled_is_not_reminded(course, somebody, at):
    late, gone, time = somebody(), somebody("Ali Hassan"), course()
    join(time, late, time.starts_at - dt.timedelta(hours=26))
    cancel_sign_up(join(time, gone, at), channel="web", by=gone, at=at)
    assert send_due_sign_up_reminders(time.starts_at - dt.timedelta(hours=20)) == 0


def test_those_who_have_a_place_are_told_when_it_is_called_off_with_other_dates(course, somebody, ola, at):
    kari, time = somebody(), course()
    course(days=12)
    join(time, kari, at)
    cancel_occurrence(time, by=ola, at=at)
    assert "Avlyst" in told(kari)[-1] and "søndag 22. mars" in told(kari)[-1]


def test_those_who_have_a_place_are_told_when_it_is_moved(course, somebody, ola, at):
    kari, time = somebody(), course()
    join(time, kari, at)
    begins = time.starts_at + DAY
    move_occurrence(time, starts_at=begins, ends_at=begins + dt.timedelta(hours=2), by=ola, at=at)
    assert "Flyttet" in told(kari)[-1] and "mandag 16. mars" in told(kari)[-1]


@pytest.mark.parametrize("news", [{"place_text": "Gymsalen"}, {"ends_at": dt.timedelta(hours=4)}])
def test_those_who_have_a_place_are_told_when_only_the_place_or_the_end_is_another(
    course, somebody, ola, at, news
):
    kari, time = somebody(), course()
    join(time, kari, at)
    ends_at = time.starts_at + news.get("ends_at", dt.timedelta(hours=2))
    where = news.get("place_text", "")
    move_occurrence(time, starts_at=time.starts_at, ends_at=ends_at, place_text=where, by=ola, at=at)
    assert "Flyttet" in told(kari)[-1] and (where or "18.00-22.00") in told(kari)[-1]


def test_those_who_have_a_place_are_told_each_time_it_is_moved_also_there_and_back_and_there(
    course, somebody, ola, at
):
    kari, time = somebody(), course()
    join(time, kari, at)
    before, days = len(told(kari)), [DAY, dt.timedelta(), DAY]
    begun = time.starts_at
    for number, later in enumerate(days):
        when = at + dt.timedelta(minutes=number)
        move_occurrence(time, starts_at=begun + later, ends_at=None, by=ola, at=when)
    assert len(told(kari)) == before + len(days)


def test_nobody_is_told_of_what_is_as_it_was(course, somebody, ola, at):
    kari, time = somebody(), course()
    join(time, kari, at)
    before = told(kari)
    move_occurrence(
        time, starts_at=time.starts_at, ends_at=time.ends_at, place_text=time.place_text, by=ola, at=at
    )
    assert told(kari) == before


@pytest.mark.parametrize(
    ("news", "where"), [({"place_text": "Rådhuset"}, "Rådhuset"), ({"is_online": True}, "på nettet")]
)
def test_those_who_have_a_place_are_told_when_all_of_it_is_held_elsewhere(
    course, somebody, ola, at, news, where
):
    kari, time = somebody(), course()
    join(time, kari, at)
    told_now = {"title": {"nb": "Grunnkurs"}, "takes_sign_ups": True, "places": 2, **news}
    change_activity(time.activity, Announcement(**told_now), by=ola, at=at)
    assert "Flyttet" in told(kari)[-1] and where in told(kari)[-1]


def test_who_comes_to_a_time_that_is_elsewhere_for_once_is_not_told_where_the_others_are(
    course, somebody, ola, at
):
    kari, time = somebody(), course()
    move_occurrence(
        time, starts_at=time.starts_at, ends_at=time.ends_at, place_text="Gymsalen", by=ola, at=at
    )
    join(time, kari, at)
    before = told(kari)
    told_now = {"title": {"nb": "Grunnkurs"}, "takes_sign_ups": True, "places": 2, "place_text": "Rådhuset"}
    change_activity(time.activity, Announcement(**told_now), by=ola, at=at)
    assert told(kari) == before


@pytest.mark.parametrize("all_of_it", [False, True])
@pytest.mark.parametrize(("language", "words"), [
    ("nb", "Det blir noe av likevel"), ("en", "It takes place after all"),
])  # fmt: skip
def test_those_who_have_a_place_are_told_that_it_takes_place_after_all(
    course, somebody, ola, at, all_of_it, language, words
):
    kari, gone, time = somebody(language=language), somebody("Ali Hassan"), course()
    join(time, kari, at)
    cancel_sign_up(join(time, gone, at), channel="web", by=gone, at=at)
    what = time.activity if all_of_it else time
    (cancel_activity if all_of_it else cancel_occurrence)(what, by=ola, at=at)
    before = len(told(gone))
    for _twice in range(2):
        (restore_activity if all_of_it else restore_occurrence)(what, by=ola, at=at + DAY)
    assert words in told(kari)[-1] and len(told(kari)) == 3 and len(told(gone)) == before


def test_there_are_never_fewer_places_than_have_been_taken(course, somebody, ola, at):
    time, told_now = course(places=3), {"title": {"nb": "Grunnkurs"}, "takes_sign_ups": True}
    for name in ("Kari Berg", "Ali Hassan"):
        join(time, somebody(name), at)
    with pytest.raises(FewerThanTaken) as refused:
        change_activity(time.activity, Announcement(**told_now, places=1), by=ola, at=at)
    time.activity.refresh_from_db()
    assert refused.value.args == (2,) and time.activity.places == 3
    assert change_activity(time.activity, Announcement(**told_now, places=2), by=ola, at=at).places == 2
    with pytest.raises(TimeIsFull):
        join(time, somebody("Nora Lie"), at)


def test_avbud_and_the_code_give_the_place_back(course, somebody, at):
    kari, time = somebody(phone="41234567"), course()
    row = join(time, kari, at)
    for number, (sender, body) in enumerate([("+4792345678", f"AVBUD {row.code}"), ("+4741234567", "AVBUD")]):
        inbound = receive_inbound(
            gateway="simulator", provider_id=f"no-{number}", channel="sms", sender=sender, body=body, at=at
        )
        assert inbound.waits_since_at
    inbound = receive_inbound(
        gateway="simulator",
        provider_id="yes",
        channel="sms",
        sender="+4741234567",
        body=f"Avbud {row.code}",
        at=at,
    )
    assert inbound.outcome == "withdrew" and coming_sign_ups(kari, at=at) == []


def test_who_came_is_noted_for_the_whole_group_and_put_right(course, somebody, ola, at):
    kari, ali, time, heard = somebody(), somebody("Ali Hassan"), course(), []

    def hear(sign_up, came, **_):
        heard.append((sign_up.person.name, came))

    attendance_noted.connect(hear)
    rows = [join(time, person, at) for person in (kari, ali)]
    over = time.ends_at + dt.timedelta(minutes=5)
    assert list(without_attendance("course", at=over)) == [time]
    note_attendance(time.pk, {row.pk for row in rows}, by=ola, at=over)
    note_attendance(time.pk, {rows[0].pk}, by=ola, at=over + dt.timedelta(minutes=1))
    attendance_noted.disconnect(hear)
    assert sorted(heard) == [("Ali Hassan", False), ("Ali Hassan", True), ("Kari Berg", True)]
    assert SignUp.objects.get(attended_at__isnull=False).person == kari
    assert not without_attendance("course", at=over).exists()
    assert Occurrence.objects.get(pk=time.pk).attendance_noted_by == ola


def test_nobody_has_been_at_what_has_not_begun(course, ola, at):
    with pytest.raises(NotYet):
        note_attendance(course().pk, set(), by=ola, at=at)


def test_who_was_there_cannot_cancel_afterwards(course, somebody, ola, at):
    kari, time = somebody(), course()
    row = join(time, kari, at)
    note_attendance(time.pk, {row.pk}, by=ola, at=time.ends_at)
    assert not cancel_sign_up(row, channel="web", by=kari, at=time.ends_at)


def test_two_who_are_one_have_one_place(course, somebody, ola, at):
    kari, double, time = somebody(), somebody("Kari B"), course()
    for person in (kari, double):
        join(time, person, at)
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert [row.person for row in sign_ups_of(time)] == [kari] and time_for(None, time.pk).taken == 1


def test_one_who_is_forgotten_frees_her_place_to_come_and_still_counts_where_she_was(
    course, somebody, ola, at
):
    kari, time, later = somebody(), course(), course(days=20)
    row = join(time, kari, at)
    join(later, kari, at)
    note_attendance(time.pk, {row.pk}, by=ola, at=time.ends_at)
    forget_person(kari, by=ola, at=time.ends_at, channel="web")
    assert time_for(None, later.pk).taken == 0 and time_for(None, time.pk).taken == 1


def test_dates_are_found_by_what_they_complete(course, at):
    second, first = course(days=9), course()
    course(completes="", days=2)
    assert [one.pk for one in times_that_complete("course", at=at)] == [first.pk, second.pk]
    assert [one.pk for one in open_times(first.activity, at=at, beside=first)] == [second.pk]


@pytest.mark.parametrize(("taken", "places", "seat"), [
    ([], 1, 1), ([1, 5], 3, 2), ([1, 2, 5], 3, None),
    ([1], 1, None), ([1, 3], 3, 2), ([1, 2, 3], 3, None), ([1, 2], None, 3), ([2, 9], None, 1),
])  # fmt: skip
def test_the_lowest_free_seat_is_given(taken, places, seat):
    assert first_free(taken, places) == seat
    assert left(5, 3) == 0 and left(2, None) is None and left(1, 3) == 2
