"""Municipalities are found by number or by any of their names, and old numbers are followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspill.foundation.places import current_numbers, find_municipality, municipalities


def numbers(text: str) -> list[str]:
    return [facts.number for facts in find_municipality(text)]


def test_there_are_357_municipalities_in_15_counties() -> None:
    everything = municipalities().values()
    assert (len(everything), len({facts.county_number for facts in everything})) == (357, 15)
    assert all(len(facts.number) == 4 for facts in everything)


@pytest.mark.parametrize("shared", ["Herøy", "HERØY", "heroy", "Herøy kommune"])
def test_a_shared_name_gives_both(shared: str) -> None:
    assert numbers(shared) == ["1515", "1818"]


def test_the_county_tells_two_of_the_same_name_apart() -> None:
    assert numbers("VÅLER (INNLANDET)") == ["3419"]
    assert numbers("HERØY (NORDLAND)") == ["1818"]


@pytest.mark.parametrize("name", ["Guovdageaidnu", "KAUTOKEINO", "guovdageaidnu - kautokeino"])
def test_a_name_in_any_of_its_languages_finds_the_municipality(name: str) -> None:
    assert numbers(name) == ["5612"]


def test_names_are_told_by_language() -> None:
    assert municipalities()["5540"].names == {"no": "Kåfjord", "se": "Gáivuotna", "fkv": "Kaivuono"}
    assert municipalities()["5001"].sami_language == "sma"


@pytest.mark.parametrize(
    ("number", "found"), [("0301", ["0301"]), ("301", ["0301"]), ("3002", ["3103"]), ("9999", [])]
)
def test_a_number_is_found_without_its_zero_and_from_before_2024(number: str, found: list[str]) -> None:
    assert numbers(number) == found


def test_a_divided_municipality_has_two_numbers_today() -> None:
    assert current_numbers("1507") == ("1508", "1580")
    assert current_numbers("3018") == ("3114",)


def test_nonsense_finds_nothing() -> None:
    assert numbers("") == numbers("  ") == numbers("(") == numbers("Atlantis") == []


@pytest.mark.outside_data
def test_every_number_of_the_postcode_register_is_a_municipality_but_svalbard_and_jan_mayen(
    real_files: Path,
) -> None:
    lines = (real_files / "02_geo" / "postnummerregister_2026-01.tab").read_text("utf-8").splitlines()
    assert {line.split("\t")[2] for line in lines} - set(municipalities()) == {"2100", "2211"}
