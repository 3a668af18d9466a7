"""Writing to one side of a pair, in the language of the one who reads it; nothing where she is one whom we call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import override

from samspill.foundation.actions import subject_of
from samspill.foundation.tenancy import Owned
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import language_of
from samspill.people.models import StaffMember
from samspill.volunteering.models import Pairing
from samspill.volunteering.queries.pair_texts import signature
from samspill.volunteering.queries.sides import Asked
from samspill.volunteering.wording.pairings import role_word


def tell_side(
    side: Asked,
    pairing: Pairing,
    words: Callable[[str], str],
    *,
    key: str,
    at: dt.datetime,
    about: Owned | None = None,
    by: StaffMember | None = None,
    is_owed: bool = True,
    answers_now: bool = False,
) -> bool:
    """Put a message in the outbox; False where she is called instead. `words` is given the signature.

    `is_owed` and `answers_now` as in `messaging.actions.queue_message`. Raises `BudgetSpent` where it is not owed.
    """
    if not side.is_carried:
        return False
    with override(language_of(side.asked)):
        subject, body = role_word(pairing.need.kind).capitalize(), words(signature(pairing))
    queue_message(
        channel=side.way.channel,
        address=side.way.address,
        subject=subject,
        body=body,
        key=key,
        person=side.asked,
        about=subject_of(about or pairing),
        by=by,
        at=at,
        is_owed=is_owed,
        answers_now=answers_now,
    )
    return True
