"""A reader says that something is wrong; a person settles it, once, and the reader is told."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.actions.reports import (
    AlreadySettled,
    NothingSaid,
    NoWayToAnswer,
    report,
    settle_report,
    unsettle_report,
)
from samspill.activities.actions.visibility import hide_activity
from samspill.activities.models import Activity, ReaderReport
from samspill.activities.queries.reports import waiting_reports
from samspill.foundation import clock
from samspill.foundation.limits import TooOften
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.people.actions import HoldsNationalId


@pytest.fixture
def cafe(town, centre, ola, at):
    day = clock.local_day(at) + dt.timedelta(days=2)
    pattern = Pattern(kind="once", starts_on=day, starts_time=dt.time(18), minutes=60)
    return publish_activity(
        Announcement(title={"nb": "Språkkafé", "en": "Language café"}, unit=centre), [pattern], by=ola, at=at
    )


def test_a_report_waits_until_it_is_settled_and_the_reader_is_told_in_her_language(cafe, asker, ola, at):
    kept = report(cafe, "wrong", words="Onsdager nå", contact="412 34 567", language="en", at=at)
    report(cafe, "over", contact="leser@example.no", language="nb", at=at)
    assert waiting_reports(asker).count() == 2
    settle_report(asker, kept.pk, "put_right", by=ola, at=at)
    assert waiting_reports(asker).count() == 0
    told = {row.address: row.body for row in OutboundMessage.objects.all()}
    assert "Language café" in told["+4741234567"] and "put it right" in told["+4741234567"]
    assert "Språkkafé" in told["leser@example.no"] and "rettet" in told["leser@example.no"]


def test_what_is_hidden_has_a_reason_in_the_trail_and_comes_back_when_it_is_taken_back(cafe, asker, ola, at):
    kept = report(cafe, "spam", language="nb", at=at)
    with pytest.raises(NothingSaid):
        settle_report(asker, kept.pk, "hidden", why=" ", by=ola, at=at)
    settle_report(asker, kept.pk, "hidden", why="Selger strøm", by=ola, at=at)
    assert Activity.objects.get().hidden_at
    assert AuditEntry.objects.get(verb="hide_activity").facts["why"] == "Selger strøm"
    unsettle_report(asker, kept.pk, by=ola, at=at)
    assert Activity.objects.get().hidden_at is None and waiting_reports(asker).count() == 1


def test_what_was_settled_together_waits_together_again(cafe, asker, ola, at):
    earlier = report(cafe, "wrong", language="nb", at=at)
    settle_report(asker, earlier.pk, "put_right", by=ola, at=at)
    one, other = (report(cafe, "spam", language="nb", at=at) for _ in range(2))
    later = at + dt.timedelta(hours=1)
    settle_report(asker, one.pk, "hidden", why="Reklame", by=ola, at=later)
    unsettle_report(asker, one.pk, by=ola, at=later)
    assert set(waiting_reports(asker)) == {one, other}, "nothing says that it was taken off the square"
    unsettle_report(asker, other.pk, by=ola, at=later)
    assert AuditEntry.objects.filter(verb="unsettle_report").count() == 1


def test_an_association_can_be_reported_and_hidden_too(town, asker, ola, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    kept = report(choir, "offends", words="Truer folk", language="nb", at=at)
    settle_report(asker, kept.pk, "hidden", why="Trusler", by=ola, at=at)
    choir.refresh_from_db()
    assert choir.hidden_at


def test_a_report_is_about_exactly_one_thing(town, cafe, ola, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    for things in ({}, {"activity": cafe, "organisation": choir}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReaderReport.objects.create(reason="wrong", language="nb", received_at=at, **things)


def test_what_was_hidden_by_another_before_the_report_is_not_shown_with_it(cafe, asker, ola, at):
    kept = report(cafe, "over", language="nb", at=at)
    hide_activity(cafe, by=ola, at=at)
    later = at + dt.timedelta(hours=1)
    settle_report(asker, kept.pk, "hidden", why="Det er over", by=ola, at=later)
    unsettle_report(asker, kept.pk, by=ola, at=later)
    assert Activity.objects.get().hidden_at == at


def test_something_else_needs_words_and_an_answer_needs_somewhere_to_go(cafe, at):
    with pytest.raises(NothingSaid):
        report(cafe, "other", language="nb", at=at)
    with pytest.raises(NoWayToAnswer):
        report(cafe, "wrong", contact="22 33 44 55", language="nb", at=at)
    with pytest.raises(HoldsNationalId):
        report(cafe, "wrong", words="Ring 01010750160", language="nb", at=at)
    assert not ReaderReport.objects.exists()


def test_a_report_that_is_settled_is_settled_once(cafe, asker, ola, at):
    kept = report(cafe, "wrong", contact="412 34 567", language="nb", at=at)
    settle_report(asker, kept.pk, "kept", by=ola, at=at)
    with pytest.raises(AlreadySettled):
        settle_report(asker, kept.pk, "put_right", by=ola, at=at)
    assert OutboundMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_settle_reports_about_the_same_at_once_tell_each_reader_once(
    town, cafe, asker, ola, at, together
):
    kept = [report(cafe, "wrong", contact=f"4123456{n}", language="nb", at=at) for n in range(6)]
    outcomes = together(
        town, [partial(settle_report, asker, one.pk, "put_right", by=ola, at=at) for one in kept]
    )
    assert sum(isinstance(one, ReaderReport) for one in outcomes) == 1
    assert sum(isinstance(one, AlreadySettled) for one in outcomes) == 5
    assert OutboundMessage.objects.count() == 6


def test_when_many_have_told_of_the_same_thing_we_know_and_they_are_told_so(town, ola, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    for _number in range(10):
        report(choir, "spam", language="nb", at=at)
    with pytest.raises(TooOften):
        report(choir, "spam", language="nb", at=at)
    assert report(choir, "spam", language="nb", at=at + dt.timedelta(hours=1)) and choir.reports.count() == 11
