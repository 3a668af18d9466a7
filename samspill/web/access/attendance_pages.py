"""Who comes to an organiser's activities, on a page and on paper, and who came. The same through every door."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.activities.actions import NotYet, cancel_sign_up, note_attendance
from samspill.activities.actions.lists import note_list_look
from samspill.activities.actions.sign_ups import cancel_one_time
from samspill.activities.models import Activity, Occurrence, SignUp
from samspill.activities.queries.appointments import book_of
from samspill.activities.queries.lists import Grid, beside_the_name, grid_of, name_on_list, times_that_hold
from samspill.activities.queries.running import run_by, time_run_by
from samspill.activities.queries.sign_ups import has_later_time, sign_up_for, sign_ups_of
from samspill.activities.queries.times import in_language
from samspill.activities.rules.appointments import appointment
from samspill.activities.rules.parties import CHILD
from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.volunteering.queries.standing import phones_of
from samspill.web.access.activity_door import Door
from samspill.web.access.paging import Page, page_of
from samspill.web.design import dates
from samspill.web.design.words import QUALIFICATION_WORDS, word_for

_DATA = Path(__file__).resolve().parent / "data"
#: How many times stand beside each other: as many as a sheet of paper holds.
ACROSS = 8
#: Empty lines on paper, for those who just come.
BLANK = 8


def people(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """Who comes to one time; when it has begun, who came."""
    found = time_run_by(door.organiser, occurrence_id)
    if request.method == "POST":
        return _note_who_came(request, door, found)
    rows, at = _in_order(found), clock.now()
    note_list_look(rows, by=door.by, at=at)
    is_noted = found.attendance_noted_at is not None
    page = {
        "time": found,
        "activity": found.activity,
        "rows": [
            (row, _listed(row, found), not is_noted or row.attended_at, more) for row, more in _beside(rows)
        ],
        "is_noted": is_noted,
        "has_begun": found.starts_at <= at,
        "may_sign_off": door.may_change and found.starts_at > at and not (is_noted or found.cancelled_at),
        "completes": _completes(found),
        "free": [one for one, row in book_of(found) if row is None and one.starts_at > at],
    }
    return door.show(request, "people", page)


def people_removal(
    request: HttpRequest, door: Door, occurrence_id: uuid.UUID, sign_up_id: uuid.UUID
) -> HttpResponse:
    """She phoned that she cannot come: this time, or with `all` at all the times she has signed up for."""
    row = sign_up_for(time_run_by(door.organiser, occurrence_id), sign_up_id)
    whole = row.occurrence.activity.for_all_times
    if row.occurrence.starts_at <= clock.now():
        messages.error(request, _("It has begun. Say who came instead."))
    elif whole and "all" not in request.POST:
        cancel_one_time(row, channel="phone", by=door.by, at=clock.now())
        messages.success(
            request, _("%(name)s keeps the other times, and is told.") % {"name": row.person.name}
        )
    else:
        cancel_sign_up((row.whole or row) if whole else row, channel="phone", by=door.by, at=clock.now())
        messages.success(
            request, _("%(name)s no longer has a place, and is told.") % {"name": row.person.name}
        )
    return door.go("people", occurrence_id)


def people_paper(request: HttpRequest, door: Door, occurrence_id: uuid.UUID) -> HttpResponse:
    """The list of one time to tick on paper, with room for those who just come."""
    found = time_run_by(door.organiser, occurrence_id)
    rows = _in_order(found)
    note_list_look(rows, by=door.by, at=clock.now())
    told = _heading(found.activity) | {
        "when": dates.span(found.starts_at, found.ends_at, _language(), is_all_day=found.is_all_day),
        "where": found.where,
        "columns": [_("Came"), _("Name")],
        "lines": [[_mark(row), " · ".join([_listed(row, found), *more])] for row, more in _beside(rows)],
        "blank": BLANK,
    }
    return _paper(told)


def everybody(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """All who come to an activity against its times, eight times on a page; first the page with the next time."""
    found = run_by(door.organiser, activity_id)
    page, grid = _grid(request, found)
    note_list_look(grid.sign_ups, by=door.by, at=clock.now())
    columns = [(time, _day(time)) for time in grid.times]
    shown = {"activity": found, "lines": grid.lines, "columns": columns, "page": page}
    return door.show(request, "everybody", shown)


def everybody_paper(request: HttpRequest, door: Door, activity_id: uuid.UUID) -> HttpResponse:
    """The same to tick on paper, with room for those who just come."""
    found = run_by(door.organiser, activity_id)
    _page, grid = _grid(request, found)
    note_list_look(grid.sign_ups, by=door.by, at=clock.now())
    told = _heading(found) | {
        "when": "",
        "where": "",
        "columns": [_("Name"), *(dates.short_day(_day(time), _language()) for time in grid.times)],
        "lines": [[line.name, *(map(_mark, line.places))] for line in grid.lines],
        "blank": BLANK,
    }
    return _paper(told)


def _in_order(time: Occurrence) -> list[SignUp]:
    """Who comes, by name; to appointments, as they come."""
    rows = sign_ups_of(time)
    return sorted(rows, key=lambda row: row.seat) if time.activity.appointment_minutes else rows


def _listed(row: SignUp, time: Occurrence) -> str:
    """The name; of one who has an appointment, after when it is."""
    each = time.activity.appointment_minutes
    name = name_on_list(row)
    return f"{dates.hours(appointment(time.starts_at, each, row.seat).starts_at)} {name}" if each else name


def _completes(time: Occurrence) -> str:
    """What whoever comes to this time has then, in words; "" where it is nothing."""
    code = time.activity.completes
    if not code or (time.activity.completes_at_end and has_later_time(time)):
        return ""
    return word_for(code, QUALIFICATION_WORDS)


def _note_who_came(request: HttpRequest, door: Door, found: Occurrence) -> HttpResponse:
    try:
        note_attendance(found.pk, _ticked(request.POST.getlist("came")), by=door.by, at=clock.now())
        messages.success(request, _("It is noted who came."))
    except NotYet:
        messages.error(request, _("It has not begun, or is called off."))
    return door.go("people", found.pk)


def _beside(rows: list[SignUp]) -> list[tuple[SignUp, list[str]]]:
    """Each with what stands beside the name. The phone only of who has signed up a child: one query for all."""
    phones = phones_of([row.person_id for row in rows if row.for_whom == CHILD])
    shown = {key: formatted(phone) for key, phone in phones.items()}
    return [(row, beside_the_name(row, shown)) for row in rows]


def _ticked(given: Collection[str]) -> frozenset[uuid.UUID]:
    """The keys among what a browser sent; what is no key is left out."""
    keys = set()
    for one in given:
        try:
            keys.add(uuid.UUID(one))
        except ValueError:
            continue
    return frozenset(keys)


def _grid(request: HttpRequest, activity: Activity) -> tuple[Page, Grid]:
    times = list(times_that_hold(activity))
    page = page_of(request, times, size=ACROSS, first=_page_of_the_next(times, clock.now()))
    return page, grid_of(page.rows)


def _page_of_the_next(times: list[Occurrence], at: dt.datetime) -> int:
    """Which page has the first time that is not over; the last page where all are."""
    place = next(
        (number for number, time in enumerate(times) if (time.ends_at or time.starts_at) >= at), None
    )
    return (len(times) - 1 if place is None else place) // ACROSS + 1


def _heading(activity: Activity) -> dict[str, Any]:
    return {
        "language": _language(),
        "title": in_language(activity.title, _language()),
        "nobody": _("Nobody has signed up yet. Write down those who come."),
        "legend": _("One with a line has not signed up for that time."),
        "shred": _("Here are names of people. Take care of the list, and shred it afterwards."),
    }


def _mark(row: SignUp | None) -> str:
    """How the paper draws a place: `box` to tick, `came`, or nothing."""
    if row is None:
        return "none"
    return "came" if row.attended_at else "box"


def _day(time: Occurrence) -> dt.date:
    return clock.local_day(time.starts_at)


def _language() -> str:
    return get_language() or "nb"


def _paper(told: dict[str, Any]) -> HttpResponse:
    from samspill.foundation.documents import pdf

    response = HttpResponse(pdf(_DATA / "who_comes.typ", told), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="list.pdf"'
    return response
