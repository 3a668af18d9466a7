"""Getting in contact with the associations: each try is written down, and may be taken back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.organisations.models import ContactTry, Organisation
from samspill.organisations.rules.mapping import again_on
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember


class UnknownWay(ValueError):
    """There is no such way of trying, or no such outcome."""


class NextInThePast(ValueError):
    """The next try would be on a day that is over."""


@transaction.atomic
def note_contact_try(
    organisation: Organisation,
    way: str,
    outcome: str,
    *,
    by: StaffMember,
    at: dt.datetime,
    words: str = "",
    next_on: dt.date | None = None,
    next_by: StaffMember | None = None,
) -> ContactTry:
    """Somebody tried, and this came of it. Without `next_on` the outcome decides when it is tried again (`again_on`),
    by whoever tried. Raises `UnknownWay`, `NextInThePast` and `HoldsNationalId`.
    """
    if way not in ContactTry.Way.values or outcome not in ContactTry.Outcome.values:
        raise UnknownWay(f"{way} {outcome}")
    today = clock.local_day(at)
    if next_on is not None and next_on < today:
        raise NextInThePast(next_on)
    refuse_national_ids(words=words)
    next_on = next_on or again_on(outcome, today=today)
    made = ContactTry.objects.create(
        organisation=organisation,
        way=way,
        outcome=outcome,
        words=" ".join(words.split())[:500],
        tried_at=at,
        tried_by=by,
        next_on=next_on,
        next_by=(next_by or by) if next_on else None,
    )
    note("note_contact_try", organisation, by=by, channel="web", at=at, way=way, outcome=outcome)
    return made


@transaction.atomic
def take_back_contact_try(contact_try: ContactTry, *, by: StaffMember, at: dt.datetime) -> None:
    """It was noted by mistake: what stood before stands again. Taken back already, nothing happens."""
    standing = ContactTry.objects.filter(pk=contact_try.pk, taken_back_at__isnull=True)
    if standing.update(taken_back_at=at):
        note("take_back_contact_try", contact_try.organisation, by=by, channel="web", at=at)
