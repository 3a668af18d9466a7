"""What a text costs as SMS."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.messaging.rules.segments import (
    Replacement,
    cost_in_ore,
    made_plain,
    measure,
    suggested_replacements,
)


@pytest.mark.parametrize(
    ("text", "encoding", "segments", "left"),
    [
        ("", "gsm7", 0, 160),
        ("Møt opp kl. 17 på språkkafé", "gsm7", 1, 133),
        ("ø" * 160, "gsm7", 1, 0),
        ("ø" * 161, "gsm7", 2, 145),
        ("ø" * 306, "gsm7", 2, 0),
        ("ø" * 307, "gsm7", 3, 152),
        ("€" * 80, "gsm7", 1, 0),
        ("€" * 81, "gsm7", 2, 143),
        ("x" * 152 + "€" + "x" * 10, "gsm7", 2, 141),
        ("á" * 70, "ucs2", 1, 0),
        ("á" * 71, "ucs2", 2, 63),
        ("🙂" * 35, "ucs2", 1, 0),
        ("🙂" * 36, "ucs2", 2, 61),
        ("Hei Máret", "ucs2", 1, 61),
        ("Kan du i dag?\n", "gsm7", 1, 146),
        ("\x1b", "ucs2", 1, 69),
    ],
)
def test_a_text_is_counted_the_way_the_networks_count_it(
    text: str, encoding: str, segments: int, left: int
) -> None:
    counted = measure(text)
    assert (counted.encoding, counted.segments, counted.left) == (encoding, segments, left)


def test_the_characters_that_make_a_text_dear_are_named_once_each() -> None:
    assert measure("Kafé «Åpen dør» – «Velkommen»").forced_by == ("«", "»", "–")


def test_the_cost_is_the_segments_times_the_price() -> None:
    assert cost_in_ore("ø" * 161, price_ore=45) == 90


def test_signs_that_look_the_same_are_offered_instead() -> None:
    assert suggested_replacements("«Ja» – takk…") == (
        Replacement("«", '"'),
        Replacement("»", '"'),
        Replacement("–", "-"),
        Replacement("…", "..."),
    )


def test_nothing_is_offered_where_a_name_keeps_the_text_dear_anyway() -> None:
    assert suggested_replacements("«Hei Máret»") == ()


def test_a_letter_with_a_loose_ring_is_offered_as_one_letter() -> None:
    assert suggested_replacements("a\u030apent") == (Replacement("a\u030a", "å"),)
    assert made_plain("a\u030apent") == "åpent"


def test_no_break_spaces_become_spaces() -> None:
    assert made_plain("Lørenskog\u00a0bibliotek") == "Lørenskog bibliotek"


@given(st.text(max_size=1000))
def test_making_a_text_plain_is_done_once_and_never_loses_a_letter(text: str) -> None:
    plain = made_plain(text)
    assert made_plain(plain) == plain
    assert measure(plain).encoding == "gsm7" or measure(text).encoding == "ucs2"


@given(st.text(alphabet="aøå€[«–…á \u00a0", max_size=400))
def test_what_is_offered_brings_the_text_back_to_the_cheap_kind(text: str) -> None:
    offered = suggested_replacements(text)
    for replacement in offered:
        text = text.replace(replacement.found, replacement.instead)
    assert not offered or measure(text).encoding == "gsm7"


@given(st.text(max_size=2000))
def test_any_text_can_be_counted(text: str) -> None:
    counted = measure(text)
    assert counted.segments >= bool(text)
    assert 0 <= counted.left <= 160


@pytest.mark.outside_data
def test_we_count_as_the_list_of_observed_texts_does(real_files: Path) -> None:
    with (real_files / "05_numbers" / "sms_segments_observed_smsutil.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if "…x" not in row["text"]]
    assert len(rows) > 20
    for row in rows:
        counted = measure(row["text"])
        assert counted.segments == int(row["segments"]), row
        assert (counted.encoding == "gsm7") == (row["encoding"] == "gsm0338"), row
