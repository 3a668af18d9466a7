"""The registers are followed through their live API: a first walk per municipality, then only what has changed.

Each walk is a run in the book with a cursor, so a break costs at most a page.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable

from samspill.foundation import clock
from samspill.foundation.queries import open_municipalities
from samspill.organisations.actions.entities import EntityIntake
from samspill.organisations.actions.runs import Bookkeeping, Progress, start_run
from samspill.organisations.actions.voluntary import VoluntaryIntake
from samspill.organisations.models import RegisterRun
from samspill.organisations.registers.entities import entity_from
from samspill.organisations.registers.live import LiveRegisters, RegisterUnreachable
from samspill.organisations.registers.voluntary import entries_from

WALK, CHANGES, VOLUNTARY = "sync-walk", "sync-changes", "sync-voluntary"
#: Frivillighetsregisteret has no feed and is walked whole (some 730 pages), so not each night.
VOLUNTARY_EVERY = dt.timedelta(days=7)
#: The feed is read from a little before the first walk began: clocks differ, and a row read twice changes nothing.
OVERLAP = dt.timedelta(days=1)


def sync_registers(
    *,
    at: dt.datetime,
    base_url: str,
    municipalities: Iterable[str] | None = None,
    with_voluntary: bool | None = None,
    progress: Progress | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> list[RegisterRun]:
    """Bring the municipalities (all open ones, unless given) up to date from the live API at `base_url`.

    Goes on where an earlier sync broke off. `with_voluntary`: walk Frivillighetsregisteret now; None = when a week has
    gone. Raises `RegisterUnreachable` after several attempts; what was saved by then stands.
    """
    chosen = open_municipalities().values_list("pk", flat=True) if municipalities is None else municipalities
    held = sorted(chosen)
    runs = []
    with LiveRegisters(base_url, pause=pause) as live:
        for municipality in held:
            if not _has_been_walked(municipality):
                runs.append(_walk(live, municipality, at=at, progress=progress))
        if held:
            runs.append(_follow_changes(live, held, at=at, progress=progress))
        if with_voluntary or (with_voluntary is None and _voluntary_is_due(at)):
            runs.append(_walk_voluntary(live, held, at=at, progress=progress))
    return runs


def _walk(
    live: LiveRegisters, municipality: str, *, at: dt.datetime, progress: Progress | None
) -> RegisterRun:
    run = _resumed(WALK, municipality) or start_run(WALK, municipality, at=at)
    book = Bookkeeping.of(run, progress)
    intake = EntityIntake(book, at=at, municipalities=[municipality])
    until = clock.local_day(run.started_at)
    with book.telling_why_it_stops(RegisterUnreachable):
        for rows, cursor in live.associations_in(municipality, until=until, cursor=run.cursor):
            for row in rows:
                intake.take(entity_from(row, row=book.counts["read"] + 1))
            intake.save()
            book.save(cursor=cursor)
    return book.finish()


def _follow_changes(
    live: LiveRegisters, held: list[str], *, at: dt.datetime, progress: Progress | None
) -> RegisterRun:
    run = start_run(CHANGES, ",".join(held), at=at, cursor=_cursor_of_changes(at))
    book = Bookkeeping.of(run, progress)
    intake = EntityIntake(book, at=at, municipalities=held)
    with book.telling_why_it_stops(RegisterUnreachable):
        for changes, cursor in live.changes_since(run.cursor):
            numbers = list(dict.fromkeys(change.number for change in changes))
            for row in live.entities_by_number(numbers, ours=intake.knows):
                intake.take(entity_from(row, row=book.counts["read"] + 1))
            intake.save()
            book.save(cursor=cursor)
    return book.finish()


def _walk_voluntary(
    live: LiveRegisters, held: list[str], *, at: dt.datetime, progress: Progress | None
) -> RegisterRun:
    run = _resumed(VOLUNTARY, since=at - VOLUNTARY_EVERY) or start_run(VOLUNTARY, "", at=at)
    book = Bookkeeping.of(run, progress)
    intake = VoluntaryIntake(book, municipalities=held)
    with book.telling_why_it_stops(RegisterUnreachable):
        for rows, cursor in live.voluntary_after(run.cursor):
            for row in rows:
                for entry in entries_from(row, row=book.counts["read"] + 1):
                    intake.take(entry)
            intake.save()
            book.save(cursor=cursor or run.cursor)
    return book.finish()


def _has_been_walked(municipality: str) -> bool:
    return RegisterRun.objects.filter(source=WALK, origin=municipality, finished_at__isnull=False).exists()


def _voluntary_is_due(at: dt.datetime) -> bool:
    recent = RegisterRun.objects.filter(
        source=VOLUNTARY, finished_at__isnull=False, started_at__gt=at - VOLUNTARY_EVERY
    )
    return not recent.exists()


def _resumed(source: str, origin: str = "", *, since: dt.datetime | None = None) -> RegisterRun | None:
    """The latest run of this kind, if it was broken off."""
    runs = RegisterRun.objects.filter(source=source, origin=origin)
    latest = (runs.filter(started_at__gt=since) if since else runs).order_by("-started_at", "-pk").first()
    return latest if latest is not None and latest.finished_at is None else None


def _cursor_of_changes(at: dt.datetime) -> str:
    """Where the feed was left, whether the last reading ended well or not; else the day before the first walk."""
    last = (
        RegisterRun.objects.filter(source=CHANGES).exclude(cursor="").order_by("-started_at", "-pk").first()
    )
    if last is not None:
        return last.cursor
    first_walk = RegisterRun.objects.filter(source=WALK).order_by("started_at").first()
    since = (first_walk.started_at if first_walk else at) - OVERLAP
    return f"from:{since.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.000Z}"
