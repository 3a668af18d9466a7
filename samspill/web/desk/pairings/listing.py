"""All pairs of the asker's units: on the screen, and as a sheet."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from samspill.foundation import clock
from samspill.people.actions import note_looks
from samspill.volunteering.queries.board import units_to_filter_by
from samspill.volunteering.queries.pair_waits import what_waits_in_pairs
from samspill.volunteering.queries.pairings import SHOWN, how_many, pairings_list
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.paging import page_of
from samspill.web.desk.pairings import columns
from samspill.web.desk.pairings.words import WAIT_COLOURS, rhythm_words, wait_words
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def pairings(request: DeskRequest) -> HttpResponse:
    """What waits on top, then the pairs; those whose review is overdue come first.

    As a spreadsheet they are taken out one by one, so that is written down for each recipient.
    """
    show, words, unit = _which(request)
    at = clock.now()
    rows = pairings_list(request.asker, show=show, words=words, unit=unit, at=at)
    if is_wanted(request):
        note_looks(request.asker, [pairing.recipient for pairing in rows], at=at)
        return spreadsheet(request, "pairs", rows, columns.PAIRS)
    page = page_of(request, rows)
    for pairing in page.rows:
        pairing.rhythm = rhythm_words(pairing)
        scores = [one for one in (pairing.volunteer_score, pairing.recipient_score) if one is not None]
        pairing.lowest_score = min(scores, default=None)
    waits = what_waits_in_pairs(request.asker, at=at)
    shown = {
        "here": "pairings",
        "page": page,
        "show": show,
        "words": words,
        "unit": unit,
        "units": units_to_filter_by(request.asker),
        "counts": how_many(request.asker, at=at),
        "waits": [(wait, wait_words(wait), WAIT_COLOURS.get(wait.what, "info")) for wait in waits],
        "today": clock.local_day(at),
    }
    return render(request, "desk/pairings/list.html", shown)


def _which(request: DeskRequest) -> tuple[str, str, uuid.UUID | None]:
    show, words = (request.GET.get(name, "").strip() for name in ("show", "q"))
    asked = request.GET.get("unit", "")
    unit = next((one for one in request.asker.caring_unit_ids if str(one) == asked), None)
    show = show if show in SHOWN else ("all" if words else "live")
    return show, words.replace("\x00", "")[:80], unit
