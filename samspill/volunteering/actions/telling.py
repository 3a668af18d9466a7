"""Writing to somebody about a shift, in her language and by the way she is reached; calls are left to the call list.

One who is reached by letter alone is written a letter where the post comes in time; it waits for somebody to post it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import override

from samspill.foundation.actions import subject_of
from samspill.foundation.tenancy import Owned
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.many import Draft, queue_owed_messages
from samspill.messaging.queries import language_of
from samspill.messaging.queries.letters import postal_addresses
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.actions.digests import put_by
from samspill.volunteering.models import Offer, Shift
from samspill.volunteering.queries.digests import weekly_among
from samspill.volunteering.queries.reach import CARRIED, Way, way_to_reach
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.rules.letters import arrives_in_time
from samspill.volunteering.rules.may_wait import may_wait
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
    must_hear: bool = False,
) -> int:
    """One message to each: `single` where it is about one shift, else `many` with all; how many were written to.

    `answers_now` and `must_hear` as in `tell`.
    """
    by_person: dict[object, list[News]] = {}
    for one in news:
        by_person.setdefault(one.person.pk, []).append(one)
    return sum(
        _tell_once(all_of_hers, single, many, at, answers_now=answers_now, must_hear=must_hear)
        for all_of_hers in by_person.values()
    )


def _tell_once(
    news: list[News],
    single: Callable[[Task], str],
    many: Callable[[Sequence[Task]], str],
    at: dt.datetime,
    *,
    answers_now: bool,
    must_hear: bool,
) -> bool:
    news.sort(key=lambda one: one.shift.starts_at)
    first = news[0]

    def words(told: Task) -> str:
        return many([replace(task(one.shift), by_hand=told.by_hand) for one in news])

    key = first.key if len(news) == 1 else f"{first.key}:and_{len(news)}"
    return tell(
        first.person, first.shift, single if len(news) == 1 else words, key=key, about=first.about, at=at,
        way=first.way, answers_now=answers_now, must_hear=must_hear,
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
    must_hear: bool = False,
) -> bool:
    """Put a message in the outbox; False where she is one whom we call, or cannot reach.

    What may wait (`rules.urgency`, by the word before the colon in `key`) is put by for one who has chosen a weekly
    letter. Where `must_hear` is true, one who is reached by phone alone is put on the call list with these words.
    `words` makes the text in her language. `is_owed` and `answers_now` as in `messaging.actions.queue_message`.
    """
    way = _carried(way or way_to_reach(person.pk), person.pk, shift, at, must_hear=must_hear)
    if way is None or not way.address:
        return False
    subject, text = _text(shift, words, language_of(person), by_hand=way.channel not in CARRIED)
    if may_wait(key.partition(":")[0], starts=shift.starts_at, at=at) and weekly_among([person.pk]):
        put_by([(person, key, subject_of(about), text)], at=at, pointless_at=shift.starts_at)
        return True
    queue_message(
        channel=way.channel,
        address=way.address,
        subject=subject,
        body=text,
        key=key,
        person=person,
        about=subject_of(about),
        by=by,
        unit=shift.need.unit,
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
    drafts = drafts_to_all(offers, shift, words, what=what, at=at)
    return queue_owed_messages(drafts, at=at)


def drafts_to_all(
    offers: Iterable[Offer], shift: Shift, words: Callable[[Task], str], *, what: str, at: dt.datetime
) -> list[Draft]:
    """What `tell_all` writes; calls are left out, and letters that would come too late."""
    asked = list(offers)
    ways = _ways(asked, shift, at)
    texts: dict[tuple[str, bool], tuple[str, str]] = {}
    drafts = []
    for offer in asked:
        way = ways.get(offer.pk)
        if way is None:
            continue
        written_in = language_of(offer.person), way.channel == Channel.LETTER
        if written_in not in texts:
            texts[written_in] = _text(shift, words, written_in[0], by_hand=written_in[1])
        subject, body = texts[written_in]
        key, about, unit = key_of(what, offer), subject_of(offer), shift.need.unit
        drafts.append(
            Draft(way.channel, way.address, body, key, offer.person, subject, about, shift.ends_at, unit)
        )
    return drafts


def draft_to(
    person: Person, shift: Shift, words: Callable[[Task], str], way: Way | None, *, key: str, about: Owned
) -> Draft | None:
    """What `tell` writes; None where she is one whom we call or write a letter to, or cannot reach."""
    if way is None or way.channel not in CARRIED:
        return None
    subject, text = _text(shift, words, language_of(person))
    return Draft(
        way.channel,
        way.address,
        text,
        key,
        person,
        subject,
        subject_of(about),
        shift.ends_at,
        shift.need.unit,
    )


def key_of(what: str, offer: Offer) -> str:
    """What makes it the same message: told once for each time she was asked."""
    return f"{what}:{offer.pk}:{offer.asked_at:%Y%m%d%H%M%S}"


def _ways(offers: Collection[Offer], shift: Shift, at: dt.datetime) -> dict[uuid.UUID, Way]:
    """By offer, how each who is written to was asked. Those who are called are left out."""
    ways = {offer.pk: Way(offer.channel, offer.address) for offer in offers if offer.channel in CARRIED}
    by_letter = [offer for offer in offers if offer.channel == Channel.LETTER]
    if by_letter and arrives_in_time(at, shift.starts_at):
        addresses = postal_addresses([offer.person_id for offer in by_letter])
        found = ((offer.pk, addresses.get(offer.person_id, "")) for offer in by_letter)
        ways |= {offer: Way(Channel.LETTER, lines) for offer, lines in found if lines}
    return ways


def _carried(
    way: Way | None, person_id: uuid.UUID, shift: Shift, at: dt.datetime, *, must_hear: bool
) -> Way | None:
    """The way by which words reach her, with an address: by itself, by a letter in time, by a call she must have."""
    if way is None or way.channel in CARRIED:
        return way
    if way.channel == Channel.LETTER and arrives_in_time(at, shift.starts_at):
        return Way(Channel.LETTER, postal_addresses([person_id]).get(person_id, ""))
    return way if must_hear and way.channel == Channel.PHONE else None


def _text(
    shift: Shift, words: Callable[[Task], str], language: str, *, by_hand: bool = False
) -> tuple[str, str]:
    """Subject and body in this language."""
    with override(language):
        told = replace(task(shift), by_hand=by_hand)
        return messages.subject(told), words(told)
