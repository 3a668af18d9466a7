"""Pairs as a workbook: plain text cells, so that nothing in it is ever run as a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

import xlsxwriter
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.volunteering.models import Pairing
from samspill.web.design.words import KIND_WORDS, word_for
from samspill.web.desk.pairings.words import reason_words, rhythm_words


def pairs_workbook(rows: Iterable[Pairing]) -> bytes:
    """An xlsx with one sheet: a bold heading that stays in view, and a row for each pair."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(
        output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page, bold = book.add_worksheet(), book.add_format({"bold": True})
    table = [_headings(), *(_cells(pairing) for pairing in rows)]
    for place, cells in enumerate(table):
        for column, text in enumerate(cells):
            page.write_string(place, column, text[:32_000], bold if place == 0 else None)
    page.freeze_panes(1, 0)
    page.set_column(0, len(table[0]) - 1, 20)
    book.close()
    return output.getvalue()


def _headings() -> list[str]:
    return [
        _("Kind"), _("Volunteer"), _("Gets help"), _("Unit"), _("Said yes"), _("First meeting"), _("Started on"),
        _("How often they meet"), _("Next review"), _("Latest number, volunteer"), _("Latest number, gets help"),
        _("Last day"), _("Why"),
    ]  # fmt: skip


def _cells(pairing: Pairing) -> list[str]:
    return [
        word_for(pairing.need.kind, KIND_WORDS),
        pairing.volunteer.person.name,
        pairing.recipient.person.name,
        pairing.unit.name,
        _day(clock.local_day(pairing.agreed_at)),
        _day(clock.local_day(pairing.first_meeting_at) if pairing.first_meeting_at else None),
        _day(pairing.started_on),
        rhythm_words(pairing),
        _day(pairing.next_review_on),
        *(_number(pairing, side) for side in ("volunteer_score", "recipient_score")),
        _day(pairing.ended_on),
        reason_words(pairing.ended_reason),
    ]


def _number(pairing: Pairing, side: str) -> str:
    score = getattr(pairing, side, None)
    return "" if score is None else str(score)


def _day(on: dt.date | None) -> str:
    return f"{on:%d.%m.%Y}" if on else ""
