"""Lists on paper: facts, sections and tables as the document takes them, and the answer that carries it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill import volunteering
from samspill.foundation import clock
from samspill.foundation.documents import pdf
from samspill.web.design import dates

TEMPLATE = Path(volunteering.__file__).parent / "data" / "lists.typ"


@dataclass(frozen=True)
class Section:
    """A heading, some words, and a table whose columns are so wide beside each other."""

    heading: str
    columns: Sequence[str] = ()
    widths: Sequence[int] = ()
    rows: Iterable[Sequence[str]] = ()
    words: str = ""

    def told(self) -> dict[str, Any]:
        """As the template takes it."""
        return {
            "heading": self.heading,
            "columns": list(self.columns),
            "widths": list(self.widths),
            "rows": [[str(cell) for cell in row] for row in self.rows],
            "words": self.words,
        }


@dataclass(frozen=True)
class Sheet:
    """A document of lists. It says when it was made and by whom: paper does not follow what happens afterwards."""

    title: str
    made_at: dt.datetime
    made_by: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = field(default_factory=tuple)


def on_paper(sheet: Sheet, filename: str) -> HttpResponse:
    """The document as a PDF that opens in the browser and is kept by no one on the way."""
    language = get_language() or "nb"
    made = _("Made %(moment)s by %(name)s. What has happened since is not on it.") % {
        "moment": dates.moment(sheet.made_at, language),
        "name": sheet.made_by,
    }
    data = {
        "title": sheet.title,
        "language": language,
        "made": made,
        "facts": [list(pair) for pair in sheet.facts],
        "sections": [section.told() for section in sheet.sections],
    }
    response = HttpResponse(pdf(TEMPLATE, data), content_type="application/pdf")
    stamp = f"{clock.local(sheet.made_at):%Y-%m-%d-%H%M}"
    response.headers["Content-Disposition"] = f'inline; filename="{filename}-{stamp}.pdf"'
    return response
