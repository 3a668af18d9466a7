"""What the clock asks for is done once, by one worker, and taken over from a dead one."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import jobs
from samspill.foundation.models import JobLease
from samspill.foundation.tenancy import entered_number

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def only_these_jobs(monkeypatch):
    """An empty list of jobs, so that the rooms' own do not run in these tests."""
    monkeypatch.setattr(jobs, "_jobs", {})


@pytest.fixture
def rounds(only_these_jobs):
    """A job every minute, and the moments it ran."""
    ran: list[dt.datetime] = []

    @jobs.every(minutes=1, across=True)
    def make_a_round(at):
        ran.append(at)

    return ran


def test_a_job_runs_when_it_is_due_and_not_before(db, at, rounds):
    jobs.run_due(holder="a", at=at)
    jobs.run_due(holder="a", at=at + MINUTE / 2)
    jobs.run_due(holder="a", at=at + MINUTE)
    assert rounds == [at, at + MINUTE]


def test_a_worker_that_finds_nothing_due_asks_once_and_writes_nothing(
    db, at, rounds, django_assert_num_queries
):
    jobs.run_due(holder="a", at=at)
    with django_assert_num_queries(1) as asked:
        assert jobs.run_due(holder="a", at=at + MINUTE / 2) == 0
    assert asked.captured_queries[0]["sql"].startswith("SELECT")


def test_a_job_visits_each_municipality(town, neighbour, at, only_these_jobs):
    visited = []

    @jobs.every(minutes=1)
    def visit(_):
        visited.append(entered_number())

    jobs.run_due(holder="a", at=at)
    assert visited == [town.pk, neighbour.pk]


def test_a_failing_job_is_written_down_and_waits_longer_each_time(db, at, only_these_jobs):
    @jobs.every(minutes=1, across=True)
    def stumble(_):
        raise ValueError("the well is dry")

    jobs.run_due(holder="a", at=at)
    first = JobLease.objects.get()
    jobs.run_due(holder="a", at=first.due_at)
    second = JobLease.objects.get()
    assert "the well is dry" in first.last_error
    assert second.due_at - first.due_at > first.due_at - at
    assert second.failures == 2


def test_one_municipality_failing_does_not_stop_the_others(town, neighbour, at, only_these_jobs):
    visited = []

    @jobs.every(minutes=1)
    def visit(_):
        visited.append(entered_number())
        if entered_number() == town.pk:
            raise ValueError

    jobs.run_due(holder="a", at=at)
    assert visited == [town.pk, neighbour.pk]


def test_a_dead_workers_job_is_taken_over_when_its_lease_runs_out(db, at, rounds):
    name = jobs.all_jobs()[0].name
    JobLease.objects.create(name=name, due_at=at, holder="dead", leased_until=at + jobs.LEASE)
    jobs.run_due(holder="b", at=at + MINUTE)
    assert rounds == []
    jobs.run_due(holder="b", at=at + jobs.LEASE + MINUTE)
    assert len(rounds) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_does_the_job(at, rounds, together):
    together("9901", [lambda n=n: jobs.run_due(holder=f"worker {n}", at=at) for n in range(12)])
    assert rounds == [at]
