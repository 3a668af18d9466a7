"""Two rows turn out to be one person: what waits to be said of her places is said once, and where she is written to."""

from __future__ import annotations

import datetime as dt
import re
from itertools import count

import pytest

from samspill.activities.actions import (
    Announcement,
    publish_activity,
    send_due_sign_up_reminders,
    sign_up,
    sign_up_or_wait,
    take_sign_up_reply,
)
from samspill.activities.models import SignUp
from samspill.activities.queries.sign_ups import sign_up_of_link, sign_ups_of
from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import InboundMessage, OptOut, OutboundMessage
from samspill.messaging.rules.replies import understand
from samspill.people.actions import find_or_add_person, merge_persons
from samspill.people.models import ContactPoint

DAY = dt.timedelta(days=1)
MINE, HERS = "+4741300001", "+4741300002"


@pytest.fixture
def evening(centre, at):
    """A course in three days; with `places` it is full sooner."""

    def publish(**more):
        told = Announcement({"nb": "Kurs"}, unit=centre, place_text="Torggata 7", takes_sign_ups=True, **more)
        when = Pattern("once", clock.local_day(at) + 3 * DAY, dt.time(18), 120)
        return publish_activity(told, [when], by="system", at=at).occurrences.get()

    return publish


@pytest.fixture
def nina(ola, at):
    return find_or_add_person("Nina Dal", [MINE], by=ola, at=at, channel="phone")


@pytest.fixture
def double(ola, at):
    return find_or_add_person("N. Dal", [HERS], by=ola, at=at, channel="phone")


@pytest.fixture
def become_one(ola, at):
    return lambda keep, gone: merge_persons(keep, gone, by=ola, at=at + 2 * DAY, channel="web")


def join(time, person, at):
    return sign_up(time.pk, person, channel="web", by=person, at=at)


def remind(time):
    return send_due_sign_up_reminders(time.starts_at - dt.timedelta(hours=20))


def reminders():
    rows = OutboundMessage.objects.filter(key__startswith="sign_up_reminder", cancelled_at__isnull=True)
    return sorted(rows.values_list("address", "about"))


def carried(row):
    """The reminder of this place has gone out."""
    rows = OutboundMessage.objects.filter(about=subject_of(row), key__startswith="sign_up_reminder")
    assert rows.update(claimed_at=row.signed_up_at, sent_at=row.signed_up_at)


def test_a_reminder_that_waits_goes_to_the_one_who_is_kept_and_once(evening, nina, double, become_one, at):
    time = evening()
    row = join(time, double, at)
    assert remind(time) == 1 and reminders() == [(HERS, subject_of(row))]
    become_one(nina, double)
    assert reminders() == [(MINE, subject_of(row))] and remind(time) == 0
    assert OutboundMessage.objects.get(key=f"sign_up_reminder:{row.pk}").person == nina


def test_of_two_reminders_of_one_time_that_wait_one_goes(evening, nina, double, become_one, at):
    time = evening()
    kept, _other = join(time, nina, at), join(time, double, at)
    assert remind(time) == 2
    become_one(nina, double)
    assert reminders() == [(MINE, subject_of(kept))] and remind(time) == 0


def test_where_one_has_gone_out_the_other_does_not(evening, nina, double, become_one, at):
    time = evening()
    join(time, nina, at)
    other = join(time, double, at)
    remind(time)
    carried(other)
    become_one(nina, double)
    assert reminders() == [(HERS, subject_of(other))] and remind(time) == 0


def test_the_code_and_the_link_of_the_place_that_is_no_more_lead_to_the_one_that_is_kept(
    evening, nina, double, become_one, at
):
    time = evening()
    kept, other = join(time, nina, at), join(time, double, at)
    become_one(nina, double)
    assert sign_up_of_link(other.pk) == kept
    inbound = InboundMessage.objects.create(
        channel="sms", sender=HERS, body=f"AVBUD {other.code}", received_at=at + 2 * DAY
    )
    outcome = take_sign_up_reply(inbound, understand(inbound.body), at=at + 2 * DAY)
    assert outcome is not None and outcome.about == subject_of(kept)
    assert sign_ups_of(time) == []
    assert sign_up_of_link(other.pk).pk == other.pk, "there is none that stands any more"


