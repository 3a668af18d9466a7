"""Whom one signs up: oneself, one's children, or oneself and others; and what one answers. No database."""

from __future__ import annotations

from dataclasses import dataclass

SELF, CHILD, GROUP = "self", "child", "group"
#: How many places one may take at once.
MOST_TOGETHER = 10

#: A name that may be empty, and an age in years that may be unknown.
Guest = tuple[str, int | None]


class TooManyTogether(ValueError):
    """More places than one may take at once."""


@dataclass(frozen=True)
class Party:
    """Who comes on one sign-up. `guests` are the children, or those who come beside the one who signs up.

    `answers` are pairs of what was asked and what was answered.
    """

    for_whom: str = SELF
    guests: tuple[Guest, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> int:
        """How many seats they need: a child takes one and who brings it none."""
        return max(1, len(self.guests)) if self.for_whom == CHILD else 1 + len(self.guests)

    def by_seat(self) -> list[Guest]:
        """Whose each seat is, the first first; an empty name on the first is the one who signs up."""
        return list(self.guests) or [("", None)] if self.for_whom == CHILD else [("", None), *self.guests]


ALONE = Party()
