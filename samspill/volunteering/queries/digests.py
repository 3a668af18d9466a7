"""Who has chosen a weekly letter, and what stands in the next one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.volunteering.models import (
    Assignment,
    DigestLine,
    DigestWish,
    Offer,
    Qualification,
    Shift,
    Volunteer,
)
from samspill.volunteering.queries.square import open_shifts
from samspill.volunteering.queries.tasks import language_of, task
from samspill.volunteering.rules.digests import MOST_LINES
from samspill.volunteering.wording.messages import Task

#: Before the first letter, so far back a task counts as new.
LOOKS_BACK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Digest:
    """What one person's letter tells: lines that waited, and tasks she might want, in her language."""

    lines: list[DigestLine]
    tasks: list[Task]
    more: int

    def __bool__(self) -> bool:
        return bool(self.lines or self.tasks)


def wish_of(person: Person) -> DigestWish | None:
    """That she has chosen a weekly letter, with who entered it; None where she gets everything at once."""
    return (
        DigestWish.objects.filter(person=person, ended_at__isnull=True).select_related("entered_by").first()
    )


def weekly_among(person_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these people who have chosen a weekly letter. One query."""
    rows = DigestWish.objects.filter(person__in=person_ids, ended_at__isnull=True)
    return set(rows.values_list("person_id", flat=True))


def digest_of(wish: DigestWish, *, at: dt.datetime) -> Digest:
    """What the letter of this person tells now. The wish's person should be fetched."""
    lines = list(waiting_lines(wish.person, at=at).order_by("put_by_at", "pk"))
    holds = _holds(wish.person, at)
    shifts = [shift for shift in new_tasks(wish, at=at)[:100] if holds.issuperset(shift.need.demands)]
    with override(language_of(wish.person)):
        tasks = [task(shift) for shift in shifts[:MOST_LINES]]
    return Digest(lines, tasks, len(shifts) - len(tasks))


def waiting_lines(person: Person, *, at: dt.datetime) -> QuerySet[DigestLine]:
    """What waits for her letter and still has a point."""
    in_time = Q(pointless_at__isnull=True) | Q(pointless_at__gt=at)
    return DigestLine.objects.filter(in_time, person=person, told_at__isnull=True)


def new_tasks(wish: DigestWish, *, at: dt.datetime) -> QuerySet[Shift]:
    """Open tasks that fit her wishes, shown on the square since her last letter; not those she has been asked about."""
    volunteer = Volunteer.objects.filter(person=wish.person_id, left_at__isnull=True).first()
    if volunteer is None or not volunteer.wishes:
        return Shift.objects.none()
    kinds = [kind for kind in volunteer.wishes if kind not in volunteer.unwanted]
    rows = open_shifts(at=at).filter(need__kind__in=kinds, need__published_at__gt=_last_letter(wish, at))
    if volunteer.areas:
        rows = rows.filter(Q(need__area__isnull=True) | Q(need__area__in=list(volunteer.areas)))
    asked = Offer.objects.filter(person=wish.person_id, shift=OuterRef("pk"))
    booked = Assignment.objects.filter(person=wish.person_id, shift=OuterRef("pk"))
    return rows.filter(~Exists(asked), ~Exists(booked))


def _holds(person: Person, at: dt.datetime) -> set[str]:
    """What she holds today: a task that demands more is not told of."""
    valid = Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=clock.local_day(at))
    rows = Qualification.objects.filter(valid, volunteer__person=person, withdrawn_at__isnull=True)
    return set(rows.values_list("kind", flat=True))


def _last_letter(wish: DigestWish, at: dt.datetime) -> dt.datetime:
    return wish.last_letter_at or at - LOOKS_BACK
