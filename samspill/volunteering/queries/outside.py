"""Tasks of others: as the square shows them, and the sources they come from for staff."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db.models import Count, F, Q, QuerySet

from samspill.people.queries import Asker
from samspill.volunteering.models import OutsideTask, TaskReading, TaskSource
from samspill.volunteering.rules.outside import TOLD_AFTER

_MOST_OF_A_SOURCE = 50
_MOST = 500


class Elsewhere(NamedTuple):
    """A task as the square shows it; `site` is the host its page is at."""

    title: str
    text: str
    organiser: str
    place: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    is_all_day: bool
    url: str
    site: str


class OfOthers(NamedTuple):
    """What one source brought. `more` stand there beside those shown."""

    name: str
    tasks: list[Elsewhere]
    more: int


def tasks_of_others(*, at: dt.datetime) -> list[OfOthers]:
    """What other sites want hands for, by source; the next first, what has no time last. One query.

    A page that two sources lead to stands once, with the source that was added first.
    """
    rows = _standing(at).select_related("source__organisation")
    rows = rows.order_by("source__added_at", "source__pk", F("starts_at").asc(nulls_last=True), "title", "pk")
    by_source: dict[uuid.UUID, tuple[str, list[Elsewhere]]] = {}
    pages: set[str] = set()
    for row in rows[:_MOST]:
        if row.url not in pages:
            pages.add(row.url)
            by_source.setdefault(row.source_id, (row.source.name, []))[1].append(_shown(row))
    return [
        OfOthers(name, tasks[:_MOST_OF_A_SOURCE], max(0, len(tasks) - _MOST_OF_A_SOURCE))
        for name, tasks in by_source.values()
    ]


def _standing(at: dt.datetime) -> QuerySet[OutsideTask]:
    """Those that stand at their source and are not over (`rules.outside.is_over`)."""
    over = Q(ends_at__lte=at) | Q(ends_at=None, starts_at__lte=at - dt.timedelta(days=1))
    return OutsideTask.objects.filter(gone_at=None, hidden_at=None, source__ended_at=None).exclude(over)


def _shown(row: OutsideTask) -> Elsewhere:
    association = row.source.organisation
    return Elsewhere(
        title=row.title,
        text=row.text,
        organiser=row.organiser or (association.name if association else ""),
        place=row.place,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        url=row.url,
        site=(urlsplit(row.url).hostname or "").removeprefix("www."),
    )


def task_sources(asker: Asker) -> QuerySet[TaskSource]:
    """The lists of this municipality, by name, with how many tasks stand in each; those no longer read last."""
    here = Count("tasks", filter=Q(tasks__gone_at=None))
    rows = TaskSource.objects.select_related("organisation").annotate(standing=here)
    return rows.order_by(F("ended_at").asc(nulls_first=True), "name", "pk")


def task_source_for(asker: Asker, source_id: uuid.UUID | str) -> TaskSource:
    """One list; raises TaskSource.DoesNotExist."""
    return task_sources(asker).get(pk=source_id)


def task_source_at(asker: Asker, url: str) -> TaskSource | None:
    """The list that is read from this address already, if there is one."""
    return task_sources(asker).filter(url=url, ended_at=None).first()


def sources_in_trouble(asker: Asker) -> int:
    """How many lists have failed so often that somebody should look."""
    return TaskSource.objects.filter(ended_at=None, paused_at=None, failures__gte=TOLD_AFTER).count()


def tasks_from(source: TaskSource) -> QuerySet[OutsideTask]:
    """What stands in one list now, also what is hidden here."""
    rows = OutsideTask.objects.filter(source=source, gone_at=None)
    return rows.order_by(F("starts_at").asc(nulls_last=True), "title", "pk")


def outside_task_for(asker: Asker, task_id: uuid.UUID | str) -> OutsideTask:
    """One task of another site; raises OutsideTask.DoesNotExist."""
    return OutsideTask.objects.select_related("source").get(pk=task_id, gone_at=None)


def readings_of(source: TaskSource, *, latest: int = 10) -> list[TaskReading]:
    """The last readings that brought something, the latest first."""
    return list(source.readings.order_by("-read_at", "-pk")[:latest])
