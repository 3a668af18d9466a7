"""The desk's first page: what is urgent, and the day."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samspill.foundation import clock
from samspill.volunteering.queries.board import MOST_UNCLEAR, board, board_version, units_to_filter_by
from samspill.web.access.staff import DeskRequest, at_the_desk


@at_the_desk
def today(request: DeskRequest) -> HttpResponse:
    """What waits, in order, each with what to do about it; and the shifts of today and the next days."""
    return render(
        request,
        "desk/needs/today.html",
        {"here": "today", "live": True, **_board(request, board_version(at=clock.now()))},
    )


@at_the_desk
def board_(request: DeskRequest) -> HttpResponse:
    """The board alone: the piece of the page that changes while one looks. 204 where nothing has since `version`."""
    version = board_version(at=clock.now())
    if version == request.GET.get("version"):
        return HttpResponse(status=204)
    return render(request, "desk/needs/board.html", _board(request, version))


def _board(request: DeskRequest, version: str) -> dict[str, Any]:
    """The board, with the version it had before it was fetched: what happens meanwhile is shown the next time."""
    unit, at = _unit(request), clock.now()
    return {
        "board": board(request.asker, at=at, unit=unit),
        "version": version,
        "units": units_to_filter_by(request.asker),
        "chosen": unit,
        "today": clock.local_day(at),
        "unclear_left": max(int(request.inbox_count) - MOST_UNCLEAR, 0),
    }


def _unit(request: DeskRequest) -> uuid.UUID | None:
    """The unit the page is narrowed to: one of the asker's own."""
    asked = request.GET.get("unit", "")
    return next((unit for unit in request.asker.unit_ids if str(unit) == asked), None)
