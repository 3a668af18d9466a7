"""Nothing may be done with what we have of a person: what is on its way to her is called off too."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.messaging.actions import call_off_messages_to
from samspill.people.actions import restrict_person
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.models import Offer


@transaction.atomic
def restrict(
    person: Person, *, reason: str, by: StaffMember | Person | str, at: dt.datetime, channel: str
) -> bool:
    """As `people.actions.restrict_person`; her questions lapse, and no message waits for her. Seats she keeps."""
    open_offers = Offer.objects.filter(
        person=person, answer="", lapsed_at__isnull=True, shift__ends_at__gt=at
    )
    for shift_id in sorted(open_offers.values_list("shift_id", flat=True)):
        seats.open_offers(seats.lock_shift(shift_id)).filter(person=person).update(lapsed_at=at)
    call_off_messages_to(person, at=at)
    return restrict_person(person, reason=reason, by=by, at=at, channel=channel)
