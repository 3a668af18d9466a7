"""That somebody in the crisis cell looked across units: written down, so that it can be shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspill.foundation.actions import note
from samspill.foundation.models import AuditEntry
from samspill.people.queries import Asker
from samspill.volunteering.rules.crisis import Criteria


def note_search(asker: Asker, criteria: Criteria, *, shown: int, at: dt.datetime) -> AuditEntry:
    """She was shown people of other units who can this. What she wrote in her own words is not kept."""
    facts = {"skills": criteria.skills, "languages": criteria.languages, "holds": criteria.holds}
    told: dict[str, Any] = {name: list(codes) for name, codes in facts.items() if codes}
    if criteria.within_km is not None:
        told["km"] = criteria.within_km
    return note(
        "searched_across_units", asker.unit, by=asker.staff, channel="web", at=at, shown=shown, **told
    )


def note_paper(asker: Asker, *, people: int, at: dt.datetime) -> AuditEntry:
    """She took everybody who can be called out with her on paper."""
    return note("took_crisis_lists", asker.unit, by=asker.staff, channel="paper", at=at, shown=people)
