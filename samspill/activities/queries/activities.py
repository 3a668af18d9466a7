"""One activity, and what exists to choose from."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samspill.activities.models import Activity, Occurrence, SchoolHoliday
from samspill.activities.rules.schedules import pattern_of
from samspill.activities.rules.vocabulary import AUDIENCES, CATEGORIES, LANGUAGES
from samspill.foundation.models import Area
from samspill.foundation.recurrence import ClosedPeriod, in_words
from samspill.people.queries import Asker


@dataclass(frozen=True, slots=True)
class Choices:
    """What a filter can offer because it exists here: areas by name, codes in the vocabulary's order."""

    areas: list[Area]
    audiences: list[str]
    categories: list[str]
    languages: list[str]


#: What an activity's page tells of the rows around it. All their columns cost as much again as the page's other
#: questions; one that is left out here and asked for after all is fetched by itself.
_AROUND = (
    "organisation__name",
    "organisation__hidden_at",
    "organisation__closed_on",
    "unit__name",
    "place__name",
    "place__address",
    "place__postcode",
    "place__town",
    "place__latitude",
    "place__longitude",
    "place__accessibility",
    "area__name",
)


def on_the_square() -> QuerySet[Activity]:
    """The activities that everybody is told of; not those that only who has the address finds."""
    return activities_for(None).filter(by_link_only=False)


def activities_for(asker: Asker | None) -> QuerySet[Activity]:
    """The activities somebody may see: the public what is published, staff also hidden ones."""
    activities = Activity.objects.all()
    return (
        activities
        if asker is not None
        else activities.filter(published_at__isnull=False, hidden_at__isnull=True)
    )


def activity_for(asker: Asker | None, activity_id: uuid.UUID | str) -> Activity:
    """One activity with its organiser, place and area; raises Activity.DoesNotExist. None asks for the public."""
    own = (field.name for field in Activity._meta.concrete_fields)
    activities = activities_for(asker).select_related("organisation", "unit", "place", "area")
    return activities.only(*own, *_AROUND).get(pk=activity_id)


def occurrence_for(asker: Asker | None, occurrence_id: uuid.UUID | str) -> Occurrence:
    """One time of an activity somebody may see; raises Occurrence.DoesNotExist."""
    rows = Occurrence.objects.select_related("activity")
    if asker is None:
        rows = rows.filter(activity__published_at__isnull=False, activity__hidden_at__isnull=True)
    return rows.get(pk=occurrence_id)


def next_times(activity: Activity, *, at: dt.datetime, limit: int = 6) -> list[Occurrence]:
    """The next times, what goes on now included; cancelled ones too, for the page to mark."""
    coming = activity.occurrences.filter(Q(starts_at__gte=at) | Q(ends_at__gt=at))
    return list(coming.order_by("starts_at", "id")[:limit])


def schedules_in_words(activity: Activity, *, on: dt.date, language: str) -> list[str]:
    """When an activity of our own comes back, in words; nothing for one whose schedules are over or were read."""
    holidays = [
        ClosedPeriod(*row) for row in SchoolHoliday.objects.values_list("first_on", "last_on", "name")
    ]
    schedules = activity.schedules.exclude(ends_on__lt=on).order_by("starts_on", "pk")
    return [in_words(pattern_of(schedule, holidays), language) for schedule in schedules]


def choices() -> Choices:
    """What there is to choose from on the square. Two selects."""
    told = on_the_square().values_list("audiences", "categories", "languages").distinct()
    audiences, categories, languages = set[str](), set[str](), set[str]()
    for row in told:
        audiences.update(row[0])
        categories.update(row[1])
        languages.update(row[2])
    return Choices(
        areas=list(Area.objects.order_by("name")),
        audiences=_in_order(AUDIENCES, audiences),
        categories=_in_order(CATEGORIES, categories),
        languages=_in_order(LANGUAGES, languages),
    )


def _in_order(known: tuple[str, ...], found: set[str]) -> list[str]:
    return [code for code in known if code in found]
