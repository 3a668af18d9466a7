"""What is known of the associations, counted; and when one is tried again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

#: What is counted of each, in the order it is told. Every number is the length of a list.
MEASURES = (
    "all",
    "reachable",
    "contact_person",
    "taken_over",
    "answered",
    "in_contact",
    "not_in_contact",
    "never_tried",
)
#: What somebody who passed on the register number, and one who did not, belongs to.
REGISTERED, INFORMAL = "registered", "informal"

#: So many days later one tries again, where nobody says otherwise. What is not here, is not tried again.
AGAIN_AFTER_DAYS = {"not_reached": 3, "message_left": 7, "try_later": 7, "wrong_address": 1}


@dataclass(frozen=True, slots=True)
class Known:
    """An association and what is known of it. `category`: its main group's code; `area`: its name; "" where not told.

    `answered`: a campaign; `tried_on`: the day of the latest try that stands.
    """

    id: str
    name: str
    number: str = ""
    category: str = ""
    area: str = ""
    phone: str = ""
    email: str = ""
    contact_person: bool = False
    taken_over: bool = False
    acts: bool = False
    answered: bool = False
    talked: bool = False
    tried_on: dt.date | None = None

    @property
    def group(self) -> str:
        """Whether it stands in the national register, or is a group without a number."""
        return REGISTERED if self.number else INFORMAL

    @property
    def in_contact(self) -> bool:
        """Somebody of it answered, took over its page or may act for it here, or a try ended in talk."""
        return self.taken_over or self.acts or self.answered or self.talked

    def holds(self, measure: str) -> bool:
        """Whether it counts in this measure, one of `MEASURES`."""
        return {
            "all": True,
            "reachable": bool(self.phone or self.email),
            "contact_person": self.contact_person,
            "taken_over": self.taken_over,
            "answered": self.answered,
            "in_contact": self.in_contact,
            "not_in_contact": not self.in_contact,
            "never_tried": not self.in_contact and self.tried_on is None,
        }[measure]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One line: those who share a category, an area or a group (`code`), and how many of them each measure holds."""

    code: str
    numbers: dict[str, int]


def coverage(rows: Iterable[Known], by: Callable[[Known], str]) -> list[Coverage]:
    """A line for each code there is anybody of, the largest first; "" (not told) last."""
    groups: dict[str, list[Known]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    lines = [Coverage(code, counted(some)) for code, some in groups.items()]
    return sorted(lines, key=lambda line: (line.code == "", -line.numbers["all"], line.code))


def counted(rows: Sequence[Known]) -> dict[str, int]:
    """How many of these each measure holds."""
    return {measure: sum(row.holds(measure) for row in rows) for measure in MEASURES}


def again_on(outcome: str, *, today: dt.date) -> dt.date | None:
    """The day to try again after such an outcome, never a Saturday or a Sunday; None: it is settled."""
    days = AGAIN_AFTER_DAYS.get(outcome)
    if days is None:
        return None
    day = today + dt.timedelta(days=days)
    return day + dt.timedelta(days=max(0, 7 - day.isoweekday() + 1) if day.isoweekday() > 5 else 0)
