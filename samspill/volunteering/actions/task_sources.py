"""Other sites' lists of tasks: which we read, and what an editor decides about them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import StaffMember
from samspill.volunteering.models import OutsideTask, TaskSource, TaskToldApart
from samspill.volunteering.queries.outside import ToldTwice


@transaction.atomic
def add_task_source(
    name: str,
    url: str,
    *,
    by: Owned | str,
    at: dt.datetime,
    organisation: Organisation | None = None,
    channel: str = "web",
) -> TaskSource:
    """Read this list every day from now on. The same address again gives the source there is, as it is called there.

    One that was removed is read again, as if for the first time.
    """
    source, is_new = TaskSource.objects.get_or_create(
        url=url,
        defaults={
            "name": name[:120],
            "added_at": at,
            "added_by": by if isinstance(by, StaffMember) else None,
            "organisation": organisation,
            "next_reading_at": at,
        },
    )
    if is_new:
        note("add_task_source", source, by=by, channel=channel, at=at)
    elif source.ended_at is not None:
        resume_task_source(source, by=by, at=at, channel=channel)
        source.refresh_from_db()
    return source


@transaction.atomic
def pause_task_source(source: TaskSource, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Leave a list unread until somebody goes on with it. What it brought stays."""
    if TaskSource.objects.filter(pk=source.pk, ended_at=None, paused_at=None).update(paused_at=at):
        note("pause_task_source", source, by=by, channel=channel, at=at)


@transaction.atomic
def resume_task_source(source: TaskSource, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Read a list that was paused or removed again, from the next round on."""
    resting = TaskSource.objects.filter(pk=source.pk).exclude(ended_at=None, paused_at=None)
    begin = {"ended_at": None, "paused_at": None, "next_reading_at": at, "failures": 0}
    if resting.update(**begin, etag="", last_modified=""):
        note("resume_task_source", source, by=by, channel=channel, at=at)


@transaction.atomic
def remove_task_source(source: TaskSource, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Read a list no more, and take what it brought off the square. The source itself stays, to be read again."""
    TaskSource.objects.select_for_update().get(pk=source.pk)
    standing = TaskSource.objects.filter(pk=source.pk, ended_at=None)
    if standing.update(ended_at=at, next_reading_at=None, etag="", last_modified=""):
        OutsideTask.objects.filter(source=source).delete()
        note("remove_task_source", source, by=by, channel=channel, at=at)


@transaction.atomic
def hide_outside_task(task: OutsideTask, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Take one task of another site off the square. It stays so whatever that site says of it."""
    if OutsideTask.objects.filter(pk=task.pk, hidden_at=None).update(hidden_at=at):
        note("hide_outside_task", task, by=by, channel=channel, at=at)


@transaction.atomic
def bring_back_outside_task(
    task: OutsideTask, *, by: Owned | str, at: dt.datetime, channel: str = "web"
) -> None:
    """Show one that was hidden again."""
    if OutsideTask.objects.filter(pk=task.pk, hidden_at__isnull=False).update(hidden_at=None):
        note("bring_back_outside_task", task, by=by, channel=channel, at=at)


@transaction.atomic
def tell_tasks_apart(
    twice: ToldTwice, *, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> TaskToldApart:
    """A task is not the one it was taken for, of another site or of ours: both are shown. Said already, that stands."""
    told, is_new = TaskToldApart.objects.get_or_create(
        task=twice.task,
        theirs=twice.theirs,
        ours_id=None if twice.theirs else twice.standing_id,
        undone_at=None,
        defaults={"told_at": at, "told_by": by},
    )
    if is_new:
        note("tell_tasks_apart", twice.task, by=by, channel=channel, at=at, other=str(twice.standing_id))
    return told


@transaction.atomic
def undo_telling_tasks_apart(
    told: TaskToldApart, *, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> None:
    """They may be one after all: where they look alike, one of them is shown."""
    if TaskToldApart.objects.filter(pk=told.pk, undone_at=None).update(undone_at=at, undone_by=by):
        other = str(told.theirs_id or told.ours_id)
        note("undo_telling_tasks_apart", told.task, by=by, channel=channel, at=at, other=other)
