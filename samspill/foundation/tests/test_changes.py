"""What changes is noted by the database whoever writes it, and numbered so that nobody who follows along loses any."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.core.management import call_command

from samspill.activities.actions import (
    Announcement,
    cancel_occurrence,
    change_activity,
    hide_activity,
    publish_activity,
    show_activity,
)
from samspill.activities.models import Activity, Occurrence
from samspill.activities.queries.open_data import told_activities
from samspill.foundation.changes import changes_after, number_changes, number_changes_everywhere
from samspill.foundation.models import ChangeNote, ChangeNumber
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation
from samspill.venues.models import Place

THURSDAYS = Pattern("weekly", dt.date(2026, 3, 5), dt.time(18), 120, ends_on=dt.date(2026, 3, 19))
KINDS = ("activity", "occurrence", "organisation", "need")


@pytest.fixture
def put_on(town, at):
    def put(title="Korøvelse", **facts):
        return publish_activity(Announcement({"nb": title}, **facts), [THURSDAYS], by="system", at=at)

    return put


@pytest.fixture
def following(at):
    """What has changed since last asked, as {(kind, id)}."""
    seen = [0]

    def ask(*kinds):
        while number_changes(at=at):
            pass
        rows = changes_after(seen[0], kinds=kinds or KINDS, limit=10_000)
        seen[0] = rows[-1].number if rows else seen[0]
        return {(row.kind, row.subject_id) for row in rows}

    return ask


def test_what_is_made_is_told_once_however_many_rows_it_touched(put_on, following):
    activity = put_on()
    times = Occurrence.objects.values_list("pk", flat=True)
    assert following() == {("activity", activity.pk), *(("occurrence", key) for key in times)}
    assert following() == set()


def test_a_change_of_a_time_is_a_change_of_it_and_of_its_activity_alone(put_on, following, at):
    activity = put_on()
    following()
    time = activity.occurrences.get(starts_at__gt=at, starts_at__lt=at + dt.timedelta(days=5))
    cancel_occurrence(time, by="system", at=at)
    assert following() == {("occurrence", time.pk), ("activity", activity.pk)}


def test_hiding_and_showing_an_activity_is_a_change_of_all_its_times(put_on, following, at):
    activity = put_on()
    everything = following()
    hide_activity(activity, by="system", at=at)
    assert following() == everything and told_activities([activity.pk]) == {}
    show_activity(activity, by="system", at=at)
    assert following() == everything


def test_what_only_those_with_the_link_are_to_find_is_gone_for_everybody_else(put_on, following, at):
    activity = put_on()
    everything = following()
    change_activity(activity, Announcement({"nb": "Korøvelse"}, by_link_only=True), by="system", at=at)
    assert following() == everything and told_activities([activity.pk]) == {}
    change_activity(activity, Announcement({"nb": "Korøvelse"}), by="system", at=at)
    assert following() == everything and activity.pk in told_activities([activity.pk])


def test_what_nobody_outside_sees_is_no_change(put_on, following, at, ola):
    activity = put_on()
    following()
    change_activity(activity, Announcement({"nb": "Korøvelse"}, contact_name="Marit"), by=ola, at=at)
    Occurrence.objects.update(attendance_noted_at=at)
    assert following() == set()


def test_a_place_that_moves_is_a_change_of_what_happens_there(put_on, following):
    place = Place.objects.create(name="Biblioteket")
    there, _elsewhere = put_on(place=place), put_on()
    following()
    Place.objects.update(address="Torggata 4")
    assert following() == {("activity", there.pk)}


def test_rows_written_by_the_thousand_are_noted_as_well(town, at, following):
    rows = [Organisation(name=f"Lag {number}", came_from="desk", created_at=at) for number in range(1_000)]
    Organisation.objects.bulk_create(rows)
    assert len(following("organisation")) == 1_000
    Organisation.objects.filter(name__endswith="7").update(about="Nytt")
    assert len(following("organisation")) == 100


def test_what_is_deleted_is_told_and_keeps_its_number(put_on, following):
    activity = put_on()
    following()
    key = activity.pk
    activity.delete()
    assert ("activity", key) in following()
    assert ChangeNumber.objects.filter(subject_id=key).exists()


def test_numbers_only_grow(put_on, following):
    first, second = put_on("En"), put_on("To")
    following()
    before = ChangeNumber.objects.order_by("-number").first().number
    Activity.objects.filter(pk=first.pk).update(price="50 kr")
    following()
    numbers = dict(ChangeNumber.objects.filter(kind="activity").values_list("subject_id", "number"))
    assert numbers[first.pk] > before > numbers[second.pk]


def test_the_neighbours_changes_are_their_own(put_on, following, neighbour, at):
    with entered(neighbour):
        put_on("Naboens")
    assert following() == set()
    with entered(neighbour):
        assert number_changes(at=at)


def test_a_migration_that_takes_the_triggers_down_loses_nothing(
    transactional_db, town, put_on, following, at
):
    put_on()
    following()
    call_command("migrate", verbosity=0)
    other = put_on("Etterpå")
    assert ("activity", other.pk) in following()


def test_nobody_who_follows_along_loses_a_change_however_many_write_at_once(
    transactional_db, town, together, put_on, at
):
    activities = [put_on(f"Nr. {number}") for number in range(4)]
    seen: dict[object, int] = {}
    last = 0

    def write(activity):
        for turn in range(8):
            Activity.objects.filter(pk=activity.pk).update(price=f"{turn} kr")

    def follow():
        nonlocal last
        for _ in range(25):
            number_changes(at=at)
            for row in changes_after(last, kinds=["activity"], limit=50):
                assert row.number > last
                last = row.number
                seen[row.subject_id] = row.number

    outcomes = together(town, [*(partial(write, one) for one in activities), follow])
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    follow()
    assert ChangeNote.objects.count() == 0
    assert seen == dict(ChangeNumber.objects.filter(kind="activity").values_list("subject_id", "number"))


def test_two_who_number_at_once_give_no_number_twice(transactional_db, town, together, put_on, at):
    for number in range(5):
        put_on(f"Nr. {number}")
    outcomes = together(town, [lambda: number_changes(at=at, most=7)] * 4)
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    while number_changes(at=at):
        pass
    numbers = list(ChangeNumber.objects.values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert ChangeNumber.objects.filter(kind="activity").count() == 5


def test_each_town_gets_its_own_numbers_and_where_nothing_changed_nothing_is_asked(
    put_on, neighbour, at, django_assert_num_queries
):
    put_on()
    with entered(neighbour):
        publish_activity(Announcement({"nb": "Naboens kor"}), [THURSDAYS], by="system", at=at)
    assert number_changes_everywhere(at=at) == 6  # Each an activity and the two times still to come.
    assert len(changes_after(0, kinds=KINDS, limit=100)) == 3
    with entered(neighbour):
        assert len(changes_after(0, kinds=KINDS, limit=100)) == 3
    with django_assert_num_queries(1):
        assert number_changes_everywhere(at=at) == 0
