"""Other sites' lists of tasks that are read every day."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions.reading_tasks import (
    SourceEnded,
    SourceUnreadable,
    preview_tasks,
    read_source,
)
from samspill.volunteering.actions.task_sources import (
    add_task_source,
    bring_back_outside_task,
    hide_outside_task,
    pause_task_source,
    remove_task_source,
    resume_task_source,
    tell_tasks_apart,
    undo_telling_tasks_apart,
)
from samspill.volunteering.models import TaskSource
from samspill.volunteering.queries.outside import (
    outside_task_for,
    readings_of,
    task_source_at,
    task_source_for,
    task_sources,
    tasks_from,
    tasks_told_apart,
    told_twice,
)
from samspill.volunteering.wording.outside import problem_words
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet
from samspill.web.desk.task_sources.forms import TaskSourceForm

HERE = {"here": "calendars"}
MOST_TOLD_APART = 50


@at_the_desk
def sources(request: DeskRequest) -> HttpResponse:
    """Which lists we read, and how it went last."""
    rows = task_sources(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "task-sources", rows, columns.TASK_SOURCES)
    shown = {"page": page_of(request, rows), "told_twice": told_twice(at=clock.now())}
    return render(request, "desk/task_sources/list.html", {**HERE, **shown})


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Read a list every day from now on. One sees what would come in first; then it is read at once."""
    form = TaskSourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "begin" in request.POST:
            return _read(request, add_task_source(**form.cleaned_data, by=request.user, at=clock.now()))
        return _previewed(request, form)
    return render(request, "desk/task_sources/new.html", {**HERE, "form": form})


def _previewed(request: DeskRequest, form: TaskSourceForm) -> HttpResponse:
    """What would come in, or what was typed with words of why nothing can be read there."""
    url = form.cleaned_data["url"]
    try:
        shown = {"preview": preview_tasks(url, at=clock.now()), "known": task_source_at(request.asker, url)}
    except SourceUnreadable as error:
        form.add_error("url", problem_words(error.reason))
        return render(request, "desk/task_sources/new.html", {**HERE, "form": form})
    return render(request, "desk/task_sources/preview.html", {**HERE, "form": form, **shown})


@at_the_desk
def source(request: DeskRequest, task_source_id: uuid.UUID) -> HttpResponse:
    """One list: what stands in it, the last readings, and what could not be read, in words."""
    found = task_source_for(request.asker, task_source_id)
    readings = readings_of(found)
    problems = readings[0].problems if readings else []
    page = page_of(request, tasks_from(found))
    shown = {"source": found, "page": page, "readings": readings, "problems": problems}
    shown["told_twice"] = told_twice(at=clock.now(), source=found)
    shown["told_apart"] = tasks_told_apart(request.asker, source=found)[:MOST_TOLD_APART]
    return render(request, "desk/task_sources/source.html", {**HERE, **shown})


@at_the_desk
@require_POST
def reading(request: DeskRequest, task_source_id: uuid.UUID) -> HttpResponse:
    """Read it now."""
    return _read(request, task_source_for(request.asker, task_source_id))


@at_the_desk
@require_POST
def removal(request: DeskRequest, task_source_id: uuid.UUID) -> HttpResponse:
    """Read it no more, and take its tasks off the square."""
    remove_task_source(task_source_for(request.asker, task_source_id), by=request.user, at=clock.now())
    messages.success(request, _("We no longer read this list. Its tasks are off the square."))
    return redirect("desk:task_sources:source", task_source_id)


@at_the_desk
@require_POST
def pause(request: DeskRequest, task_source_id: uuid.UUID) -> HttpResponse:
    """Leave it unread for a while."""
    pause_task_source(task_source_for(request.asker, task_source_id), by=request.user, at=clock.now())
    return redirect("desk:task_sources:source", task_source_id)


@at_the_desk
@require_POST
def resumption(request: DeskRequest, task_source_id: uuid.UUID) -> HttpResponse:
    """Read it again, after a pause or a removal that was not meant."""
    resume_task_source(task_source_for(request.asker, task_source_id), by=request.user, at=clock.now())
    return redirect("desk:task_sources:source", task_source_id)


@at_the_desk
@require_POST
def hiding(request: DeskRequest, outside_task_id: uuid.UUID) -> HttpResponse:
    """Take one task off the square."""
    task = outside_task_for(request.asker, outside_task_id)
    hide_outside_task(task, by=request.user, at=clock.now())
    return redirect("desk:task_sources:source", task.source_id)


@at_the_desk
@require_POST
def showing(request: DeskRequest, outside_task_id: uuid.UUID) -> HttpResponse:
    """Show it again."""
    task = outside_task_for(request.asker, outside_task_id)
    bring_back_outside_task(task, by=request.user, at=clock.now())
    return redirect("desk:task_sources:source", task.source_id)


@at_the_desk
@require_POST
def parting(request: DeskRequest, outside_task_id: uuid.UUID) -> HttpResponse:
    """It is not the one it was taken for, which the page named: both are shown."""
    task, at = outside_task_for(request.asker, outside_task_id), clock.now()
    alike = [one for one in told_twice(at=at, source=task.source) if one.task == task]
    taken_for = [one for one in alike if str(one.standing_id) == request.POST.get("standing")]
    if taken_for:
        tell_tasks_apart(taken_for[0], by=request.user, at=at)
        messages.success(request, _("Both are shown from now on."))
    else:
        messages.error(request, _("It is not taken for that one now. Look again."))
    return redirect("desk:task_sources:source", task.source_id)


@at_the_desk
@require_POST
def parting_undone(request: DeskRequest, task_told_apart_id: uuid.UUID) -> HttpResponse:
    """They may be one after all."""
    told = tasks_told_apart(request.asker).get(pk=task_told_apart_id)
    undo_telling_tasks_apart(told, by=request.user, at=clock.now())
    return redirect("desk:task_sources:source", told.task.source_id)


def _read(request: DeskRequest, found: TaskSource) -> HttpResponse:
    try:
        read_source(found, at=clock.now(), by=request.user)
    except SourceEnded:
        messages.error(request, _("We no longer read this list."))
    if found.last_error:
        messages.error(request, problem_words(found.last_error))
    return redirect("desk:task_sources:source", found.pk)
