"""What we know: the register set against what is known, each number with the list it was counted from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.organisations.queries.mapping import known, narrowed
from samspill.organisations.rules.mapping import MEASURES, Coverage, counted, coverage
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.mapping import words
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

Words = Callable[[str], str]


@dataclass(frozen=True)
class Line:
    """A line of a table: what it is of, each number with its address, and two lengths in per cent for the drawing."""

    name: str
    cells: list[tuple[int, str]]
    length: float
    part: float


@dataclass(frozen=True)
class Table:
    """The associations cut one way."""

    name: str | Promise
    first: str | Promise
    lines: list[Line]


@at_the_desk
def overview(request: DeskRequest) -> HttpResponse:
    """How many there are, and what is known of them, by category, part of town and group."""
    rows = known(request.asker)
    cuts = [(by, coverage(rows, attrgetter(by))) for by in CUTS]
    if is_wanted(request):
        flat = [(CUTS[by][2](line.code), line) for by, lines in cuts for line in lines]
        return spreadsheet(request, "coverage", flat, COVERAGE)
    page = {
        "here": "mapping",
        "figures": [(words.MEASURES[name], number, _address(name)) for name, number in counted(rows).items()],
        "headings": [words.MEASURES[name] for name in MEASURES],
        "tables": [Table(CUTS[by][0], CUTS[by][1], _lines(by, lines)) for by, lines in cuts],
        "empty": not rows,
    }
    return render(request, "desk/mapping/known.html", page)


@at_the_desk
def listed(request: DeskRequest, measure: str) -> HttpResponse:
    """The list a number was counted from: as many rows as the number says."""
    if measure not in MEASURES:
        raise Http404(measure)
    asked = {by: request.GET.get(by) for by in CUTS}
    rows = narrowed(known(request.asker), measure=measure, **asked)
    if is_wanted(request):
        return spreadsheet(request, measure, rows, words.LIST)
    narrow = [CUTS[by][2](value) for by, value in asked.items() if value is not None]
    page = {
        "here": "mapping",
        "title": words.MEASURES[measure],
        "narrow": narrow,
        "page": page_of(request, rows),
    }
    return render(request, "desk/mapping/list.html", page)


#: How they are cut: the table's name, its first column, and its codes in words.
CUTS: dict[str, tuple[str | Promise, str | Promise, Words]] = {
    "category": (_("By category"), _("Category"), words.category_words),
    "area": (_("By part of town"), _("Part of town"), words.area_words),
    "group": (_("By group"), _("Group"), words.group_words),
}


def _number(measure: str) -> Callable[[Any], int]:
    return lambda row: row[1].numbers[measure]


COVERAGE = (
    Column(_("Of"), lambda row: row[0]),
    *(Column(name, _number(measure)) for measure, name in words.MEASURES.items()),
)


def _lines(by: str, lines: list[Coverage]) -> list[Line]:
    longest = max((line.numbers["all"] for line in lines), default=0) or 1
    return [
        Line(
            CUTS[by][2](line.code),
            [(line.numbers[name], _address(name, **{by: line.code})) for name in MEASURES],
            round(100 * line.numbers["all"] / longest, 2),
            round(100 * line.numbers["in_contact"] / longest, 2),
        )
        for line in lines
    ]


def _address(measure: str, **narrow: str) -> str:
    where = reverse("desk:mapping:listed", args=[measure])
    return f"{where}?{urlencode(narrow)}" if narrow else where
