"""Writing to somebody who wants to help and is no volunteer yet: by SMS, else by e-mail, in the language she used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import override

from samspill.foundation.actions import subject_of
from samspill.messaging.actions import queue_message
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.models import Interest
from samspill.volunteering.queries.interests import language_in, receiving_unit, signature_of, way_to
from samspill.volunteering.queries.reach import Way
from samspill.volunteering.wording import intake

#: Makes the text from the unit's name and its phone, in the language that is active.
Words = Callable[[str, str], str]


def write_to(
    interest: Interest,
    words: Words,
    *,
    key: str,
    at: dt.datetime,
    by: StaffMember | None = None,
    answers_now: bool = False,
    way: Way | None = None,
    unit: Unit | None = None,
) -> bool:
    """Put a message to her in the outbox, once for each `key`; False where nothing carries it."""
    way = way or way_to(interest)
    if way is None:
        return False
    name, phone = signature_of(unit or interest.unit or receiving_unit())
    with override(language_in(interest)):
        subject, text = intake.subject(name), words(name, phone)
    queue_message(
        channel=way.channel,
        address=way.address,
        subject=subject if way.channel == "email" else "",
        body=text,
        key=key,
        person=interest.person,
        about=subject_of(interest),
        by=by,
        at=at,
        is_owed=True,
        answers_now=answers_now,
    )
    return True
