"""What a municipality will spend on text messages in a day, in øre."""

from __future__ import annotations

from dataclasses import dataclass

#: From this share of the day's budget on, the desk is warned.
WARN_AT = 0.8


@dataclass(frozen=True, slots=True)
class Budget:
    """A day's budget and what is spent of it. A limit of 0 means no limit."""

    limit_ore: int
    spent_ore: int

    @property
    def left_ore(self) -> int | None:
        """What is left today, never below 0; None where there is no limit."""
        return max(0, self.limit_ore - self.spent_ore) if self.limit_ore else None

    def holds(self, cost_ore: int) -> bool:
        """Whether this much more may be spent today."""
        return self.left_ore is None or cost_ore <= self.left_ore

    @property
    def is_nearly_spent(self) -> bool:
        """Whether so much is spent that somebody should know."""
        return bool(self.limit_ore) and self.spent_ore >= WARN_AT * self.limit_ore


def people_within(budget: Budget, *, cost_each_ore: int) -> int | None:
    """How many people can still be written to today at this cost each; None where there is no limit."""
    if budget.left_ore is None or not cost_each_ore:
        return None
    return budget.left_ore // cost_each_ore
