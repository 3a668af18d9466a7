"""Writing to somebody about a shift, in her language and by the way she is reached; calls are left to the call list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import override

from samspill.foundation.actions import subject_of
from samspill.foundation.tenancy import Owned
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.many import Draft, queue_owed_messages
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models import Offer, Shift
from samspill.volunteering.queries.reach import CARRIED, Way, way_to_reach
from samspill.volunteering.queries.tasks import language_of, task
from samspill.volunteering.wording import messages
from samspill.volunteering.wording.messages import Task


class News(NamedTuple):
    """What one person is to hear of one shift: the message's key, the row it is about, the way if it is given."""

    person: Person
    key: str
    about: Owned
    shift: Shift
    way: Way | None = None


def tell_each_once(
    news: Iterable[News],
    single: Callable[[Task], str],
    many: Callable[[Sequence[Task]], str],
    *,
    at: dt.datetime,
    answers_now: bool = False,
) -> int:
    """One message to each: `single` where it is about one shift, else `many` with all; how many were written to."""
    by_person: dict[object, list[News]] = {}
    for one in news:
        by_person.setdefault(one.person.pk, []).append(one)
    return sum(_tell_once(all_of_hers, single, many, at, answers_now) for all_of_hers in by_person.values())


def _tell_once(
    news: list[News],
    single: Callable[[Task], str],
    many: Callable[[Sequence[Task]], str],
    at: dt.datetime,
    answers_now: bool,
) -> bool:
    news.sort(key=lambda one: one.shift.starts_at)
    first, last = news[0], news[-1]

    def words(_task: Task) -> str:
        return many([task(one.shift) for one in news])

    key = first.key if len(news) == 1 else f"{first.key}:and_{len(news)}"
    return tell(
        first.person, last.shift, single if len(news) == 1 else words, key=key, about=first.about, at=at,
        way=first.way, answers_now=answers_now,
    )  # fmt: skip


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
    subject, text = _text(shift, words, language_of(person))
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


def tell_all(
    offers: Iterable[Offer], shift: Shift, words: Callable[[Task], str], *, what: str, at: dt.datetime
) -> int:
    """Tell everybody who was asked, each by the way she was asked and in her language; how many were written to.

    `what` begins the key: it is told once for each time she was asked. Each `person` should be fetched.
    """
    texts: dict[str, tuple[str, str]] = {}
    drafts = []
    for offer in offers:
        if offer.channel not in CARRIED:
            continue
        language = language_of(offer.person)
        if language not in texts:
            texts[language] = _text(shift, words, language)
        subject, body = texts[language]
        drafts.append(
            Draft(
                offer.channel,
                offer.address,
                body,
                key_of(what, offer),
                offer.person,
                subject,
                subject_of(offer),
            )
        )
    return queue_owed_messages(drafts, at=at, expires_at=shift.ends_at)


def key_of(what: str, offer: Offer) -> str:
    """What makes it the same message: told once for each time she was asked."""
    return f"{what}:{offer.pk}:{offer.asked_at:%Y%m%d%H%M%S}"


def _text(shift: Shift, words: Callable[[Task], str], language: str) -> tuple[str, str]:
    """Subject and body in this language."""
    with override(language):
        told = task(shift)
        return messages.subject(told), words(told)
