"""What came in: stored before it is understood, understood once, and left to a person where it is not.

Storing and understanding are two transactions on purpose: whatever goes wrong in the second, the message is there, and
`understand_the_rest` takes it up again.
"""

from __future__ import annotations

import datetime as dt
import logging
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext

from samspill.foundation.actions import note
from samspill.foundation.models import Municipality
from samspill.foundation.national_ids import mask_national_ids
from samspill.foundation.phones import NotAPhone, read_phone
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions.gathering import (
    OUTCOME,
    Heard,
    coming_in,
    note_outcome,
    understand_all_that_came,
)
from samspill.messaging.actions.outgoing import queue_message
from samspill.messaging.actions.stopping import opt_in, opt_out
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.queries import is_opted_out
from samspill.messaging.rules.replies import Answer, understand
from samspill.messaging.signals import Outcome, reply_received
from samspill.people.actions import withdraw_consent
from samspill.people.models import Channel, Person, StaffMember
from samspill.people.queries import people_with_email, people_with_phone

log = logging.getLogger(__name__)
LONGEST_KEPT = 10_000


class AlreadySettled(RuntimeError):
    """A colleague has dealt with this message."""


def receive_inbound(
    *,
    gateway: str,
    provider_id: str,
    channel: str,
    sender: str,
    body: str,
    at: dt.datetime,
    recipient: str = "",
    subject: str = "",
    raw: str = "",
    answers: OutboundMessage | None = None,
    is_automatic: bool = False,
) -> InboundMessage:
    """Store one received message, then understand it. The same `provider_id` again changes nothing.

    `answers` is the message of ours it is known to be a reply to. What a machine sent (`is_automatic`) is kept in the
    conversation and answers nothing. A national identity number that somebody sends us is not kept: dots stand where
    it stood. Where another thread is understanding messages already, this one is taken along by it and may come back
    before that.
    """
    with coming_in():
        inbound, is_new = _store(
            gateway=gateway,
            provider_id=provider_id[:120],
            channel=channel,
            sender=_tidy_sender(channel, sender),
            body=mask_national_ids(body[:LONGEST_KEPT].replace("\x00", "")),
            recipient=recipient[:254],
            subject=mask_national_ids(subject[:200]),
            raw=mask_national_ids(raw[:LONGEST_KEPT].replace("\x00", "")),
            received_at=at,
            answers=answers,
            **({"handled_at": at, "outcome": "automatic"} if is_automatic else {}),
        )
    if is_new and (_note_whose_it_is(inbound) if is_automatic else _understand_what_came(at)):
        inbound.refresh_from_db()
    return inbound


def _understand_what_came(at: dt.datetime) -> bool:
    return understand_all_that_came(lambda row, when: understand_inbound(row, at=when), _make_out, at=at)


def understand_inbound(inbound: InboundMessage, *, at: dt.datetime) -> None:
    """Find out what it means and let it have its effect, exactly once; what fails is left to a person."""
    try:
        _understand(inbound, at)
    except Exception:  # Nothing received may be lost to a fault of ours.
        log.exception("An inbound message could not be understood: %s", inbound.pk)
        _leave_to_a_person(inbound, at)


def understand_the_rest(at: dt.datetime) -> int:
    """Take up what was stored but not understood, because the process ended in between; how many."""
    a_while_ago = at - dt.timedelta(seconds=30)
    rest = InboundMessage.objects.filter(
        handled_at__isnull=True, waits_since_at__isnull=True, received_at__lt=a_while_ago
    )
    rows = list(rest.order_by("received_at")[:200])
    for inbound in rows:
        understand_inbound(inbound, at=at)
    return len(rows)


def take_inbound(inbound: InboundMessage, *, by: StaffMember) -> None:
    """Become the one who deals with it, so that two colleagues do not answer the same message."""
    InboundMessage.objects.filter(pk=inbound.pk, settled_at__isnull=True).update(owner=by)


@transaction.atomic
def settle_inbound(
    inbound: InboundMessage, *, by: StaffMember, at: dt.datetime, outcome: str = "settled"
) -> None:
    """It is dealt with. Raises `AlreadySettled` where a colleague was first."""
    open_still = InboundMessage.objects.filter(pk=inbound.pk, settled_at__isnull=True)
    if not open_still.update(settled_at=at, settled_by=by, outcome=outcome):
        raise AlreadySettled
    note("settled_inbound", inbound, by=by, channel="web", at=at, outcome=outcome)


@transaction.atomic
def unsettle_inbound(inbound: InboundMessage, *, by: StaffMember, at: dt.datetime) -> None:
    """Put it back among those that wait."""
    InboundMessage.objects.filter(pk=inbound.pk).update(
        settled_at=None, settled_by=None, waits_since_at=inbound.waits_since_at or at
    )
    note("unsettled_inbound", inbound, by=by, channel="web", at=at)


