"""Who has chosen a weekly letter, and what stands in the next one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import ngettext, override

from samspill.foundation import clock
from samspill.messaging.queries import language_of
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
from samspill.volunteering.queries.matching import demands_of
from samspill.volunteering.queries.open_times import open_shifts
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.rules.digests import MOST_LINES
from samspill.volunteering.wording.messages import Task

#: Before the first letter, so far back a task counts as new.
LOOKS_BACK = dt.timedelta(days=7)
#: Of the tasks that may fit, so many are looked at.
MOST_LOOKED_AT = 400


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
    shifts = [
        shift for shift in new_tasks(wish, at=at)[:MOST_LOOKED_AT] if holds.issuperset(demands_of(shift))
    ]
    of_each = _by_what_it_is(shifts)
    with override(language_of(wish.person)):
        tasks = [_told(times) for times in of_each[:MOST_LINES]]
    return Digest(lines, tasks, len(of_each) - len(tasks))


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


def _by_what_it_is(shifts: Iterable[Shift]) -> list[list[Shift]]:
    """The times of each need, and of each of its roles, together: a rota is one line, not twelve."""
    times: dict[tuple[uuid.UUID, uuid.UUID | None], list[Shift]] = {}
    for shift in shifts:
        times.setdefault((shift.need_id, shift.role_id), []).append(shift)
    return list(times.values())


def _told(times: Sequence[Shift]) -> Task:
    first = task(times[0])
    if len(times) == 1:
        return first
    more = ngettext("%(when)s and once more", "%(when)s and %(n)s times more", len(times) - 1)
    return replace(first, when=more % {"when": first.when, "n": len(times) - 1})


def _holds(person: Person, at: dt.datetime) -> set[str]:
    """What she holds today: a task that demands more is not told of."""
    valid = Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=clock.local_day(at))
    rows = Qualification.objects.filter(valid, volunteer__person=person, withdrawn_at__isnull=True)
    return set(rows.values_list("kind", flat=True))


def _last_letter(wish: DigestWish, at: dt.datetime) -> dt.datetime:
    return wish.last_letter_at or at - LOOKS_BACK
