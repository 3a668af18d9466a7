"""What a member of staff follows up: requests, volunteers, people to call, messages; also for one she stands in for."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samspill.foundation import clock
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import inbox
from samspill.people.models import StaffMember, Unit
from samspill.people.queries import Asker
from samspill.people.queries.standing_in import whose_tasks
from samspill.volunteering.models import Interest, Need, Volunteer
from samspill.volunteering.queries.needs import shifts_for
from samspill.volunteering.queries.profiles import interests_for

MOST_SHOWN = 100


@dataclass(frozen=True)
class Followed:
    """What one follows up. `shifts` are those to come, of requests she owns."""

    shifts: list[Any]
    volunteers: list[Volunteer]
    interests: list[Interest]
    messages: list[InboundMessage]

    def __bool__(self) -> bool:
        return bool(self.shifts or self.volunteers or self.interests or self.messages)


def followed_by(asker: Asker, *, at: dt.datetime) -> Followed:
    """What the asker follows up herself, and for those she stands in for. Six queries."""
    return _followed(asker, whose_tasks(asker.staff, on=clock.local_day(at)), at)


def followed_by_colleague(asker: Asker, staff: StaffMember, *, at: dt.datetime) -> Followed:
    """What a colleague follows up, as far as the asker may know of it: the preview of a hand-over."""
    return _followed(asker, frozenset({staff.pk}), at)


def owned_by(staff_ids: Collection[uuid.UUID]) -> Q:
    """The condition on Need for those these follow up: an owner, else whoever made it."""
    return Q(owner__in=staff_ids) | Q(owner__isnull=True, made_by__in=staff_ids)


def take_over(from_staff: StaffMember, to_staff: StaffMember, unit: Unit) -> tuple[Any, Any, Any]:
    """The rows of a unit that pass from one to the other: needs, volunteers, interests. Asked before they are moved."""
    needs = Need.objects.filter(owned_by({from_staff.pk}), unit=unit)
    volunteers = Volunteer.objects.filter(followed_up_by=from_staff).filter(
        Q(unit=unit) | Q(unit__isnull=True)
    )
    interests = Interest.objects.filter(owner=from_staff, settled_at__isnull=True)
    return needs, volunteers, interests.filter(Q(unit=unit) | Q(unit__isnull=True))


def _followed(asker: Asker, staff_ids: frozenset[uuid.UUID], at: dt.datetime) -> Followed:
    hers = Q(need__in=Need.objects.filter(owned_by(staff_ids)).values("pk"))
    shifts = shifts_for(asker).filter(hers, cancelled_at__isnull=True, ends_at__gt=at)
    volunteers = Volunteer.objects.filter(followed_up_by__in=staff_ids, left_at__isnull=True)
    return Followed(
        shifts=list(shifts.order_by("starts_at", "code")[:MOST_SHOWN]),
        volunteers=list(
            volunteers.select_related("person", "followed_up_by", "unit").order_by("person__search_name")[
                :MOST_SHOWN
            ]
        ),
        interests=list(interests_for(asker).filter(owner__in=staff_ids)[:MOST_SHOWN]),
        messages=list(inbox(asker).filter(owner__in=staff_ids)[:MOST_SHOWN]),
    )
