"""Other sites' lists of tasks: fetched, looked at before they are first read, and read every day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.fetching import Fetched, FetchFailed, fetch, follow_pages
from samspill.foundation.models import Host
from samspill.foundation.tenancy import Owned, entered_number
from samspill.volunteering.models import OutsideTask, TaskReading, TaskSource
from samspill.volunteering.outside import (
    Limits,
    Problem,
    ReadTask,
    ReadTasks,
    UnreadableTasks,
    next_page,
    read_pages,
)
from samspill.volunteering.rules.outside import FORGOTTEN_AFTER, is_over, next_reading

_ACCEPTED = (
    "application/feed+json, application/atom+xml, application/rss+xml, application/json;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)
_MOST_PAGES = 20
_SHOWN_FIRST = 10
_AT_A_ROUND = 50
_BATCH = 200
_TOLD = ("title", "text", "organiser", "place", "starts_at", "ends_at", "url")
COUNTED = ("new", "changed", "unchanged", "gone", "problems")


class SourceUnreadable(ValueError):
    """Nothing can be read at the address; `reason` is a code that `wording.outside` has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SourceEnded(ValueError):
    """The list is no longer read."""


@dataclass(frozen=True, slots=True)
class TasksPreview:
    """What a first reading would bring: how many, how many of them are over, the first ten to come as unsaved rows, and
    what cannot be read.
    """

    kind: str
    number: int
    over: int
    first: tuple[OutsideTask, ...]
    problems: tuple[Problem, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Came:
    """What stands at an address now, None where it is as it was; and the tags to ask with next time."""

    tasks: ReadTasks | None
    etag: str = ""
    last_modified: str = ""


def preview_tasks(url: str, *, at: dt.datetime) -> TasksPreview:
    """What would come in from this address if we began to read it. Nothing is kept. Raises SourceUnreadable."""
    try:
        read = _asked(url).tasks
    except (FetchFailed, UnreadableTasks) as error:
        raise SourceUnreadable(error.reason) from error
    assert read is not None, "without tags one is always told"
    coming = [one for one in read.tasks if not is_over(one.starts_at, one.ends_at, at=at)]
    first = tuple(_row(None, one, at) for one in coming[:_SHOWN_FIRST])
    over = len(read.tasks) - len(coming)
    return TasksPreview(read.kind, len(read.tasks), over, first, read.problems, read.is_complete)


def read_due_sources(at: dt.datetime) -> int:
    """Read the lists that are due; how many were."""
    due = TaskSource.objects.filter(ended_at=None, paused_at=None, next_reading_at__lte=at)
    sources = list(due.order_by("next_reading_at", "pk")[:_AT_A_ROUND])
    for source in sources:
        read_source(source, at=at)
    return len(sources)


def read_source(source: TaskSource, *, at: dt.datetime, by: Owned | str = "system") -> TaskReading | None:
    """Read one list now. None where it is as it was, or could not be had: then `last_error` says why, and what it
    brought before stands. The network is done with before any row is locked. Raises SourceEnded.
    """
    if source.ended_at is not None:
        raise SourceEnded
    try:
        came = _asked(source.url, etag=source.etag, last_modified=source.last_modified)
    except (FetchFailed, UnreadableTasks) as error:
        _failed(source, error.reason, at=at)
        return None
    reading = _bring_in(source, came, at=at, by=by)
    source.refresh_from_db()
    return reading


def _asked(url: str, *, etag: str = "", last_modified: str = "") -> _Came:
    """For nobody's transaction: it asks the network. Raises FetchFailed and UnreadableTasks."""
    begun = _fetched(url, etag=etag, last_modified=last_modified)
    if begun.source is None:
        return _Came(None)
    pages: list[bytes] = []

    def read(page: bytes) -> str:
        pages.append(page)
        return next_page(page)

    is_whole = follow_pages(
        url, begun.source, read=read, ask=_fetched, most_pages=_MOST_PAGES, most_bytes=Limits().bytes
    )
    tasks = _without_ours(read_pages(pages, url=url, is_whole=is_whole))
    # What the first of many pages says of itself tells nothing of the others.
    tags = (begun.etag, begun.last_modified) if len(pages) == 1 and tasks.is_complete else ("", "")
    return _Came(tasks, *tags)


def _fetched(url: str, **tags: str) -> Fetched:
    return fetch(
        url,
        accept=_ACCEPTED,
        reader="Samspill task reader",
        allow_private=bool(getattr(settings, "CALENDAR_ALLOW_PRIVATE", False)),
        most_bytes=Limits().bytes,
        etag=tags.get("etag", ""),
        last_modified=tags.get("last_modified", ""),
    )


def _without_ours(read: ReadTasks) -> ReadTasks:
    """Without the tasks whose pages are our own: another site that reads us tells them back."""
    hosts = set(Host.objects.filter(municipality=entered_number()).values_list("name", flat=True))
    ours = [one for one in read.tasks if (urlsplit(one.url).hostname or "") in hosts and _is_a_need(one.url)]
    problems = [*read.problems, *(Problem("ours", one.key, one.title) for one in ours)]
    kept = tuple(one for one in read.tasks if one not in ours)
    return replace(read, tasks=kept, problems=tuple(problems[: Limits().problems]))


def _is_a_need(url: str) -> bool:
    return "/needs/" in urlsplit(url).path


@transaction.atomic
def _bring_in(source: TaskSource, came: _Came, *, at: dt.datetime, by: Owned | str) -> TaskReading | None:
    """Make the source's rows say what the list says. One reading at a time, whoever asked for it."""
    held = TaskSource.objects.select_for_update().get(pk=source.pk)
    if held.ended_at is not None:  # Removed while the other site answered.
        return None
    reading = None
    if came.tasks is None:
        OutsideTask.objects.filter(source=held, gone_at=None).update(last_seen_at=at)
    else:
        counts = _compare(held, came.tasks, at)
        problems = [[one.reason, one.detail] for one in came.tasks.problems]
        told = {what: counts[what] for what in COUNTED} | {"problems": len(problems)}
        reading = TaskReading.objects.create(
            source=held, read_at=at, counts=told, problems=problems, is_complete=came.tasks.is_complete
        )
        held.kind, held.etag, held.last_modified = came.tasks.kind, came.etag, came.last_modified
        channel = "system" if by == "system" else "web"
        note("read_task_source", held, by=by, channel=channel, at=at, counts=told)
    held.read_at, held.next_reading_at, held.failures, held.last_error = at, next_reading(at, 0), 0, ""
    held.save()
    OutsideTask.objects.filter(source=held, gone_at__lt=at - FORGOTTEN_AFTER).delete()
    TaskReading.objects.filter(source=held, read_at__lt=at - FORGOTTEN_AFTER).delete()
    return reading


def _compare(source: TaskSource, read: ReadTasks, at: dt.datetime) -> Counter[str]:
    known = {row.key: row for row in OutsideTask.objects.filter(source=source)}
    counts: Counter[str] = Counter()
    new, seen = [], []
    for one in read.tasks:
        row = known.get(one.key)
        if row is None:
            new.append(_row(source, one, at))
            continue
        is_changed = row.gone_at is not None or any(
            getattr(row, name) != getattr(one, name) for name in _TOLD
        )
        for name in _TOLD:
            setattr(row, name, getattr(one, name))
        row.last_seen_at, row.gone_at = at, None
        seen.append(row)
        counts["changed" if is_changed else "unchanged"] += 1
    OutsideTask.objects.bulk_create(new, _BATCH)
    OutsideTask.objects.bulk_update(seen, [*_TOLD, "last_seen_at", "gone_at"], _BATCH)
    counts["new"], counts["gone"] = len(new), _let_go(source, known, read, at)
    return counts


def _let_go(source: TaskSource, known: dict[str, OutsideTask], read: ReadTasks, at: dt.datetime) -> int:
    """What is gone there is gone here; how many were. From a list that is not complete nothing is concluded."""
    if not read.is_complete:
        return 0
    gone = [row.pk for key, row in known.items() if key not in read.present and row.gone_at is None]
    for begin in range(0, len(gone), _BATCH):
        OutsideTask.objects.filter(pk__in=gone[begin : begin + _BATCH]).update(gone_at=at)
    return len(gone)


def _row(source: TaskSource | None, one: ReadTask, at: dt.datetime) -> OutsideTask:
    told = {name: getattr(one, name) for name in ("key", *_TOLD)}
    return OutsideTask(source=source, first_seen_at=at, last_seen_at=at, **told)


def _failed(source: TaskSource, reason: str, *, at: dt.datetime) -> None:
    failures = source.failures + 1
    TaskSource.objects.filter(pk=source.pk, ended_at=None).update(
        failures=failures, last_error=reason[:60], next_reading_at=next_reading(at, failures)
    )
    source.refresh_from_db()
