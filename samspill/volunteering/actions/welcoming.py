"""Somebody who said "I want to help" becomes a volunteer, or is thanked kindly."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import subject_of
from samspill.messaging.actions import queue_message
from samspill.people.actions import find_or_add_person, give_consent, refuse_national_ids
from samspill.people.models import Channel, StaffMember, Unit
from samspill.volunteering.actions.interests import settle_interest
from samspill.volunteering.actions.volunteers import enrol_volunteer
from samspill.volunteering.models import Interest, Volunteer


@transaction.atomic
def welcome_interest(
    interest: Interest, *, unit: Unit, by: StaffMember, at: dt.datetime, wishes: tuple[str, ...] = ()
) -> Volunteer:
    """She becomes a volunteer whom `unit` follows up; that she asked us to call is her consent.

    Raises `InterestSettled`, `UnknownCode`, and what adding a person raises.
    """
    person = find_or_add_person(
        interest.name,
        [interest.phone],
        [interest.email],
        by=by,
        at=at,
        channel=interest.channel,
        language=interest.language,
    )
    settle_interest(interest, outcome="welcomed", by=by, at=at, person=person)
    give_consent(person, source=interest.channel, words=interest.words[:200], by=by, at=at)
    facts = {"wishes": wishes, "wish_words": interest.words[:300], "unit": unit}
    told = {name: value for name, value in facts.items() if value}
    return enrol_volunteer(person, by=by, at=at, channel=interest.channel, **told)


@transaction.atomic
def decline_interest(interest: Interest, body: str, *, by: StaffMember, at: dt.datetime) -> None:
    """Thank her kindly by SMS or e-mail; an empty `body` sends nothing, for then she was told by phone.

    Raises `InterestSettled`, `HoldsNationalId` and `messaging.BudgetSpent`.
    """
    settle_interest(interest, outcome="declined", by=by, at=at)
    refuse_national_ids(body=body)
    if body.strip():
        queue_message(
            channel=Channel.SMS if interest.phone else Channel.EMAIL,
            address=interest.phone or interest.email,
            body=body.strip(),
            key=f"interest_declined:{interest.pk}:{at.isoformat()}",
            about=subject_of(interest),
            person=interest.person,
            by=by,
            at=at,
        )
