"""What an association or a company can offer in a crisis, and how it answers what volunteers can."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

#: What organisations offer; their words are in the interface's catalogues.
CAPABILITIES = (
    "people",
    "first_aid",
    "search",
    "boat",
    "vehicles",
    "terrain",
    "machines",
    "premises",
    "beds",
    "food",
    "power",
    "radio",
    "interpreting",
    "care",
    "other",
)

#: An organisation says anew each year that it still stands for what it offers.
STANDS_FOR = dt.timedelta(days=365)
#: So long before that runs out it is asked.
ASKED_BEFORE = dt.timedelta(days=30)

#: Where somebody looks for people who can this, what organisations may have of it.
BESIDE_SKILLS = {
    "boat_licence": "boat",
    "boat": "boat",
    "car": "vehicles",
    "van": "vehicles",
    "trailer": "vehicles",
    "four_wheel": "terrain",
    "snowmobile": "terrain",
    "lorry_licence": "vehicles",
    "tractor": "machines",
    "chainsaw": "machines",
    "carpentry": "machines",
    "radio": "radio",
    "electronics": "power",
    "nursing": "first_aid",
    "cooking": "food",
    "interpreting": "interpreting",
    "leading_groups": "people",
}


def beside(skills: Iterable[str], languages: Iterable[str], holds: Iterable[str]) -> tuple[str, ...]:
    """What organisations may offer of what is looked for among people, in the order of `CAPABILITIES`."""
    found = {BESIDE_SKILLS[skill] for skill in skills if skill in BESIDE_SKILLS}
    found |= {"interpreting"} if any(languages) else set()
    found |= {"first_aid"} if "first_aid" in holds else set()
    return tuple(kind for kind in CAPABILITIES if kind in found)
