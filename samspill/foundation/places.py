"""Norway's municipalities by number: their names in every official language, and the numbers they had before 2024.

Pure: reads two files that come with the program (`data/README.md` names the source) and never the database.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class MunicipalityFacts:
    """One municipality as Kartverket names it. `number` is four digits, kept as text."""

    number: str
    official_name: str
    norwegian_name: str
    sami_name: str
    sami_language: str  # "se", "smj", "sma", or "" where there is no Sámi name
    kven_name: str
    county_number: str
    county_name: str

    @property
    def names(self) -> dict[str, str]:
        """Language code → name, for the languages that have one ("no", "se"/"smj"/"sma", "fkv")."""
        named = {"no": self.norwegian_name, self.sami_language: self.sami_name, "fkv": self.kven_name}
        return {language: name for language, name in named.items() if name}


@lru_cache(maxsize=1)
def municipalities() -> dict[str, MunicipalityFacts]:
    """All 357 municipalities by number, in the order of their numbers."""
    return {row["number"]: MunicipalityFacts(**row) for row in _rows_of("municipalities.csv")}


def find_municipality(text: str) -> list[MunicipalityFacts]:
    """The municipalities a person may mean by a number, a name in any of its languages, or a name and a county.

    Capitals, accents and the word "kommune" do not matter: `HERØY (NORDLAND)`, `heroy`, `karasjohka`, `301`.
    Several where the name is shared (Herøy, Våler); none where nothing fits. Numbers from before 2024 are followed.
    """
    wanted = text.strip()
    if wanted.isdigit() and wanted.isascii():
        return [municipalities()[number] for number in current_numbers(wanted.zfill(4))]
    name, county = _name_and_county(wanted)
    hits = _by_name().get(name, []) if name else []
    return [facts for facts in hits if not county or county in folded(facts.county_name)]


def current_numbers(number: str) -> tuple[str, ...]:
    """Today's numbers for a municipal number of today or of 2023: one, two where it was divided, none if unknown."""
    if number in municipalities():
        return (number,)
    return _renumberings().get(number, ())


def folded(text: str) -> str:
    """Lower case without accents, as names are compared: `Kárášjohka` → `karasjohka`, `Ørsta` → `orsta`."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_WITHOUT_ACCENT_FORM))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


_LETTERS_WITHOUT_ACCENT_FORM = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t"})


def _name_and_county(text: str) -> tuple[str, str]:
    name, _, county = folded(text).removesuffix(")").partition("(")
    return name.strip().removesuffix(" kommune"), county.strip()


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[MunicipalityFacts]]:
    found: dict[str, list[MunicipalityFacts]] = {}
    for facts in municipalities().values():
        for name in {folded(facts.official_name), *map(folded, facts.names.values())}:
            found.setdefault(name, []).append(facts)
    return found


@lru_cache(maxsize=1)
def _renumberings() -> dict[str, tuple[str, ...]]:
    rows = _rows_of("municipality_renumberings.csv")
    return {row["old_number"]: tuple(row["new_numbers"].split()) for row in rows}


def _rows_of(filename: str) -> Iterator[dict[str, str]]:
    file = resources.files("samspill.foundation") / "data" / filename
    with file.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
