"""Tasks of others: as the square shows them, and the sources they come from for staff."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db.models import Count, F, Q, QuerySet

from samspill.foundation import clock
from samspill.foundation.plain_rows import key
from samspill.foundation.search import Text, look_among
from samspill.people.queries import Asker
from samspill.volunteering.models import Need, OutsideTask, TaskReading, TaskSource, TaskToldApart
from samspill.volunteering.queries.open_times import OpenTimes, open_times
from samspill.volunteering.rules.doubles import Apart, Told, doubles, letters
from samspill.volunteering.rules.finding import is_at
from samspill.volunteering.rules.outside import TOLD_AFTER
from samspill.volunteering.rules.square import EVERYTHING, LookedFor

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


class ToldTwice(NamedTuple):
    """A task that is not shown, and the one that stands for it: of another list, or, where that is None, of ours."""

    task: OutsideTask
    theirs: OutsideTask | None
    standing_id: uuid.UUID


class OfOthers(NamedTuple):
    """What one source brought. `more` stand there beside those shown."""

    name: str
    tasks: list[Elsewhere]
    more: int


def tasks_of_others(
    *,
    at: dt.datetime,
    looked_for: LookedFor = EVERYTHING,
    opened: OpenTimes | None = None,
    may_guess: bool = True,
) -> list[OfOthers]:
    """What other sites want hands for, by source; the next first, what has no time last.

    Of them no more is known than words and times: where anything else is looked for, they are left out. A page that two
    sources lead to, and a task that two tell of or that stands among ours, stands once (`rules.doubles`). `opened` is
    what is open here, where it is known; `may_guess`: a word nobody wrote may be a misspelling. At most five queries.
    """
    if not looked_for.is_told_by_others:
        return []
    rows = _rows(at)
    twice = _doubles(rows, at, opened)
    rows = _that_fit([row for row in rows if row.pk not in twice], looked_for, at, may_guess=may_guess)
    by_source: dict[uuid.UUID, tuple[str, list[Elsewhere]]] = {}
    for row in rows:
        by_source.setdefault(row.source_id, (row.source.name, []))[1].append(_shown(row))
    return [
        OfOthers(name, tasks[:_MOST_OF_A_SOURCE], max(0, len(tasks) - _MOST_OF_A_SOURCE))
        for name, tasks in by_source.values()
    ]


def told_twice(*, at: dt.datetime, source: TaskSource | None = None) -> list[ToldTwice]:
    """The tasks of others, or of one list, that are not shown because they stand already. At most four queries."""
    rows = _rows(at)
    by_key = {row.pk: row for row in rows}
    return [
        ToldTwice(by_key[one], by_key.get(other), other)
        for one, other in _doubles(rows, at, None).items()
        if source is None or by_key[one].source_id == source.pk
    ]


def tasks_told_apart(asker: Asker, *, source: TaskSource | None = None) -> QuerySet[TaskToldApart]:
    """What somebody here has said are two tasks, or of one list, the latest first; what was undone too."""
    rows = TaskToldApart.objects.select_related(
        "task__source", "theirs__source", "ours", "told_by", "undone_by"
    )
    if source is not None:
        rows = rows.filter(Q(task__source=source) | Q(theirs__source=source))
    return rows.order_by("-told_at", "-pk")


def _rows(at: dt.datetime) -> list[OutsideTask]:
    """What stands at the sources, those of the source that was added first before the others. One query."""
    rows = _standing(at).select_related("source__organisation")
    return list(
        rows.order_by("source__added_at", "source__pk", F("starts_at").asc(nulls_last=True), "title", "pk")[
            :_MOST
        ]
    )


def _doubles(
    rows: list[OutsideTask], at: dt.datetime, opened: OpenTimes | None
) -> dict[uuid.UUID, uuid.UUID]:
    """Which of these are told twice, and the key of the task, theirs or ours, that stands for each."""
    apart = _told_apart() if rows else frozenset()
    same_page = _of_one_page(rows, apart)
    theirs = [(row.pk, row.source_id, _told(row)) for row in rows if row.pk not in same_page]
    ours = _ours_like({told.title for *_, told in theirs}, at, opened)
    return same_page | doubles([*ours, *theirs], apart)


def _of_one_page(rows: list[OutsideTask], apart: Apart) -> dict[uuid.UUID, uuid.UUID]:
    """Those whose page an earlier one leads to already, each with that one."""
    standing: dict[str, list[uuid.UUID]] = {}
    found: dict[uuid.UUID, uuid.UUID] = {}
    for row in rows:
        earlier = standing.setdefault(row.url, [])
        same = next((other for other in earlier if {row.pk, other} not in apart), None)
        if same is None:
            earlier.append(row.pk)
        else:
            found[row.pk] = same
    return found


def _told_apart() -> Apart:
    """The pairs that stand. One query."""
    rows = TaskToldApart.objects.filter(undone_at=None).values_list("task", "theirs", "ours")
    return frozenset(frozenset((task, theirs or ours)) for task, theirs, ours in rows)


def _ours_like(
    titles: set[str], at: dt.datetime, opened: OpenTimes | None
) -> list[tuple[uuid.UUID, uuid.UUID | None, Told]]:
    """Our own open tasks of these titles. Two queries at most; none for their texts where there is no such task."""
    wanted = {letters(title) for title in titles}
    times = (opened or open_times(at=at)).times if wanted else []
    like = [time for time in times if letters(time.title) in wanted]
    if not like:
        return []
    begins = {key(time.need): time.starts_at for time in reversed(like) if time.form == Need.Form.ONCE}
    rows = Need.objects.filter(pk__in={key(time.need) for time in like}).select_related("unit")
    return [
        (row.pk, None, Told(row.title, row.public_text, row.unit.name, starts_at=begins.get(row.pk)))
        for row in rows
    ]


def _that_fit(
    rows: list[OutsideTask], looked_for: LookedFor, at: dt.datetime, *, may_guess: bool
) -> list[OutsideTask]:
    today, when, time = clock.local_day(at), looked_for.when, looked_for.time
    rows = [row for row in rows if is_at(row.starts_at, row.ends_at, when, time, today)]
    if not looked_for.words:
        return rows
    texts = [Text(row.pk, row.title, f"{row.text}\n{_organiser(row)}\n{row.place}") for row in rows]
    hits = look_among(texts, looked_for.words)
    keys = frozenset(hits.keys) if may_guess or not hits.is_respelled else frozenset()
    return [row for row in rows if row.pk in keys]


def _told(row: OutsideTask) -> Told:
    return Told(row.title, row.text, _organiser(row), row.place, row.starts_at)


def _organiser(row: OutsideTask) -> str:
    association = row.source.organisation
    return row.organiser or (association.name if association else "")


def _standing(at: dt.datetime) -> QuerySet[OutsideTask]:
    """Those that stand at their source and are not over (`rules.outside.is_over`)."""
    over = Q(ends_at__lte=at) | Q(ends_at=None, starts_at__lte=at - dt.timedelta(days=1))
    return OutsideTask.objects.filter(gone_at=None, hidden_at=None, source__ended_at=None).exclude(over)


def _shown(row: OutsideTask) -> Elsewhere:
    return Elsewhere(
        title=row.title,
        text=row.text,
        organiser=_organiser(row),
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
