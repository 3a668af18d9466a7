"""What an association works with: the International Classification of Nonprofit Organizations, Norwegian edition.

Codes and bokmål names are those Frivillighetsregisteret gives out (source: Brønnøysundregistrene, NLOD); the nynorsk
and English names are our own. Fourteen main groups (`1` … `14`), each with its codes (`1100` … `14100`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Category:
    """One code with its name in three languages. `parent` is None for a main group."""

    code: str
    parent: str | None
    nb: str
    nn: str
    en: str

    def name(self, language: str) -> str:
        """The name in "nb", "nn" or "en"; bokmål for any other language."""
        return {"nn": self.nn, "en": self.en}.get(language[:2], self.nb)


class UnknownCategory(ValueError):
    """The text is no code of the classification."""


def category(text: str | int) -> Category:
    """The category of a code in any of its spellings (`1100`, `1 100`, `01100`); raises `UnknownCategory`."""
    code = re.sub(r"[\s\u00a0.]", "", str(text)).lstrip("0")
    try:
        return categories()[code]
    except KeyError:
        raise UnknownCategory(f"{text!r} is no category code") from None


def main_category(code: str) -> Category:
    """The main group of a code; a main group is its own."""
    found = category(code)
    return found if found.parent is None else categories()[found.parent]


def subcategories(main: str) -> list[Category]:
    """The codes under a main group, in their order."""
    return [found for found in categories().values() if found.parent == main]


def main_groups_of(codes: Iterable[str]) -> list[str]:
    """The codes of the main groups these are in, each once; a code we do not know is passed over."""
    return list(dict.fromkeys(main_category(code).code for code in codes if code in categories()))


def in_main_groups(codes: Iterable[str], groups: Collection[str]) -> tuple[str, ...]:
    """Those of the codes that are in one of the main groups, and then the groups that none of them is in."""
    kept = [code for code in codes if code in categories() and main_category(code).code in groups]
    return (*kept, *(group for group in groups if group not in main_groups_of(kept)))


def main_categories() -> list[Category]:
    """The fourteen main groups in their order."""
    return [found for found in categories().values() if found.parent is None]


@lru_cache(maxsize=1)
def categories() -> dict[str, Category]:
    """All 46 by code, each main group followed by its own codes."""
    return {code: Category(code, _parent_of(code), *names) for code, names in _NAMES.items()}


def _parent_of(code: str) -> str | None:
    """`1100` → `1`, `14100` → `14`: the last three digits number the code within its group."""
    return code[:-3] if len(code) > 2 else None


_NAMES: dict[str, tuple[str, str, str]] = {
    "1": ("Kultur- og rekreasjon", "Kultur og rekreasjon", "Culture and recreation"),
    "1100": ("Kunst og kultur", "Kunst og kultur", "Arts and culture"),
    "1200": ("Idrett", "Idrett", "Sports"),
    "1300": (
        "Rekreasjon og sosiale foreninger",
        "Rekreasjon og sosiale foreiningar",
        "Recreation and social clubs",
    ),
    "2": ("Utdanning og forskning", "Utdanning og forsking", "Education and research"),
    "2100": (
        "Grunn og videregående utdanning",
        "Grunnutdanning og vidaregåande opplæring",
        "Primary and secondary education",
    ),
    "2200": ("Høgskole og universitet", "Høgskule og universitet", "Higher education"),
    "2300": ("Annen utdanning", "Anna utdanning", "Other education"),
    "2400": ("Forskning og utvikling", "Forsking og utvikling", "Research and development"),
    "3": ("Helse", "Helse", "Health"),
    "3100": ("Sykehus og rehabilitering", "Sjukehus og rehabilitering", "Hospitals and rehabilitation"),
    "3200": ("Sykehjem", "Sjukeheimar", "Nursing homes"),
    "3300": ("Psykiatriske institusjoner", "Psykiatriske institusjonar", "Mental health institutions"),
    "3400": ("Andre helsetjenester", "Andre helsetenester", "Other health services"),
    "4": ("Sosiale tjenester", "Sosiale tenester", "Social services"),
    "4100": ("Sosiale tjenester", "Sosiale tenester", "Social services"),
    "4200": ("Krisehjelp og støttearbeid", "Krisehjelp og støttearbeid", "Emergency relief and support"),
    "4300": (
        "Økonomisk og materiell støtte",
        "Økonomisk og materiell støtte",
        "Income support and material help",
    ),
    "5": ("Natur- og miljøvern", "Natur- og miljøvern", "Nature and environment"),
    "5100": ("Natur- og miljøvern", "Natur- og miljøvern", "Nature and environment"),
    "5200": ("Dyrevern", "Dyrevern", "Animal protection"),
    "6": ("Bolig- og lokalmiljø", "Bustad og lokalmiljø", "Housing and neighbourhood"),
    "6100": ("Lokalsamfunnsutvikling", "Lokalsamfunnsutvikling", "Local community development"),
    "6200": ("Bolig- og lokalmiljø", "Bustad og lokalmiljø", "Housing and neighbourhood"),
    "6300": ("Arbeidsopplæring", "Arbeidsopplæring", "Job training"),
    "7": (
        "Politiske- og interesseorganisasjoner",
        "Politiske organisasjonar og interesseorganisasjonar",
        "Political and advocacy organisations",
    ),
    "7100": ("Interesseorganisasjoner", "Interesseorganisasjonar", "Advocacy organisations"),
    "7200": ("Juridisk rådgivning", "Juridisk rådgjeving", "Legal advice"),
    "7300": ("Politiske organisasjoner", "Politiske organisasjonar", "Political organisations"),
    "8": (
        "Legater og fremme av frivillighet",
        "Legat og fremjing av frivilligheit",
        "Endowments and promotion of volunteering",
    ),
    "8100": ("Pengeutdelende stiftelser", "Stiftingar som deler ut pengar", "Grant-making foundations"),
    "8200": ("Frivillighetssentraler", "Frivilligsentralar", "Volunteer centres"),
    "9": ("Internasjonale organisasjoner", "Internasjonale organisasjonar", "International organisations"),
    "9100": ("Internasjonale organisasjoner", "Internasjonale organisasjonar", "International organisations"),
    "10": (
        "Tros- og livssynsorganisasjoner",
        "Trus- og livssynsorganisasjonar",
        "Faith and life-stance organisations",
    ),
    "10100": (
        "Tros- og livssynsorganisasjoner",
        "Trus- og livssynsorganisasjonar",
        "Faith and life-stance organisations",
    ),
    "11": (
        "Yrkes- og bransje- og fagforeninger",
        "Yrkes-, bransje- og fagforeiningar",
        "Business and professional associations and unions",
    ),
    "11100": (
        "Næringslivs- og arbeidsgiverorganisasjoner",
        "Næringslivs- og arbeidsgjevarorganisasjonar",
        "Business and employers' organisations",
    ),
    "11200": ("Yrkessammenslutninger", "Yrkessamanslutningar", "Professional associations"),
    "11300": ("Arbeidstakerorganisasjoner", "Arbeidstakarorganisasjonar", "Labour unions"),
    "12": ("Andre", "Andre", "Other"),
    "12100": ("Andre", "Andre", "Other"),
    "13": (
        "Barne- og ungdomsorganisasjoner",
        "Barne- og ungdomsorganisasjonar",
        "Children and youth organisations",
    ),
    "13100": (
        "Barne- og ungdomsorganisasjoner",
        "Barne- og ungdomsorganisasjonar",
        "Children and youth organisations",
    ),
    "14": ("Mangfold og inkludering", "Mangfald og inkludering", "Diversity and inclusion"),
    "14100": ("Mangfold og inkludering", "Mangfald og inkludering", "Diversity and inclusion"),
}
