"""A municipality's list of associations comes in as it is kept, and what cannot come in is given back with a reason."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from samspill.organisations import actions
from samspill.organisations.actions.sheet_rows import SheetIntake
from samspill.organisations.models import Organisation, Post, SheetImport
from samspill.organisations.queries.sheets import left_out, preview_sheet
from samspill.organisations.rules.audiences import AUDIENCES
from samspill.organisations.sheets.columns import find_heading, propose_columns
from samspill.organisations.sheets.reading import Sheet, SheetUnreadable, read_sheets
from samspill.organisations.sheets.rows import Contact, understand
from samspill.organisations.tests.register_files import association, bulk, number
from samspill.organisations.wording import audience_words, problem_words
from samspill.people.actions import end_what_is_due
from samspill.people.models import ContactPoint, Person, StaffMember

HEADING = ["Lag", "Orgnr", "Telefon", "E-post", "Leder", "Leder telefon", "Leder e-post"]
COLUMNS = {
    0: "name",
    1: "number",
    2: "phone",
    3: "email",
    4: "leader.name",
    5: "leader.phone",
    6: "leader.email",
}


def csv_of(*rows: list[str]) -> bytes:
    return "\r\n".join(";".join(row) for row in [HEADING, *rows]).encode()


def row(name: str, **cells: str) -> list[str]:
    by_field = {"name": name} | {field.replace("_", ".", 1): text for field, text in cells.items()}
    return [by_field.get(field, "") for field in COLUMNS.values()]


def xlsx(rows: list[list[Any]], *merged: tuple[int, int, int, int, str]) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Arbeidsliste")
    for place, cells in enumerate(rows):
        sheet.write_row(place, 0, cells)
    for top, left, bottom, right, text in merged:
        sheet.merge_range(top, left, bottom, right, text)
    book.close()
    return output.getvalue()


WHOLE_WORKBOOK = xlsx([HEADING, row("Koret")])


@pytest.fixture
def ola(town: Any, at: Any) -> StaffMember:
    """Ola, who works in Lillevik."""
    return StaffMember.objects.create(name="Ola", email="ola@lillevik.test", invited_at=at)


@pytest.fixture
def bring_in(ola: StaffMember, at: Any) -> Any:
    """Receive a CSV, confirm what is proposed, and bring it in."""

    def run(content: bytes, **options: Any) -> SheetImport:
        received = actions.receive_sheet(content, "lag.csv", by=ola, at=at)
        actions.confirm_columns(received, {int(c): f for c, f in received.columns.items()}, by=ola, at=at)
        return actions.import_sheet(received, by=ola, at=at, **options)

    return run


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


# Bringing in


def test_an_association_comes_in_with_its_leader(bring_in: Any) -> None:
    bring_in(csv_of(row("Koret", number=number(1), leader_name="Kari Vik", leader_phone="412 34 567")))
    [post] = Post.objects.select_related("person", "organisation")
    assert (post.title, post.person.name, post.organisation.name) == ("leader", "Kari Vik", "Koret")
    assert post.organisation.number == number(1)
    assert ContactPoint.objects.get(person=post.person).value == "+4741234567"


def test_a_group_without_a_number_comes_in(bring_in: Any) -> None:
    bring_in(csv_of(row("Strikkegruppa på torget")))
    assert Organisation.objects.get().number is None


def test_bringing_the_same_sheet_in_twice_changes_nothing(bring_in: Any) -> None:
    content = csv_of(row("Koret", leader_name="Kari Vik", leader_phone="41234567", email="kor@lag.test"))
    assert bring_in(content).counts == {"new": 1}
    assert bring_in(content).counts == {"same": 1}
    assert (Organisation.objects.count(), Person.objects.count(), Post.objects.count()) == (1, 1, 1)


def test_several_rows_of_one_association_are_its_several_contacts(bring_in: Any) -> None:
    bring_in(csv_of(row("Koret", leader_name="Kari Vik"), row("KORET", leader_name="Ola Nes")))
    assert Organisation.objects.count() == 1
    assert {post.person.name for post in Post.objects.all()} == {"Kari Vik", "Ola Nes"}


def test_the_preview_tells_what_then_happens_and_saves_nothing(ola: StaffMember, at: Any) -> None:
    actions.register_group("Koret", by=ola, at=at)
    content = csv_of(row("Koret", email="kor@lag.test"), row("Laget"), row("Feil", number="1"), row("Koret"))
    received = actions.receive_sheet(content, "lag.csv", by=ola, at=at)
    preview = preview_sheet(received)
    assert [(each.row, each.what) for each in preview.rows] == [
        (2, "update"),
        (3, "new"),
        (4, "problem"),
        (5, "same"),
    ]
    assert Organisation.objects.count() == 1
    actions.confirm_columns(received, {int(c): f for c, f in received.columns.items()}, by=ola, at=at)
    assert actions.import_sheet(received, by=ola, at=at).counts == dict(preview.counts)


def test_the_sheet_fills_in_and_replaces_the_register_but_not_what_somebody_wrote(
    bring_in: Any, ola: Any, at: Any
) -> None:
    known = association(1, navn="KORET", epostadresse="gammel@register.test")
    actions.import_entities(io.BytesIO(bulk(known)), origin="x", at=at)
    made = Organisation.objects.get()
    actions.change_organisation(made, phone="22334455", by=ola, at=at)
    bring_in(csv_of(row("Koret", number=number(1), email="ny@lag.test", phone="41234567")))
    made.refresh_from_db()
    assert (made.email, made.phone) == ("ny@lag.test", "+4722334455")


def test_a_row_that_fails_leaves_nothing_and_the_others_come_in(bring_in: Any) -> None:
    done = bring_in(csv_of(row("Koret", leader_name="Kari", leader_email="a..b@x.test"), row("Laget")))
    assert done.counts == {"problem": 1, "new": 1}
    assert [made.name for made in Organisation.objects.all()] == ["Laget"]
    assert Person.objects.count() == 0


def test_all_or_nothing_brings_in_nothing_where_a_row_has_a_problem(bring_in: Any) -> None:
    with pytest.raises(actions.SheetHasProblems):
        bring_in(csv_of(row("Koret"), row("Feil", number="1")), all_or_nothing=True)
    assert Organisation.objects.count() == 0
    assert SheetImport.objects.get().imported_at is None


def test_rows_left_out_come_back_as_text_with_a_reason(bring_in: Any) -> None:
    done = bring_in(csv_of(row('=HYPERLINK("http://x.test")', phone="ingen"), row("Koret")))
    with translation.override("en"):
        content = actions.rejected_rows_workbook(done)
    heading, left = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert heading[-2:] == ["Row", "Why it was left out"]
    assert (left[0], left[-2]) == ('=HYPERLINK("http://x.test")', "2")
    assert "phone number" in left[-1] and "ingen" in left[-1]
    assert b"<f>" not in content


def test_a_national_identity_number_is_kept_nowhere(bring_in: Any) -> None:
    done = bring_in(csv_of(row("Koret", leader_name="Kari 01010112377")))
    [left] = left_out(done)[1] or [None]
    kept = str(done.problems) + str(list(Person.objects.values())) + str(list(Organisation.objects.values()))
    assert left is not None and left["reason"] == "holds_national_id"
    assert "01010112377" not in kept


def test_the_file_is_not_kept_once_it_is_in(bring_in: Any) -> None:
    assert bring_in(csv_of(row("Koret"))).content is None


def test_a_sheet_comes_in_once_and_only_when_its_columns_are_confirmed(ola: StaffMember, at: Any) -> None:
    received = actions.receive_sheet(csv_of(row("Koret")), "lag.csv", by=ola, at=at)
    with pytest.raises(actions.ColumnsNotConfirmed):
        actions.import_sheet(received, by=ola, at=at)
    actions.confirm_columns(received, {0: "name"}, by=ola, at=at)
    actions.import_sheet(received, by=ola, at=at)
    with pytest.raises(actions.SheetAlreadyDone):
        actions.import_sheet(received, by=ola, at=at)


@pytest.mark.parametrize("columns", [{}, {0: "email"}, {0: "name", 1: "name"}, {0: "name", 1: "shoe_size"}])
def test_columns_that_do_not_make_sense_are_refused(
    ola: StaffMember, at: Any, columns: dict[int, str]
) -> None:
    received = actions.receive_sheet(csv_of(row("Koret")), "lag.csv", by=ola, at=at)
    with pytest.raises(actions.ColumnsUnclear):
        actions.confirm_columns(received, columns, by=ola, at=at)


def test_a_dropped_sheet_leaves_nothing(ola: StaffMember, at: Any) -> None:
    received = actions.receive_sheet(csv_of(row("Koret")), "lag.csv", by=ola, at=at)
    dropped = actions.abandon_sheet(received, by=ola, at=at)
    assert dropped.content is None and Organisation.objects.count() == 0


def test_two_of_the_same_name_need_a_number(bring_in: Any, ola: StaffMember, at: Any) -> None:
    actions.register_group("Koret", by=ola, at=at)
    actions.register_group("Koret", by=ola, at=at, also_if_same_name=True)
    done = bring_in(csv_of(row("Koret", phone="41234567")))
    assert left_out(done)[1][0]["reason"] == "several_of_this_name"


def test_a_contact_is_shown_only_where_the_sheet_says_yes() -> None:
    columns = {0: "name", 1: "published"}
    assert [understand(["Koret", text], columns).is_published for text in ("x", "Ja", "TRUE", "nei", "")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_the_most_promising_sheet_of_a_workbook_is_taken(ola: StaffMember, at: Any) -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.add_worksheet("Forside").write_string(0, 0, "Velkommen")
    sheet = book.add_worksheet("Lag")
    sheet.write_row(4, 0, HEADING)
    sheet.write_row(5, 0, row("Koret"))
    book.close()
    received = actions.receive_sheet(output.getvalue(), "C:\\lister\\lag.xlsx", by=ola, at=at)
    assert (received.sheet_name, received.heading_row, received.filename) == ("Lag", 4, "lag.xlsx")
    assert isinstance(read_sheets(output.getvalue())[0], Sheet)


def test_a_sheet_nobody_comes_back_to_is_dropped_after_a_month(ola: StaffMember, at: Any) -> None:
    received = actions.receive_sheet(csv_of(row("Koret")), "lag.csv", by=ola, at=at)
    assert "sheets" not in end_what_is_due(at + dt.timedelta(days=29))
    assert end_what_is_due(at + dt.timedelta(days=31))["sheets"] == 1
    received.refresh_from_db()
    assert received.content is None


def test_a_sheet_broken_off_keeps_whole_rows_and_can_be_brought_in_again(
    ola: StaffMember, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = csv_of(*(row(f"Lag {place}", leader_name=f"Kari {place}") for place in range(50)))
    received = actions.receive_sheet(content, "lag.csv", by=ola, at=at)
    actions.confirm_columns(received, COLUMNS, by=ola, at=at)
    steady = SheetIntake.bring_in_some

    def breaks_off(intake: SheetIntake) -> bool:
        if intake.counts["new"] >= 40:
            raise KeyboardInterrupt
        return steady(intake)

    monkeypatch.setattr(SheetIntake, "bring_in_some", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        actions.import_sheet(received, by=ola, at=at)
    assert (Organisation.objects.count(), Post.objects.count()) == (40, 40)
    monkeypatch.undo()
    received.refresh_from_db()
    assert actions.import_sheet(received, by=ola, at=at).counts == {"same": 40, "new": 10}


def test_a_sheet_is_brought_in_by_one_at_a_time(ola: StaffMember, at: Any) -> None:
    received = actions.receive_sheet(csv_of(row("Koret")), "lag.csv", by=ola, at=at)
    actions.confirm_columns(received, {0: "name"}, by=ola, at=at)
    SheetImport.objects.update(imported_at=at)
    with pytest.raises(actions.SheetAlreadyDone):
        actions.import_sheet(received, by=ola, at=at + dt.timedelta(minutes=5))
    assert actions.import_sheet(received, by=ola, at=at + dt.timedelta(hours=2)).counts == {"new": 1}


@pytest.mark.django_db
def test_for_whom_and_where_come_in_and_what_somebody_wrote_stands(bring_in: Any, ola: Any, at: Any) -> None:
    known = actions.register_group("Turlaget", audiences=["seniors"], by=ola, at=at)
    done = bring_in(
        "Lag;Målgruppe;Møtested\nKoret;Barn og ungdom, Nye i Norge;Kirka\nTurlaget;Voksne;Hytta\n".encode()
    )
    choir = Organisation.objects.get(name="Koret")
    assert (choir.audiences, choir.place_text) == (("children", "youth", "newcomers"), "Kirka")
    known.refresh_from_db()
    assert (known.audiences, known.place_text) == (("seniors",), "Hytta")
    assert done.problems == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "reason", "text"),
    [("Barn, Katter;Kirka", "audience_unknown", "katter"), ("Barn;" + "x" * 201, "too_long", "x" * 200)],
)
def test_a_row_for_nobody_we_know_or_with_too_long_a_place_is_left_out_and_told(
    bring_in: Any, cells: str, reason: str, text: str
) -> None:
    done = bring_in(f"Lag;For kven;Kvar de møtest\nKoret;{cells}\nBandet;Alle;Hallen\n".encode())
    assert [row.name for row in Organisation.objects.all()] == ["Bandet"]
    (problem,) = [one for one in done.problems if "row" in one]
    assert (problem["row"], problem["reason"], problem["text"]) == (2, reason, text)
    assert "katter" in problem_words(problem) or reason == "too_long"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_our_own_list_is_read_back_in_each_language(language: str) -> None:
    with translation.override(language):
        whom = ", ".join(map(audience_words, AUDIENCES))
    assert understand(["Koret", whom], {0: "name", 1: "audiences"}).facts["audiences"] == " ".join(AUDIENCES)


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
