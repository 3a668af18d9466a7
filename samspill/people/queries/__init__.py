"""Questions about people: who is asking, which persons she may know of, and what is stored about one."""

from samspill.people.queries.asking import CARING, Asker, NoUnit, asker_for
from samspill.people.queries.exporting import export_person
from samspill.people.queries.holdings import rows_about
from samspill.people.queries.keeping import (
    hold_for,
    holds_for,
    idle_since,
    latest_runs,
    persons_to_be_forgotten,
    reason_to_keep,
    what_is_coming,
)
from samspill.people.queries.persons import (
    draw_curtain,
    find_persons,
    known_to,
    living_persons,
    may_be_contacted,
    people_at,
    people_with_email,
    people_with_phone,
    person_called,
    person_for,
    persons_for,
    standing_person,
)
from samspill.people.queries.rights import (
    changes_of,
    claim_for,
    claims_for,
    claims_of,
    restricted_person_for,
    restricted_persons,
    what_waits_of_claims,
)
from samspill.people.queries.staff import open_units, role_for, staff_for, staff_member_for, unit_named
from samspill.people.queries.veils import draw_veil, readable
from samspill.people.queries.ways_in import passkeys_of, provider_for, providers, way_open, ways_of

__all__ = [
    "CARING",
    "Asker",
    "NoUnit",
    "asker_for",
    "changes_of",
    "claim_for",
    "claims_for",
    "claims_of",
    "draw_curtain",
    "draw_veil",
    "export_person",
    "find_persons",
    "hold_for",
    "holds_for",
    "idle_since",
    "known_to",
    "latest_runs",
    "living_persons",
    "may_be_contacted",
    "open_units",
    "passkeys_of",
    "people_at",
    "people_with_email",
    "people_with_phone",
    "person_called",
    "person_for",
    "persons_for",
    "persons_to_be_forgotten",
    "provider_for",
    "providers",
    "readable",
    "reason_to_keep",
    "restricted_person_for",
    "restricted_persons",
    "role_for",
    "rows_about",
    "staff_for",
    "staff_member_for",
    "standing_person",
    "unit_named",
    "way_open",
    "ways_of",
    "what_is_coming",
    "what_waits_of_claims",
]
