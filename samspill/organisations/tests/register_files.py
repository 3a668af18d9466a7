"""Small register files made by hand, in the shapes Brønnøysundregistrene give out. All names are invented."""

from __future__ import annotations

import csv
import io
import json
from typing import Any


def number(place: int) -> str:
    """The `place`th valid organisation number of a made-up series."""
    found = 0
    candidate = 99_100_000
    while True:
        if (digit := _check_digit(str(candidate))) is not None:
            if found == place:
                return f"{candidate}{digit}"
            found += 1
        candidate += 1


def association(place: int, **changes: Any) -> dict[str, Any]:
    """A row of Enhetsregisteret: an association in Lillevik (9901)."""
    return {
        "organisasjonsnummer": number(place),
        "navn": f"LILLEVIK FORENING {place}",
        "organisasjonsform": {"kode": "FLI", "beskrivelse": "Forening/lag/innretning"},
        "forretningsadresse": {
            "adresse": ["Storgata 1"],
            "postnummer": "9991",
            "poststed": "LILLEVIK",
            "kommunenummer": "9901",
            "landkode": "NO",
        },
        "registrertIFrivillighetsregisteret": False,
        "konkurs": False,
        "respons_klasse": "Enhet",
    } | changes


def voluntary(place: int, **changes: Any) -> dict[str, Any]:
    """A row of Frivillighetsregisteret: sports, in the register since 2012."""
    return {
        "respons_klasse": "FrivilligOrganisasjonInnfoert",
        "organisasjonsnummer": number(place),
        "innfoertDato": "2012-04-01",
        "icnpoKategorier": [
            {"kategori": "ICNPOKategori.idrett", "icnpoNummer": "1200", "navn": None, "rekkefoelge": 1}
        ],
        "grasrotandel": {"deltarI": True},
    } | changes


def bulk(*rows: dict[str, Any]) -> bytes:
    """The bulk file, not compressed."""
    return ("[" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]").encode()


def page(name: str, rows: list[dict[str, Any]], **links: str) -> bytes:
    """A HAL page with rows under `_embedded`."""
    hrefs = {relation: {"href": address} for relation, address in links.items()}
    return json.dumps({"_embedded": {name: rows}, "_links": hrefs}, ensure_ascii=False, indent=2).encode()


def csv_file(*rows: dict[str, Any]) -> bytes:
    """The bulk CSV, every value in quotes, with some of its ninety columns."""
    columns = ["organisasjonsnummer", "navn", "organisasjonsform.kode", "stiftelsesdato", "konkurs"]
    columns += [
        f"forretningsadresse.{part}"
        for part in ("adresse", "postnummer", "poststed", "kommunenummer", "landkode")
    ]
    columns += ["registrertIFrivillighetsregisteret", "registrertIMvaRegisteret"]
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([_cell(row, column) for column in columns] for row in rows)
    return text.getvalue().encode()


def _cell(row: dict[str, Any], column: str) -> str:
    value: Any = row
    for key in column.split("."):
        value = value.get(key, "") if isinstance(value, dict) else ""
    if isinstance(value, list):
        return "\n".join(value)
    return str(value).lower() if isinstance(value, bool) else value


def _check_digit(eight: str) -> int | None:
    rest = (
        11
        - sum(int(digit) * weight for digit, weight in zip(eight, (3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    )
    return None if rest == 10 else rest % 11
