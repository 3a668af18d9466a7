"""Documents: made from data, fit for screen readers, and never taken in by what people write."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from samspill.foundation.documents import NotADocument, pdf

pytestmark = pytest.mark.one_database

TEMPLATE = """
#show: sheet.with(title: data.title, language: data.language)
= #data.title
#paragraphs(data.text)
#facts(data.facts)
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    file = tmp_path / "test.typ"
    file.write_text(TEMPLATE)
    return file


def told(**more: object) -> dict[str, object]:
    return {"title": "Attest", "language": "nb", "text": "Hei", "facts": [["Navn", "Kari"]], **more}


def test_a_document_is_tagged_and_says_its_title_and_language(template):
    made = pdf(template, told(title="Takk for innsatsen", language="nn"))
    assert b"/StructTreeRoot" in made and b"/Lang" in made
    assert b"pdfuaid:part" in _everything_in(made) and b"Takk for innsatsen" in _everything_in(made)


@pytest.mark.parametrize(
    "text",
    ["#panic()", "$ x", "*a _b `c", "= no heading", "@ref <label>", "\\ #let x = 1", "]", "«» ŋ č مرحبا", ""],
)
def test_what_people_write_is_never_read_as_markup(template, text):
    assert pdf(template, told(text=text, facts=[[text, text]])).startswith(b"%PDF-")


def test_a_template_that_does_not_fit_its_data_is_told_with_the_place(template):
    with pytest.raises(NotADocument, match="text"):
        pdf(template, {"title": "Attest", "language": "nb"})


def test_a_document_that_a_screen_reader_cannot_read_is_refused(tmp_path):
    without_title = tmp_path / "untitled.typ"
    without_title.write_text("Hei")
    with pytest.raises(NotADocument, match="title"):
        pdf(without_title, {})


def _everything_in(made: bytes) -> bytes:
    """The bytes of the file with its compressed parts opened."""
    opened = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            opened.append(stream)
    return b"\n".join(opened)
