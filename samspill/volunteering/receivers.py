"""Bells this room hears: answers, messages that will not arrive, signatures, attendance, persons who merge or leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.dispatch import receiver

from samspill.activities.actions import take_sign_up_reply
from samspill.activities.models import SignUp
from samspill.activities.signals import attendance_noted
from samspill.commitments.actions import take_signature
from samspill.commitments.models import Signature
from samspill.commitments.signals import signature_withdrawn, text_signed
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.rules.replies import Reply
from samspill.messaging.signals import Outcome, delivery_failed, reply_received
from samspill.organisations.actions.freshness import take_page_answer
from samspill.people.models import Person, StaffMember, Unit
from samspill.people.signals import (
    person_leaving,
    person_merged,
    responsibility_handed_over,
    unit_closing,
)
from samspill.volunteering.actions.callout_answers import note_unreached, settle_double_callouts
from samspill.volunteering.actions.callout_replies import take_callout_reply
from samspill.volunteering.actions.capabilities import take_assurance
from samspill.volunteering.actions.digests import take_digest_reply
from samspill.volunteering.actions.follow_up_replies import take_follow_up
from samspill.volunteering.actions.follow_ups import note_follow_up_undelivered
from samspill.volunteering.actions.keywords import take_keyword, take_time
from samspill.volunteering.actions.pair_turnover import leave_pairs, settle_pairs, settle_pairs_of_closing
from samspill.volunteering.actions.replies import take_reply
from samspill.volunteering.actions.responsibilities import hand_over, settle_recipients_of
from samspill.volunteering.actions.selections import settle_selections_of
from samspill.volunteering.actions.staff_training import count_trained
from samspill.volunteering.actions.staying import take_stay_reply
from samspill.volunteering.actions.swap_replies import take_swap_reply
from samspill.volunteering.actions.turnover import note_undelivered, settle_collisions, take_leave
from samspill.volunteering.actions.volunteers import count_attendance, count_signature, discount_signature

#: Who understands an answer, in the order they are asked; the first that takes it has it.
TAKERS: tuple[Callable[..., Outcome | None], ...] = (
    take_signature,
    take_sign_up_reply,
    take_callout_reply,
    take_swap_reply,
    take_reply,
    take_follow_up,
    take_assurance,
    take_stay_reply,
    take_time,
    take_digest_reply,
    take_page_answer,
    take_keyword,
)


@receiver(reply_received, dispatch_uid="volunteering")
def hear_reply(inbound: InboundMessage, reply: Reply, at: dt.datetime, **_: Any) -> Outcome | None:
    """Somebody answered; whether it was to one of our questions."""
    outcomes = (take(inbound, reply, at=at) for take in TAKERS)
    return next((outcome for outcome in outcomes if outcome is not None), None)


@receiver(delivery_failed, dispatch_uid="volunteering")
def hear_failure(message: OutboundMessage, at: dt.datetime, **_: Any) -> None:
    """A question never reached the one it was for."""
    note_undelivered(message, at=at) or note_follow_up_undelivered(message, at=at)
    note_unreached(message, at=at)


@receiver(person_merged, dispatch_uid="volunteering")
def hear_merger(keep: Person, gone: Person, by: Any, at: dt.datetime, channel: str, **_: Any) -> None:
    """Settle what would collide when two persons' rows become one's."""
    settle_double_callouts(keep, gone)
    settle_pairs(keep, gone, by=by, at=at, channel=channel)
    settle_collisions(keep, gone, by=by, at=at, channel=channel)


@receiver(responsibility_handed_over, dispatch_uid="volunteering")
def hear_handing_over(from_staff: StaffMember, to_staff: StaffMember, unit: Unit, **_: Any) -> None:
    """A colleague follows up for good what another did."""
    hand_over(from_staff, to_staff, unit)


@receiver(unit_closing, dispatch_uid="volunteering")
def hear_closing(unit: Unit, heir: Unit, by: Any, at: dt.datetime, **_: Any) -> None:
    """Settle what would collide when one unit's rows become another's."""
    settle_pairs_of_closing(unit, heir, by=by, at=at)
    settle_recipients_of(unit, heir)
    settle_selections_of(unit, heir)


@receiver(person_leaving, dispatch_uid="volunteering")
def hear_leaving(
    person: Person, addresses: list[str], by: Any, at: dt.datetime, channel: str, **_: Any
) -> None:
    """Somebody is being forgotten: what she was to do is open again."""
    take_leave(person, by=by, at=at, channel=channel, addresses=addresses)
    leave_pairs(person, by=by, at=at, channel=channel)


@receiver(text_signed, dispatch_uid="volunteering")
def hear_signature(signature: Signature, by: Any, at: dt.datetime, **_: Any) -> None:
    """Somebody signed: her wall opens at once."""
    count_signature(signature, by=by, at=at)


@receiver(signature_withdrawn, dispatch_uid="volunteering")
def hear_that_a_signature_is_withdrawn(signature: Signature, by: Any, at: dt.datetime, **_: Any) -> None:
    """A signature no longer counts."""
    discount_signature(signature, by=by, at=at)


@receiver(attendance_noted, dispatch_uid="volunteering")
def hear_who_came(sign_up: SignUp, came: bool, by: Any, at: dt.datetime, **_: Any) -> None:
    """Who came to a course was noted, or put right."""
    count_attendance(sign_up, came=came, by=by, at=at)
    count_trained(sign_up, came=came)
