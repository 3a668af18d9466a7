"""Bells this room hears: two persons or two associations are one, a person leaves, an activity was read.

And a place has another name.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.dispatch import receiver

from samspill.activities.actions.indexing import index_activities
from samspill.activities.actions.turnover import settle_collisions, take_leave
from samspill.activities.actions.visibility import place_as_read
from samspill.activities.models import Activity
from samspill.organisations.models import Organisation, Review
from samspill.organisations.signals import organisation_rows_moved, review_settled
from samspill.people.models import Person
from samspill.people.signals import person_leaving, person_merged
from samspill.venues.models import Place
from samspill.venues.signals import place_renamed


@receiver(person_merged, dispatch_uid="activities")
def hear_merger(keep: Person, gone: Person, at: dt.datetime, **_: Any) -> None:
    """Settle what would collide when two persons' rows become one's."""
    settle_collisions(keep, gone, at=at)


@receiver(person_leaving, dispatch_uid="activities")
def hear_leaving(person: Person, at: dt.datetime, channel: str, **_: Any) -> None:
    """Somebody is being forgotten."""
    take_leave(person, at=at, channel=channel)


@receiver(organisation_rows_moved, dispatch_uid="activities")
def hear_that_rows_moved(organisations: tuple[Organisation, ...], **_: Any) -> None:
    """Activities are found by the name of the association they belong to now."""
    rows = Activity.objects.filter(organisation__in=organisations)
    index_activities(list(rows.select_related("organisation", "unit", "place", "area")))


@receiver(place_renamed, dispatch_uid="activities")
def hear_of_another_name(place: Place, **_: Any) -> None:
    """Activities are found by the name the place has now."""
    rows = Activity.objects.filter(place=place)
    index_activities(list(rows.select_related("organisation", "unit", "place", "area")))


@receiver(review_settled, dispatch_uid="activities")
def hear_that_it_was_read(review: Review, is_public: bool, at: dt.datetime, **_: Any) -> None:
    """The desk has read an activity, or taken back what it said of one."""
    if review.kind == Review.Kind.ACTIVITY:
        place_as_read(review.subject, is_public, at=at)
