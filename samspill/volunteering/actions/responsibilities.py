"""Who follows up: taken, handed over for good, and what a unit that closes leaves to another."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.models import Interest, Need, Recipient, Volunteer
from samspill.volunteering.queries.responsibilities import take_over


@transaction.atomic
def follow_up_volunteer(volunteer: Volunteer, *, by: StaffMember, at: dt.datetime) -> None:
    """She is the one this volunteer asks for from now on."""
    if volunteer.followed_up_by_id != by.pk:
        volunteer.followed_up_by = by
        volunteer.save(update_fields=["followed_up_by"])
        note("follow_up_volunteer", volunteer.person, by=by, channel="web", at=at)


@transaction.atomic
def follow_up_interest(interest: Interest, *, by: StaffMember, at: dt.datetime) -> None:
    """She calls her, so that two do not."""
    if Interest.objects.filter(pk=interest.pk, settled_at__isnull=True).update(owner=by):
        note("follow_up_interest", interest, by=by, channel="web", at=at)


@transaction.atomic
def follow_up_need(need: Need, *, by: StaffMember, at: dt.datetime) -> None:
    """She follows it up from now on, whoever made it."""
    Need.objects.filter(pk=need.pk).update(owner=by)
    note("follow_up_need", need, by=by, channel="web", at=at)


@transaction.atomic
def hand_over(from_staff: StaffMember, to_staff: StaffMember, unit: Unit) -> int:
    """What one follows up in the unit is the other's; how many rows."""
    needs, volunteers, interests = take_over(from_staff, to_staff, unit)
    return (
        int(needs.update(owner=to_staff))
        + int(volunteers.update(followed_up_by=to_staff))
        + int(interests.update(owner=to_staff))
    )


@transaction.atomic
def settle_recipients_of(unit: Unit, heir: Unit) -> None:
    """Somebody whom both units help is one recipient at the heir, with both notes and all requests."""
    at_heir = {row.person_id: row for row in Recipient.objects.filter(unit=heir)}
    for double in Recipient.objects.filter(unit=unit, person__in=at_heir):
        kept = at_heir[double.person_id]
        kept.note = "\n".join(text for text in dict.fromkeys((kept.note, double.note)) if text)
        kept.since_at = min(kept.since_at, double.since_at)
        kept.ended_at = None if None in (kept.ended_at, double.ended_at) else kept.ended_at
        kept.save(update_fields=["note", "since_at", "ended_at"])
        double.requests.update(recipient=kept)
        double.delete()
