"""A text message that answers nothing of ours: FRIVILLIG and HJELP, a number that picks a time, AVBUD for a talk."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.foundation.phones import formatted
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import WRITTEN_IN
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.people.actions import HoldsNationalId
from samspill.people.models import Channel, Person
from samspill.people.queries import people_with_email, people_with_phone
from samspill.people.rules.names import is_same_name
from samspill.volunteering.actions.interests import (
    InterestSettled,
    NobodyReceivesThePublic,
    express_interest,
    receive_request,
)
from samspill.volunteering.actions.needs import IsPast
from samspill.volunteering.actions.talks import TalkBooked, TimeTaken, cancel_talk, lapse_time, pick_time
from samspill.volunteering.actions.writing import write_to
from samspill.volunteering.models import Interest, Need, TalkOffer
from samspill.volunteering.queries.interests import signature_of
from samspill.volunteering.queries.reach import Way
from samspill.volunteering.queries.replying import answerable_offers, withdrawable
from samspill.volunteering.queries.square import need_with_code, open_need_for
from samspill.volunteering.queries.talks import talks_reached_at, times_left, times_offered_at
from samspill.volunteering.rules.keywords import Keyword, read_keyword
from samspill.volunteering.rules.talks import picked_number
from samspill.volunteering.wording import intake


def take_time(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Let `2` pick the second of the times she was offered, and AVBUD call her talk off.

    None where nothing was offered to this address, or to more than one at it; and of an e-mail that is no reply to
    ours: anybody can write one in her name.
    """
    if inbound.channel == Channel.EMAIL and inbound.answers is None:
        return None
    if reply.answer == Answer.WITHDRAW and reply.code is None:
        return _call_off(inbound, at)
    number = picked_number(inbound.body)
    offered = times_offered_at(inbound.sender, at=at) if number else []
    if not offered or len({offer.interest_id for offer in offered}) > 1:
        return None
    chosen = next((offer for offer in offered if offer.number == number), None)
    return _pick(chosen, inbound, at) if chosen else _say_what_is_left(offered[0], inbound, at)


