"""The matrix: volunteers and what they must have; on the screen, on paper and as a spreadsheet."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from samspill.commitments.queries import current_texts, must_sign_anew
from samspill.commitments.rules.texts import KINDS as SIGNED_KINDS
from samspill.foundation import clock
from samspill.volunteering.queries.board import units_to_filter_by
from samspill.volunteering.queries.onboarding import Row, Wanted, how_many, matrix, with_cells
from samspill.volunteering.rules.codes import QUALIFICATIONS
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import QUALIFICATION_WORDS, qualification_choices, word_for
from samspill.web.desk.onboarding.words import LOOKS, STATE_CHOICES
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

#: What can be sent from here to those who lack it.
SENT_FROM_HERE = ("course", *SIGNED_KINDS)
MOST_ON_PAPER = 1_000


@at_the_desk
def matrix_(request: DeskRequest) -> HttpResponse:
    """Who has what; narrowed by name, unit and what is missing."""
    wanted, today = wanted_of(request), clock.today()
    rows = matrix(request.asker, wanted, on=today)
    if is_wanted(request):
        return spreadsheet(
            request, "courses-and-papers", rows, COLUMNS, lambda some: with_cells(some, on=today)
        )
    page = page_of(request, rows)
    shown = {
        "here": "onboarding",
        "page": page,
        "rows": _shown(page.rows, today),
        "wanted": wanted,
        "kinds": list(qualification_choices()),
        "states": STATE_CHOICES,
        "units": units_to_filter_by(request.asker),
        "totals": _totals(request, today),
        "anew": _anew(),
    }
    return render(request, "desk/onboarding/matrix.html", shown)


@at_the_desk
def paper(request: DeskRequest) -> HttpResponse:
    """The same on A4."""
    today = clock.today()
    rows = matrix(request.asker, wanted_of(request), on=today)[:MOST_ON_PAPER]
    page = {"rows": _shown(rows, today), "kinds": qualification_choices(), "today": today, "back": "../"}
    return render(request, "desk/onboarding/paper.html", page)


def wanted_of(request: DeskRequest, **fixed: str) -> Wanted:
    """What the address asks for; what makes no sense is left out. `fixed` stands whatever it says."""
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "state", "unit")} | fixed
    states = dict(STATE_CHOICES)
    return Wanted(
        words=request.GET.get("q", "").strip()[:80],
        kind=asked["kind"] if asked["kind"] in QUALIFICATIONS else "",
        state=asked["state"] if asked["state"] in states else "",
        unit=next((unit.pk for unit in request.asker.units if str(unit.pk) == asked["unit"]), None),
    )


def _shown(volunteers: Any, today: dt.date) -> list[tuple[Row, list[tuple[Any, Any, str]]]]:
    """Each row with its cells: the cell, how it looks, and which column it stands in."""
    return [
        (row, [(cell, LOOKS[cell.state], word_for(cell.kind, QUALIFICATION_WORDS)) for cell in row.cells])
        for row in with_cells(volunteers, on=today)
    ]


def _totals(request: DeskRequest, today: dt.date) -> list[dict[str, Any]]:
    """For each kind how many are in each state, and whether it can be sent to those who lack it."""
    published = current_texts()
    return [
        {
            "kind": kind,
            "counts": [(state, LOOKS[state], number) for state, number in counts.items()],
            "missing": counts["lacks"] + counts["ran_out"],
            "can_be_sent": kind == "course" or kind in published,
        }
        for kind, counts in how_many(request.asker, on=today).items()
    ]


def _anew() -> list[tuple[str, int]]:
    found = [(kind, must_sign_anew(kind).count()) for kind in SIGNED_KINDS]
    return [(kind, number) for kind, number in found if number]


def _told(place: int) -> Any:
    def told(row: Row) -> str:
        cell = row.cells[place]
        until = f" {cell.valid_until_on:%d.%m.%Y}" if cell.valid_until_on else ""
        return f"{LOOKS[cell.state].word}{until}"

    return told


COLUMNS = (
    Column(_("Name"), lambda row: row.volunteer.person.name),
    Column(_("Unit"), lambda row: str(row.volunteer.unit or "")),
    *(Column(QUALIFICATION_WORDS[kind], _told(place)) for place, kind in enumerate(QUALIFICATIONS)),
)
