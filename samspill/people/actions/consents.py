"""What a person said yes to, and that she took it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.actions.persons import Who, refuse_national_ids
from samspill.people.models import Consent, Person, StaffMember

CONTACT = "contact"


@transaction.atomic
def give_consent(
    person: Person,
    *,
    source: str,
    by: Who,
    at: dt.datetime,
    words: str = "",
    purpose: str = CONTACT,
    given_at: dt.datetime | None = None,
) -> Consent:
    """She says we may contact her; `source` is how she said it (phone, sms, paper, web …), `words` what she said.

    `given_at` where she said it before it was written down: the day on a slip. Saying it again changes nothing: the
    first day stands. Raises `HoldsNationalId`.
    """
    refuse_national_ids(words=words)
    Person.objects.select_for_update().get(pk=person.pk)
    standing = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).first()
    if standing is not None:
        return standing
    consent = Consent.objects.create(
        person=person,
        purpose=purpose,
        source=source,
        words=words[:200],
        given_at=given_at or at,
        entered_by=by if isinstance(by, StaffMember) else None,
    )
    note("give_consent", person, by=by, channel=source, at=at, purpose=purpose)
    return consent


@transaction.atomic
def withdraw_consent(
    person: Person, source: str, *, by: Who, at: dt.datetime, purpose: str = CONTACT
) -> bool:
    """She takes it back; works at once. Whether there was anything to take back."""
    standing = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=at, withdrawn_source=source):
        return False
    note("withdraw_consent", person, by=by, channel=source, at=at, purpose=purpose)
    return True
