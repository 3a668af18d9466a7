"""Writing to those who act for an association: each in her language, by SMS or e-mail, with a link to its pages."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.utils import translation

from samspill.foundation.actions import make_link
from samspill.foundation.queries import address_here
from samspill.messaging.actions import BudgetSpent, queue_message
from samspill.messaging.actions.outgoing import way_to_write
from samspill.messaging.queries import language_of
from samspill.organisations.models import Organisation
from samspill.people.models import Channel, Person

#: What her link opens (`web/access/links`), how long, and where the association's own door stands (`web/ours`).
LINK = "people.me"
LINK_LASTS = dt.timedelta(days=7)
PATH = "/our/{token}/{organisation}/"


def tell(
    person: Person,
    say: Callable[[], tuple[str, str]],
    *,
    key: str,
    at: dt.datetime,
    answers_now: bool = False,
) -> bool:
    """Put a message in the outbox; `say` gives its subject and body, and is asked in her language.

    False where she has neither a mobile nor an e-mail address, or the day's budget is spent.
    """
    way = way_to_write(person)
    if way is None:
        return False
    channel, address = way
    with translation.override(language_of(person)):
        subject, body = say()
    try:
        queue_message(
            channel=channel,
            address=address,
            subject=subject[:200] if channel == Channel.EMAIL else "",
            body=body,
            key=key,
            person=person,
            at=at,
            answers_now=answers_now,
            is_owed=True,
        )
    except BudgetSpent:
        return False
    return True


def link_to_pages(person: Person, organisation: Organisation, *, at: dt.datetime, onward: str = "") -> str:
    """A new private address of the association's pages, for her alone; it lasts a week. `onward`: one of the pages."""
    token = make_link(LINK, str(person.pk), at=at, valid_for=LINK_LASTS)
    return address_here(PATH.format(token=token, organisation=organisation.pk) + onward)


def new_key(what: str) -> str:
    """The key of a message that is sent once for what has just happened."""
    return f"{what}:{uuid.uuid4()}"
