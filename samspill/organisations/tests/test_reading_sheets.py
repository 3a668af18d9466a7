"""A municipality's list of associations is read as it is kept: its file, its headings and its rows."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspill.organisations.rules.audiences import AUDIENCES
from samspill.organisations.sheets.columns import find_heading, propose_columns
from samspill.organisations.sheets.reading import SheetUnreadable, read_sheets
from samspill.organisations.sheets.rows import Contact, understand
from samspill.organisations.tests.sheet_files import COLUMNS, HEADING, row, xlsx
from samspill.organisations.wording import audience_words

WHOLE_WORKBOOK = xlsx([HEADING, row("Koret")])

# Reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_csv_is_read_in_the_encodings_it_is_saved_in(encoding: str) -> None:
    [sheet] = read_sheets("Lag;Sted\r\nBlåbærlaget;Ålvik\r\n".encode(encoding))
    assert sheet.rows == [["Lag", "Sted"], ["Blåbærlaget", "Ålvik"]]


@pytest.mark.parametrize(
    "content", [b"sep=,\nLag,Sted\nKoret,Vik", b"Lag\tSted\nKoret\tVik", b'"sep=;"\nLag;Sted\nKoret;Vik']
)
def test_the_separator_is_found(content: bytes) -> None:
    assert read_sheets(content)[0].rows == [["Lag", "Sted"], ["Koret", "Vik"]]


def test_a_workbooks_numbers_and_days_become_the_text_people_see() -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [974760673, 150, True])
    sheet.write_datetime(0, 3, dt.datetime(2025, 12, 31))
    book.close()
    assert read_sheets(output.getvalue())[0].rows == [["974760673", "150", "ja", "31.12.2025"]]


def test_a_merged_cell_counts_for_all_its_rows() -> None:
    content = xlsx([["Lag", "Leder"], ["", "Kari Vik"], ["", "Ola Nes"]], (1, 0, 2, 0, "Koret"))
    assert read_sheets(content)[0].rows[1:] == [["Koret", "Kari Vik"], ["Koret", "Ola Nes"]]


def test_a_cell_far_away_is_refused_before_it_fills_the_memory() -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.add_worksheet().write_string(1_000_000, 16_000, "x")
    book.close()
    with pytest.raises(SheetUnreadable) as refused:
        read_sheets(output.getvalue())
    assert refused.value.reason == SheetUnreadable.TOO_MANY_ROWS


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b";;;\n;;\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old_excel"),
        (b"PK\x03\x04nothing of the kind", "not_a_sheet"),
        (b"\x00\x01\x02", "not_a_sheet"),
        (b"Lag\n" * 20_200, "too_many_rows"),
        (b"x" * (10 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_what_is_no_sheet_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(SheetUnreadable) as refused:
        read_sheets(content)
    assert refused.value.reason == reason


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"sep=;\n", b"\xff\xfe", b"\xef\xbb\xbf"])
)
def test_no_bytes_make_the_reader_stumble(content: bytes, beginning: bytes) -> None:
    try:
        assert all(
            isinstance(cell, str)
            for sheet in read_sheets(beginning + content)
            for line in sheet.rows
            for cell in line
        )
    except SheetUnreadable as refused:
        assert refused.reason


@given(st.data())
def test_no_damage_to_a_workbook_makes_the_reader_stumble(data: Any) -> None:
    content = bytearray(WHOLE_WORKBOOK)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_sheets(bytes(content))
    except SheetUnreadable as refused:
        assert refused.reason


# Headings


def test_the_heading_is_found_below_title_rows() -> None:
    rows = [["Lag og foreninger i Lillevik 2026"], [""], ["Oppdatert mars"], HEADING, row("Koret")]
    assert find_heading(rows) == 3
    assert propose_columns(rows, 3) == COLUMNS


def test_a_bare_heading_after_a_persons_belongs_to_that_person() -> None:
    headings = [
        "Navn",
        "E-post adresse",
        "LEDER",
        "LEDER TELEFON",
        "E-POSTADRESSE",
        "KASSERER",
        "KASSERER E-POST",
    ]
    assert list(propose_columns([headings], 0).values()) == [
        "name", "email", "leader.name", "leader.phone", "leader.email", "treasurer.name", "treasurer.email",
    ]  # fmt: skip


def test_a_title_across_several_columns_counts_for_each() -> None:
    content = xlsx(
        [["", "", ""], ["Forening", "Navn", "Telefon"], ["Koret", "Kari", "41234567"]], (0, 1, 0, 2, "Leder")
    )
    [sheet] = read_sheets(content)
    assert propose_columns(sheet.rows, 1) == {0: "name", 1: "leader.name", 2: "leader.phone"}


def test_a_heading_that_is_repeated_is_used_once() -> None:
    headings = [
        "Aktørens navn",
        "Forretningsadresse",
        "Postnummer",
        "Poststed",
        "Postadresse",
        "Postnummer",
        "Poststed",
    ]
    assert propose_columns([headings], 0) == {0: "name", 1: "address", 2: "postcode", 3: "town"}


@pytest.mark.outside_data
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            "trondheim_organisation_worklist_columns.csv",
            {"number", "name", "leader.email", "treasurer.phone", "postcode"},
        ),
        (
            "trondheim_organisation_export_headings.csv",
            {"number", "name", "contact.email", "contact.phone", "published"},
        ),
    ],
)
def test_a_real_citys_headings_are_understood(real_files: Any, file: str, expected: set[str]) -> None:
    import csv

    text = (real_files / "08_imports" / file).read_text("utf-8")
    headings = [line[1] for line in list(csv.reader(text.splitlines()))[1:]]
    assert expected <= set(propose_columns([headings], 0).values())


@pytest.mark.parametrize(
    "words",
    [
        ["Lag", "For hvem", "Hvor de møtes"],
        ["Lag", "For kven", "Kvar dei møtest"],
        ["Association", "For whom", "Where they meet"],
    ],
)
def test_the_headings_of_our_own_list_are_known(words: list[str]) -> None:
    assert propose_columns([words], 0) == {0: "name", 1: "audiences", 2: "place_text"}


# Rows


def test_two_numbers_in_a_cell_are_two_and_eaten_zeros_come_back() -> None:
    cells = ["Koret", "Kari Vik", "412 34 567 / 22 33 44 55", "150"]
    understood = understand(cells, {0: "name", 1: "leader.name", 2: "leader.phone", 3: "postcode"})
    assert understood.contacts == (Contact("leader", "Kari Vik", ("+4741234567", "+4722334455")),)
    assert understood.facts["postcode"] == "0150"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"name": ""}, "no_name"),
        ({"number": "9.1E+08"}, "number_excel_rounded"),
        ({"number": "123456789"}, "number_wrong_check_digit"),
        ({"phone": "ring kveldstid"}, "phone_unreadable"),
        ({"email": "kari(at)lag"}, "email_unreadable"),
        ({"leader_phone": "41234567"}, "contact_without_name"),
        ({"name": "x" * 201}, "too_long"),
    ],
)
def test_a_row_that_cannot_come_in_says_why(cells: dict[str, str], problem: str) -> None:
    assert understand(row(**({"name": "Koret"} | cells)), COLUMNS).problem == problem


@given(st.lists(st.text(max_size=40), min_size=7, max_size=7))
def test_any_cells_are_understood_or_have_a_problem(cells: list[str]) -> None:
    understood = understand(cells, COLUMNS)
    assert understood.problem or understood.facts
    assert not understood.problem or set(understood.facts) <= {"name"}


def test_a_contact_is_shown_only_where_the_sheet_says_yes() -> None:
    columns = {0: "name", 1: "published"}
    assert [understand(["Koret", text], columns).is_published for text in ("x", "Ja", "TRUE", "nei", "")] == [
        True, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_our_own_list_is_read_back_in_each_language(language: str) -> None:
    with translation.override(language):
        whom = ", ".join(map(audience_words, AUDIENCES))
    assert understand(["Koret", whom], {0: "name", 1: "audiences"}).facts["audiences"] == " ".join(AUDIENCES)
