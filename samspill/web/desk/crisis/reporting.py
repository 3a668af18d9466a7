"""The report of a call-out or a drill: on the screen, on paper, and as a spreadsheet."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.people.actions import note_look
from samspill.volunteering.models import CallOutQuestion
from samspill.volunteering.queries.callout_report import Report, report_of
from samspill.volunteering.queries.callouts import callout_for
from samspill.web.access.staff import DeskRequest, in_the_cell
from samspill.web.design.words import CHANNEL_WORDS, word_for
from samspill.web.desk.crisis.forms import LogForm
from samspill.web.desk.crisis.lists import Section, Sheet
from samspill.web.desk.crisis.lists import on_paper as answer_on_paper
from samspill.web.desk.crisis.words import ANSWER_WORDS, COLOURS, happening_words
from samspill.web.desk.needs.words import kroner

if TYPE_CHECKING:
    import xlsxwriter

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The log on the screen; the paper has all of it.
LINES_SHOWN = 200


@in_the_cell
def report(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """What it led to, with the log; lines may be added afterwards."""
    found = report_of(callout_for(request.asker, callout_id))
    lines = [
        (line, happening_words(line), COLOURS.get(line.verb, "neutral")) for line in found.log[:LINES_SHOWN]
    ]
    page = {"here": "crisis", "report": found, "callout": found.callout, "log": lines, "log_form": LogForm()}
    return render(request, "desk/crisis/report.html", {**page, "figures": figures_of(found)})


@in_the_cell
def on_paper(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """The report as a document."""
    at, found = clock.now(), report_of(callout_for(request.asker, callout_id))
    came = [
        [one.person.name, _hour(one.answered_at), _hour(one.there_at), _hour(one.arrived_at)]
        for one in found.came
    ]
    not_there = [
        [one.person.name, _hour(one.answered_at), _hour(one.there_at), "–"] for one in found.did_not_come
    ]
    people = (_("Name"), _("Answered"), _("Said it would be"), _("Was there"))
    log = [[_hour(line.at), happening_words(line), line.actor] for line in reversed(found.log)]
    sections = [
        Section(
            _("To do better"),
            words="\n\n".join(line.text for line in found.went_wrong) or _("Nothing is written."),
        ),
        Section(_("Came"), people, (5, 2, 3, 2), came),
        Section(_("Said yes and were not written down as there"), people, (5, 2, 3, 2), not_there),
        Section(_("Log"), (_("Hour"), _("What happened"), _("Who")), (2, 9, 4), log),
    ]
    sheet = Sheet(_title(found), at, request.user.name, figures_of(found), sections)
    return answer_on_paper(sheet, "rapport")


@in_the_cell
def sheet(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """Everybody who was asked, a row each, and the figures beside: they add up."""
    found = report_of(callout_for(request.asker, callout_id))
    note_look(request.asker, found.callout, at=clock.now())
    response = HttpResponse(_workbook(found), content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="utkalling-{found.callout.code}.xlsx"'
    return response


def figures_of(found: Report) -> list[tuple[str, str]]:
    """The figures with their names."""
    counts, ended = found.counts, found.callout.ended_at
    figures: list[tuple[str, object]] = [
        (_("Began"), _moment(found.callout.started_at)),
        (_("Ended"), _moment(ended) if ended else _("goes on")),
        (_("Needed"), found.callout.wanted),
        (_("Asked"), counts.asked),
        (_("Reached"), counts.reached),
        (_("Said yes"), counts.coming),
        (_("Came"), counts.arrived),
        (_("Can come later"), counts.later),
        (_("Said no"), counts.no),
        (_("Did not answer"), counts.asked - counts.coming - counts.later - counts.no),
        (_("Time to the first answer"), _length(found.first_reply)),
        (_("Time to the first yes"), _length(found.first_yes)),
        (_("Half had answered after"), _length(found.median_reply)),
        (_("Enough had said yes after"), _length(found.enough_after)),
        (_("The questions cost"), kroner(found.cost_ore)),
    ]
    return [(name, str(value)) for name, value in figures]


def _workbook(found: Report) -> bytes:
    """Text cells alone, so that nothing in it is ever run as a formula."""
    import xlsxwriter  # late: heavy, and few processes need it

    output = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(output, safe)
    headings = (
        _("Name"), _("Wave"), _("Channel"), _("Distance, km"), _("Asked"), _("Answer"), _("Minutes"), _("Answered"),
        _("Said it would be"), _("On the way"), _("Was there"),
    )  # fmt: skip
    _fill(book, _("Asked"), headings, [_row(one) for one in found.questions])
    _fill(book, _("Figures"), (_("What"), _("Number")), figures_of(found))
    log = [(_moment(line.at), happening_words(line), line.actor) for line in reversed(found.log)]
    _fill(book, _("Log"), (_("When"), _("What happened"), _("Who")), log)
    book.close()
    return output.getvalue()


def _fill(
    book: xlsxwriter.Workbook, name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    page, bold = book.add_worksheet(name[:31]), book.add_format({"bold": True})
    for column, text in enumerate(headings):
        page.write_string(0, column, text, bold)
    for place, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            page.write_string(place, column, str(text)[:32_000])
    page.freeze_panes(1, 0)
    page.set_column(0, len(headings) - 1, 20)


def _row(one: CallOutQuestion) -> list[str]:
    return [
        one.person.name,
        str(one.wave.number),
        word_for(one.channel, CHANNEL_WORDS),
        "" if one.km is None else f"{one.km:.1f}",
        _moment(one.asked_at),
        word_for(one.answer, ANSWER_WORDS) if one.answer else "",
        "" if one.minutes is None else str(one.minutes),
        *(_moment(at) for at in (one.answered_at, one.there_at, one.set_out_at, one.arrived_at)),
    ]


def _lessons(found: Report) -> str:
    return "\n\n".join(line.text for line in found.went_wrong) or _("Nothing is written.")


def _title(found: Report) -> str:
    words = _("Report of the drill: %(title)s") if found.callout.is_drill else _("Report: %(title)s")
    return words % {"title": found.callout.title}


def _length(passed: dt.timedelta | None) -> str:
    """«2 min 5 s», «1 t 12 min», or a dash where it did not happen."""
    if passed is None:
        return "–"
    seconds = round(passed.total_seconds())
    if seconds < 3600:
        return _("%(minutes)s min %(seconds)s s") % {"minutes": seconds // 60, "seconds": seconds % 60}
    return _("%(hours)s h %(minutes)s min") % {"hours": seconds // 3600, "minutes": seconds % 3600 // 60}


def _moment(at: dt.datetime | None) -> str:
    return f"{clock.local(at):%d.%m.%Y %H.%M}" if at else ""


def _hour(at: dt.datetime | None) -> str:
    return f"{clock.local(at):%H.%M}" if at else "–"
