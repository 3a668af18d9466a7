"""What happens to places."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.venues import signals
from samspill.venues.models import ClosedDays, Loan, Place


class PlaceKnown(ValueError):
    """Another place has this name and this address."""


class EndsBeforeItStarts(ValueError):
    """The last day is before the first."""


@transaction.atomic
def add_place(
    name: str,
    *,
    address: str = "",
    postcode: str = "",
    town: str = "",
    area: Area | None = None,
    accessibility: Iterable[str] = (),
    by: Owned | str,
    at: dt.datetime,
) -> Place:
    """A place where something happens; the one that is there if name and address are known already."""
    place, is_new = Place.objects.get_or_create(
        name=name.strip(),
        address=address.strip(),
        defaults={
            "postcode": postcode,
            "town": town,
            "area": area,
            "accessibility": tuple(accessibility),
        },
    )
    if is_new:
        note("add_place", place, by=by, channel="web", at=at)
    return place


@transaction.atomic
def change_place(place: Place, *, by: Owned | str, at: dt.datetime, **facts: Any) -> Place:
    """Say something else of a place: name, address, area, accessibility, about, way_in, contact.

    Rings `place_renamed` where the name is new. Raises `PlaceKnown` where another place has name and address.
    """
    before = Place.objects.select_for_update().get(pk=place.pk).name
    for name, value in facts.items():
        setattr(place, name, value)
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:
        raise PlaceKnown(place.name) from error
    if place.name != before:
        signals.place_renamed.send(sender=Place, place=place, at=at)
    note("change_place", place, by=by, channel="web", at=at)
    return place


@transaction.atomic
def close_days(
    place: Place, from_on: dt.date, until_on: dt.date, reason: str, *, by: Owned | str, at: dt.datetime
) -> ClosedDays:
    """Lend nothing there on these days. What is booked stands, and staff see it; who is to fetch something or bring it
    back then is told when the time is near. Raises `EndsBeforeItStarts`.
    """
    if until_on < from_on:
        raise EndsBeforeItStarts
    row = ClosedDays.objects.create(place=place, from_on=from_on, until_on=until_on, reason=reason.strip())
    _remind_anew(place, row)
    note("close_place", place, by=by, channel="web", at=at, first=str(from_on), last=str(until_on))
    return row


@transaction.atomic
def open_days(place: Place, closed_id: uuid.UUID, *, by: Owned | str, at: dt.datetime) -> None:
    """It is open after all; who was told that it is not is told where to fetch what she has borrowed."""
    row = ClosedDays.objects.filter(place=place, pk=closed_id).first()
    if row is not None and ClosedDays.objects.filter(pk=row.pk).delete()[0]:
        _remind_anew(place, row)
        note("open_place", place, by=by, channel="web", at=at)


def _remind_anew(place: Place, days: ClosedDays) -> None:
    """What borrowers were told of these days holds no longer: they are told once more, when the time is near."""
    begins = clock.start_of_day(days.from_on)
    ends = clock.start_of_day(days.until_on + dt.timedelta(days=1))
    rows = Loan.objects.filter(thing__place=place, returned_at__isnull=True, brought_back_at__isnull=True)
    rows.filter(starts_at__gte=begins, starts_at__lt=ends, fetched_at__isnull=True).update(reminded_at=None)
    rows.filter(ends_at__gt=begins, ends_at__lte=ends).update(return_reminded_at=None)
