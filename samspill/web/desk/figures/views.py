"""The year in figures: on the screen, on paper, as a spreadsheet; and each list behind a figure."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samspill.foundation import clock
from samspill.foundation.queries import areas
from samspill.insight.queries.figures import (
    NoSuchYear,
    Scope,
    cares_for_all,
    sectors_of,
    year_of,
    years_with_figures,
)
from samspill.insight.rules.figures import LISTS, Year, hidden_if_few
from samspill.volunteering.queries.board import units_to_filter_by
from samspill.volunteering.rules.codes import KINDS
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import kind_choices
from samspill.web.desk.figures import told
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def latest(request: DeskRequest) -> HttpResponse:
    """This year's."""
    return redirect("desk:figures:year", clock.today().year)


@at_the_desk
def year(request: DeskRequest, year: int) -> HttpResponse:
    """All figures of a year, narrowed by unit, sector, part of town and kind of help."""
    scope, found = _counted(request, year)
    page = _shown(request, scope, found)
    if is_wanted(request):
        return spreadsheet(request, f"figures-{year}", page["figures"], told.FIGURES)
    return render(request, "desk/figures/year.html", page | _choices(request))


@at_the_desk
def paper(request: DeskRequest, year: int) -> HttpResponse:
    """The same on A4."""
    scope, found = _counted(request, year)
    page = _shown(request, scope, found) | {"back": f"../?{request.GET.urlencode()}"}
    return render(request, "desk/figures/paper.html", page)


@at_the_desk
def rows(request: DeskRequest, year: int, listed: str) -> HttpResponse:
    """The list a figure was counted from: as many rows as the figure says."""
    if listed not in LISTS:
        raise Http404(listed)
    scope, found = _counted(request, year)
    few = hidden_if_few(len(found.recipients), may_see=_may_see_few(request, scope))
    if listed == "recipients" and few is None:
        raise Http404(listed)
    title, columns = told.LISTS[listed]
    if is_wanted(request):
        return spreadsheet(request, f"{listed}-{year}", found.rows(listed), columns)
    page = page_of(request, found.rows(listed))
    cells = [[column.told(row) for column in columns] for row in page.rows]
    headings = [column.heading for column in columns]
    shown = {"here": "figures", "title": title, "scope": scope, "page": page, "cells": cells}
    return render(request, "desk/figures/rows.html", shown | {"headings": headings})


def _counted(request: DeskRequest, year: int) -> tuple[Scope, Year]:
    scope = _scope(request, year)
    try:
        return scope, year_of(request.asker, scope, at=clock.now())
    except NoSuchYear as error:
        raise Http404 from error


def _scope(request: DeskRequest, year: int) -> Scope:
    """What the address asks for; what makes no sense is left out."""
    asked = {name: request.GET.get(name, "") for name in ("unit", "area", "kind", "sector")}
    unit = next((one for one in request.asker.unit_ids if str(one) == asked["unit"]), None)
    return Scope(
        year=year,
        unit=unit,
        area=_key(asked["area"]),
        kind=asked["kind"] if asked["kind"] in KINDS else "",
        sector=asked["sector"] if asked["sector"] in sectors_of(request.asker) else "",
    )


def _may_see_few(request: DeskRequest, scope: Scope) -> bool:
    """Small numbers of recipients may tell who they are where it is known where they live."""
    return not scope.area or cares_for_all(request.asker, scope)


def _shown(request: DeskRequest, scope: Scope, found: Year) -> dict[str, Any]:
    cares = cares_for_all(request.asker, scope)
    return {
        "here": "figures",
        "scope": scope,
        "figures": told.told(found, may_see_few=_may_see_few(request, scope)),
        "months": told.months(found),
        "kinds": told.kinds(found),
        "units_counted": told.units(found),
        "channels": told.channels(found),
        "areas_counted": told.areas(found, may_see_few=cares),
        "hides": not cares,
    }


def _choices(request: DeskRequest) -> dict[str, Any]:
    return {
        "years": years_with_figures(at=clock.now()),
        "units": units_to_filter_by(request.asker),
        "sectors": sectors_of(request.asker),
        "areas": areas(),
        "kind_choices": kind_choices(),
    }


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
