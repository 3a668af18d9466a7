"""On paper: a week in each room, and what each who asked got."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.people.actions import note_export
from samspill.venues.models import Season
from samspill.venues.queries.season_tables import Line, lines_by_borrower, week_tables
from samspill.venues.queries.seasons import season_for, shared
from samspill.venues.wording import seasons as wording
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design import dates

DATA = Path(__file__).resolve().parents[2] / "data"


@at_the_desk
@require_safe
def by_room(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """A week in each room."""
    found = shared(season_for(request.asker, season_id))
    sections = []
    for table in week_tables(found):
        rows = [
            [str(WEEKDAYS[day]).capitalize(), wording.clock_words(row.begins), wording.clock_words(row.ends),
             row.request.borrower, row.request.purpose]
            for day, times in table.days
            for row in times
        ]  # fmt: skip
        columns = [_("Day"), _("From"), _("Until"), _("Borrower"), _("For what")]
        sections.append(_section(str(table.space), columns, rows))
    return _paper(request, "season_rooms", found.season, sections)


@at_the_desk
@require_safe
def by_association(request: DeskRequest, season_id: uuid.UUID) -> HttpResponse:
    """What each who asked got, and why not more."""
    found = shared(season_for(request.asker, season_id))
    columns = [_("For what"), _("Times it has"), _("Why not more")]
    sections = [
        _section(borrower, columns, [_row(line) for line in lines])
        for borrower, lines in lines_by_borrower(found)
    ]
    return _paper(request, "season_associations", found.season, sections)


def _row(line: Line) -> list[str]:
    times = [wording.time_words(str(row.space), row.weekday, row.begins, row.ends) for row in line.times]
    reasons = [f"{wording.rank_words(one.rank)}: {wording.reason_words(one)}" for one in line.reasons]
    return [line.request.purpose, "; ".join(times) or "–", " ".join(reasons) or "–"]


def _section(heading: str, columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {"heading": heading, "columns": columns, "rows": rows, "nobody": _("Nobody")}


def _paper(request: DeskRequest, name: str, season: Season, sections: list[dict[str, Any]]) -> HttpResponse:
    """The document as PDF; that it was taken stands in the trail."""
    from samspill.foundation.documents import pdf

    language = get_language() or "nb"
    days = f"{dates.day(season.first_on, language, year=True)} – {dates.day(season.last_on, language, year=True)}"
    facts = {"language": language, "title": season.name, "day": days, "sections": sections}
    made = pdf(DATA / "fair_list.typ", facts)
    note_export(request.asker, name, rows=sum(len(one["rows"]) for one in sections), at=clock.now())
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
