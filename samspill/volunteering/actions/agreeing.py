"""A yes to a pair need: two people are agreed on, and nothing has begun. The seat of the need's shift decides who."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions.pair_telling import tell_side
from samspill.volunteering.models import Assignment, Need, Pairing, Shift, Volunteer
from samspill.volunteering.queries.sides import volunteers_side
from samspill.volunteering.wording import pairings as wording

Who = StaffMember | Person | str


def meet_already(person: Person, shift: Shift) -> bool:
    """Whether these two are a pair now. The shift must be locked."""
    if shift.need.form != Need.Form.PAIR:
        return False
    recipient = shift.need.request.recipient_id
    return Pairing.objects.filter(
        recipient=recipient, volunteer__person=person, ended_at__isnull=True
    ).exists()


@transaction.atomic
def agree_on_pair(
    assignment: Assignment, shift: Shift, *, channel: str, by: Who, at: dt.datetime, answers_now: bool
) -> Pairing:
    """She has the seat, so she is the one; a first meeting is arranged by a person. The shift must be locked."""
    need = shift.need
    recipient = need.request.recipient
    assert recipient is not None, "a pair need has a recipient"
    volunteer, _ = Volunteer.objects.get_or_create(person=assignment.person, defaults={"joined_at": at})
    pairing = Pairing.objects.create(
        need=need,
        recipient=recipient,
        volunteer=volunteer,
        unit=need.unit,
        agreed_at=at,
        agreed_channel=channel,
        entered_by=by if isinstance(by, StaffMember) else None,
        rhythm_words=recipient.rhythm_words,
    )
    note("agree_on_pair", pairing, by=by, channel=channel, at=at)
    name, kind = assignment.person.name, need.kind
    tell_side(
        volunteers_side(pairing), pairing, lambda signed: wording.agreed(name, kind, signed),
        key=f"agreed:{pairing.pk}", at=at, answers_now=answers_now,
    )  # fmt: skip
    return pairing