def take_keyword(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """Somebody sent FRIVILLIG or HJELP, with or without her name; the last reader, so that answers come first.

    None where it is anything else, where the sender is no number one can call, where no task has the number she names,
    and where one who is booked or asked writes that she needs help: a person reads that.
    """
    keyword = read_keyword(inbound.body)
    if keyword is None or not _can_be_reached(inbound):
        return None
    try:
        with transaction.atomic():
            return (_offers if keyword.asks == "offers_help" else _needs)(keyword, inbound, at)
    except (HoldsNationalId, NobodyReceivesThePublic):
        return None


def _offers(keyword: Keyword, inbound: InboundMessage, at: dt.datetime) -> Outcome | None:
    if keyword.code and need_with_code(keyword.code) is None:
        return None
    need = _task_of(keyword, at)
    person = _who_wrote(keyword, inbound)
    name = keyword.name or (person.name if person else "")
    interest = _named_now(name, need, inbound, at) or _written_down(name, need, person, keyword, inbound, at)
    write_to(
        interest,
        lambda unit, phone: intake.thanks_for_offering(keyword.language, unit, phone),
        key=f"thanks:{inbound.pk}",
        at=at,
        answers_now=True,
        way=Way(inbound.channel, inbound.sender),
    )
    return Outcome("offers_help", about=subject_of(interest), person=person)


def _needs(keyword: Keyword, inbound: InboundMessage, at: dt.datetime) -> Outcome | None:
    if _is_asked_or_booked(inbound.sender, at) or inbound.channel != Channel.SMS:
        return None
    person = _who_wrote(keyword, inbound)
    name = keyword.name or (person.name if person else formatted(inbound.sender))
    request = receive_request(
        name, inbound.sender, words=keyword.words, language=keyword.language, channel="sms", at=at
    )
    unit, phone = signature_of(request.unit)
    with override(keyword.language if keyword.language in WRITTEN_IN else "nb"):
        body = intake.thanks_for_asking(keyword.language, unit, phone)
    queue_message(
        channel=inbound.channel,
        address=inbound.sender,
        body=body,
        key=f"thanks:{inbound.pk}",
        person=person,
        about=subject_of(request),
        at=at,
        answers_now=True,
    )
    return Outcome("needs_help", about=subject_of(request), person=person)


def _task_of(keyword: Keyword, at: dt.datetime) -> uuid.UUID | None:
    """The task she read of on a wall, while it is open to all; a slip outlives its task, and she wants to help all the
    same."""
    key = need_with_code(keyword.code) if keyword.code else None
    try:
        return open_need_for(None, key, at=at).id if key else None
    except Need.DoesNotExist:
        return None


def _written_down(
    name: str,
    need: uuid.UUID | None,
    person: Person | None,
    keyword: Keyword,
    inbound: InboundMessage,
    at: dt.datetime,
) -> Interest:
    by_sms = inbound.channel == Channel.SMS
    return express_interest(
        name or ("" if by_sms else inbound.sender.partition("@")[0]),
        inbound.sender if by_sms else "",
        email="" if by_sms else inbound.sender,
        channel=inbound.channel,
        language=keyword.language,
        person=person,
        need=need,
        at=at,
    )


def _named_now(
    name: str, need: uuid.UUID | None, inbound: InboundMessage, at: dt.datetime
) -> Interest | None:
    """Her row of the same day: she sent FRIVILLIG, and sends it again, perhaps with her name this time."""
    since = clock.start_of_day(clock.local_day(at))
    today = Interest.objects.filter(
        channel=inbound.channel, received_at__gte=since, settled_at__isnull=True, need=need
    )
    rows = list(today.filter(phone=inbound.sender) if inbound.channel == Channel.SMS else [])
    same = next((row for row in rows if row.name == name or (name and is_same_name(row.name, name))), None)
    nameless = next((row for row in rows if not row.name), None)
    if same is None and nameless is not None and name:
        Interest.objects.filter(pk=nameless.pk, name="").update(name=name)
        nameless.name = name
        return nameless
    return same or (rows[0] if rows and not name else None)


def _who_wrote(keyword: Keyword, inbound: InboundMessage) -> Person | None:
    """Who is known at this address: the one she says she is; without a name only where it is one person's alone."""
    find = people_with_phone if inbound.channel == Channel.SMS else people_with_email
    there = list(find(inbound.sender)[:9])
    if keyword.name:
        there = [person for person in there if is_same_name(person.name, keyword.name)]
    return there[0] if len(there) == 1 else None


def _can_be_reached(inbound: InboundMessage) -> bool:
    """Operators also send from names and short numbers."""
    return inbound.channel != Channel.SMS or inbound.sender.startswith("+")


def _is_asked_or_booked(sender: str, at: dt.datetime) -> bool:
    return bool(answerable_offers(sender, code=None, at=at) or withdrawable(sender, code=None, at=at))


def _call_off(inbound: InboundMessage, at: dt.datetime) -> Outcome | None:
    talks = talks_reached_at(inbound.sender, at=at)
    if len({talk.interest_id for talk in talks}) != 1:
        return None
    talk = talks[0]
    cancel_talk(talk, by=talk.interest.person or "public", at=at, channel=inbound.channel)
    return Outcome("talk_off", about=subject_of(talk.interest), person=talk.interest.person)


def _pick(offer: TalkOffer, inbound: InboundMessage, at: dt.datetime) -> Outcome:
    about, person = subject_of(offer.interest), offer.interest.person
    try:
        pick_time(offer.pk, by=person or "public", at=at, channel=inbound.channel)
        return Outcome("picked_time", about=about, person=person)
    except (TimeTaken, IsPast):
        lapse_time(offer.pk, at=at)
        return _say_what_is_left(offer, inbound, at)
    except (TalkBooked, InterestSettled):
        return Outcome("unclear", about=about, person=person, waits=True)


def _say_what_is_left(offer: TalkOffer, inbound: InboundMessage, at: dt.datetime) -> Outcome:
    """Tell which times there are; with none left a person calls."""
    interest = offer.interest
    left = times_left(interest, at=at)
    write_to(
        interest,
        lambda unit, phone: intake.time_taken(left, unit, phone),
        key=f"times_left:{inbound.pk}",
        at=at,
        answers_now=True,
        way=Way(inbound.channel, inbound.sender),
    )
    return Outcome("time_taken", about=subject_of(interest), person=interest.person, waits=not left)
