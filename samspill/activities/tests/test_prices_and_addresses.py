"""What is read out of the organiser's own words: prices as numbers, and an address in its parts."""

from __future__ import annotations

import pytest

from samspill.activities.rules.addresses import address_in
from samspill.activities.rules.prices import prices_in


@pytest.mark.parametrize(
    ("words", "kroner"),
    [
        ("50 kr", [50]),
        ("kr 50,-", [50]),
        ("Kr. 49,50", [49.5]),
        ("1 500 kr", [1500]),
        ("50", [50]),
        ("gratis", [0]),
        ("50 kr, barn gratis", [50, 0]),
        ("Voksne: 100 kr / barn: 50 kr", [100, 50]),
        ("kr 100,- for voksne, 50,- for barn", [100, 50]),
        ("100 kr for voksne og 50 kr for barn", [100, 50]),
    ],
)
def test_words_that_are_nothing_but_prices_are_numbers_too(words, kroner):
    assert [price.kroner for price in prices_in(words)] == kroner


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Spør oss",
        "fra 50 kr",
        "ca. 50 kr",
        "50–100 kr",
        "50 kr per time",
        "100 kr (halv pris)",
        "barn 10",
    ],
)
def test_no_number_is_made_up(words):
    assert prices_in(words) == []


def test_each_price_keeps_its_words():
    assert [price.words for price in prices_in("voksne 100 kr, barn gratis")] == [
        "voksne 100 kr",
        "barn gratis",
    ]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Torggata 4, 7990 Lillevik", ("Torggata 4", "7990", "Lillevik")),
        ("Grendehuset, Torggata 4, 7990 Lille Vik", ("Grendehuset, Torggata 4", "7990", "Lille Vik")),
        ("Grendehuset", ("Grendehuset", "", "")),
        ("Møterom 2026 ved kaia", ("Møterom 2026 ved kaia", "", "")),
        ("", ("", "", "")),
    ],
)
def test_an_address_is_in_parts_where_a_postcode_is_told(words, parts):
    assert address_in(words) == parts
