"""Who may do what: one table. Roles are given in a unit, and one person may hold several, in several units.

A substitute may what a coordinator may, until her last day. Roles are written as in `people.models.Role`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Deed(StrEnum):
    """Something one may do at the desk.

    look: see what the unit's volunteers are wanted for · care: know the people it helps, read what is written to it ·
    change: do more than look · lead: invite, give roles, erase, close · call out: see who can what, and call them out.
    """

    LOOK = "look"
    CARE = "care"
    CHANGE = "change"
    LEAD = "lead"
    CALL_OUT = "call_out"


MAY: Mapping[str, frozenset[Deed]] = {
    "coordinator": frozenset({Deed.LOOK, Deed.CARE, Deed.CHANGE}),
    "substitute": frozenset({Deed.LOOK, Deed.CARE, Deed.CHANGE}),
    "leader": frozenset(Deed),
    "crisis": frozenset({Deed.LOOK, Deed.CARE, Deed.CHANGE, Deed.CALL_OUT}),
    "officer": frozenset({Deed.CHANGE}),
    "reader": frozenset({Deed.LOOK}),
}


def roles_that_may(deed: Deed) -> frozenset[str]:
    """The roles that may do this."""
    return frozenset(role for role, deeds in MAY.items() if deed in deeds)


def may(roles: Iterable[str], deed: Deed) -> bool:
    """Whether one of these roles may do this."""
    return any(deed in MAY[role] for role in roles)
