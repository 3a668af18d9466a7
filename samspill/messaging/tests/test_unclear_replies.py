"""What people answer by SMS is handed to a person where it is not plain."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samspill.messaging.rules.replies import LONGEST_REPLY, Answer, understand
from samspill.messaging.rules.reply_words import KNOWN_WORDS
from samspill.messaging.tests.reply_texts import UNCLEAR, YES, lines


@pytest.mark.parametrize("text", lines(UNCLEAR))
def test_nothing_is_guessed(text: str) -> None:
    assert understand(text).answer == Answer.UNCLEAR


def test_a_long_text_is_for_a_person_to_read() -> None:
    assert understand("ja takk " * (LONGEST_REPLY // 8 + 1)).answer == Answer.UNCLEAR


@pytest.mark.parametrize("turn", ["men", "hvis", "ikke", "kanskje", "?", "onsdag", "but", "unless"])
@pytest.mark.parametrize("yes", ["ja", "Ja, jeg kan", "Det går fint", "yes please", "JA 123"])
def test_a_yes_with_a_condition_is_not_a_yes(yes: str, turn: str) -> None:
    assert understand(f"{yes} {turn}").answer == Answer.UNCLEAR
    assert understand(f"{turn} {yes}").answer in {Answer.UNCLEAR, Answer.NO}


@pytest.mark.parametrize("yes", lines(YES)[:20])
@pytest.mark.parametrize("no", ["nei", "kan ikke", "no thanks", "passer ikke"])
def test_yes_and_no_together_are_neither(yes: str, no: str) -> None:
    assert understand(f"{yes}, {no}").answer == Answer.UNCLEAR


@given(st.text(max_size=1000))
@example("ا" * 1000)
@example("ja " * 333)
@example("\u202eja")
@example("²")
@example("-" * 1000)
def test_no_text_makes_it_stumble(text: str) -> None:
    reply = understand(text)
    assert reply.code is None or 0 <= reply.code <= 999_999


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå ", min_size=1, max_size=40))
def test_a_yes_followed_by_unknown_words_is_left_to_a_person(text: str) -> None:
    known = understand(f"ja {text}").answer
    assert known == Answer.UNCLEAR or set(text.split()) <= KNOWN_WORDS
