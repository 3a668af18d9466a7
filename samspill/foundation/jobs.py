"""What the clock asks for: jobs that come round, each done by one worker at a time.

A room declares its jobs in its `jobs.py`; the worker asks here what is due. A lease in the database says who does a
job; a worker that dies loses it when it runs out, and one that comes back too late finds that the fence has moved.
A job looks for what is due in the facts, so one run too many does nothing.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.module_loading import autodiscover_modules

from samspill.foundation import search
from samspill.foundation.models import JobLease, Municipality
from samspill.foundation.tenancy import entered

log = logging.getLogger(__name__)

Work = Callable[[dt.datetime], object]
LEASE = dt.timedelta(minutes=10)
LONGEST_WAIT = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Job:
    """Something to do every so often: in each municipality in turn, or once across them all."""

    name: str
    every: dt.timedelta
    work: Work
    across: bool
    exclusive: bool


_jobs: dict[str, Job] = {}


def every(
    *, seconds: int = 0, minutes: int = 0, hours: int = 0, across: bool = False, exclusive: bool = True
) -> Callable[[Work], Work]:
    """Declare a job that is given the moment. `across` runs it once instead of in each municipality.

    With `exclusive=False` every worker runs it, without a lease: for work that is claimed row by row.
    """

    def declare(work: Work) -> Work:
        name = f"{work.__module__}.{work.__qualname__}"
        period = dt.timedelta(seconds=seconds, minutes=minutes, hours=hours)
        _jobs[name] = Job(name, period, work, across, exclusive)
        return work

    return declare


def declare_all() -> None:
    """Let every room declare its jobs: import each `jobs.py` there is."""
    autodiscover_modules("jobs")


def all_jobs() -> list[Job]:
    """Every declared job, by name."""
    return sorted(_jobs.values(), key=lambda job: job.name)


def run_due(*, holder: str, at: dt.datetime) -> int:
    """Run what is due at this moment and not leased to another worker; how many jobs ran.

    One question where nothing is: a worker asks twice a second, and nobody who writes should wait for it.
    """
    waiting = _waiting(at)
    return sum(_run(job, holder, at) for job in all_jobs() if job.name not in waiting)


def _waiting(at: dt.datetime) -> set[str]:
    """The jobs that are due later, or that another worker has."""
    later = Q(due_at__gt=at) | Q(leased_until__gte=at)
    return set(JobLease.objects.filter(later).values_list("name", flat=True))


def _run(job: Job, holder: str, at: dt.datetime) -> bool:
    if not job.exclusive:
        _attempt(job, at)
        return True
    if not _lease(job, holder, at):
        return False
    _give_back(job, holder, at, _attempt(job, at))
    return True


def _lease(job: Job, holder: str, at: dt.datetime) -> bool:
    """Whether the lease is now ours, decided by one conditional update."""
    due = JobLease.objects.filter(name=job.name, due_at__lte=at)
    free = due.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=at))
    if free.update(holder=holder, leased_until=at + LEASE):
        return True
    if JobLease.objects.filter(name=job.name).exists():
        return False
    JobLease.objects.bulk_create([JobLease(name=job.name, due_at=at)], ignore_conflicts=True)
    return bool(free.update(holder=holder, leased_until=at + LEASE))


def _attempt(job: Job, at: dt.datetime) -> str | None:
    """Do the work; the error's words where it failed. One municipality's failure does not stop the others."""
    if job.across:
        return _try(job, at)
    errors = [_try_in(number, job, at) for number in _open_numbers()]
    return next((error for error in errors if error), None)


def _open_numbers() -> list[str]:
    return list(
        Municipality.objects.filter(opened_at__isnull=False).values_list("pk", flat=True).order_by("pk")
    )


def _try_in(number: str, job: Job, at: dt.datetime) -> str | None:
    with entered(number):
        return _try(job, at)


def _try(job: Job, at: dt.datetime) -> str | None:
    try:
        job.work(at)
    except Exception as error:  # A job's fault must not end the worker; it is written down and tried again.
        log.exception("The job %s failed", job.name)
        return f"{type(error).__name__}: {error}"[:500]
    return None


def _give_back(job: Job, holder: str, at: dt.datetime, error: str | None) -> None:
    """Hand the lease back, if it is still ours, and say when the job is due next: later each time it fails."""
    ours = JobLease.objects.filter(name=job.name, holder=holder)
    if error is None:
        ours.update(due_at=at + job.every, leased_until=None, finished_at=at, failures=0, last_error="")
        return
    failures = JobLease.objects.values_list("failures", flat=True).get(name=job.name) + 1
    wait = min(job.every * 2 ** min(failures, 10), max(LONGEST_WAIT, job.every))
    ours.update(due_at=at + wait, leased_until=None, failures=F("failures") + 1, last_error=error)


@every(hours=24)
def forget_words_that_nothing_public_holds(_at: dt.datetime) -> None:
    """So that the spelling aid offers no word of what was hidden or is gone."""
    search.forget_unused_words()
