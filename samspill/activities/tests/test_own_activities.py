"""Activities of our own: published with their times, moved, cancelled, given other times."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from samspill.activities.actions import (
    AlreadyCancelled,
    AlreadyOver,
    Announcement,
    EndsBeforeStart,
    NothingPlanned,
    SlotTaken,
    TitleMissing,
    UnknownCategory,
    cancel_activity,
    cancel_occurrence,
    change_activity,
    extend_horizon,
    hide_activity,
    keep_school_holiday,
    move_occurrence,
    publish_activity,
    reschedule_activity,
    restore_occurrence,
    show_activity,
)
from samspill.activities.models import Activity, Occurrence, Schedule
from samspill.activities.queries import activity_for, next_times, schedules_in_words
from samspill.activities.queries.open_data import only_times
from samspill.activities.queries.openactive import happens_once
from samspill.activities.queries.running import patterns_of
from samspill.activities.tests.writing import OSLO
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern

CAFE = Announcement(
    title={"nb": "Språkkafé", "en": "Language café"}, text={"nb": "Øv norsk sammen."}, languages=("nb", "uk")
)
TUESDAYS = Pattern(
    "weekly", dt.date(2026, 3, 17), dt.time(17), 120, weekdays=("tu",), skips_public_holidays=True
)
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def cafe(town: Any, at: dt.datetime) -> Activity:
    return publish_activity(CAFE, [TUESDAYS], by="system", at=at)


def times(activity: Activity, *, count: int = 4) -> list[str]:
    rows = activity.occurrences.order_by("starts_at")[:count]
    return [
        f"{row.starts_at.astimezone(OSLO):%d.%m %H:%M}{' avlyst' if row.cancelled_at else ''}" for row in rows
    ]


class TestPublishing:
    def test_its_times_are_there_to_the_horizon(self, cafe: Activity) -> None:
        assert times(cafe, count=5) == [
            "17.03 17:00",
            "24.03 17:00",
            "31.03 17:00",
            "07.04 17:00",
            "14.04 17:00",
        ]
        last = cafe.occurrences.order_by("-starts_at").first()
        assert last is not None
        assert last.starts_at.date() == dt.date(2027, 4, 13)

    def test_it_is_on_the_square_and_in_the_trail(self, cafe: Activity) -> None:
        assert activity_for(None, cafe.pk).title["nb"] == "Språkkafé"
        assert AuditEntry.objects.get(verb="publish_activity").subject == f"activities.activity:{cafe.pk}"

    def test_it_tells_when_in_words(self, cafe: Activity, at: dt.datetime) -> None:
        said = schedules_in_words(cafe, on=at.date(), language="nb")
        assert said == ["hver tirsdag kl. 17.00–19.00, ikke på helligdager"]

    def test_times_that_are_over_are_not_made(self, town: Any, at: dt.datetime) -> None:
        started = replace(TUESDAYS, starts_on=dt.date(2026, 1, 6))
        assert times(publish_activity(CAFE, [started], by="system", at=at))[0] == "10.03 17:00"

    def test_without_a_title_nothing_is_kept(self, town: Any, at: dt.datetime) -> None:
        with pytest.raises(TitleMissing):
            publish_activity(Announcement(title={"nb": "  "}), [TUESDAYS], by="system", at=at)
        assert not Activity.objects.exists()

    def test_what_nothing_can_be_about_is_refused_by_its_code(self, town: Any, at: dt.datetime) -> None:
        with pytest.raises(UnknownCategory, match="dragons"):
            publish_activity(replace(CAFE, categories=("food", "dragons")), [TUESDAYS], by="system", at=at)
        assert not Activity.objects.exists()
        cafe = publish_activity(replace(CAFE, categories=("food",)), [TUESDAYS], by="system", at=at)
        with pytest.raises(UnknownCategory):
            change_activity(cafe, replace(CAFE, categories=("dragons",)), by="system", at=at)
        cafe.refresh_from_db()
        assert cafe.categories == ("food",)

    def test_times_that_never_come_keep_nothing(self, town: Any, at: dt.datetime) -> None:
        over = replace(TUESDAYS, starts_on=dt.date(2025, 1, 7), ends_on=dt.date(2025, 6, 1))
        with pytest.raises(NothingPlanned):
            publish_activity(CAFE, [over], by="system", at=at)
        assert not Activity.objects.exists()
        assert not Schedule.objects.exists()

    def test_changing_what_is_told_keeps_its_times(self, cafe: Activity, at: dt.datetime) -> None:
        rows = list(cafe.occurrences.values_list("pk", flat=True))
        change_activity(cafe, replace(CAFE, title={"nb": "Kafé"}), by="system", at=at)
        assert Activity.objects.get().title == {"nb": "Kafé"}
        assert list(cafe.occurrences.values_list("pk", flat=True)) == rows
        assert AuditEntry.objects.get(verb="change_activity").facts == {"fields": ["title"]}

    def test_a_hidden_activity_is_gone_from_the_square_until_it_is_shown(
        self, cafe: Activity, at: dt.datetime
    ) -> None:
        hide_activity(cafe, by="system", at=at)
        with pytest.raises(Activity.DoesNotExist):
            activity_for(None, cafe.pk)
        show_activity(cafe, by="system", at=at)
        assert activity_for(None, cafe.pk) == cafe


class TestCancelling:
    def test_one_time_is_cancelled_and_the_bell_rings(
        self, cafe: Activity, at: dt.datetime, bells: list[Any]
    ) -> None:
        first = next_times(cafe, at=at)[0]
        cancel_occurrence(first, by="system", at=at)
        cancel_occurrence(first, by="system", at=at)
        assert times(cafe, count=2) == ["17.03 17:00 avlyst", "24.03 17:00"]
        assert bells == [("cancelled", first)]

    def test_a_cancelled_time_can_be_put_back(self, cafe: Activity, at: dt.datetime) -> None:
        first = next_times(cafe, at=at)[0]
        cancel_occurrence(first, by="system", at=at)
        restore_occurrence(first, by="system", at=at)
        assert times(cafe, count=1) == ["17.03 17:00"]

    def test_the_whole_activity_cancels_what_is_to_come(
        self, cafe: Activity, at: dt.datetime, bells: list[Any]
    ) -> None:
        later = at + 15 * A_DAY
        cancel_activity(cafe, by="system", at=later)
        assert times(cafe, count=3) == ["17.03 17:00", "24.03 17:00", "31.03 17:00 avlyst"]
        assert len(bells) == cafe.occurrences.filter(starts_at__gte=later).count()

    def test_a_cancelled_activity_gets_no_more_times(self, cafe: Activity, at: dt.datetime) -> None:
        cancel_activity(cafe, by="system", at=at)
        assert extend_horizon(at + 60 * A_DAY) == 0


class TestMoving:
    def test_a_moved_time_keeps_its_slot_and_rings(
        self, cafe: Activity, at: dt.datetime, bells: list[Any]
    ) -> None:
        first = next_times(cafe, at=at)[0]
        there = first.starts_at + A_DAY
        moved = move_occurrence(
            first, starts_at=there, ends_at=None, place_text="Rådhuset", by="system", at=at
        )
        assert (moved.slot, moved.starts_at, moved.place_text) == (first.slot, there, "Rådhuset")
        assert [bell for bell, _ in bells] == ["moved"]

    def test_another_end_rings_nothing(self, cafe: Activity, at: dt.datetime, bells: list[Any]) -> None:
        first = next_times(cafe, at=at)[0]
        move_occurrence(first, starts_at=first.starts_at, ends_at=first.starts_at + A_DAY, by="system", at=at)
        assert bells == []

    def test_a_cancelled_time_cannot_be_moved(self, cafe: Activity, at: dt.datetime) -> None:
        first = next_times(cafe, at=at)[0]
        cancel_occurrence(first, by="system", at=at)
        with pytest.raises(AlreadyCancelled):
            move_occurrence(first, starts_at=at, ends_at=None, by="system", at=at)

    def test_what_is_to_come_is_not_moved_to_a_day_that_is_over(
        self, cafe: Activity, at: dt.datetime
    ) -> None:
        first = next_times(cafe, at=at)[0]
        with pytest.raises(AlreadyOver):
            move_occurrence(first, starts_at=at - A_DAY, ends_at=None, by="system", at=at)
        past = first.starts_at + A_DAY
        move_occurrence(first, starts_at=first.starts_at - A_DAY, ends_at=None, by="system", at=past)

    def test_it_cannot_end_before_it_begins(self, cafe: Activity, at: dt.datetime) -> None:
        with pytest.raises(EndsBeforeStart):
            move_occurrence(next_times(cafe, at=at)[0], starts_at=at, ends_at=at - A_DAY, by="system", at=at)


class TestOtherTimes:
    def test_this_and_later_get_another_hour_and_keep_their_rows(
        self, cafe: Activity, at: dt.datetime, bells: list[Any]
    ) -> None:
        rows = set(cafe.occurrences.values_list("pk", "slot"))
        six = replace(TUESDAYS, starts_on=dt.date(2026, 3, 24), starts_time=dt.time(18))
        reschedule_activity(cafe, [six], from_on=dt.date(2026, 3, 24), by="system", at=at)
        assert times(cafe, count=3) == ["17.03 17:00", "24.03 18:00", "31.03 18:00"]
        assert set(cafe.occurrences.values_list("pk", "slot")) == rows
        assert {bell for bell, _ in bells} == {"moved"}

    def test_another_weekday_cancels_the_old_times(self, cafe: Activity, at: dt.datetime) -> None:
        wednesdays = replace(TUESDAYS, starts_on=dt.date(2026, 3, 24), weekdays=("we",))
        reschedule_activity(cafe, [wednesdays], from_on=dt.date(2026, 3, 24), by="system", at=at)
        assert times(cafe) == ["17.03 17:00", "24.03 17:00 avlyst", "25.03 17:00", "31.03 17:00 avlyst"]

    def test_the_old_times_do_not_come_back_at_the_horizon(self, cafe: Activity, at: dt.datetime) -> None:
        wednesdays = replace(TUESDAYS, starts_on=dt.date(2026, 3, 24), weekdays=("we",))
        reschedule_activity(cafe, [wednesdays], from_on=dt.date(2026, 3, 24), by="system", at=at)
        newest = max(cafe.occurrences.values_list("starts_at", flat=True))
        extend_horizon(at + 14 * A_DAY)
        added = cafe.occurrences.filter(starts_at__gt=newest)
        assert {row.starts_at.weekday() for row in added} == {2}

    def test_times_that_never_began_are_told_nowhere_once_there_are_others(
        self, cafe: Activity, at: dt.datetime
    ) -> None:
        six = replace(TUESDAYS, starts_time=dt.time(18))
        reschedule_activity(cafe, [six], from_on=dt.date(2026, 3, 16), by="system", at=at)
        assert patterns_of(cafe, on=dt.date(2026, 3, 16)) == [six]
        assert times(cafe, count=2) == ["17.03 18:00", "24.03 18:00"]
        assert cafe.schedules.count() == 1

    def test_an_evening_that_is_moved_is_still_one_evening(self, town: Any, at: dt.datetime) -> None:
        evening = Pattern("once", dt.date(2026, 3, 24), dt.time(19), 120)
        concert = publish_activity(CAFE, [evening], by="system", at=at)
        later = replace(evening, starts_on=dt.date(2026, 3, 26))
        reschedule_activity(concert, [later], from_on=dt.date(2026, 3, 16), by="system", at=at)
        assert times(concert) == ["24.03 19:00 avlyst", "26.03 19:00"]
        assert happens_once(concert)
        assert only_times([concert])[concert.pk].starts_at.day == 26

    def test_a_plan_without_times_changes_nothing(self, cafe: Activity, at: dt.datetime) -> None:
        before = times(cafe)
        with pytest.raises(NothingPlanned):
            reschedule_activity(cafe, [], from_on=dt.date(2026, 3, 24), by="system", at=at)
        assert times(cafe) == before


class TestHorizon:
    def test_extending_twice_makes_nothing_the_second_time(self, cafe: Activity, at: dt.datetime) -> None:
        later = at + 28 * A_DAY
        assert extend_horizon(at) == 0
        assert extend_horizon(later) == 4
        assert extend_horizon(later) == 0

    def test_a_series_that_ends_is_not_extended(self, town: Any, at: dt.datetime) -> None:
        publish_activity(CAFE, [replace(TUESDAYS, ends_on=dt.date(2026, 4, 1))], by="system", at=at)
        assert extend_horizon(at + 60 * A_DAY) == 0
        assert Occurrence.objects.count() == 3


class TestSchoolHolidays:
    def test_times_in_a_new_holiday_are_cancelled_where_the_schedule_says_so(
        self, town: Any, at: dt.datetime
    ) -> None:
        pupils = publish_activity(CAFE, [replace(TUESDAYS, skips_school_holidays=True)], by="system", at=at)
        others = publish_activity(CAFE, [TUESDAYS], by="system", at=at)
        keep_school_holiday("Påskeferie", dt.date(2026, 3, 30), dt.date(2026, 4, 6), by="system", at=at)
        assert times(pupils) == ["17.03 17:00", "24.03 17:00", "31.03 17:00 avlyst", "07.04 17:00"]
        assert times(others) == ["17.03 17:00", "24.03 17:00", "31.03 17:00", "07.04 17:00"]

    def test_a_schedule_made_later_leaves_the_holiday_out(self, town: Any, at: dt.datetime) -> None:
        keep_school_holiday("Påskeferie", dt.date(2026, 3, 30), dt.date(2026, 4, 6), by="system", at=at)
        pupils = publish_activity(CAFE, [replace(TUESDAYS, skips_school_holidays=True)], by="system", at=at)
        assert times(pupils, count=3) == ["17.03 17:00", "24.03 17:00", "07.04 17:00"]

    def test_a_holiday_that_makes_no_sense_is_refused(self, town: Any, at: dt.datetime) -> None:
        with pytest.raises(EndsBeforeStart):
            keep_school_holiday("x", dt.date(2026, 4, 6), dt.date(2026, 3, 30), by="system", at=at)
        keep_school_holiday("x", dt.date(2026, 3, 30), dt.date(2026, 4, 6), by="system", at=at)
        with pytest.raises(SlotTaken):
            keep_school_holiday("y", dt.date(2026, 3, 30), dt.date(2026, 4, 1), by="system", at=at)
