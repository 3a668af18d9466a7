"""Two who meet for a long time."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.messaging.models import InboundMessage
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models import (
    Pairing,
    PairingFollowUp,
    PairingReview,
    RecipientContact,
    Shift,
    UnplacedAnswer,
    Volunteer,
)


def a_pair(volunteer: Volunteer, shift: Shift, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A pair that has met for a while: asked on both sides, reviewed once and overdue, and an answer to be placed."""
    need, today = shift.need, clock.local_day(at)
    recipient = need.request.recipient
    assert recipient is not None
    daughter = Person.objects.create(name=f"Liv Datter {number}", came_through="phone", created_at=at)
    RecipientContact.objects.create(recipient=recipient, person=daughter, relation="datter", since_at=at)
    pairing = Pairing.objects.create(
        need=need, recipient=recipient, volunteer=volunteer, unit=need.unit, agreed_at=at, agreed_channel="sms",
        started_on=today - dt.timedelta(days=100), next_review_on=today - dt.timedelta(days=number),
        next_follow_up_on=today + dt.timedelta(days=30), rhythm_words="annenhver uke",
    )  # fmt: skip
    PairingReview.objects.create(
        pairing=pairing, due_on=today - dt.timedelta(days=20), held_on=today - dt.timedelta(days=20), held_by=staff,
        held_with="both", note="Fortsetter", recorded_at=at,
    )  # fmt: skip
    for side, whose, score in (("volunteer", volunteer.person, 1), ("recipient", recipient.person, None)):
        PairingFollowUp.objects.create(
            pairing=pairing, side=side, person=whose, asked_person=whose, due_on=today, channel="phone", asked_at=at,
            score=score, answered_at=at if score else None, answer_channel="sms" if score else "",
        )  # fmt: skip
    inbound = InboundMessage.objects.create(
        gateway="simulator", provider_id=f"pair-{number}", channel="sms", sender=f"+474123456{number}", body="4 bra",
        received_at=at, person=volunteer.person, handled_at=at, outcome="which_pair",
    )  # fmt: skip
    UnplacedAnswer.objects.create(inbound=inbound, unit=need.unit, received_at=at)
