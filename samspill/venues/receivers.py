"""Bells this room hears: a person leaves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from samspill.people.models import Person
from samspill.people.signals import person_leaving
from samspill.venues.actions.turnover import take_leave


@receiver(person_leaving, dispatch_uid="venues")
def hear_leaving(person: Person, at: dt.datetime, **_: Any) -> None:
    """Somebody is being forgotten."""
    take_leave(person, at=at)
