"""Volunteers by criteria, in one query: for those who write to many, call out, or take a list home in a sheet."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samspill.foundation import clock
from samspill.foundation.codes import holding
from samspill.people.models import Person
from samspill.people.queries import Asker, persons_for
from samspill.volunteering.models import Assignment, Qualification, Selection
from samspill.volunteering.rules.selections import Criteria, days_of, read_criteria


def people_in(selection: Selection, asker: Asker, *, at: dt.datetime) -> QuerySet[Person]:
    """Those who are in the selection now and whom the asker may know of, by name. One query, when it is read.

    The selection came through `selection_for`.
    """
    return people_fitting(read_criteria(selection.criteria), asker, at=at)


def people_fitting(criteria: Criteria, asker: Asker, *, at: dt.datetime) -> QuerySet[Person]:
    """The volunteers whom these criteria describe and the asker may know of, by name. One query, when it is read."""
    rows = persons_for(asker).filter(volunteer__isnull=False, volunteer__left_at__isnull=True)
    today = clock.local_day(at)
    if not criteria.with_paused:
        rows = rows.filter(Q(volunteer__is_paused_from__isnull=True) | Q(volunteer__is_paused_from__gt=today))
    for condition in (_what(criteria), _where(criteria), _activity(criteria, at)):
        rows = rows.filter(condition)
    for kind in criteria.holds:
        rows = rows.filter(Exists(_valid(kind, today)))
    for kind in criteria.lacks:
        rows = rows.filter(~Exists(_valid(kind, today)))
    if criteria.grid:
        free = F("volunteer__availability").bitand(criteria.grid)
        rows = rows.annotate(free_then=free).filter(Q(volunteer__availability=0) | Q(free_then__gt=0))
    return rows.order_by("search_name", "pk")


def selections_for(asker: Asker) -> QuerySet[Selection]:
    """The selections of the asker's units, by name, with unit and who made them."""
    rows = Selection.objects.filter(unit__in=asker.unit_ids, removed_at__isnull=True)
    return rows.select_related("unit", "made_by").order_by("name", "pk")


def selection_for(asker: Asker, selection_id: uuid.UUID | str) -> Selection:
    """The gate: a selection of one of the asker's units. Raises `Selection.DoesNotExist`."""
    return selections_for(asker).get(pk=selection_id)


def _what(criteria: Criteria) -> Q:
    """Who wants this and has not said that she does not, can this, and speaks this."""
    wanted = Q()
    if criteria.wishes:
        wanted = reduce(
            or_,
            (
                holding("volunteer__wishes", kind) & ~holding("volunteer__unwanted", kind)
                for kind in criteria.wishes
            ),
        )
    return wanted & _any("volunteer__skills", criteria.skills) & _any("languages", criteria.languages)


def _where(criteria: Criteria) -> Q:
    """Who lives there or goes there; those of these units; those reached in these ways."""
    found = Q()
    if criteria.areas:
        anywhere = Q(volunteer__areas="")
        found &= Q(area__in=criteria.areas) | _any("volunteer__areas", criteria.areas) | anywhere
    if criteria.units:
        found &= Q(volunteer__unit__in=criteria.units)
    if criteria.channels:
        found &= Q(preferred_channel__in=criteria.channels)
    return found


def _activity(criteria: Criteria, at: dt.datetime) -> Q:
    """Who has helped lately, or has not for long."""
    helped = Assignment.objects.filter(
        person=OuterRef("pk"), released_at__isnull=True, shift__cancelled_at__isnull=True
    )
    if criteria.activity == "never":
        return Q(~Exists(helped))
    if not criteria.activity:
        return Q()
    lately = helped.filter(shift__ends_at__gt=at - dt.timedelta(days=days_of(criteria.activity)))
    return Q(Exists(lately)) if criteria.activity.startswith("active") else Q(~Exists(lately))


def _any(field: str, codes: Iterable[str]) -> Q:
    return reduce(or_, (holding(field, code) for code in codes), Q())


def _valid(kind: str, today: dt.date) -> QuerySet[Qualification]:
    held = Qualification.objects.filter(
        volunteer__person=OuterRef("pk"), kind=kind, withdrawn_at__isnull=True
    )
    return held.filter(Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=today))
