"""Which column holds what: guessed from the headings, for a person to confirm.

The words are those of real lists: a municipality's work list of associations, exports of case systems, home-made ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samspill.foundation.places import folded

#: Titles of posts a sheet may name people for, with the words headings use. Longer words first.
TITLES: dict[str, tuple[str, ...]] = {
    "deputy": ("nestleder", "nestleiar", "vice", "deputy"),
    "leader": ("styreleder", "styreleiar", "leder", "leiar", "formann", "chair", "leader"),
    "treasurer": ("kasserer", "kasserar", "okonomiansvarlig", "treasurer"),
    "secretary": ("sekretaer", "skriftforer", "skrivar", "secretary"),
    "contact": ("kontaktperson", "kontakt", "referanse", "contact"),
}
PERSON_PARTS = ("name", "first_name", "last_name", "phone", "email")

_ORGANISATION_WORDS: dict[str, tuple[str, ...]] = {
    "number": ("orgnr", "org nr", "organisasjonsnummer", "organisasjonsnr", "org nummer", "orgnummer"),
    "name": (
        "aktorens navn",
        "organisasjonsnavn",
        "organisasjon",
        "navn pa lag",
        "navn pa organisasjon",
        "lag forening",
        "lag",
        "forening",
        "foreining",
        "foreningens navn",
        "klubb",
        "lagets navn",
        "association",
        "organisation",
    ),
    "address": (
        "forretningsadresse",
        "primaert tilholdssted",
        "adresse",
        "besoksadresse",
        "gateadresse",
        "address",
    ),
    "postcode": ("forradr postnr", "postnr", "postnummer", "post nr", "postcode"),
    "town": ("forradr poststed", "poststed", "stad", "town"),
    "phone": ("telefon", "tlf", "telefonnummer", "telefonnr", "tlf nr", "phone"),
    "mobile": ("mobil", "mobiltelefon", "mobilnummer", "mob", "mobile"),
    "email": (
        "epost",
        "e post",
        "epost adresse",
        "e post adresse",
        "epostadresse",
        "mail",
        "email",
        "e mail",
    ),
    "website": (
        "internett adresse",
        "internettadresse",
        "hjemmeside",
        "heimeside",
        "nettside",
        "url",
        "web",
        "website",
    ),
    "about": ("beskrivelse", "omtale", "om laget", "om oss", "kjerne aktivitet", "description"),
    "categories": ("kategori", "kategorier", "kategori er", "icnpo", "category"),
    "audiences": (
        "for hvem",
        "for kven",
        "hvem er det for",
        "kven er det for",
        "malgruppe",
        "malgrupper",
        "for whom",
        "audience",
    ),
    "place_text": (
        "hvor dere motes",
        "hvor de motes",
        "kvar dei motest",
        "where they meet",
        "kvar de motest",
        "hvor motes dere",
        "kvar motest de",
        "motested",
        "moteplass",
        "aktivitetssted",
        "treningssted",
        "where you meet",
        "meeting place",
    ),
    "area": ("bydel", "omrade", "grend", "krets", "area"),
    "contact.title": ("rolle", "rolletype", "verv", "tittel", "role"),
    "contact.first_name": ("fornavn", "first name"),
    "contact.last_name": ("etternavn", "last name"),
    "published": (
        "samtykker til visning av informasjon pa nett",
        "kan vises pa nett",
        "publiseres",
        "samtykke",
    ),
}
_FIELD_OF_WORDS = {words: field for field, several in _ORGANISATION_WORDS.items() for words in several}
_PLAIN_NAME = frozenset({"navn", "namn", "name"})
_POSTAL = frozenset({"postadresse", "adresse 2"})

#: Everything a column may be said to hold.
FIELDS = (
    *(name for name in _ORGANISATION_WORDS if not name.startswith("contact.")),
    "contact.title",
    *(f"{title}.{part}" for title in TITLES for part in PERSON_PARTS),
)


def find_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the heading among the first thirty rows: the one with most words we know, at least two; or None."""
    known = [(len(propose_columns(rows, place)), -place) for place in range(min(30, len(rows)))]
    best, place = max(known, default=(0, 0))
    return -place if best >= 2 else None


def propose_columns(rows: Sequence[Sequence[str]], heading: int) -> dict[int, str]:
    """Column number (from 0) → field, for the columns whose heading we understand; each field at most once."""
    words = [_words(text) for text in headings_of(rows, heading)]
    reader = _HeadingReader(organisation_is_named=any(_FIELD_OF_WORDS.get(each) == "name" for each in words))
    for column, each in enumerate(words):
        reader.read(column, each)
    return reader.proposed


def headings_of(rows: Sequence[Sequence[str]], heading: int) -> list[str]:
    """The headings, with a title that spans several columns in the row above put before each ("Leder" + "Telefon")."""
    own = rows[heading]
    above = rows[heading - 1] if heading else []
    return [
        f"{above[column]} {text}".strip()
        if column < len(above) and _title_in(_words(above[column]))
        else text
        for column, text in enumerate(own)
    ]


@dataclass(slots=True)
class _HeadingReader:
    """Reads headings from left to right and remembers whose they are: after LEDER, E-POST is the leader's."""

    organisation_is_named: bool
    proposed: dict[int, str] = field(default_factory=dict)
    _person: str = ""
    _at_postal_address: bool = False

    def read(self, column: int, words: str) -> None:
        found = self._field_of(words)
        self._person = found.partition(".")[0] if "." in found else ""
        self._at_postal_address = words in _POSTAL or (self._at_postal_address and not found)
        if found and found not in self.proposed.values():
            self.proposed[column] = found

    def _field_of(self, words: str) -> str:
        if title := _title_in(words):
            return f"{title}.{part}" if (part := _part_in(_without_title(words))) else ""
        if words in _PLAIN_NAME:
            return (
                "contact.name" if self.organisation_is_named or "name" in self.proposed.values() else "name"
            )
        found = _FIELD_OF_WORDS.get(words, "")
        if self._person and found in {"phone", "mobile", "email"}:
            return f"{self._person}.{'phone' if found == 'mobile' else found}"
        if self._at_postal_address and found in {"postcode", "town"}:
            return ""
        return found


def _title_in(words: str) -> str:
    parts = words.split()
    return next((title for title, several in TITLES.items() if any(each in several for each in parts)), "")


def _without_title(words: str) -> str:
    titles = {each for several in TITLES.values() for each in several}
    return " ".join(word for word in words.split() if word not in titles)


def _part_in(words: str) -> str:
    """Which of a person's facts a heading names beside the title: a bare LEDER is her name."""
    if not words or words in _PLAIN_NAME:
        return "name"
    found = _FIELD_OF_WORDS.get(words, "")
    return {
        "phone": "phone",
        "mobile": "phone",
        "email": "email",
        "contact.first_name": "first_name",
        "contact.last_name": "last_name",
    }.get(found, "")


def _words(text: str) -> str:
    """Small letters without accents and signs: "E-POSTADRESSE:" → "e postadresse"."""
    plain = re.sub(r"[^a-z0-9]+", " ", folded(text)).strip()
    return re.sub(r"\be post", "epost", plain)
