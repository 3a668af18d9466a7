"""What becomes of sign-ups and waits when two persons are one, and when one is forgotten."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import models, transaction

from samspill.activities.actions.seats import lock_occurrence, move_up
from samspill.activities.actions.subscriptions import forget_letters_to
from samspill.activities.actions.told_once import (
    call_off_what_is_said_of,
    remind_who_is_reached_now,
    say_it_once,
)
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.sign_ups import BY_MERGER
from samspill.people.models import Person


@transaction.atomic
def settle_collisions(keep: Person, gone: Person, *, at: dt.datetime) -> None:
    """Of two places at one time the one that was used stays, else `keep`'s; the other is free. Who has a place waits no
    more, and of two waits the first in line stays. What waits to be said of both is said once.
    """
    both = _times_of(keep, gone)
    for key in both:
        lock_occurrence(key)
    remind_who_is_reached_now(keep, gone, at=at)
    first = SignUp.objects.filter(cancelled_at__isnull=True, head__isnull=True)
    hers = {row.occurrence_id: row for row in first.filter(person=keep)}
    for double in first.filter(person=gone, occurrence__in=hers):
        mine = hers[double.occurrence_id]
        loser = mine if double.attended_at and not mine.attended_at else double
        say_it_once(double if loser is mine else mine, loser, at=at)
        SignUp.objects.filter(models.Q(pk=loser.pk) | models.Q(head=loser.pk)).update(
            cancelled_at=at, cancelled_channel=BY_MERGER, attended_at=None, attended_noted_by=None
        )
    _settle_waits(keep, gone, at=at)
    _move_up(both, at=at)


@transaction.atomic
def take_leave(person: Person, *, at: dt.datetime, channel: str) -> None:
    """She is being forgotten: her places to come go to the next, she waits for none, and letters to her end."""
    times = _times_of(person)
    for key in times:
        lock_occurrence(key)
    coming = SignUp.objects.filter(person=person, cancelled_at__isnull=True, occurrence__starts_at__gt=at)
    coming.update(cancelled_at=at, cancelled_channel=channel)
    _waits(person).update(left_at=at, left_reason="withdrew", guests=[], answers=[])
    forget_letters_to(person)
    _move_up(times, at=at)


def _settle_waits(keep: Person, gone: Person, *, at: dt.datetime) -> None:
    have = SignUp.objects.filter(person__in=(keep, gone), cancelled_at__isnull=True)
    seated = set(have.values_list("occurrence", flat=True))
    for row in _waits(keep, gone).order_by("occurrence", "number"):
        if row.occurrence_id in seated:
            call_off_what_is_said_of(row, at=at)
            Waiting.objects.filter(pk=row.pk).update(left_at=at, left_reason="merge", guests=[], answers=[])
        seated.add(row.occurrence_id)


def _waits(*persons: Person) -> models.QuerySet[Waiting]:
    return Waiting.objects.filter(person__in=persons, left_at__isnull=True, sign_up__isnull=True)


def _times_of(*persons: Person) -> list[uuid.UUID]:
    """The times these have a place at or wait for, in order of key: the order they are locked in."""
    live = SignUp.objects.filter(person__in=persons, cancelled_at__isnull=True)
    return sorted(
        {*live.values_list("occurrence", flat=True), *_waits(*persons).values_list("occurrence", flat=True)}
    )


def _move_up(times: Iterable[uuid.UUID], *, at: dt.datetime) -> None:
    for key in times:
        move_up(lock_occurrence(key), at=at)
