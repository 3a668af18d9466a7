"""Lists to have in the hand: the day's list and the call list, on the screen and on A4."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import HttpResponse
from django.shortcuts import render

from samspill.foundation import clock
from samspill.volunteering.queries.board import day_list
from samspill.volunteering.queries.calls import call_list, words_to_say
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.web.access.staff import DeskRequest, at_the_desk

Key = uuid.UUID | None


@at_the_desk
def day(request: DeskRequest, day: str = "") -> HttpResponse:
    """The shifts of a day with who comes, in large print. Addresses are not on it: paper lies about."""
    on = _day(day) or clock.today()
    page = {"day": on, "shifts": day_list(request.asker, on), "back": "/desk/"}
    return render(request, "desk/needs/day.html", page)


@at_the_desk
def calls_on_paper(request: DeskRequest, need_id: Key = None, shift_id: Key = None) -> HttpResponse:
    """The call list on A4 with boxes to tick."""
    if need_id:
        shift_to_change_for(request.asker, need_id, shift_id)
    sheets = call_list(request.asker, at=clock.now(), need=need_id, shift=shift_id)
    words = [] if need_id else words_to_say(request.asker, at=clock.now())
    page = {"sheets": sheets, "words": words, "back": "../", "today": clock.today()}
    return render(request, "desk/needs/calls_on_paper.html", page)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
