"""Somebody at the desk says that two persons who look like one are two."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.models import NotTheSame, Person, StaffMember


@transaction.atomic
def say_they_are_two(one: Person, other: Person, *, by: StaffMember, at: dt.datetime) -> None:
    """Remember it, so that nobody is asked again. Saying it again changes nothing."""
    if one.pk == other.pk:
        return
    first, second = sorted((one, other), key=lambda person: person.pk)
    _, is_new = NotTheSame.objects.get_or_create(
        first=first, second=second, defaults={"said_at": at, "said_by": by}
    )
    if is_new:
        note("say_they_are_two", first, by=by, channel="web", at=at, other=str(second.pk))