def test_who_could_not_be_written_to_is_reminded_where_the_other_is_reached(
    evening, nina, double, become_one, at
):
    ContactPoint.objects.filter(person=nina).delete()
    time = evening()
    row = join(time, nina, at)
    assert remind(time) == 0 and reminders() == []
    become_one(nina, double)
    assert remind(time) == 1 and reminders() == [(HERS, subject_of(row))]
    assert remind(time) == 0


def test_who_could_not_be_written_to_keeps_the_others_reminder_where_both_had_a_place(
    evening, nina, double, become_one, at
):
    ContactPoint.objects.filter(person=nina).delete()
    time = evening()
    join(time, nina, at)
    other = join(time, double, at)
    remind(time)
    become_one(nina, double)
    assert reminders() == [(HERS, subject_of(other))] and remind(time) == 0


def test_the_merged_away_who_could_not_be_written_to_is_reminded_too(evening, nina, double, become_one, at):
    ContactPoint.objects.filter(person=double).delete()
    time = evening()
    row = join(time, double, at)
    remind(time)
    become_one(nina, double)
    assert remind(time) == 1 and reminders() == [(MINE, subject_of(row))]


def test_where_she_has_said_stop_at_the_address_that_is_kept_nothing_goes(
    evening, nina, double, become_one, at
):
    time = evening()
    row = join(time, double, at)
    remind(time)
    OptOut.objects.create(channel="sms", address=MINE, stopped_at=at)
    become_one(nina, double)
    message = OutboundMessage.objects.get(about=subject_of(row), key__startswith="sign_up_reminder")
    assert message.cancelled_at and message.failure == "opted_out"


def test_of_one_of_whom_nothing_may_be_done_nothing_goes_out_for_the_other_either(
    evening, nina, double, become_one, at
):
    time = evening()
    join(time, double, at)
    remind(time)
    nina.restricted_at, nina.restricted_reason = at, "Ba om det"
    nina.save()
    become_one(nina, double)
    assert reminders() == []


def test_what_goes_by_a_channel_the_kept_one_has_not_stays_where_it_was(
    evening, nina, double, become_one, at
):
    nina.contact_points.all().delete()
    ContactPoint.objects.create(person=nina, kind="email", value="nina@epost.test", added_at=at)
    time = evening()
    join(time, double, at)
    remind(time)
    become_one(nina, double)
    assert [address for address, _about in reminders()] == [HERS]


def test_of_two_waits_only_the_one_that_stands_is_told_of(evening, nina, double, become_one, ola, at):
    numbers = count(41300011)
    time = evening(places=1, waiting_list="offer")
    first = find_or_add_person("Per Li", [str(next(numbers))], by=ola, at=at, channel="phone")
    join(time, first, at)
    waits = [sign_up_or_wait(time.pk, person, channel="web", by=person, at=at) for person in (nina, double)]
    become_one(nina, double)
    live = OutboundMessage.objects.filter(cancelled_at__isnull=True)
    assert live.filter(about=subject_of(waits[0])).exists()
    assert not live.filter(about=subject_of(waits[1])).exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_reminds_meanwhile_and_the_merger_leave_one_reminder(
    town, together, evening, nina, double, become_one, at
):
    time = evening()
    join(time, nina, at)
    join(time, double, at)
    together(town, [lambda: become_one(nina, double), lambda: remind(time)])
    remind(time)
    live = SignUp.objects.get(cancelled_at__isnull=True)
    assert live.person == nina
    assert len(reminders()) == 1, reminders()


def test_the_text_that_goes_out_has_a_code_that_works(evening, nina, double, become_one, at):
    time = evening()
    kept = join(time, nina, at)
    join(time, double, at)
    remind(time)
    become_one(nina, double)
    text = OutboundMessage.objects.get(key__startswith="sign_up_reminder", cancelled_at__isnull=True).body
    assert str(kept.code) in re.findall(r"\d{5,}", text)
