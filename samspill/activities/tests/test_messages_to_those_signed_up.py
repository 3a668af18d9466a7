"""An organiser writes once to all who have signed up: sent once, by each one's own way, and not too often."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from samspill.activities.actions import (
    Announcement,
    cancel_occurrence,
    cancel_sign_up,
    leave_line,
    publish_activity,
    sign_up,
    sign_up_or_wait,
)
from samspill.activities.actions.messages import (
    EnoughForToday,
    NobodyToWriteTo,
    NothingToSay,
    TooLate,
    TooLong,
    write_to_those_signed_up,
)
from samspill.activities.models import Activity, SignUpMessage
from samspill.activities.queries.messages import preview, recipients_of, written_to_those_of
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.recurrence import Pattern
from samspill.messaging.actions import BudgetSpent, opt_out
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.organisations.actions import register_group
from samspill.people.actions import HoldsNationalId, find_or_add_person

DAY = dt.timedelta(days=1)


@pytest.fixture
def times(town, at):
    """Three weekly times of a choir's course, from next week."""
    choir = register_group("Lillevik Blandakor", by="system", at=at)
    told = Announcement(
        title={"nb": "Syng i kor", "en": "Sing"}, organisation=choir, takes_sign_ups=True, contact_phone="+4773000009"
    )  # fmt: skip
    first = clock.local_day(at) + 7 * DAY
    pattern = Pattern(
        kind="daily", starts_on=first, ends_on=first + 2 * DAY, starts_time=dt.time(18), minutes=60,
        skips_public_holidays=False,
    )  # fmt: skip
    return list(publish_activity(told, [pattern], by="system", at=at).occurrences.order_by("starts_at"))


@pytest.fixture
def comes(ola, at):
    def give_a_place(time, name, phone, *, email=""):
        person = find_or_add_person(
            name, [phone] if phone else [], emails=[email] if email else [], by=ola, at=at, channel="phone"
        )
        return sign_up(time.pk, person, channel="phone", by=ola, at=at)

    return give_a_place


def write(times, time=None, body="Ta med matpakke.", *, by, at, key=None):
    return write_to_those_signed_up(times[0].activity, time, body, key=key or new_key(), by=by, at=at)


def sent(message):
    return OutboundMessage.objects.filter(key__startswith=f"to_signed_up:{message.pk}")


def test_everybody_with_a_place_gets_it_once_with_what_it_is_about_and_who_writes(times, comes, ola, at):
    kari = comes(times[0], "Kari Solvang", "41234567")
    comes(times[1], "Per Aune", "41234568")
    message = write(times, times[0], by=ola, at=at)
    row = sent(message).get()
    assert row.person == kari.person and (message.told, message.not_reached) == (1, 0)
    assert row.body.startswith("Syng i kor, ") and "Ta med matpakke." in row.body
    assert row.body.endswith("Hilsen Lillevik Blandakor, 73 00 00 09")


@pytest.mark.parametrize(("goes_to", "names"), [
    ("come", ["Kari Solvang"]), ("wait", ["Per Aune"]), ("both", ["Kari Solvang", "Per Aune"]),
])  # fmt: skip
def test_the_organiser_chooses_whether_those_who_wait_have_it_too(times, comes, ola, at, goes_to, names):
    comes(times[0], "Kari Solvang", "41234567")
    Activity.objects.update(places=1, waiting_list="pick")
    for name, phone in (("Per Aune", "41234568"), ("Liv Moe", "41234569")):
        waits = find_or_add_person(name, [phone], by=ola, at=at, channel="phone")
        row = sign_up_or_wait(times[0].pk, waits, channel="web", by=waits, at=at)
    leave_line(row, channel="web", by=waits, at=at)
    activity = Activity.objects.get()
    for time in (times[0], None):
        message = write_to_those_signed_up(
            activity, time, "Vi flytter inn.", key=new_key(), by=ola, at=at, goes_to=goes_to
        )
        assert sorted(row.person.name for row in sent(message)) == names
    assert {one.message.goes_to for one in written_to_those_of(activity)} == {goes_to}


def test_the_whole_series_is_everybody_at_a_time_to_come_and_each_once(times, comes, ola, at):
    for time in times[:2]:
        comes(time, "Kari Solvang", "41234567")
    gone = comes(times[1], "Per Aune", "41234568")
    comes(times[2], "Liv Moe", "41234569")
    cancel_sign_up(gone, channel="web", by=ola, at=at)
    cancel_occurrence(times[2], by=ola, at=at)
    assert [one.name for one in recipients_of(times[0].activity, None, at=at)] == ["Kari Solvang"]
    assert sent(write(times, by=ola, at=at)).count() == 1
    assert recipients_of(times[0].activity, None, at=at + 30 * DAY) == []


