"""Whom to thank: those who came to a shift, or who helped in a year."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.foundation import clock
from samspill.people.models import Person, Unit
from samspill.people.queries import Asker, persons_for
from samspill.volunteering.models import COMES, Assignment, Attendance, Shift, ThanksHabit, Volunteer

#: Nobody is thanked more often than this.
A_MONTH = dt.timedelta(days=30)


def helped_at(asker: Asker, shift: Shift) -> list[Person]:
    """Those who came to a shift, or are booked to one where nobody has noted it; by name."""
    noted = Attendance.objects.filter(shift=shift)
    booked = Assignment.objects.filter(COMES, shift=shift)
    rows: QuerySet[Any] = noted.filter(came=True) if noted.exists() else booked
    return _by_name(persons_for(asker).filter(pk__in=rows.values("person")))


def helped_in(asker: Asker, year: int) -> list[Person]:
    """Those who helped the asker's units in a year: they came, or had taken it on and nobody noted it; by name."""
    begins, ends = _year(year)
    units = asker.caring_unit_ids
    came = Attendance.objects.filter(
        Q(shift__need__unit__in=units) | Q(occurrence__activity__unit__in=units),
        person=OuterRef("pk"),
        came=True,
        happened_on__year=year,
    )
    booked = Assignment.objects.filter(
        COMES,
        person=OuterRef("pk"),
        shift__cancelled_at__isnull=True,
        shift__need__unit__in=units,
        shift__ends_at__gte=begins,
        shift__ends_at__lt=ends,
    )
    return _by_name(persons_for(asker).filter(Exists(came) | Exists(booked)))


def thanked_lately(persons: list[Person], *, at: dt.datetime) -> frozenset[object]:
    """Those of them who have been thanked within a month."""
    rows = Volunteer.objects.filter(person__in=persons, thanked_at__gte=at - A_MONTH)
    return frozenset(rows.values_list("person_id", flat=True))


def habit_of(unit: Unit) -> ThanksHabit | None:
    """The unit's habit of thanking, if it has it."""
    return ThanksHabit.objects.filter(unit=unit, ended_at__isnull=True).select_related("begun_by").first()


def _by_name(rows: QuerySet[Person]) -> list[Person]:
    return list(rows.filter(volunteer__isnull=False).order_by("search_name", "pk"))


def _year(year: int) -> tuple[dt.datetime, dt.datetime]:
    return clock.start_of_day(dt.date(year, 1, 1)), clock.start_of_day(dt.date(year + 1, 1, 1))
