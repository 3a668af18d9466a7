"""Whom one signs up: oneself, one's children, or oneself and others; and what one answers. No database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SELF, CHILD, GROUP = "self", "child", "group"
#: How many places one may take at once, whatever the organiser allows.
MOST_TOGETHER = 20


class TooManyTogether(ValueError):
    """More places than one may take at once: `args[0]` is the most."""


@dataclass(frozen=True)
class Party:
    """Who comes on one sign-up. `guests` are the first names of the children, or, empty, of those beside the one who
    signs up.

    `answers` are pairs of what was asked and what was answered.
    """

    for_whom: str = SELF
    guests: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> int:
        """How many seats they need: a child takes one and who brings it none."""
        return len(self.by_seat())

    def by_seat(self) -> list[str]:
        """Whose each seat is, the first first; an empty name on the first is the one who signs up."""
        return list(self.guests) or [""] if self.for_whom == CHILD else ["", *self.guests]


ALONE = Party()


def first_names(written: str) -> tuple[str, ...]:
    """The names of children as they were written, with commas, «og» or lines between."""
    parts = written.replace("\n", ",").replace(" og ", ",").replace(" and ", ",").split(",")
    return tuple(name for part in parts if (name := " ".join(part.split())))


def names_in_words(names: Sequence[str]) -> str:
    """Names as `first_names` reads them."""
    return ", ".join(name for name in names if name)
