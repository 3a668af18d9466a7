"""Documents to print or keep: tagged PDF (PDF/UA-1), made from a template and data.

A room keeps its templates in `<room>/data/<name>.typ`. Each begins with `#import "letter.typ": *` and finds what it is
given in `data`. What people have written comes in as data and is never read as markup. typst refuses a document that
a screen reader could not read, so such a fault shows in a test and not at somebody's kitchen table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

_HERE = Path(__file__).resolve().parent / "data"
_FONTS = _HERE / "fonts"
_COMMON = "letter.typ"


class NotADocument(ValueError):
    """The template and the data do not make a document. A fault of the caller's."""


def pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The document as PDF/UA-1. `data` is anything JSON can hold; the template finds it as `data`.

    Raises `NotADocument`.
    """
    sources = {"main.typ": template.read_bytes(), _COMMON: _common()}
    try:
        made = typst.compile(
            sources,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            font_paths=[_FONTS],
            ignore_system_fonts=True,
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise NotADocument(str(error)) from error
    return bytes(made)


@cache
def _common() -> bytes:
    return (_HERE / _COMMON).read_bytes()
