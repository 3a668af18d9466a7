"""Writing to those who have asked for hours in a season, each in their language and by the way they prefer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import translation

from samspill.foundation.actions import subject_of
from samspill.foundation.phones import formatted
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.outgoing import way_to_write
from samspill.messaging.queries import language_of
from samspill.people.models import Channel, Person
from samspill.venues import wording
from samspill.venues.actions.telling import town
from samspill.venues.models import SeasonRequest


def tell_of_request(
    row: SeasonRequest, say: Callable[[], str], *, key: str, at: dt.datetime, answers_now: bool = False
) -> bool:
    """Put a message about a request in the outbox; False where nobody can be reached by SMS or e-mail.

    `say` is called in the reader's language; who writes and whom to call is added.
    """
    way = way_to_write(row.person)
    if way is None:
        return False
    body = said_to(row.person, lambda: f"{say()} {_signed()}")
    queue_message(
        channel=way[0],
        address=way[1],
        subject=row.season.name[:200] if way[0] == Channel.EMAIL else "",
        body=body,
        key=f"season:{row.pk}:{key}"[:120],
        person=row.person,
        about=subject_of(row),
        at=at,
        answers_now=answers_now,
        is_owed=True,
    )
    return True


def said_to(person: Person, say: Callable[[], str]) -> str:
    """What `say` says in the reader's language."""
    with translation.override(language_of(person)):
        return say()


def _signed() -> str:
    here = town()
    return wording.signed_by(here.name_nb, formatted(here.contact_phone) if here.contact_phone else "")
