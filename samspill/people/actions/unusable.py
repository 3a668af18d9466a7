"""A number or an address that does not work: nobody is written to there until somebody says that it does."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.actions.persons import Who
from samspill.people.models import ContactPoint


@transaction.atomic
def mark_unusable(
    kind: str, value: str, *, at: dt.datetime, by: Who = "system", channel: str = "system"
) -> int:
    """This phone, e-mail or postal address does not work, whoever it is that has it; how many had it.

    `kind` is the contact point's. What is marked already stays as it was.
    """
    rows = ContactPoint.objects.filter(kind=kind, value=value, unusable_at__isnull=True)
    points = list(rows.select_related("person"))
    rows.update(unusable_at=at)
    for point in points:
        note("mark_unusable", point.person, by=by, channel=channel, at=at, kind=kind)
    return len(points)


@transaction.atomic
def mark_point_unusable(point: ContactPoint, *, by: Who, at: dt.datetime, channel: str = "web") -> None:
    """It is not hers, or does not work for her; others who share the number keep it."""
    if ContactPoint.objects.filter(pk=point.pk, unusable_at__isnull=True).update(unusable_at=at):
        note("mark_unusable", point.person, by=by, channel=channel, at=at, kind=point.kind)


@transaction.atomic
def mark_usable(point: ContactPoint, *, by: Who, at: dt.datetime, channel: str = "web") -> None:
    """It works after all."""
    if ContactPoint.objects.filter(pk=point.pk, unusable_at__isnull=False).update(unusable_at=None):
        note("mark_usable", point.person, by=by, channel=channel, at=at, kind=point.kind)
