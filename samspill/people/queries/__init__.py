"""Questions about people: who is asking, which persons she may know of, and what is stored about one."""

from samspill.people.queries.asking import CARING, Asker, NoUnit, asker_for
from samspill.people.queries.exporting import export_person
from samspill.people.queries.holdings import rows_about
from samspill.people.queries.persons import (
    draw_curtain,
    find_persons,
    living_persons,
    may_be_contacted,
    people_at,
    people_with_email,
    people_with_phone,
    person_called,
    person_for,
    persons_for,
)
from samspill.people.queries.staff import open_units, role_for, staff_for, staff_member_for, unit_named

__all__ = [
    "CARING",
    "Asker",
    "NoUnit",
    "asker_for",
    "draw_curtain",
    "export_person",
    "find_persons",
    "living_persons",
    "may_be_contacted",
    "open_units",
    "people_at",
    "people_with_email",
    "people_with_phone",
    "person_called",
    "person_for",
    "persons_for",
    "role_for",
    "rows_about",
    "staff_for",
    "staff_member_for",
    "unit_named",
]
