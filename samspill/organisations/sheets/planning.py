"""What a row would do to what we have: make something new, change something, nothing, or come back with a reason.

The sheet's word fills what is empty and replaces what only the register has said. What somebody has written stands.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samspill.foundation.places import folded
from samspill.organisations.sheets.rows import Contact, RowFacts, understand

NEW, UPDATE, SAME, PROBLEM = "new", "update", "same", "problem"


@dataclass(slots=True)
class Known:
    """An organisation as it stands. `key` is its id, or None for one that an earlier row of the sheet makes.

    `holders`: (title, folded name) of those who hold posts now → how they are reached (E.164, e-mail).
    """

    key: uuid.UUID | None
    number: str
    name: str
    current: dict[str, str] = field(default_factory=dict)
    register: dict[str, str] = field(default_factory=dict)
    has_taken_over: bool = False
    holders: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What would happen to row `row` (as the spreadsheet numbers it).

    `kept`: columns where the sheet says something else than somebody has written, and hers stands.
    """

    row: int
    what: str
    name: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    kept: tuple[str, ...] = ()
    problem: str = ""
    problem_text: str = ""
    facts: RowFacts = field(default_factory=RowFacts)
    known: Known | None = None


class Register:
    """What we have, found by number or by name."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_number: dict[str, Known] = {}
        self._by_name: dict[str, list[Known]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        """Let later rows find it."""
        if one.number:
            self._by_number[one.number] = one
        self._by_name.setdefault(folded(one.name), []).append(one)

    def also_known_as(self, key: uuid.UUID, number: str, name: str) -> None:
        """The one with this key is found by an old number and an old name, too, where no other bears them."""
        one = next((one for many in self._by_name.values() for one in many if one.key == key), None)
        if one is None:
            return
        if number:
            self._by_number.setdefault(number, one)
        self._by_name.setdefault(folded(name), [one])

    def found(self, number: str, name: str) -> list[Known]:
        """By number where there is one; else those of that name, but for those known to have another number."""
        if number and number in self._by_number:
            return [self._by_number[number]]
        return [one for one in self._by_name.get(folded(name), ()) if not (number and one.number)]


def plan_rows(
    rows: Sequence[Sequence[str]],
    heading: int,
    columns: Mapping[int, str],
    register: Register,
    areas: frozenset[str],
) -> Iterator[PlannedRow]:
    """Each row under the heading that holds anything, in order. A heading repeated further down is passed over.

    `areas`: folded names of the municipality's areas. Rows about the same association follow each other's changes.
    """
    for place, cells in enumerate(rows[heading + 1 :], start=heading + 2):
        if any(cell.strip() for cell in cells) and list(cells) != list(rows[heading]):
            planned = plan_row(place, understand(cells, columns), register, areas)
            yield planned
            _remember(planned, register)


def plan_row(row: int, facts: RowFacts, register: Register, areas: frozenset[str]) -> PlannedRow:
    """What this row would do."""
    name = facts.facts.get("name", "")
    if not facts.problem and (area := facts.facts.get("area")) and folded(area) not in areas:
        facts = RowFacts(problem="area_unknown", problem_text=area)
    if facts.problem:
        return PlannedRow(
            row, PROBLEM, name, problem=facts.problem, problem_text=facts.problem_text, facts=facts
        )
    found = register.found(facts.number, name)
    if len(found) > 1:
        return PlannedRow(row, PROBLEM, name, problem="several_of_this_name", problem_text=name, facts=facts)
    if not found:
        return PlannedRow(row, NEW, name, changes=facts.facts, contacts=facts.contacts, facts=facts)
    return _plan_update(row, facts, found[0])


def _plan_update(row: int, facts: RowFacts, known: Known) -> PlannedRow:
    said = facts.facts | ({"number": facts.number} if facts.number else {})
    changes = {column: word for column, word in said.items() if _is_taken(column, word, known)}
    kept = tuple(
        column
        for column, word in said.items()
        if column not in changes and folded(known.current.get(column, "")) not in {"", folded(word)}
    )
    contacts = tuple(contact for contact in facts.contacts if not _is_held(contact, known))
    what = UPDATE if changes or contacts else SAME
    return PlannedRow(row, what, known.name, changes, contacts, kept, facts=facts, known=known)


def _is_taken(column: str, word: str, known: Known) -> bool:
    current = known.current.get(column, "")
    if column == "name" and folded(current) == folded(word):
        return False
    if not current:
        return not (known.has_taken_over and column in known.register)
    return current != word and current == known.register.get(column) and not known.has_taken_over


def _is_held(contact: Contact, known: Known) -> bool:
    reached = known.holders.get((contact.title, folded(contact.name)))
    return reached is not None and reached.issuperset(contact.phones + contact.emails)


def _remember(planned: PlannedRow, register: Register) -> None:
    """Let later rows see what this one would do."""
    if planned.what == NEW:
        register.add(
            Known(None, planned.facts.number, planned.name, dict(planned.changes), holders=_holders(planned))
        )
    elif planned.what == UPDATE and planned.known is not None:
        planned.known.current |= planned.changes
        for key, reached in _holders(planned).items():
            planned.known.holders[key] = planned.known.holders.get(key, frozenset()) | reached


def _holders(planned: PlannedRow) -> dict[tuple[str, str], frozenset[str]]:
    return {
        (contact.title, folded(contact.name)): frozenset(contact.phones + contact.emails)
        for contact in planned.contacts
    }
