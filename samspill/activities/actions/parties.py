"""What may be said of a party: who comes together on one sign-up, or waits together."""

from __future__ import annotations

from samspill.activities.models import Activity
from samspill.activities.rules.parties import MOST_TOGETHER, Party, TooManyTogether
from samspill.people.actions import refuse_national_ids


def refuse_what_is_no_party(party: Party, activity: Activity) -> None:
    """Raises `TooManyTogether`, and `HoldsNationalId` of a name or an answer."""
    most = min(MOST_TOGETHER, activity.most_together)
    if party.places > most:
        raise TooManyTogether(most)
    told = {f"guest_{place}": name for place, name in enumerate(party.guests)}
    refuse_national_ids(**told, **{f"answer_{n}": words for n, (_, words) in enumerate(party.answers)})
