"""One date: who has a place, who is written in or taken off, and who came, noted for all in one step."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.activities.actions import cancel_sign_up, note_attendance, write_in
from samspill.activities.queries.sign_ups import sign_up_for, sign_ups_of, time_for
from samspill.activities.queries.times import in_language
from samspill.activities.rules.questions import read_questions
from samspill.activities.rules.sign_ups import left
from samspill.foundation import clock
from samspill.volunteering.actions.courses import call_course_off
from samspill.volunteering.actions.onboarding import COURSES
from samspill.volunteering.queries.standing import phones_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.courses.forms import WriteInForm
from samspill.web.desk.onboarding.sending import ids_of


@at_the_desk
def course(request: DeskRequest, occurrence_id: uuid.UUID) -> HttpResponse:
    """The date with its list."""
    time = time_for(request.asker, occurrence_id)
    return render(request, "desk/courses/course.html", _shown(time, _form_for(time)) | _link(request, time))


@at_the_desk
def paper(request: DeskRequest, occurrence_id: uuid.UUID) -> HttpResponse:
    """The list to tick on paper, with room for those who just come."""
    time = time_for(request.asker, occurrence_id)
    page = _shown(time, _form_for(time))
    return render(request, "desk/courses/paper.html", page | {"back": "../", "blank": range(6)})


@at_the_desk
@require_POST
def sign_ups(request: DeskRequest, occurrence_id: uuid.UUID) -> HttpResponse:
    """Somebody phoned, or just came."""
    time = time_for(request.asker, occurrence_id)
    form = _form_for(time, request.POST)
    if form.is_valid():
        name, phone = form.cleaned_data["name"], form.cleaned_data["phone"]
        try:
            write_in(time.pk, name, phone, by=request.user, at=clock.now(), party=form.party())
            return redirect("desk:courses:course", time.pk)
        except EXPECTED as error:
            form.add_error("name", sentence_for(error))
    page = _shown(time, form) | _link(request, time)
    return render(request, "desk/courses/course.html", page, status=422)


@at_the_desk
@require_POST
def sign_up_removal(request: DeskRequest, occurrence_id: uuid.UUID, sign_up_id: uuid.UUID) -> HttpResponse:
    """She phoned that she cannot come."""
    row = sign_up_for(time_for(request.asker, occurrence_id), sign_up_id)
    if not cancel_sign_up(row, channel="phone", by=request.user, at=clock.now()):
        messages.error(request, _("They have been there, so they cannot be taken off."))
    return redirect("desk:courses:course", occurrence_id)


@at_the_desk
@require_POST
def attendance(request: DeskRequest, occurrence_id: uuid.UUID) -> HttpResponse:
    """Who came: those who are ticked hold the course from that day."""
    time = time_for(request.asker, occurrence_id)
    try:
        came = frozenset(ids_of(request.POST.getlist("came")))
        note_attendance(time.pk, came, by=request.user, at=clock.now())
        messages.success(request, _("It is noted. Those who came have the course now."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:courses:course", time.pk)


@at_the_desk
def cancellation(request: DeskRequest, occurrence_id: uuid.UUID) -> HttpResponse:
    """Ask once; then it is called off, and everybody who has a place is told."""
    time = time_for(request.asker, occurrence_id)
    if request.method == "POST" and request.POST.get("sure"):
        call_course_off(time, by=request.user, at=clock.now())
        messages.success(request, _("It is called off, and those who had a place are told."))
        return redirect("desk:courses:dates")
    return render(request, "desk/courses/cancellation.html", _shown(time, _form_for(time)))


def _form_for(time: Any, typed: Any = None) -> WriteInForm:
    return WriteInForm(typed, asked=read_questions(time.activity.questions))


def _link(request: DeskRequest, time: Any) -> dict[str, str]:
    """The address to send to those it is for, in full."""
    return {
        "link": request.build_absolute_uri(reverse("public:activities:activity", args=[time.activity_id]))
    }


def _shown(time: Any, form: WriteInForm) -> dict[str, Any]:
    rows, at = sign_ups_of(time), clock.now()
    phones = phones_of([row.person_id for row in rows])
    is_noted = time.attendance_noted_at is not None
    return {
        "here": "onboarding",
        "time": time,
        "title": in_language(time.activity.title, get_language() or "nb"),
        "rows": [(row, phones.get(row.person_id, ""), not is_noted or row.attended_at) for row in rows],
        "left": left(len(rows), time.activity.places),
        "form": form,
        "has_begun": time.starts_at <= at,
        "is_over": (time.ends_at or time.starts_at + dt.timedelta(hours=1)) <= at,
        "is_noted": is_noted,
        "is_for_volunteers": time.activity.completes in COURSES,
    }
