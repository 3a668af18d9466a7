"""Lists of other sites are read every day from a real server: nothing twice, and what is gone there is gone here."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation.actions import open_municipality
from samspill.foundation.models import AuditEntry
from samspill.foundation.tenancy import entered
from samspill.foundation.tests.serving import Served, serving
from samspill.people.queries import Asker
from samspill.volunteering.actions.reading_tasks import (
    SourceEnded,
    SourceUnreadable,
    preview_tasks,
    read_due_sources,
    read_source,
)
from samspill.volunteering.actions.task_sources import (
    add_task_source,
    bring_back_outside_task,
    hide_outside_task,
    pause_task_source,
    remove_task_source,
    resume_task_source,
)
from samspill.volunteering.jobs import read_tasks_of_others
from samspill.volunteering.models import OutsideTask, TaskReading, TaskSource
from samspill.volunteering.queries.outside import sources_in_trouble, tasks_of_others
from samspill.volunteering.rules.outside import is_all_day, is_over, next_reading
from samspill.volunteering.tests.outside.writing import ROOT, item, json_feed, rss

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@pytest.fixture
def site() -> Iterator[Served]:
    with serving(rss(item("1", "Vaffelsteker"), item("2", "Turvenn"))) as served:
        yield served


@pytest.fixture
def source(town: Any, site: Served, at: dt.datetime) -> TaskSource:
    return add_task_source("Nabohjelpen", f"{site.address}/feed", by="system", at=at)


def shown(at: dt.datetime) -> list[str]:
    return [task.title for one in tasks_of_others(at=at) for task in one.tasks]


class TestReading:
    def test_a_new_source_is_read_at_the_next_round_and_then_once_a_day(
        self, source: TaskSource, at: dt.datetime
    ) -> None:
        read_tasks_of_others(at)
        assert shown(at) == ["Turvenn", "Vaffelsteker"]
        assert [read_due_sources(at + hours * HOUR) for hours in (1, 23, 24)] == [0, 0, 1]

    def test_reading_twice_never_gives_two(self, source: TaskSource, at: dt.datetime) -> None:
        for hours in range(3):
            read_source(source, at=at + hours * HOUR)
        assert OutsideTask.objects.count() == 2
        told = TaskReading.objects.order_by("read_at").values_list("counts", flat=True)
        assert [(one["new"], one["unchanged"]) for one in told] == [(2, 0), (0, 2), (0, 2)]

    def test_the_database_lets_no_task_in_twice(self, source: TaskSource, at: dt.datetime) -> None:
        read_source(source, at=at)
        again = OutsideTask(
            source=source, key="1", title="Igjen", url=ROOT, first_seen_at=at, last_seen_at=at
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()

    def test_what_is_changed_there_is_changed_here(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        read_source(source, at=at)
        before = OutsideTask.objects.get(key="1")
        site.source = rss(item("1", "Vaffelvert"), item("2", "Turvenn"))
        reading = read_source(source, at=at + DAY)
        assert reading is not None and (reading.counts["changed"], reading.counts["unchanged"]) == (1, 1)
        row = OutsideTask.objects.get(key="1")
        assert (row.pk, row.title, row.first_seen_at, row.last_seen_at) == (
            before.pk,
            "Vaffelvert",
            at,
            at + DAY,
        )

    def test_what_is_gone_there_is_gone_here_and_what_comes_back_is_the_same_row(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        read_source(source, at=at)
        whole, site.source = site.source, rss(item("2", "Turvenn"))
        reading = read_source(source, at=at + DAY)
        assert reading is not None and reading.counts["gone"] == 1
        assert shown(at + DAY) == ["Turvenn"]
        site.source = whole
        read_source(source, at=at + 2 * DAY)
        assert shown(at + 2 * DAY) == ["Turvenn", "Vaffelsteker"]
        assert OutsideTask.objects.count() == 2

    def test_an_empty_list_takes_all_away(self, source: TaskSource, site: Served, at: dt.datetime) -> None:
        read_source(source, at=at)
        site.source = rss()
        read_source(source, at=at + DAY)
        assert shown(at + DAY) == []

    @pytest.mark.parametrize("broken", ["cut", "error", "page"])
    def test_an_outage_changes_nothing(
        self, source: TaskSource, site: Served, at: dt.datetime, broken: str
    ) -> None:
        read_source(source, at=at)
        if broken == "cut":
            site.source = rss(item("1", "Vaffelsteker"), item("2", "Turvenn"))[:-90]
        elif broken == "error":
            site.status = 503
        else:
            site.source = b"<!doctype html><p>Straks tilbake</p>"
        read_source(source, at=at + DAY)
        assert shown(at + DAY) == ["Turvenn", "Vaffelsteker"]

    def test_a_task_that_stands_there_and_cannot_be_read_today_stays(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        read_source(source, at=at)
        site.source = rss(item("1", "Ring 17912099997"), item("2", "Turvenn"))
        reading = read_source(source, at=at + DAY)
        assert reading is not None and reading.problems == [["national_id", ""]]
        assert shown(at + DAY) == ["Turvenn", "Vaffelsteker"]

    def test_trouble_is_told_after_three_failures_in_a_row_and_is_over_with_one_success(
        self, source: TaskSource, site: Served, asker: Asker, at: dt.datetime
    ) -> None:
        site.status = 500
        told = []
        for hours in range(4):
            read_source(source, at=at + hours * HOUR)
            told.append(sources_in_trouble(asker))
        assert told == [0, 0, 1, 1]
        assert (source.failures, source.last_error) == (4, "server_error")
        site.status = 200
        read_source(source, at=at + DAY)
        assert (source.failures, source.last_error, sources_in_trouble(asker)) == (0, "", 0)

    def test_tags_are_kept_and_sent_and_what_has_not_changed_is_not_sent_again(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        site.headers = {"ETag": '"v1"'}
        read_source(source, at=at)
        assert read_source(source, at=at + DAY) is None
        assert site.asked[1]["if-none-match"] == '"v1"' and "Samspill" in site.asked[1]["user-agent"]
        assert (source.last_error, source.read_at) == ("", at + DAY)
        assert OutsideTask.objects.filter(last_seen_at=at + DAY).count() == 2

    def test_all_pages_are_read(self, town: Any, site: Served, at: dt.datetime) -> None:
        def need(key: str) -> dict[str, Any]:
            return {"id": key, "title": f"Oppdrag {key}", "url": f"{ROOT}{key}", "places_left": 1}

        site.headers = {"ETag": '"v1"'}
        site.pages["/api/v1/needs"] = json.dumps({"data": [need("a")], "next": "/2"}).encode()
        site.pages["/2"] = json.dumps({"data": [need("b")], "next": None}).encode()
        other = add_task_source("Nabobyen", f"{site.address}/api/v1/needs", by="system", at=at)
        read_source(other, at=at)
        assert (shown(at), other.kind, other.etag) == (["Oppdrag a", "Oppdrag b"], "samspill", "")

    def test_our_own_tasks_do_not_come_back_to_us(self, town: Any, site: Served, at: dt.datetime) -> None:
        ours = {"id": "o", "title": "Vår egen", "url": "http://lillevik.test/needs/o/"}
        theirs = {"id": "t", "title": "Deres", "url": f"{ROOT}t"}
        site.source = json_feed(ours, theirs)
        reading = read_source(add_task_source("Alle", site.address, by="system", at=at), at=at)
        assert shown(at) == ["Deres"]
        assert reading is not None and reading.problems == [["ours", "Vår egen"]]

    def test_a_page_that_two_sources_lead_to_stands_once(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        twin = add_task_source("Fylket", f"{site.address}/twin", by="system", at=at + HOUR)
        for one in (source, twin):
            read_source(one, at=at)
        assert [(one.name, len(one.tasks)) for one in tasks_of_others(at=at)] == [("Nabohjelpen", 2)]

    def test_what_is_over_is_not_shown(self, town: Any, site: Served, at: dt.datetime) -> None:
        def told(key: str, starts: dt.datetime, ends: dt.datetime | None = None) -> dict[str, Any]:
            times = {"starts_at": starts.isoformat(), "ends_at": ends.isoformat() if ends else None}
            return {"id": key, "title": key, "url": f"{ROOT}{key}", "_samspill": times}

        site.source = json_feed(
            told("over", at - HOUR, at), told("på gang", at - HOUR, at + HOUR), told("i går", at - DAY),
            told("nå", at - HOUR), told("snart", at + HOUR),
        )  # fmt: skip
        preview = preview_tasks(site.address, at=at)
        assert (preview.number, preview.over) == (5, 2)
        read_source(add_task_source("Alle", site.address, by="system", at=at), at=at)
        assert shown(at) == ["nå", "på gang", "snart"]

    def test_what_has_been_gone_for_three_months_is_forgotten(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        read_source(source, at=at)
        site.source = rss()
        for days in (1, 80, 92):
            read_source(source, at=at + days * DAY)
        assert OutsideTask.objects.count() == 0
        assert TaskReading.objects.count() == 2


class TestSources:
    def test_nothing_is_kept_of_a_preview(self, town: Any, site: Served, at: dt.datetime) -> None:
        preview = preview_tasks(f"{site.address}/feed", at=at)
        assert (preview.kind, preview.number, preview.is_whole) == ("rss", 2, True)
        assert [row.title for row in preview.first] == ["Vaffelsteker", "Turvenn"]
        assert not TaskSource.objects.exists() and not OutsideTask.objects.exists()

    def test_a_preview_of_nothing_says_why(self, town: Any, site: Served, at: dt.datetime) -> None:
        site.source = b"Hei"
        with pytest.raises(SourceUnreadable) as told:
            preview_tasks(site.address, at=at)
        assert told.value.reason == "not_tasks"

    def test_nothing_is_read_from_inside_a_network(
        self, town: Any, site: Served, at: dt.datetime, settings: Any
    ) -> None:
        settings.CALENDAR_ALLOW_PRIVATE = False
        with pytest.raises(SourceUnreadable) as told:
            preview_tasks(site.address, at=at)
        assert (told.value.reason, site.asked) == ("private_address", [])

    def test_the_same_address_twice_is_one_source(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        assert add_task_source("Igjen", source.url, by="system", at=at) == source
        assert AuditEntry.objects.filter(verb="add_task_source").count() == 1

    def test_a_paused_source_is_not_read_and_what_it_brought_stays(
        self, source: TaskSource, at: dt.datetime
    ) -> None:
        read_source(source, at=at)
        pause_task_source(source, by="system", at=at)
        assert (read_due_sources(at + 9 * DAY), shown(at)) == (0, ["Turvenn", "Vaffelsteker"])
        resume_task_source(source, by="system", at=at)
        assert read_due_sources(at) == 1

    def test_a_removed_source_takes_its_tasks_along_and_can_be_read_again(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        site.headers = {"ETag": '"v1"'}
        read_source(source, at=at)
        remove_task_source(source, by="system", at=at)
        source.refresh_from_db()
        assert (shown(at), read_due_sources(at + DAY), OutsideTask.objects.count()) == ([], 0, 0)
        with pytest.raises(SourceEnded):
            read_source(source, at=at)
        assert add_task_source("Nabohjelpen", source.url, by="system", at=at) == source
        assert (read_due_sources(at), shown(at)) == (1, ["Turvenn", "Vaffelsteker"])

    def test_what_is_hidden_here_stays_hidden_whatever_its_site_says(
        self, source: TaskSource, site: Served, at: dt.datetime
    ) -> None:
        read_source(source, at=at)
        task = OutsideTask.objects.get(key="1")
        hide_outside_task(task, by="system", at=at)
        site.source = rss(item("1", "Ny tittel"), item("2", "Turvenn"))
        read_source(source, at=at + DAY)
        assert shown(at) == ["Turvenn"]
        bring_back_outside_task(task, by="system", at=at)
        assert shown(at) == ["Ny tittel", "Turvenn"]

    def test_another_municipality_sees_nothing_and_reads_the_same_list_for_itself(
        self, source: TaskSource, neighbour: Any, at: dt.datetime
    ) -> None:
        read_source(source, at=at)
        with entered(neighbour):
            assert shown(at) == []
            read_source(add_task_source("Nabohjelpen", source.url, by="system", at=at), at=at)
            assert len(shown(at)) == 2
        assert OutsideTask.objects.count() == 2

    def test_our_hosts_are_those_of_the_municipality_alone(
        self, town: Any, neighbour: Any, site: Served, at: dt.datetime
    ) -> None:
        open_municipality("9902", hosts=["torg.storfjordby.test"], at=at, name="Storfjordby")
        site.source = json_feed({"id": "o", "title": "Deres", "url": "http://torg.storfjordby.test/needs/o/"})
        read_source(add_task_source("Naboen", site.address, by="system", at=at), at=at)
        assert shown(at) == ["Deres"]


class TestRules:
    def test_it_is_asked_once_a_day_and_sooner_while_it_fails(self, at: dt.datetime) -> None:
        waits = [(next_reading(at, failures) - at) / HOUR for failures in (0, 1, 2, 3, 4, 90)]
        assert waits == [24, 4, 8, 16, 24, 24]

    def test_what_has_no_times_is_never_over(self, at: dt.datetime) -> None:
        assert not is_over(None, None, at=at)
        assert is_over(None, at, at=at) and is_over(at - DAY, None, at=at)

    def test_days_are_told_without_a_clock(self) -> None:
        midnight = dt.datetime(2026, 3, 11, 23, tzinfo=dt.UTC)
        assert is_all_day(midnight, None) and is_all_day(midnight, midnight + DAY)
        assert not is_all_day(midnight, midnight + HOUR) and not is_all_day(None, None)


@pytest.mark.django_db(transaction=True)
def test_two_who_read_the_same_list_at_once_give_each_task_once(
    source: TaskSource, town: Any, at: dt.datetime, together: Any
) -> None:
    def read() -> Any:
        return read_source(TaskSource.objects.get(pk=source.pk), at=at)

    outcomes = together(town, [read for _ in range(4)])
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert OutsideTask.objects.count() == 2
    assert sum(reading.counts["new"] for reading in TaskReading.objects.all()) == 2


@pytest.mark.django_db(transaction=True)
def test_one_who_removes_a_list_while_it_is_read_leaves_nothing_of_it(
    source: TaskSource, town: Any, at: dt.datetime, together: Any
) -> None:
    def read() -> Any:
        return read_source(TaskSource.objects.get(pk=source.pk), at=at)

    def remove() -> Any:
        return remove_task_source(source, by="system", at=at)

    outcomes = together(town, [read, remove, read, remove])
    assert all(isinstance(one, SourceEnded) for one in outcomes if isinstance(one, Exception))
    assert OutsideTask.objects.count() == 0
