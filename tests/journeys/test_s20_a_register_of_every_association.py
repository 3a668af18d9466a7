"""S20: the municipality's own list of associations comes in as it is kept, and each has a page on the square."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: As Norwegian Excel saves it: windows-1252, semicolons, a title above the headings, two numbers in a cell, a lost row.
AS_KEPT = (
    "Lag og foreninger i Lillevik;;;;\r\n;;;;\r\n"
    "Orgnr;Navn;Leder;Leder telefon;E-post adresse\r\n"
    ";Lillevik blandakor;Turid Moen;412 34 567 / 73 00 00 11;koret@lillevik.example\r\n"
    "123456789;Holmen båtlag;Leif Strand;O1234567;\r\n"
    ";Strandvika dyrkelag;Ingeborg Tveit;413 45 678;dyrk@lillevik.example\r\n"
).encode("cp1252")


def test_a_sheet_is_brought_in_with_a_preview_and_what_is_left_out_comes_back_with_reasons(
    at_desk, open_page
):
    desk = at_desk()
    desk.goto("/desk/sheets/")
    file = {"name": "lag-og-foreninger.csv", "mimeType": "text/csv", "buffer": AS_KEPT}
    desk.locator("input[type=file]").set_input_files(file)
    desk.locator("main form button").first.click()
    expect(desk.locator("main table")).to_contain_text("Leder telefon")
    desk.locator("main form button").first.click()
    expect(desk.locator("main table")).to_contain_text("Holmen båtlag")
    desk.locator("form[action$='/import/'] button").click()
    expect(desk.locator("main .figures")).to_contain_text("2")
    with desk.expect_download() as saved:
        desk.locator("a[href$='/problems/']").click()
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(saved.value.path().read_bytes()))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert any("Holmen båtlag" in row for row in rows)
    square = open_page()
    square.goto("/organisations/?q=kor")
    square.get_by_role("link", name="Lillevik blandakor").click()
    expect(square.get_by_role("heading", level=1)).to_have_text("Lillevik blandakor")
    expect(square.locator("main")).not_to_contain_text("Turid Moen")
