"""A municipality's list of associations comes in, and what cannot come in is given back with a reason."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter
from django.utils import translation
from python_calamine import CalamineWorkbook

from samspill.organisations import actions
from samspill.organisations.actions.sheet_rows import SheetIntake
from samspill.organisations.models import Organisation, Post, SheetImport
from samspill.organisations.queries.sheets import left_out, preview_sheet
from samspill.organisations.sheets.reading import Sheet, read_sheets
from samspill.organisations.tests.register_files import association, bulk, number
from samspill.organisations.tests.sheet_files import COLUMNS, HEADING, csv_of, row
from samspill.organisations.wording import problem_words
from samspill.people.actions import end_what_is_due
from samspill.people.models import ContactPoint, Person, StaffMember


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
