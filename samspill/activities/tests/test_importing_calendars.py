"""A calendar that was read becomes rows: the second time to no effect, the third time what has changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.activities.actions import cancel_activity, cancel_occurrence, move_occurrence
from samspill.activities.calendars import NotACalendar
from samspill.activities.models import (
    Activity,
    CalendarProblem,
    CalendarRun,
    CalendarSubscription,
    Occurrence,
)
from samspill.activities.tests.conftest import Bring
from samspill.activities.tests.signing_up import join, told
from samspill.activities.tests.writing import OSLO, calendar, event, written
from samspill.foundation.tenancy import entered

THURSDAYS = "RRULE:FREQ=WEEKLY;COUNT=3"
CHOIR = event("kor@x", "Kor", "20260312T170000", THURSDAYS)


def snapshot() -> list[object]:
    """Every row a calendar makes, field by field."""
    return [
        *Activity.objects.order_by("pk").values_list(),
        *Occurrence.objects.order_by("pk").values_list(),
    ]


def times(activity: Activity | None = None) -> list[str]:
    rows = Occurrence.objects.order_by("starts_at")
    rows = rows.filter(activity=activity) if activity else rows
    return [
        f"{row.starts_at.astimezone(OSLO):%d.%m %H:%M}{' avlyst' if row.cancelled_at else ''}" for row in rows
    ]


def counts(run: CalendarRun) -> dict[str, int]:
    return {what: number for what, number in run.counts.items() if number}


def test_a_calendar_becomes_activities_on_the_square(bring: Bring) -> None:
    run = bring(written("google"))
    assert counts(run) == {"new": 3}
    walk = Activity.objects.get(uid="tur1@google.com")
    assert walk.title == {"nb": "Mandagstur"}
    assert walk.place_text == "Skogvegen 1, Lillevik"
    assert walk.published_at is not None
    assert times(walk)[:4] == ["09.03 10:00 avlyst", "16.03 10:00", "23.03 10:00", "30.03 10:00"]


@pytest.mark.parametrize("name", ["outlook", "google", "apple"])
def test_the_same_calendar_again_changes_nothing(bring: Bring, name: str, at: dt.datetime) -> None:
    bring(written(name))
    before = snapshot()
    run = bring(written(name), at=at + dt.timedelta(hours=4))
    changed = {what: number for what, number in counts(run).items() if what not in ("unchanged", "problems")}
    assert (changed, snapshot()) == ({}, before)


def test_the_same_calendar_again_on_another_day_only_adds_what_has_come_within_sight(
    bring: Bring, at: dt.datetime
) -> None:
    source = calendar(event("a", "Kor", "20260312T170000", "RRULE:FREQ=WEEKLY"))
    bring(source)
    known = set(Occurrence.objects.values_list("pk", "starts_at", "cancelled_at"))
    bring(source, at=at + dt.timedelta(days=30))
    assert known < set(Occurrence.objects.values_list("pk", "starts_at", "cancelled_at"))


def test_a_changed_event_changes_its_activity_and_keeps_its_rows(bring: Bring) -> None:
    bring(calendar(CHOIR))
    rows = set(Occurrence.objects.values_list("pk", flat=True))
    run = bring(calendar(CHOIR.replace("SUMMARY:Kor", "SUMMARY:Blandakor")))
    assert counts(run) == {"changed": 1}
    assert Activity.objects.get().title == {"nb": "Blandakor"}
    assert set(Occurrence.objects.values_list("pk", flat=True)) == rows


def test_a_series_moved_an_hour_moves_its_rows_and_rings(bring: Bring, bells: list[Any]) -> None:
    bring(calendar(CHOIR))
    rows = set(Occurrence.objects.values_list("pk", "slot"))
    bring(calendar(CHOIR.replace("T170000", "T180000")))
    assert times() == ["12.03 18:00", "19.03 18:00", "26.03 18:00"]
    assert set(Occurrence.objects.values_list("pk", "slot")) == rows
    assert [bell for bell, _ in bells] == ["moved"] * 3
    assert counts(bring(calendar(CHOIR.replace("T170000", "T180000")))) == {"unchanged": 1}


def test_a_time_cancelled_in_the_calendar_is_cancelled_here_and_rings_once(
    bring: Bring, bells: list[Any]
) -> None:
    bring(calendar(CHOIR))
    cancelled = event(
        "kor@x",
        "Kor",
        "20260319T170000",
        "RECURRENCE-ID;TZID=Europe/Oslo:20260319T170000",
        "STATUS:CANCELLED",
    )
    bring(calendar(CHOIR, cancelled))
    bring(calendar(CHOIR, cancelled))
    assert times() == ["12.03 17:00", "19.03 17:00 avlyst", "26.03 17:00"]
    assert [(bell, row.slot.day) for bell, row in bells] == [("cancelled", 19)]


def test_who_has_signed_up_here_is_told_of_what_the_calendar_changes(
    bring: Bring, somebody: Any, at: dt.datetime
) -> None:
    bring(calendar(CHOIR))
    Activity.objects.update(takes_sign_ups=True)
    kari = somebody()
    join(Occurrence.objects.order_by("starts_at")[1], kari, at)
    heard = len(told(kari))
    later = at
    for source, words in (
        (CHOIR.replace("T170000", "T180000"), "Flyttet: det er nå Kor, torsdag 19. mars kl. 18.00"),
        (f"{CHOIR}\nEXDATE;TZID=Europe/Oslo:20260319T170000", "Avlyst: Kor, torsdag 19. mars"),
        (CHOIR, "Det blir noe av likevel"),
        (f"{CHOIR}\nLOCATION:Rådhuset", "Flyttet: det er nå Kor, torsdag 19. mars kl. 17.00-19.00, Rådhuset"),
    ):
        later += dt.timedelta(minutes=1)
        for _twice in range(2):
            bring(calendar(source), at=later)
        heard += 1
        assert words in told(kari)[-1] and len(told(kari)) == heard


def test_a_time_taken_out_is_cancelled_and_put_back_is_on_again(bring: Bring) -> None:
    bring(calendar(CHOIR))
    bring(calendar(f"{CHOIR}\nEXDATE;TZID=Europe/Oslo:20260319T170000"))
    assert times() == ["12.03 17:00", "19.03 17:00 avlyst", "26.03 17:00"]
    bring(calendar(CHOIR))
    assert times() == ["12.03 17:00", "19.03 17:00", "26.03 17:00"]


def test_an_event_that_vanishes_is_cancelled_and_never_deleted(bring: Bring, bells: list[Any]) -> None:
    bring(calendar(CHOIR, event("b")))
    run = bring(calendar(event("b")))
    assert counts(run)["cancelled"] == 1
    choir = Activity.objects.get(uid="kor@x")
    assert choir.cancelled_at is not None
    assert times(choir) == ["12.03 17:00 avlyst", "19.03 17:00 avlyst", "26.03 17:00 avlyst"]
    assert len(bells) == 3
    assert counts(bring(calendar(event("b")))).get("cancelled") is None


def test_an_event_that_comes_back_is_on_again(bring: Bring) -> None:
    bring(calendar(CHOIR))
    bring(calendar())
    bring(calendar(CHOIR))
    assert Activity.objects.get().cancelled_at is None
    assert times() == ["12.03 17:00", "19.03 17:00", "26.03 17:00"]


def test_an_event_that_is_over_may_vanish_without_a_word(
    bring: Bring, at: dt.datetime, bells: list[Any]
) -> None:
    bring(calendar(CHOIR))
    bring(calendar(), at=at + dt.timedelta(days=60))
    assert Activity.objects.get().cancelled_at is None
    assert bells == []


def test_nothing_is_cancelled_on_the_word_of_a_file_that_breaks_off(bring: Bring) -> None:
    bring(calendar(event("a"), CHOIR))
    source = calendar(event("a"), CHOIR)
    bring(source[: source.index(b"UID:kor") - 12])
    assert Activity.objects.filter(cancelled_at__isnull=False).count() == 0


def test_an_event_that_became_unreadable_is_left_as_it_was(bring: Bring) -> None:
    bring(calendar(CHOIR))
    run = bring(calendar(CHOIR.replace("FREQ=WEEKLY", "FREQ=NOW")))
    assert counts(run) == {"problems": 1}
    assert times() == ["12.03 17:00", "19.03 17:00", "26.03 17:00"]


def test_an_event_called_off_in_its_calendar_is_called_off_here(bring: Bring) -> None:
    bring(calendar(CHOIR))
    bring(calendar(f"{CHOIR}\nSTATUS:CANCELLED"))
    assert Activity.objects.get().cancelled_at is not None
    assert all(row.endswith("avlyst") for row in times())


def test_a_private_event_and_one_without_title_are_left_out_and_told(bring: Bring) -> None:
    bring(calendar(f"{CHOIR}\nCLASS:PRIVATE", event("b", "")))
    assert not Activity.objects.exists()
    assert set(CalendarProblem.objects.values_list("uid", "reason")) == {
        ("kor@x", "private"),
        ("b", "no_title"),
    }


def test_an_event_made_private_later_is_cancelled(bring: Bring) -> None:
    bring(calendar(CHOIR))
    bring(calendar(f"{CHOIR}\nCLASS:PRIVATE"))
    assert Activity.objects.get().cancelled_at is not None


def test_problems_are_kept_with_line_and_uid(bring: Bring) -> None:
    run = bring(calendar(CHOIR, "UID:b\nSUMMARY:x\nDTSTART:aldri"))
    (problem,) = run.problems.all()
    assert (problem.uid, problem.line, problem.reason, problem.excerpt) == ("b", 10, "bad_time", "aldri")


def test_what_somebody_here_decided_about_a_time_stands(bring: Bring, at: dt.datetime) -> None:
    bring(calendar(CHOIR))
    first, second, _ = Occurrence.objects.order_by("slot")
    cancel_occurrence(first, by="system", at=at)
    move_occurrence(
        second, starts_at=second.starts_at + dt.timedelta(hours=2), ends_at=None, by="system", at=at
    )
    run = bring(calendar(CHOIR))
    assert counts(run) == {"unchanged": 1}
    assert times() == ["12.03 17:00 avlyst", "19.03 19:00", "26.03 17:00"]


def test_an_activity_called_off_here_stays_off_while_its_calendar_changes(
    bring: Bring, at: dt.datetime
) -> None:
    bring(calendar(CHOIR))
    cancel_activity(Activity.objects.get(), by="system", at=at)
    bring(calendar(CHOIR.replace("SUMMARY:Kor", "SUMMARY:Blandakor")))
    assert Activity.objects.get().cancelled_at == at


def test_what_somebody_here_added_to_an_activity_stands(bring: Bring) -> None:
    bring(calendar(CHOIR))
    Activity.objects.update(audiences=("seniors",), title={"nb": "Kor", "en": "Choir"})
    bring(calendar(CHOIR.replace("SUMMARY:Kor", "SUMMARY:Blandakor")))
    choir = Activity.objects.get()
    assert (choir.audiences, choir.title) == (("seniors",), {"nb": "Blandakor", "en": "Choir"})


def test_two_calendars_may_hold_the_same_uid(bring: Bring) -> None:
    bring(calendar(CHOIR))
    bring(calendar(CHOIR), name="Kulturhuset")
    assert CalendarSubscription.objects.count() == Activity.objects.count() == 2


def test_what_is_filed_under_words_we_know_gets_our_categories(bring: Bring) -> None:
    bring(calendar(f"{CHOIR}\nCATEGORIES:Musikk,Møte"))
    assert Activity.objects.get().categories == ("music",)


def test_what_is_no_calendar_leaves_nothing_behind(bring: Bring) -> None:
    with pytest.raises(NotACalendar):
        bring(b"<html>")
    assert not CalendarSubscription.objects.exists()


def test_the_neighbour_sees_nothing_of_it(bring: Bring, neighbour: Any) -> None:
    bring(calendar(CHOIR))
    with entered(neighbour):
        assert not Activity.objects.exists()
        assert not CalendarRun.objects.exists()


def test_a_large_calendar_is_brought_in_by_few_statements(bring: Bring) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=50"
    source = calendar(*(event(str(number), f"Kor {number}", "20260312T170000", rule) for number in range(60)))
    with CaptureQueriesContext(connection) as captured:
        bring(source)
    assert Occurrence.objects.count() == 3_000
    assert len(captured) < 70
