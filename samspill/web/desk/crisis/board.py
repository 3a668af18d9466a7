"""The live board of a call-out: who comes and when, who has not answered, what has happened."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.volunteering.models import CallOut
from samspill.volunteering.queries.callouts import board, board_version, callout_for
from samspill.web.access.staff import DeskRequest, in_the_cell
from samspill.web.desk.crisis.forms import LogForm
from samspill.web.desk.crisis.words import COLOURS, happening_words


@in_the_cell
def callout(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """The board, with what one may do beside it."""
    found = callout_for(request.asker, callout_id)
    page = {
        "here": "crisis",
        "live": True,
        "log_form": LogForm(),
        "key": new_key().hex,
        **how_it_stands(found),
    }
    return render(request, "desk/crisis/board.html", page)


@in_the_cell
def standing(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """The piece that changes while one looks. 204 where nothing has since `version`."""
    found = callout_for(request.asker, callout_id)
    if board_version(found) == request.GET.get("version"):
        return HttpResponse(status=204)
    return render(request, "desk/crisis/standing.html", how_it_stands(found))


def how_it_stands(callout: CallOut) -> dict[str, Any]:
    """What the living piece holds. The version first: what changes meanwhile is shown the next time."""
    version, shown = board_version(callout), board(callout, at=clock.now())
    return {
        "callout": callout,
        "version": version,
        "board": shown,
        "log": [(line, happening_words(line), COLOURS.get(line.verb, "neutral")) for line in shown.log],
    }
