"""Frivillighetsregisteret's list: HAL pages of organisations with their categories, without names or addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from samspill.organisations.registers import fields
from samspill.organisations.registers.json_stream import Broken, json_objects
from samspill.organisations.registers.streams import text_pieces
from samspill.organisations.rules.categories import UnknownCategory, category
from samspill.organisations.rules.entries import Reason, Rejected, VoluntaryEntry
from samspill.organisations.rules.numbers import has_right_check_digit


def read_voluntary(file: BinaryIO) -> Iterator[VoluntaryEntry | Rejected]:
    """Every organisation of a file of pages (one page, or many after each other), or of a bare list.

    Never raises on content. An entry with an unknown category comes without that category, after a `Rejected` that
    names it.
    """
    for row, record in enumerate(json_objects(text_pieces(file)), start=1):
        if isinstance(record, Broken):
            reason = Reason.BROKEN_FILE if record.whole_file else Reason.BROKEN_ROW
            yield Rejected(row, reason, excerpt=record.excerpt)
        else:
            yield from entries_from(record, row=row)


def entries_from(record: Mapping[str, Any], *, row: int = 1) -> Iterator[VoluntaryEntry | Rejected]:
    """The entry of one JSON object, with a `Rejected` for each thing in it that could not be used."""
    number = fields.text_of(record, "organisasjonsnummer").replace(" ", "")
    if not has_right_check_digit(number):
        yield Rejected(
            row, Reason.WRONG_NUMBER if number else Reason.NO_NUMBER, number[:20], str(record)[:200]
        )
        return
    known, unknown = _categories(record)
    for code in unknown:
        yield Rejected(row, Reason.UNKNOWN_CATEGORY, number, code)
    yield VoluntaryEntry(
        number=number,
        categories=known,
        status=fields.text_of(record, "frivilligOrganisasjonsstatus", 60),
        entered_on=fields.day_of(record, "innfoertDato"),
        first_entered_on=fields.day_of(record, "foersteGangInnfoert"),
        deleted_on=fields.day_of(record, "slettetDato"),
        bank_account=fields.text_of(record, "kontonummer", 20),
        grassroots_share=_grassroots_share(record),
    )


def _categories(record: Mapping[str, Any]) -> tuple[tuple[str, ...], list[str]]:
    """Codes in the order the association gave them, each once, and the codes nobody knows. Names are not trusted."""
    listed = record.get("icnpoKategorier")
    items = [item for item in listed[:50] if isinstance(item, Mapping)] if isinstance(listed, list) else []
    known: dict[str, None] = {}
    unknown: list[str] = []
    for item in sorted(items, key=_order):
        code = fields.text_of(item, "icnpoNummer", 20)
        try:
            known[category(code).code] = None
        except UnknownCategory:
            unknown.append(code)
    return tuple(known), unknown


def _order(item: Mapping[str, Any]) -> int:
    order = item.get("rekkefoelge")
    return order if isinstance(order, int) else 1_000


def _grassroots_share(record: Mapping[str, Any]) -> bool | None:
    share = fields.record_of(record, "grasrotandel")
    return fields.is_true(share, "deltarI") if "deltarI" in share else None
