"""Phone numbers as real lists hold them."""

from __future__ import annotations

import csv
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.foundation.phones import NotAPhone, Phone, Reason, find_phones, formatted, is_mobile, read_phone


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("41234567", "+4741234567"),
        ("412 34 567", "+4741234567"),
        ("41 23 45 67", "+4741234567"),
        ("+47 412 34 567", "+4741234567"),
        ("(+47) 412 34 567", "+4741234567"),
        ("0047 41234567", "+4741234567"),
        ("47 41234567", "+4741234567"),
        ("+47-412.34.567", "+4741234567"),
        ("+47 (0) 412 34 567", "+4741234567"),
        ("412\u00a034\u202f567", "+4741234567"),
        ("\u202a412 34 567\u202c", "+4741234567"),
        ("412–34–567", "+4741234567"),
        ("٤١٢٣٤٥٦٧", "+4741234567"),
        ("tlf: 412 34 567", "+4741234567"),
        ("Tlf. 412 34 567", "+4741234567"),
        ("mobil 412 34 567", "+4741234567"),
        ("tel:+4741234567", "+4741234567"),
        ("22/33 44 55", "+4722334455"),
        ("2233 4455", "+4722334455"),
        ("800 12 345", "+4780012345"),
        ("02800", "+4702800"),
        ("+46 70 123 45 67", "+46701234567"),
        ("0046 70 123 45 67", "+46701234567"),
        ("+380 67 123 4567", "+380671234567"),
    ],
)
def test_a_number_is_read_however_it_is_written(written: str, stored: str) -> None:
    assert read_phone(written).e164 == stored


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u200b ", Reason.EMPTY),
        ("Kari", Reason.WORDS),
        ("spør Kari", Reason.WORDS),
        ("412 34 567 (Kari)", Reason.WORDS),
        ("kari@eksempel.no", Reason.WORDS),
        ("O1234567", Reason.LETTER_FOR_DIGIT),
        ("412 34 56O", Reason.LETTER_FOR_DIGIT),
        ("4l2 34 567", Reason.LETTER_FOR_DIGIT),
        ("110", Reason.SHORT_NUMBER),
        ("113", Reason.SHORT_NUMBER),
        ("1881", Reason.SHORT_NUMBER),
        ("116117", Reason.SHORT_NUMBER),
        ("04800", Reason.SHORT_NUMBER),
        ("4123456", Reason.TOO_SHORT),
        ("412345678", Reason.TOO_LONG),
        ("580 012 345 678", Reason.TOO_LONG),
        ("59123456", Reason.NOT_IN_USE),
        ("+47 591 23 456", Reason.NOT_IN_USE),
        ("+46 41234567", Reason.NOT_IN_USE),
        ("+47 412 34 5678", Reason.TOO_LONG),
        ("+999 123", Reason.NOT_IN_USE),
        ("412 34 567 / 22 33 44 55", Reason.SEVERAL),
        ("41234567, 91234567", Reason.SEVERAL),
        ("-", Reason.WORDS),
    ],
)
def test_what_is_not_one_number_is_refused_with_the_reason(written: str, reason: Reason) -> None:
    with pytest.raises(NotAPhone) as refusal:
        read_phone(written)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("412 34 567 / 22 33 44 55", ["412 34 567", "22 33 44 55"]),
        ("412 34 567 22 33 44 55", ["412 34 567", "22 33 44 55"]),
        ("41234567/91234567", ["412 34 567", "912 34 567"]),
        ("41 23 45 67 og 91 23 45 67", ["412 34 567", "912 34 567"]),
        ("+4741234567+4791234567", ["412 34 567", "912 34 567"]),
        ("Kari 412 34 567, Ola: 913 45 678", ["412 34 567", "913 45 678"]),
        ("412 34 567\n22 33 44 55", ["412 34 567", "22 33 44 55"]),
        ("412 34 567; +47 41 23 45 67", ["412 34 567"]),
        ("tlf 412 34 567 (jobb) mob +46 70 123 45 67", ["412 34 567", "+46 70 123 45 67"]),
        ("954 38 8935. mar", ["954 38 893"]),
        ("412 34 56712. mai", ["412 34 567"]),
        ("ring 912 34 567 innen 5. mars", ["912 34 567"]),
        ("0150 Oslo, 22334455", ["22 33 44 55"]),
        ("12. mars 2026 kl. 17.30", []),
        ("22.03.2026 kl 17.30", []),
        ("2026-03-22", []),
        ("912 345 678", []),
        ("010190 12345", []),
        ("1234 56 78901", []),
        ("412 34 567 8", []),
        ("ingen", []),
        ("", []),
    ],
)
def test_every_number_in_a_cell_is_found_and_nothing_else(cell: str, found: list[str]) -> None:
    assert [str(phone) for phone in find_phones(cell)] == found


def test_a_svalbard_number_is_a_norwegian_number() -> None:
    assert read_phone("79 02 12 34") == Phone("+4779021234", "SJ", is_mobile=False)


def test_an_extension_is_kept_apart_from_the_number() -> None:
    assert read_phone("22 33 44 55 linje 12") == Phone("+4722334455", "NO", is_mobile=False, extension="12")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+4741234567", "412 34 567"),
        ("+4799999999", "999 99 999"),
        ("+4722334455", "22 33 44 55"),
        ("+4780012345", "800 12 345"),
        ("+4779021234", "79 02 12 34"),
        ("+4702800", "02800"),
        ("+46701234567", "+46 70 123 45 67"),
        ("not a number", "not a number"),
    ],
)
def test_a_stored_number_is_shown_the_way_norwegians_write_it(stored: str, shown: str) -> None:
    assert formatted(stored) == shown


@pytest.mark.parametrize(
    ("stored", "mobile"),
    [
        ("+4741234567", True),
        ("+4722334455", False),
        ("+4779021234", False),
        ("+4520123456", True),
        ("", False),
    ],
)
def test_only_a_mobile_number_can_be_texted(stored: str, mobile: bool) -> None:
    assert is_mobile(stored) is mobile


@given(st.from_regex(r"(?:40|46|48|9[0-9])[0-9]{6}", fullmatch=True))
def test_a_mobile_number_survives_being_shown_and_read_again(digits: str) -> None:
    stored = read_phone(digits).e164
    assert stored == f"+47{digits}"
    assert read_phone(formatted(stored)).e164 == stored
    assert [phone.e164 for phone in find_phones(f"Ring {formatted(stored)} i dag")] == [stored]


@given(st.text(max_size=300) | st.text(alphabet="0123456789 ()+-./;,Oo٤mar", max_size=80))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    for phone in find_phones(text):
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone.e164))
    try:
        assert read_phone(text).e164.startswith("+")
    except NotAPhone as refusal:
        assert refusal.reason in Reason


@pytest.mark.outside_data
def test_the_numbers_seen_in_real_lists_are_judged_as_the_national_plan_judges_them(real_files: Path) -> None:
    with (real_files / "05_numbers" / "phone_edge_cases_observed.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 40
    for row in rows:
        assert _read_or_none(row["input"]) == (row["e164"] if row["is_valid"] == "True" else None), row[
            "input"
        ]


def _read_or_none(text: str) -> str | None:
    try:
        return read_phone(text).e164
    except NotAPhone:
        return None
