"""Questions about people: who is asking, and which persons she may know of."""

from samspill.people.queries.asking import CARING, Asker, NoUnit, asker_for, units_of
from samspill.people.queries.persons import (
    draw_curtain,
    find_persons,
    living_persons,
    may_be_contacted,
    people_with_email,
    people_with_phone,
    person_called,
    person_for,
    persons_for,
)

__all__ = [
    "CARING",
    "Asker",
    "NoUnit",
    "asker_for",
    "draw_curtain",
    "find_persons",
    "living_persons",
    "may_be_contacted",
    "people_with_email",
    "people_with_phone",
    "person_called",
    "person_for",
    "persons_for",
    "units_of",
]
