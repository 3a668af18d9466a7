"""Every code has words, in each language of the interface."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest
from django.utils.translation import override

from samspill.activities import wording
from samspill.activities.calendars import UnreadableCalendar
from samspill.activities.calendars.kinds import read_source
from samspill.activities.rules import vocabulary
from samspill.organisations.wording import audience_words

ROOM = Path(__file__).parent.parent
TELLERS = {"Problem", "BrokenValue", "FetchFailed", "note", "_note", "_leave_out", "_stop"}


def told_reasons() -> set[str]:
    """The codes the code itself tells problems with: the first argument of whatever tells one."""
    found = set()
    for path in (*ROOM.glob("calendars/*.py"), ROOM / "actions" / "bringing_in.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", getattr(node.func, "attr", "")) in TELLERS
            ):
                found |= {
                    part.value
                    for part in node.args
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return {reason for reason in found if "_" in reason and not reason.startswith("import")}


def test_every_problem_that_can_be_told_has_a_sentence() -> None:
    assert len(told_reasons()) > 15
    assert told_reasons() - wording.PROBLEM_WORDS.keys() == set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_code_is_said_in_norwegian(language: str) -> None:
    with override(language):
        said = [
            *map(audience_words, vocabulary.AUDIENCES),
            *map(wording.category_words, vocabulary.CATEGORIES),
            *map(wording.accessibility_words, vocabulary.ACCESSIBILITY),
            *map(wording.part_of_day_words, vocabulary.PARTS_OF_DAY),
        ]
        codes = {
            *vocabulary.AUDIENCES,
            *vocabulary.CATEGORIES,
            *vocabulary.ACCESSIBILITY,
            *vocabulary.PARTS_OF_DAY,
        }
        assert not codes & set(said)
        assert wording.problem_words("not_found").startswith("Kalenderen er ik")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_came_in_place_of_a_calendar_has_a_sentence_with_the_line(language: str) -> None:
    sources = (b"", b"hei", b"%PDF-1", b"SUMMARY:Kor", b"{]", b"{}", b"<html>")
    said = set()
    with override(language):
        for source in sources:
            with pytest.raises(UnreadableCalendar) as refused:
                read_source(source, since=dt.datetime.now(dt.UTC), until=dt.datetime.now(dt.UTC))
            said.add(wording.problem_words(refused.value.reason))
        assert len(said) == len(sources) and not any("%(" in words for words in said)
        assert "12" in wording.problem_words("broken_data:12")


def test_an_unknown_problem_has_a_sentence_too() -> None:
    assert wording.problem_words("something new")