def test_a_form_sent_twice_writes_once(times, comes, ola, at):
    comes(times[0], "Kari Solvang", "41234567")
    key = new_key()
    assert write(times, by=ola, at=at, key=key) == write(times, by=ola, at=at, key=key)
    assert (
        SignUpMessage.objects.count() == 1
        and OutboundMessage.objects.filter(about__contains=key).count() == 1
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_the_same_moment_write_once_and_not_past_the_limit(
    town, times, comes, ola, at, together
):
    comes(times[0], "Kari Solvang", "41234567")
    key = new_key()
    one = partial(write, times, by=ola, at=at, key=key)
    assert {outcome.pk for outcome in together(town, [one] * 4)} == {key}
    others = together(town, [partial(write, times, by=ola, at=at) for _ in range(4)])
    assert sum(isinstance(outcome, EnoughForToday) for outcome in others) == 2
    assert SignUpMessage.objects.count() == 3


def test_after_three_in_a_day_one_waits_until_tomorrow(times, comes, ola, at):
    comes(times[0], "Kari Solvang", "41234567")
    for _ in range(3):
        write(times, by=ola, at=at)
    with pytest.raises(EnoughForToday):
        write(times, by=ola, at=at)
    write(times, by=ola, at=at + DAY)


def test_each_is_written_to_by_the_own_way_and_who_has_none_is_named(times, comes, ola, at):
    comes(times[0], "Kari Solvang", "41234567")
    comes(times[0], "Liv Moe", "", email="liv@example.no")
    comes(times[0], "Per Aune", "73512345")
    seen = preview(times[0].activity, times[0], "Ta med matpakke.", at=at)
    assert (seen.sms, seen.email) == (1, 1) and [one.name for one in seen.not_reached] == ["Per Aune"]
    assert seen.measure.segments == 1
    message = write(times, times[0], by=ola, at=at)
    letter = sent(message).get(channel="email")
    assert letter.subject.startswith("Syng i kor") and (message.told, message.not_reached) == (2, 1)


def test_how_many_there_are_asks_no_more_questions(times, comes, at, django_assert_num_queries):
    for number in range(6):
        comes(times[0], f"Kari {number}", f"4123456{number}")
    with django_assert_num_queries(3):
        preview(times[0].activity, times[0], "Ta med matpakke.", at=at)


def test_quiet_hours_hold_it_back_and_stopp_is_heard(times, comes, ola, at):
    comes(times[0], "Kari Solvang", "41234567")
    comes(times[0], "Per Aune", "41234568")
    opt_out("sms", "+4741234568", source="sms", at=at)
    night = clock.at_local(clock.local_day(at) + DAY, dt.time(23, 30))
    message = write(times, times[0], by=ola, at=night)
    rows = {row.address: row for row in sent(message)}
    assert rows["+4741234567"].not_before_at > night + dt.timedelta(hours=5)
    assert rows["+4741234568"].failure == "opted_out"
    told = written_to_those_of(times[0].activity)[0]
    assert (told.waiting, told.stopped, told.gone, told.failed) == (1, 1, 0, 0)


def test_what_came_of_it_is_told_for_each_message(times, comes, ola, at):
    for number in range(4):
        comes(times[0], f"Kari {number}", f"4123456{number}")
    message = write(times, times[0], by=ola, at=at)
    rows = list(sent(message).order_by("address"))
    for row, facts in zip(
        rows,
        ({"sent_at": at}, {"sent_at": at, "delivered_at": at}, {"failed_at": at}, {"unknown_at": at}),
        strict=True,
    ):
        OutboundMessage.objects.filter(pk=row.pk).update(claimed_at=at, **facts)
    told = written_to_those_of(times[0].activity)[0]
    assert (told.gone, told.failed, told.unknown, told.waiting) == (2, 1, 1, 0) and told.who == "Ola Strand"


def test_where_the_money_does_not_hold_all_of_it_nobody_is_written_to(times, comes, ola, at):
    comes(times[0], "Kari Solvang", "41234567")
    comes(times[0], "Per Aune", "41234568")
    spent = OutboundMessage.objects.filter(channel="sms").count()
    MessagingPolicy.objects.create(daily_budget_ore=1, price_ore=40)
    with pytest.raises(BudgetSpent):
        write(times, by=ola, at=at)
    assert (
        OutboundMessage.objects.filter(channel="sms").count() == spent and not SignUpMessage.objects.exists()
    )


@pytest.mark.parametrize(
    ("body", "wrong"),
    [("  ", NothingToSay), ("a" * 481, TooLong), ("Ring 13097248022", HoldsNationalId)],
)
def test_what_says_nothing_is_too_long_or_holds_a_national_id_is_not_sent(times, comes, ola, at, body, wrong):
    comes(times[0], "Kari Solvang", "41234567")
    with pytest.raises(wrong):
        write(times, times[0], body, by=ola, at=at)


def test_nobody_to_write_to_is_said_and_an_old_list_is_not_written_to(times, comes, ola, at):
    with pytest.raises(NobodyToWriteTo):
        write(times, by=ola, at=at)
    comes(times[0], "Kari Solvang", "41234567")
    with pytest.raises(TooLate):
        write(times, times[0], by=ola, at=times[0].starts_at + 15 * DAY)
