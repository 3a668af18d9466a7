"""The tables of people, by subject."""

from __future__ import annotations

from samspill.people.models.consents import Consent
from samspill.people.models.keeping import Hold
from samspill.people.models.persons import Change, Channel, ContactPoint, NotTheSame, Person, Restriction
from samspill.people.models.rights import Claim
from samspill.people.models.staff import Presence, Role, StaffManager, StaffMember, StandIn, UnitRole
from samspill.people.models.units import Unit
from samspill.people.models.ways_in import Passkey, SignInProvider, WayIn

__all__ = [
    "Change",
    "Channel",
    "Claim",
    "Consent",
    "ContactPoint",
    "Hold",
    "NotTheSame",
    "Passkey",
    "Person",
    "Presence",
    "Restriction",
    "Role",
    "SignInProvider",
    "StaffManager",
    "StaffMember",
    "StandIn",
    "Unit",
    "UnitRole",
    "WayIn",
]
