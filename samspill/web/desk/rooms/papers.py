"""The list of the house on paper: each day with what is fetched and what is brought back, and a box to tick."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.venues.models import Loan, Place
from samspill.venues.queries.promises import TooFew
from samspill.venues.queries.things import phones_of_borrowers
from samspill.venues.wording import pieces_words
from samspill.web.design import dates

DATA = Path(__file__).resolve().parents[1] / "data"
DAYS_ON_PAPER = 7


def list_of_the_house(
    days: Iterable[tuple[dt.date, Sequence[Loan], Sequence[Loan]]],
    place: Place | None,
    language: str,
    short: Mapping[uuid.UUID, TooFew],
) -> tuple[bytes, int]:
    """The list as PDF, and how many lines it has. `short` are the loans that cannot be kept as promised."""
    from samspill.foundation.documents import pdf

    found = list(days)
    phones = phones_of_borrowers(row for _day, out, back in found for row in (*out, *back))
    columns = [_("Time"), _("What"), _("Borrower"), _("Phone"), _("Done")]
    sections: list[dict[str, Any]] = [
        {
            "heading": f"{dates.day(day, language)}: {heading}",
            "columns": columns,
            "rows": [_line(row, moment, phones, short) for row in rows],
        }
        for day, out, back in found
        for heading, rows, moment in (
            (_("to be fetched"), out, "starts_at"),
            (_("to come back"), back, "ends_at"),
        )
        if rows
    ]
    empty: dict[str, Any] = {
        "heading": _("The next seven days"),
        "rows": [],
        "nobody": _("Nothing goes out or in."),
    }
    facts = {
        "language": language,
        "title": _("Equipment out and in"),
        "day": place.name if place else _("All houses"),
        "sections": sections or [empty],
    }
    return pdf(DATA / "fair_list.typ", facts), sum(len(one["rows"]) for one in sections)


def _line(
    row: Loan, moment: str, phones: Mapping[uuid.UUID, str], short: Mapping[uuid.UUID, TooFew]
) -> list[str]:
    what, phone = pieces_words(row.pieces, row.thing.name), phones.get(row.person_id, "")
    few = short.get(row.pk)
    if few:
        what = _("%(what)s, only %(left)s left") % {"what": what, "left": few.left}
    return [
        f"{clock.local(getattr(row, moment)):%H.%M}",
        f"{what} ({row.thing.place.name})",
        row.borrower,
        formatted(phone) if phone else "",
        "☐",
    ]
