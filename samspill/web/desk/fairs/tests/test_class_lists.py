"""Class lists come in, are put right, and hold no more than is needed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspill.activities.models import Pupil
from samspill.activities.rules.fairs.class_lists import read_class_list
from samspill.foundation.workbooks import workbook_of
from samspill.web.desk.fairs.tests.hands import bring_in, wish


def test_a_class_list_is_looked_at_before_it_comes_in_and_surnames_stay_outside(desk, fair):
    assert bring_in(desk, fair).status_code == 302
    assert sorted(Pupil.objects.values_list("school_class__name", "name")) == [
        ("8A", "Ada S."), ("8A", "Omar A."), ("8B", "Thea V.")
    ]  # fmt: skip
    assert len(set(Pupil.objects.values_list("code", flat=True))) == 3
    slips = desk.get(reverse("desk:fairs:slips", args=[fair.pk, fair.classes.first().pk]))
    assert slips.content.startswith(b"%PDF")


def test_a_bad_row_is_told_at_its_line_and_a_national_id_stops_the_whole_list(desk, fair):
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    twice = desk.post(address, {"pasted": "8A;Ada S.\n8A;Ada S.\n", "seen": "1", "save": "1"})
    assert twice.status_code == 422 and "Linje 2" in twice.content.decode()
    held = desk.post(address, {"pasted": "8A;Ada;13097248022\n"})
    assert held.status_code == 422
    assert not Pupil.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Klasse 8A\n1. Ada Solberg\n2. Omar Ali",
        "Gruppe: 8A\nAda Solberg\nOmar Ali",
        "8A Ada Solberg\n8A Omar Ali",
        "Ada Solberg, 8A\nOmar Ali, 8A",
        "Ada Solberg 8A\nOmar Ali (8A)",
    ],
)
def test_lists_written_for_people_are_understood_too(text):
    rows = [line.split(", ") for line in text.splitlines()]
    assert [(one.school_class, one.name) for one in read_class_list(rows)] == [
        ("8A", "Ada S."),
        ("8A", "Omar A."),
    ]


@pytest.mark.parametrize(
    ("text", "school_class"),
    [
        ("Trinn;Klasse;Navn\n8;A;Ada Solberg", "8A"),
        ("Trinn;Klasse;Navn\n8;8A;Ada Solberg", "8A"),
        ("Navn;Klasse;Trinn\nAda Solberg;A;8. trinn", "8A"),
        ("Årssteg;Klassebokstav;Namn\n8. årssteg;a;Ada Solberg", "8a"),
        ("Grade;Class;First name;Last name\nGrade 8;A;Ada;Solberg", "8A"),
        ("Trinn;Gruppe;Elev\nVG1;A;Ada Solberg", "VG1 A"),
        ("Trinn;Klasse;Navn\n8.0;B2;Ada Solberg", "8B2"),
        ("Trinn;Klasse;Navn\n8;1;Ada Solberg", "8-1"),
        ("Trinn;Klasse;Navn\n8;8;Ada Solberg", "8"),
        ("Trinn;Klasse;Navn\n8;;Ada Solberg", "8"),
        ("Trinn;Navn\n8A;Ada Solberg", "8A"),
        ("Year;Class;Name\n2012;8A;Ada Solberg", "8A"),
        ("8;A;Ada Solberg\n8;B;Omar Ali", "8A"),
        ("8. trinn;A;Ada;Solberg\n9. trinn;A;Omar;Ali", "8A"),
    ],
)
def test_a_grade_and_a_letter_in_two_columns_are_one_class(text, school_class):
    first = read_class_list([line.split(";") for line in text.splitlines()])[0]
    assert (first.school_class, first.name, first.problem) == (school_class, "Ada S.", "")
    again = read_class_list([[first.school_class, first.name]], shorten=False)[0]
    assert (again.school_class, again.name) == (school_class, "Ada S.")


def test_the_same_letter_in_two_grades_is_two_classes(desk, fair):
    pasted = {"pasted": "Trinn;Klasse;Navn\n8;A;Ada Solberg\n9;A;Omar Ali\n"}
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    looked = desk.post(address, pasted).content.decode()
    assert "8A;Ada S." in looked and "9A;Omar A." in looked
    desk.post(address, {"pasted": "8A;Ada S.\n9A;Omar A.\n", "seen": "1", "save": "1"})
    assert sorted(fair.classes.values_list("name", "grade")) == [("8A", 8), ("9A", 9)]


def test_one_who_comes_late_is_called_as_those_in_the_list(desk, fair):
    bring_in(desk, fair)
    page = reverse("desk:fairs:class", args=[fair.pk, fair.classes.get(name="8A").pk])
    for name in ("Kari Nordmann", "Ada  Sunde"):
        assert desk.post(page, {"name": name}).status_code == 302
    names = Pupil.objects.filter(school_class__name="8A").order_by("added_at").values_list("name", flat=True)
    assert list(names)[-2:] == ["Kari N.", "Ada Su."]


def test_one_who_does_not_take_part_goes_with_the_wishes_after_a_second_look(desk, phone, fair):
    bring_in(desk, fair)
    ada = Pupil.objects.get(name="Ada S.")
    wish(phone, ada, "Kor", "Ski")
    page = desk.get(reverse("desk:fairs:pupil", args=[fair.pk, ada.pk])).content.decode()
    asks_first, _, rest = page.partition("Er ikke med</summary>")
    taking_out = reverse("desk:fairs:removal", args=[fair.pk, ada.pk])
    assert "Det kan ikke angres" in rest and taking_out in rest and taking_out not in asks_first
    assert desk.post(taking_out, follow=True).status_code == 200
    assert not Pupil.objects.filter(pk=ada.pk).exists()
    assert phone.post("/fair/", {"code": ada.code}).status_code == 422


def test_a_workbook_with_more_columns_than_we_want_is_read_and_a_picture_is_told_to_be_none(desk, fair):
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    cells = [["8A", "Ada", "Solberg", "Ringveien 1"], ["8B", "Omar", "Ali", "Ringveien 2"]]
    book = workbook_of(["Klasse", "Fornavn", "Etternavn", "Adresse"], cells)
    looked = desk.post(address, {"file": SimpleUploadedFile("8.xlsx", book)}).content.decode()
    assert "8A;Ada S." in looked and "8B;Omar A." in looked and "Ringveien" not in looked
    picture = desk.post(address, {"file": SimpleUploadedFile("8.xlsx", b"PK\x03\x04" + bytes(99))})
    assert picture.status_code == 422 and "Vi kan ikke lese denne fila" in picture.content.decode()
