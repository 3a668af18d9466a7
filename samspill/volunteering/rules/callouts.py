"""How many to call out at first, and when somebody who said how long she needs is there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from samspill.volunteering.rules.crisis import Criteria

#: In a hurry about every third says yes within minutes.
ASKED_FOR_EACH = 3
FEWEST_ASKED = 10
#: Whoever is called out answers with minutes, so the code of a call-out is no number of minutes one would often say.
FIRST_CODE_OF_A_CALLOUT = 300
#: The longest somebody may say that she needs, in minutes.
LONGEST_WAY = 24 * 60


@dataclass(frozen=True)
class Wanted:
    """What a call-out is about, as it is typed in. `words` and `meeting_place` may all read who are asked."""

    title: str
    words: str = ""
    meeting_place: str = ""
    private_text: str = ""
    wanted: int = 1
    is_drill: bool = False
    criteria: Criteria = field(default_factory=Criteria)
    form_key: str = ""


def proposed_size(*, wanted: int, coming: int, candidates: int) -> int:
    """How many to ask in the next wave; 0 where there is nobody, or enough come."""
    missing = max(wanted - coming, 0)
    return min(max(missing * ASKED_FOR_EACH, FEWEST_ASKED), candidates) if missing else 0


def is_there_at(answered_at: dt.datetime, minutes: int | None) -> dt.datetime | None:
    """When she is there, by what she said; None where she did not say."""
    return answered_at + dt.timedelta(minutes=minutes) if minutes is not None else None
