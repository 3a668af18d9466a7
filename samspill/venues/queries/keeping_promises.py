"""Loans that cannot be kept, whatever the reason, and who keeps the things: whom to tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from samspill.people.models import Role, StaffMember, Unit
from samspill.venues.models import Loan, Place
from samspill.venues.queries.closed_days import loans_meeting_closed_doors
from samspill.venues.queries.promises import too_few_everywhere


@dataclass(frozen=True)
class NotKept:
    """A booked loan to come that cannot be kept as promised: how many are left, or that the house is closed then."""

    loan: Loan
    left: int
    is_closed: bool = False

    @property
    def is_told(self) -> bool:
        """Whether whoever keeps the thing knows of it, or knew of a worse one."""
        return self.loan.short_told_left is not None and self.loan.short_told_left <= self.left


def loans_not_kept(*, at: dt.datetime) -> list[NotKept]:
    """Everything booked that cannot be kept as promised, the next first. Requests are not: they are answered anyway.

    Two queries.
    """
    found = {loan.pk: NotKept(loan, 0, is_closed=True) for loan in loans_meeting_closed_doors(None, at=at)}
    for one in too_few_everywhere(at=at):
        if one.loan.approved_at and one.loan.pk not in found:
            found[one.loan.pk] = NotKept(one.loan, one.left)
    return sorted(found.values(), key=lambda one: (one.loan.starts_at, str(one.loan.pk)))


def addresses_of_keepers(places: Iterable[Place], *, on: dt.date) -> dict[Place, list[str]]:
    """The e-mail of whoever keeps what is lent in each of these houses.

    That is the house's own; else that of the unit which receives the public; else those who work there.
    """
    ours = _addresses_of_the_public_unit(on)
    return {place: [place.contact_email] if place.contact_email else ours for place in places}


def _addresses_of_the_public_unit(on: dt.date) -> list[str]:
    units = Unit.objects.filter(receives_the_public=True, closed_at__isnull=True)
    own = sorted({unit.email for unit in units if unit.email})
    if own:
        return own
    until = Q(roles__until_on__isnull=True) | Q(roles__until_on__gte=on)
    working = StaffMember.objects.filter(
        until, left_at__isnull=True, roles__role=Role.COORDINATOR, roles__from_on__lte=on,
        roles__unit__in=units,
    )  # fmt: skip
    return sorted({one.email for one in working if one.email})
