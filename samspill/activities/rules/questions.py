"""What an organiser asks of who signs up: a few questions, answered in words, by yes or no, or by a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

TEXT, YES_NO, CHOICE = "text", "yes_no", "choice"
KINDS = (TEXT, YES_NO, CHOICE)
#: Whoever asks more than this gets fewer sign-ups.
MOST_QUESTIONS = 3


@dataclass(frozen=True)
class Question:
    """One question, in the organiser's words. `must`: one cannot sign up without an answer."""

    words: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    must: bool = False


def read_questions(kept: Sequence[Mapping[str, Any]]) -> list[Question]:
    """Questions as an activity keeps them."""
    return [Question(one["words"], one["kind"], tuple(one["choices"]), one["must"]) for one in kept]


def kept_questions(questions: Sequence[Question]) -> tuple[dict[str, Any], ...]:
    """Questions as an activity keeps them, ready for JSON."""
    return tuple(asdict(one) | {"choices": list(one.choices)} for one in questions)


def choices_of(written: str) -> tuple[str, ...]:
    """What one may choose between, as it was written: with commas or lines between, each once."""
    parts = (" ".join(part.split()) for part in written.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
