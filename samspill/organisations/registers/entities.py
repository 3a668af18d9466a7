"""Enhetsregisteret: the gzipped bulk list, HAL search pages, and the CSV of 90 columns, all to the same entities."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from samspill.organisations.registers import fields
from samspill.organisations.registers.csv_stream import csv_records
from samspill.organisations.registers.json_stream import Broken, json_objects
from samspill.organisations.registers.streams import FileIsDamaged, text_pieces
from samspill.organisations.rules.entries import (
    Address,
    NotAnAssociation,
    Reason,
    RegisterEntity,
    Rejected,
)
from samspill.organisations.rules.keeping import is_association
from samspill.organisations.rules.numbers import has_right_check_digit

EntityRow = RegisterEntity | NotAnAssociation | Rejected


def read_entities(file: BinaryIO) -> Iterator[EntityRow]:
    """Every row of a file from Enhetsregisteret, in order, in constant memory; the format is seen from its beginning.

    Takes JSON (list, one a line, HAL pages) and CSV, gzipped or plain. Never raises on content: what cannot be used
    comes as `Rejected`, and a file that ends too early as a last one with reason `broken_file`.
    """
    pieces = text_pieces(file)
    try:
        first = next(pieces, "")
    except FileIsDamaged as error:
        yield Rejected(1, Reason.BROKEN_FILE, excerpt=str(error))
        return
    everything = itertools.chain([first], pieces)
    looks_like_json = first.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}
    records = json_objects(everything) if looks_like_json else csv_records(everything, _CSV_COLUMNS)
    for row, record in enumerate(records, start=1):
        if isinstance(record, Broken):
            yield Rejected(row, _reason_of(record), excerpt=record.excerpt)
        else:
            yield entity_from(record, row=row)


def entity_from(record: Mapping[str, Any], *, row: int = 1) -> EntityRow:
    """The entity of one JSON object (or CSV row in the same shape), or why it cannot be used.

    A deleted entity tells neither address nor whether it was voluntary, so it always comes as an entity.
    """
    number = fields.text_of(record, "organisasjonsnummer").replace(" ", "")
    name = fields.text_of(record, "navn")
    if reason := _flaw_of(number, name, record):
        return Rejected(row, reason, number[:20], name or str(record)[:200])
    if not _concerns_volunteering(record):
        return NotAnAssociation(number)
    return RegisterEntity(
        number=number,
        name=name,
        form=_form(record),
        website=fields.website_of(record, "hjemmeside"),
        email=fields.text_of(record, "epostadresse"),
        phone=fields.text_of(record, "telefon", 40),
        mobile=fields.text_of(record, "mobil", 40),
        business_address=_address(record, "forretningsadresse"),
        postal_address=_address(record, "postadresse"),
        in_voluntary_register=fields.is_true(record, "registrertIFrivillighetsregisteret"),
        voluntary_since_on=fields.day_of(record, "registreringsdatoFrivillighetsregisteret"),
        founded_on=fields.day_of(record, "stiftelsesdato"),
        registered_on=fields.day_of(record, "registreringsdatoEnhetsregisteret"),
        purpose=fields.prose_of(record, "vedtektsfestetFormaal"),
        activity=fields.prose_of(record, "aktivitet"),
        written_language=_WRITTEN.get(fields.text_of(record, "maalform").casefold(), ""),
        parent_number=fields.text_of(record, "overordnetEnhet", 9),
        former_names=_former_names(record),
        is_bankrupt=fields.is_true(record, "konkurs"),
        is_winding_up=any(fields.is_true(record, key) for key in _WINDING_UP),
        deleted_on=fields.day_of(record, "slettedato"),
        is_removed=fields.text_of(record, "respons_klasse") == "FjernetEnhet",
    )


_WINDING_UP = ("underAvvikling", "underTvangsavviklingEllerTvangsopplosning")
_WRITTEN = {"bokmål": "nb", "nynorsk": "nn"}


def _reason_of(broken: Broken) -> Reason:
    if broken.whole_file:
        return Reason.BROKEN_FILE
    return Reason.WRONG_COLUMNS if broken.wrong_columns else Reason.BROKEN_ROW


def _flaw_of(number: str, name: str, record: Mapping[str, Any]) -> Reason | None:
    if not number:
        return Reason.NO_NUMBER
    if not has_right_check_digit(number):
        return Reason.WRONG_NUMBER
    if not name and not record.get("slettedato") and record.get("respons_klasse") != "FjernetEnhet":
        return Reason.NO_NAME
    return Reason.DAMAGED_LETTERS if "\ufffd" in name else None


def _concerns_volunteering(record: Mapping[str, Any]) -> bool:
    if record.get("slettedato") or record.get("respons_klasse") == "FjernetEnhet":
        return True
    registered = fields.is_true(record, "registrertIFrivillighetsregisteret")
    return is_association(_form(record), in_voluntary_register=registered)


def _form(record: Mapping[str, Any]) -> str:
    return fields.text_of(fields.record_of(record, "organisasjonsform"), "kode", 10)


def _address(record: Mapping[str, Any], key: str) -> Address | None:
    found = fields.record_of(record, key)
    if not found:
        return None
    return Address(
        lines=fields.lines_of(found, "adresse"),
        postcode=_padded(fields.text_of(found, "postnummer", 10)),
        place=fields.text_of(found, "poststed", 60),
        municipality=_padded(fields.text_of(found, "kommunenummer", 6)),
        country=fields.text_of(found, "landkode", 2),
    )


def _padded(code: str) -> str:
    """Four digits; a spreadsheet on the way may have eaten the first zero."""
    return code.zfill(4) if code.isdigit() and len(code) == 3 else code


def _former_names(record: Mapping[str, Any]) -> tuple[str, ...]:
    former = record.get("historiskeNavn")
    items = former if isinstance(former, list) else []
    return tuple(
        name for item in items[:20] if isinstance(item, Mapping) and (name := fields.text_of(item, "navn"))
    )


#: The columns we read of the CSV's ninety. Their spelling differs from the JSON's in capitals, so those are ignored.
_CSV_COLUMNS = (
    "organisasjonsnummer",
    "navn",
    "organisasjonsform.kode",
    "hjemmeside",
    "epostadresse",
    "telefon",
    "mobil",
    *(
        f"{kind}adresse.{part}"
        for kind in ("forretnings", "post")
        for part in ("adresse", "postnummer", "poststed", "kommunenummer", "landkode")
    ),
    "registrertIFrivillighetsregisteret",
    "registreringsdatoFrivillighetsregisteret",
    "stiftelsesdato",
    "registreringsdatoEnhetsregisteret",
    "vedtektsfestetFormaal",
    "aktivitet",
    "maalform",
    "overordnetEnhet",
    "konkurs",
    "underAvvikling",
    "underTvangsavviklingEllerTvangsopplosning",
    "slettedato",
)