@transaction.atomic
def answer_inbound(
    inbound: InboundMessage, body: str, *, by: StaffMember, at: dt.datetime, key: str
) -> OutboundMessage:
    """Answer by the channel it came by, at once: the sender has just written. `key` makes a double press one answer."""
    return queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        body=body.strip(),
        subject=f"Re: {inbound.subject}"[:200] if inbound.subject else "",
        key=f"answer:{inbound.pk}:{key}",
        person=inbound.person,
        by=by,
        at=at,
        answers_now=True,
    )


def _tidy_sender(channel: str, sender: str) -> str:
    if channel != Channel.SMS:
        return sender.strip().lower()[:254]
    try:
        return read_phone(sender).e164
    except NotAPhone:
        return sender.strip()[:254]  # Operators also send from names and short numbers.


def _store(**facts: object) -> tuple[InboundMessage, bool]:
    # One statement is a transaction of its own; within another it needs a way back, for the row may be there.
    kept_whole = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with kept_whole:
            return InboundMessage.objects.create(**facts), True
    except IntegrityError:
        return InboundMessage.objects.get(gateway=facts["gateway"], provider_id=facts["provider_id"]), False


@transaction.atomic
def _understand(inbound: InboundMessage, at: dt.datetime) -> None:
    inbound = InboundMessage.objects.select_for_update().get(pk=inbound.pk)
    if inbound.handled_at or inbound.waits_since_at:
        return
    inbound.person = _only_person_at(inbound)
    has_stopped = is_opted_out(inbound.channel, inbound.sender)
    _make_out(Heard(inbound, understand(inbound.body), inbound.person, has_stopped), at)
    inbound.save(update_fields=OUTCOME)


def _make_out(heard: Heard, at: dt.datetime) -> None:
    """Let a message have its effect, and set what came of it on its row."""
    inbound, answer = heard.inbound, heard.reply.answer
    if answer == Answer.STOP:
        outcome: Outcome | None = _stop(inbound, at)
    elif answer == Answer.START:
        outcome = _start(inbound, at)
    elif heard.has_stopped:
        outcome = None  # She said STOPP; we may not even confirm. A person decides.
    else:
        outcome = _ask_the_rooms_above(inbound, heard.reply, at)
    note_outcome(inbound, outcome, at)


def _note_whose_it_is(inbound: InboundMessage) -> bool:
    """What a machine sent («I am away until Monday») stands in the conversation and answers nothing."""
    return bool(InboundMessage.objects.filter(pk=inbound.pk).update(person=_only_person_at(inbound)))


def _only_person_at(inbound: InboundMessage) -> Person | None:
    """Whose address it is, where it is one person's alone."""
    find = people_with_phone if inbound.channel == Channel.SMS else people_with_email
    found = list(find(inbound.sender)[:2])
    return found[0] if len(found) == 1 else None


def _ask_the_rooms_above(inbound: InboundMessage, reply: object, at: dt.datetime) -> Outcome | None:
    answers: list[tuple[Any, Any]] = reply_received.send(
        sender=InboundMessage, inbound=inbound, reply=reply, at=at
    )
    return next((outcome for _, outcome in answers if isinstance(outcome, Outcome)), None)


@transaction.atomic
def _leave_to_a_person(inbound: InboundMessage, at: dt.datetime) -> None:
    waiting = InboundMessage.objects.filter(pk=inbound.pk, handled_at__isnull=True)
    waiting.update(waits_since_at=at, outcome="unclear")


def _stop(inbound: InboundMessage, at: dt.datetime) -> Outcome:
    opt_out(inbound.channel, inbound.sender, source=inbound.channel, at=at)
    find = people_with_phone if inbound.channel == Channel.SMS else people_with_email
    for person in find(inbound.sender):
        withdraw_consent(person, inbound.channel, by=person, at=at)
    with translation.override(_language(inbound)):
        words = gettext("You will get no more messages from %(name)s. Answer START to get them again.")
        _confirm(inbound, words, at)
    return Outcome("stopped", person=inbound.person)


def _start(inbound: InboundMessage, at: dt.datetime) -> Outcome | None:
    if not opt_in(inbound.channel, inbound.sender, source=inbound.channel, at=at):
        return None
    with translation.override(_language(inbound)):
        _confirm(inbound, gettext("You will get messages from %(name)s again. Answer STOPP to end them."), at)
    return Outcome("started", person=inbound.person)


def _confirm(inbound: InboundMessage, words: str, at: dt.datetime) -> None:
    name = Municipality.objects.values_list("name_nb", flat=True).get(pk=entered_number())
    queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        body=words % {"name": name},
        key=f"confirm:{inbound.pk}",
        person=inbound.person,
        at=at,
        answers_now=True,
        despite_opt_out=True,
    )


def _language(inbound: InboundMessage) -> str:
    written = inbound.person.language if inbound.person else ""
    return written if written in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
