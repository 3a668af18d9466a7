"""Whatever the registers give out is read in order, in constant memory, past the places where it is broken."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.organisations.registers.entities import entity_from, read_entities
from samspill.organisations.registers.voluntary import read_voluntary
from samspill.organisations.rules.entries import (
    NotAnAssociation,
    Reason,
    RegisterEntity,
    Rejected,
    VoluntaryEntry,
)
from samspill.organisations.tests.register_files import association, bulk, csv_file, number, page, voluntary


def entities(content: bytes) -> list[Any]:
    return list(read_entities(io.BytesIO(content)))


def test_a_gzipped_bulk_list_gives_each_association_with_its_address() -> None:
    [found] = entities(gzip.compress(bulk(association(1, navn="FJELLBYGDA SKOLEKORPS"))))
    assert (found.number, found.name, found.form, found.municipality) == (
        number(1),
        "FJELLBYGDA SKOLEKORPS",
        "FLI",
        "9901",
    )
    assert found.business_address.lines == ("Storgata 1",)


def test_a_company_is_told_apart_unless_it_stands_in_the_voluntary_register() -> None:
    company = association(1, organisasjonsform={"kode": "AS"})
    foundation = association(2, organisasjonsform={"kode": "STI"}, registrertIFrivillighetsregisteret=True)
    assert [type(row) for row in entities(bulk(company, foundation))] == [NotAnAssociation, RegisterEntity]


def test_the_bulk_list_a_search_page_objects_on_lines_and_the_csv_say_the_same() -> None:
    rows = [association(1), association(2, konkurs=True)]
    as_lines = "\n".join(json.dumps(row) for row in rows).encode()
    assert (
        entities(bulk(*rows))
        == entities(page("enheter", rows))
        == entities(as_lines)
        == entities(csv_file(*rows))
    )


def test_many_pages_after_each_other_are_one_list() -> None:
    pages = page("enheter", [association(1)]) + b"\n" + page("enheter", [association(2)])
    assert [row.number for row in entities(pages)] == [number(1), number(2)]


def test_a_page_without_rows_is_an_empty_list() -> None:
    assert (
        entities(b'{"_links": {"self": {"href": "https://example.test"}}, "page": {"totalElements": 0}}')
        == []
    )


def test_letters_saved_as_codes_are_restored() -> None:
    [found] = entities(bulk(association(1, navn="BL<U+00C5>B<U+00C6>RLAGET")))
    assert found.name == "BLÅBÆRLAGET"


def test_nulls_and_blanks_in_an_address_are_left_out() -> None:
    address = {
        "adresse": ["c/o Kari", None, ""],
        "postnummer": "301",
        "poststed": None,
        "kommunenummer": "301",
    }
    [found] = entities(bulk(association(1, forretningsadresse=address)))
    assert found.business_address.lines == ("c/o Kari",)
    assert (found.business_address.postcode, found.municipality) == ("0301", "0301")


def test_a_deleted_entity_has_number_name_and_day() -> None:
    [found] = entities(
        bulk(
            {
                "organisasjonsnummer": number(1),
                "navn": "BORTE",
                "organisasjonsform": {"kode": "FLI"},
                "slettedato": "2025-02-01",
                "respons_klasse": "SlettetEnhet",
            }
        )
    )
    assert found.has_ended and str(found.deleted_on) == "2025-02-01"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("www.fjellbygda.test", "https://www.fjellbygda.test"),
        ("javascript:alert(1)", ""),
        ("kommer senere", ""),
    ],
)
def test_a_website_gets_https_and_what_is_none_is_left_out(text: str, stored: str) -> None:
    assert entity_from(association(1, hjemmeside=text)).website == stored  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"organisasjonsnummer": "123456789"}, Reason.WRONG_NUMBER),
        ({"organisasjonsnummer": None}, Reason.NO_NUMBER),
        ({"navn": ""}, Reason.NO_NAME),
        ({"navn": "Bl\ufffdb\ufffdrlaget"}, Reason.DAMAGED_LETTERS),
    ],
)
def test_a_row_that_cannot_be_used_says_why(changes: dict[str, Any], reason: Reason) -> None:
    [row] = entities(bulk(association(1, **changes)))
    assert isinstance(row, Rejected) and row.reason is reason


def test_a_broken_object_in_the_middle_is_reported_and_the_next_one_is_read() -> None:
    whole = bulk(association(1), association(2), association(3)).decode()
    broken = whole.replace(f'"{number(2)}", "navn"', f'"{number(2)}" "navn"')
    first, refused, last = entities(broken.encode())
    assert (first.number, refused.reason, last.number) == (number(1), Reason.BROKEN_ROW, number(3))
    assert number(2) in refused.excerpt


def test_a_compressed_file_cut_short_keeps_what_came_before_and_says_so() -> None:
    packed = gzip.compress(bulk(*(association(place) for place in range(400))))
    rows = entities(packed[: len(packed) // 2])
    assert len([row for row in rows if isinstance(row, RegisterEntity)]) > 10
    assert rows[-1].reason is Reason.BROKEN_FILE


def test_a_csv_row_of_another_width_is_refused_and_the_rest_read() -> None:
    content = csv_file(association(1), association(2)).decode().splitlines(keepends=True)
    content.insert(2, '"tre","felt","bare"\r\n')
    rows = entities("".join(content).encode())
    assert [getattr(row, "reason", None) for row in rows] == [None, Reason.WRONG_COLUMNS, None]


def test_csv_headings_are_read_whatever_their_capitals() -> None:
    content = csv_file(association(1, stiftelsesdato="17.05.1950"))
    heading, rest = content.split(b"\r\n", 1)
    [found] = entities(heading.upper() + b"\r\n" + rest)
    assert str(found.founded_on) == "1950-05-17"


def test_a_table_of_something_else_is_refused_whole() -> None:
    [row] = entities(b"navn;telefon\nKari;41234567\n" * 3)[:1]
    assert isinstance(row, Rejected)


def test_categories_come_in_the_associations_order_whatever_their_spelling_and_name() -> None:
    row = voluntary(
        1,
        icnpoKategorier=[
            {"icnpoNummer": "1 200", "navn": None, "rekkefoelge": 2},
            {"icnpoNummer": "01100", "rekkefoelge": 1},
        ],
    )
    [entry] = read_voluntary(io.BytesIO(page("frivilligeOrganisasjoner", [row])))
    assert isinstance(entry, VoluntaryEntry) and entry.categories == ("1100", "1200")


def test_an_unknown_category_is_reported_and_the_others_kept() -> None:
    row = voluntary(
        1,
        icnpoKategorier=[
            {"icnpoNummer": "9999", "rekkefoelge": 1},
            {"icnpoNummer": "1200", "rekkefoelge": 2},
        ],
    )
    refused, entry = read_voluntary(io.BytesIO(bulk(row)))
    assert isinstance(refused, Rejected) and (refused.reason, refused.excerpt) == (
        Reason.UNKNOWN_CATEGORY,
        "9999",
    )
    assert isinstance(entry, VoluntaryEntry) and entry.categories == ("1200",)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "organisasjonsnummer",
                    "navn",
                    "forretningsadresse",
                    "adresse",
                    "icnpoKategorier",
                    "slettedato",
                    "kode",
                    "x",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_no_json_whatever_its_shape_makes_the_readers_stumble(value: Any) -> None:
    content = json.dumps([value, association(1)]).encode("utf-8", "replace")
    read = entities(content)
    assert any(isinstance(row, RegisterEntity) and row.number == number(1) for row in read)
    list(read_voluntary(io.BytesIO(content)))


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"[", b"{", b"\x1f\x8b\x08", b'[{"organisasjonsnummer":', b"a,b\n"]),
)
def test_no_bytes_at_all_make_the_readers_stumble(content: bytes, beginning: bytes) -> None:
    entities(beginning + content)
    list(read_voluntary(io.BytesIO(beginning + content)))


@given(st.integers(1, 3000), st.binary(min_size=1, max_size=6))
@settings(max_examples=60)
def test_damage_anywhere_in_a_file_loses_only_the_rows_it_touches(place: int, damage: bytes) -> None:
    content = bulk(*(association(each) for each in range(8)))
    place = 1 + place % (len(content) - 1)
    read = entities(content[:place] + damage + content[place:])
    untouched = {row.number for row in read if isinstance(row, RegisterEntity)} & {
        number(each) for each in range(8)
    }
    assert len(untouched) >= 5


def test_a_long_file_is_read_in_constant_memory() -> None:
    short, long = _peak_of(2_000), _peak_of(20_000)
    assert long < short * 1.5


def _peak_of(rows: int) -> int:
    tracemalloc.start()
    for _ in read_entities(io.BufferedReader(_Rows(rows))):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


class _Rows(io.RawIOBase):
    """A bulk file that is made while it is read."""

    def __init__(self, rows: int) -> None:
        self._pieces: Iterator[bytes] = (bulk(association(1))[1:-1] + b"," for _ in range(rows))
        self._rest = b"["

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._rest) < len(buffer) and (piece := next(self._pieces, None)):
            self._rest += piece
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


@pytest.mark.outside_data
def test_a_live_answer_of_2026_is_read_with_its_letters_restored(real_files: Any) -> None:
    content = (real_files / "01_brreg" / "live_search_5_entities.json").read_bytes()
    assert len(entities(content)) == 5
    as_associations = content.replace(b'"kode": "ASA"', b'"kode": "FLI"')
    streets = {row.business_address.lines[0] for row in entities(as_associations)}
    assert "Ruseløkkveien 26" in streets


@pytest.mark.outside_data
def test_the_columns_we_read_are_in_the_real_heading(real_files: Any) -> None:
    heading = (real_files / "01_brreg" / "enheter_bulk_csv_header.txt").read_text("utf-8").strip()
    columns = next(csv.reader([heading]))
    row = dict.fromkeys(columns, "") | {
        "organisasjonsnummer": number(1),
        "navn": "FJELLBYGDA IL",
        "organisasjonsform.kode": "FLI",
        "forretningsadresse.kommunenummer": "9901",
        "registrertIFrivillighetsregisteret": "true",
    }
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([columns, row.values()])
    [found] = entities(text.getvalue().encode())
    assert (found.number, found.municipality, found.in_voluntary_register) == (number(1), "9901", True)
