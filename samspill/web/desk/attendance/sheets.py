"""The sheet of a shift, of a pair's meeting, or of a time of an activity; and what waits to be noted."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.activities.queries.times import in_language
from samspill.foundation import clock
from samspill.people.queries import find_persons
from samspill.volunteering.actions.attendance import note_attendance, note_helpers
from samspill.volunteering.models import Need
from samspill.volunteering.queries.attendance import (
    Line,
    Sheet,
    sheet_of_shift,
    sheet_of_time,
    shift_to_note_for,
    shifts_without_attendance,
    time_to_note_for,
    times_lately,
)
from samspill.volunteering.queries.onboarding import volunteers_among
from samspill.volunteering.queries.thanking import habit_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.attendance.forms import SheetForm, shown_hours
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.onboarding.sending import ids_of
from samspill.web.desk.paging import page_of

FOUND_AT_MOST = 8


@at_the_desk
def overview(request: DeskRequest) -> HttpResponse:
    """What is over and not noted, the latest first; and the latest times of the units' activities."""
    at = clock.now()
    times = [
        (time, in_language(time.activity.title, get_language() or "nb"))
        for time in times_lately(request.asker, at=at)
    ]
    page = {
        "here": "attendance",
        "page": page_of(request, shifts_without_attendance(request.asker, at=at)),
        "times": times,
        "habit": habit_of(request.asker.unit),
        "year": clock.local_day(at).year,
    }
    return render(request, "desk/attendance/overview.html", page)


@at_the_desk
def of_shift(request: DeskRequest, shift_id: uuid.UUID) -> HttpResponse:
    """The sheet of a shift; a pair, and what may happen within a window, has one for each day."""
    shift = shift_to_note_for(request.asker, shift_id)
    has_days = shift.need.form not in Need.WITH_HOURS
    on = _day(request) or (min(clock.today(), clock.local_day(shift.ends_at)) if has_days else None)
    sheet = _with_added(request, sheet_of_shift(request.asker, shift, on))
    page = {"title": shift.need.title, "thing": shift, "has_days": has_days, "thanks": f"?shift={shift.pk}"}

    def note(form: SheetForm) -> None:
        came = form.came(sheet.lines, request.POST)
        note_attendance(shift.pk, came, others=form.others(), on=sheet.on, by=request.user, at=clock.now())

    return _sheet(request, sheet, page, note)


@at_the_desk
def of_time(request: DeskRequest, occurrence_id: uuid.UUID) -> HttpResponse:
    """The sheet of the volunteers at a time of an activity."""
    time = time_to_note_for(request.asker, occurrence_id)
    sheet = _with_added(request, sheet_of_time(request.asker, time))
    page = {"title": in_language(time.activity.title, get_language() or "nb"), "thing": time}

    def note(form: SheetForm) -> None:
        came = form.came(sheet.lines, request.POST)
        note_helpers(time.pk, came, others=form.others(), by=request.user, at=clock.now())

    return _sheet(request, sheet, page, note)


def _sheet(request: DeskRequest, sheet: Sheet, page: dict[str, Any], note: Any) -> HttpResponse:
    """Show the sheet, or write it down where it was sent and can be read."""
    form = SheetForm(request.POST if request.method == "POST" else None, initial=_initial(sheet))
    wrong = form.wrong_hours(sheet.lines, request.POST)
    if form.is_valid() and not wrong:
        try:
            note(form)
            messages.success(request, _("It is noted."))
            return redirect(f"{request.path}?on={sheet.on}")
        except EXPECTED as error:
            form.add_error("hours", sentence_for(error))
    words = request.GET.get("q", "").strip()[:80]
    shown = {
        "here": "attendance",
        "sheet": sheet,
        "lines": [
            (
                line,
                request.POST.get(f"hours_{line.person.pk}", _own_hours(line, sheet)),
                wrong.get(line.person.pk),
            )
            for line in sheet.lines
        ],
        "form": form,
        "q": words,
        "found": _found(request, sheet, words) if words else [],
        "added": request.GET.getlist("add"),
        **page,
    }
    return render(request, "desk/attendance/sheet.html", shown, status=422 if form.errors or wrong else 200)


def _initial(sheet: Sheet) -> dict[str, Any]:
    told: dict[str, Any] = {"hours": shown_hours(sheet.minutes)}
    if sheet.head_count:
        told["people"] = sheet.head_count.people
        told["people_hours"] = shown_hours(sheet.head_count.minutes)
    return told


def _own_hours(line: Line, sheet: Sheet) -> str:
    return shown_hours(line.minutes) if line.minutes != sheet.minutes else ""


def _with_added(request: HttpRequest, sheet: Sheet) -> Sheet:
    """The sheet with those the address adds: people who came without being booked."""
    asker = request.asker  # type: ignore[attr-defined]
    there = {line.person.pk for line in sheet.lines}
    wanted = [one for one in ids_of(request.GET.getlist("add"))[:50] if one not in there]
    added = [
        Line(row.person, True, sheet.minutes, is_booked=False) for row in volunteers_among(asker, wanted)
    ] if wanted else []  # fmt: skip
    return replace(sheet, lines=[*sheet.lines, *added])


def _found(request: DeskRequest, sheet: Sheet, words: str) -> list[Any]:
    there = [line.person.pk for line in sheet.lines]
    rows = find_persons(request.asker, words).filter(volunteer__isnull=False).exclude(pk__in=there)
    return list(rows[:FOUND_AT_MOST])


def _day(request: HttpRequest) -> dt.date | None:
    try:
        return dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
