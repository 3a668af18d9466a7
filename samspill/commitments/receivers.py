"""Bells this room hears: two persons are one, a person leaves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from samspill.commitments.actions.keeping import settle_collisions, take_leave
from samspill.people.models import Person
from samspill.people.signals import person_leaving, person_merged


@receiver(person_merged, dispatch_uid="commitments")
def hear_merger(keep: Person, gone: Person, at: dt.datetime, **_: Any) -> None:
    """Settle what would collide when two persons' rows become one's."""
    settle_collisions(keep, gone, at=at)


@receiver(person_leaving, dispatch_uid="commitments")
def hear_leaving(person: Person, at: dt.datetime, **_: Any) -> None:
    """Somebody is being forgotten."""
    take_leave(person, at=at)
