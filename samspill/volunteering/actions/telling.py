"""Writing to somebody about a shift, in her language and by the way she is reached; calls are left to the call list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import override

from samspill.foundation.actions import subject_of
from samspill.foundation.tenancy import Owned
from samspill.messaging.actions import queue_message
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models import Shift
from samspill.volunteering.queries.reach import CARRIED, Way, way_to_reach
from samspill.volunteering.queries.tasks import language_of, task
from samspill.volunteering.wording import messages
from samspill.volunteering.wording.messages import Task


def tell(
    person: Person,
    shift: Shift,
    words: Callable[[Task], str],
    *,
    key: str,
    about: Owned,
    at: dt.datetime,
    way: Way | None = None,
    by: StaffMember | None = None,
    is_owed: bool = True,
    answers_now: bool = False,
) -> bool:
    """Put a message in the outbox; False where she is one whom we call or write a letter to, or cannot reach.

    `words` makes the text in her language. `is_owed` and `answers_now` as in `messaging.actions.queue_message`.
    """
    way = way or way_to_reach(person.pk)
    if way is None or way.channel not in CARRIED:
        return False
    with override(language_of(person)):
        told = task(shift)
        text, subject = words(told), messages.subject(told)
    queue_message(
        channel=way.channel,
        address=way.address,
        subject=subject,
        body=text,
        key=key,
        person=person,
        about=subject_of(about),
        by=by,
        at=at,
        expires_at=shift.ends_at,
        is_owed=is_owed,
        answers_now=answers_now,
    )
    return True
