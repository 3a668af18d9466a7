"""What becomes of bookings when the borrower is forgotten."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.people.models import Person
from samspill.venues.models import BookedQuarter, Booking, Loan, SeasonRequest, SeasonTime
from samspill.venues.signals import booking_cancelled


@transaction.atomic
def take_leave(person: Person, *, at: dt.datetime) -> None:
    """She is being forgotten: what she has borrowed, or asked for, and not used is free for others.

    What she has fetched is still out, and the house must get it back: it stands, without her name.
    Nobody is written to.
    """
    asked = SeasonRequest.objects.filter(
        person=person, withdrawn_at__isnull=True, season__decided_at__isnull=True
    )
    SeasonTime.objects.filter(request__in=asked).delete()
    asked.update(withdrawn_at=at)
    coming = Booking.objects.filter(
        person=person,
        ends_at__gt=at,
        refused_at__isnull=True,
        given_back_at__isnull=True,
        cancelled_at__isnull=True,
    )
    rows = list(coming)
    BookedQuarter.objects.filter(booking__in=[row.pk for row in rows]).delete()
    for row in rows:
        row.given_back_at = at
        row.save(update_fields=["given_back_at"])
        booking_cancelled.send(Booking, booking=row, at=at)
    loans = Loan.objects.filter(person=person, fetched_at__isnull=True, ends_at__gt=at)
    ended = ("refused_at", "given_back_at", "cancelled_at", "brought_back_at", "returned_at")
    loans.filter(**{f"{name}__isnull": True for name in ended}).update(given_back_at=at)
