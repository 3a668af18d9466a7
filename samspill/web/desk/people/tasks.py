"""Tasks that fit a volunteer, and asking her about one with one press."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import Asker, person_for
from samspill.volunteering.actions import send_wave
from samspill.volunteering.actions.talks import begin_talk_with
from samspill.volunteering.models import Assignment
from samspill.volunteering.queries.fitting import FittingTask, tasks_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.needs.words import reasons_words

Row = tuple[FittingTask, list[str]]


@at_the_desk
@require_POST
def ask(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask her about this one task, by the way she is reached; nobody else is asked because of it."""
    found = person_for(request.asker, person_id)
    ask_about(request, found, request.POST.get("shift", ""))
    return redirect("desk:people:person", found.pk)


@at_the_desk
@require_POST
def talk(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Talk with somebody known, as one does with one who is new: book a time, let her choose one, or talk now."""
    found = person_for(request.asker, person_id)
    try:
        begun = begin_talk_with(found, unit=request.asker.unit, by=request.user, at=clock.now())
        return redirect("desk:interests:interest", begun.pk)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:people:person", found.pk)


def ask_about(request: DeskRequest, person: Person, chosen: str) -> bool:
    """Put the question to her if the task is among those that fit her; says how it went."""
    fitting = tasks_for(person, at=clock.now(), asker=request.asker, most=400)
    task = next((one for one in fitting if str(one.shift.pk) == chosen), None)
    if task is None:
        messages.error(request, _("This task is no longer open, or does not fit any more."))
        return False
    try:
        send_wave(task.shift.pk, [person.pk], by=request.user, at=clock.now(), goes_on=False)
        messages.success(request, _("%(name)s is asked.") % {"name": person.name})
        return True
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return False


def rows_for(asker: Asker, person: Person, *, at: dt.datetime, taken: Sequence[Assignment]) -> list[Row]:
    """The tasks that fit her best, each with the reasons in words; `taken` is all she has taken on."""
    return told(tasks_for(person, at=at, asker=asker, taken=taken))


def told(tasks: list[FittingTask]) -> list[Row]:
    """Tasks with the reasons in words; how often she was asked says nothing of the task."""
    of_her = {"asked_days_ago", "not_asked_lately"}
    return [
        (task, reasons_words(mark for mark in task.fit.reasons if mark.code not in of_her)) for task in tasks
    ]
