"""Documents to print or keep: tagged PDF (PDF/UA-1), made from a template and data.

A room keeps its templates in `<room>/data/<name>.typ`. Each stands on `letter.typ`, so it has `sheet`, `paragraphs`,
`facts`, and what it is given in `data`. What people have written comes in as data and is never read as markup. typst
refuses a document that a screen reader could not read, so such a fault shows in a test and not at somebody's kitchen
table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).resolve().parent / "data"


class NotADocument(ValueError):
    """The template and the data do not make a document. A fault of the caller's."""


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The document as PDF/UA-1. `data` is anything JSON can hold; the template finds it as `data`.

    Raises `NotADocument`.
    """
    import typst  # late: heavy, and few processes need it

    try:
        return typst.compile(
            (_HERE / "letter.typ").read_bytes() + template.read_bytes(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise NotADocument(str(error)) from error


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts alone, so that a document looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[_HERE / "fonts"])
