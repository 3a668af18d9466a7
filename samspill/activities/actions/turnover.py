"""What becomes of sign-ups when two persons are one, and when one is forgotten."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.activities.actions.subscriptions import forget_letters_to
from samspill.activities.models import SignUp
from samspill.people.models import Person


@transaction.atomic
def settle_collisions(keep: Person, gone: Person, *, at: dt.datetime) -> None:
    """Of two places at one time the one that was used stays, else `keep`'s; the other is free."""
    hers = {row.occurrence_id: row for row in SignUp.objects.filter(person=keep, cancelled_at__isnull=True)}
    for double in SignUp.objects.filter(person=gone, cancelled_at__isnull=True, occurrence__in=hers):
        mine = hers[double.occurrence_id]
        loser = mine if double.attended_at and not mine.attended_at else double
        SignUp.objects.filter(pk=loser.pk).update(
            cancelled_at=at, cancelled_channel="merge", attended_at=None, attended_noted_by=None
        )


@transaction.atomic
def take_leave(person: Person, *, at: dt.datetime, channel: str) -> None:
    """She is being forgotten: her places to come are free, and letters to her end."""
    coming = SignUp.objects.filter(person=person, cancelled_at__isnull=True, occurrence__starts_at__gt=at)
    coming.update(cancelled_at=at, cancelled_channel=channel)
    forget_letters_to(person)
