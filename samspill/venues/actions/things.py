"""Staff say which things there are, how many, when they are fetched and to whom they are lent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.foundation.tenancy import Owned
from samspill.venues.actions.hours import in_order
from samspill.venues.actions.pieces import lock_thing
from samspill.venues.models import FetchingHours, Place, Thing
from samspill.venues.rules import Hours


class ThingKnown(ValueError):
    """The place has a thing of this name."""


@dataclass(frozen=True)
class ThingFacts:
    """What is said of a thing. `Thing` tells what each means."""

    name: str
    pieces: int = 1
    about: str = ""
    lends_to: str = Thing.Lends.EVERYBODY
    purposes: str = ""
    price: str = ""
    duties: str = ""
    fetching: str = ""
    longest_days: int = 7
    notice_hours: int = 2
    ahead_days: int = 180
    answer_days: int = 3


@transaction.atomic
def add_thing(place: Place, facts: ThingFacts, *, by: Owned | str, at: dt.datetime) -> Thing:
    """A thing that is kept in a place. Raises `ThingKnown`."""
    thing = Thing(place=place, made_at=at, **asdict(facts))
    _save(thing)
    note("add_thing", thing, by=by, channel="web", at=at)
    return thing


@transaction.atomic
def change_thing(
    thing: Thing, facts: ThingFacts, *, place: Place | None = None, by: Owned | str, at: dt.datetime
) -> Thing:
    """Say something else of a thing, or keep it in another place. What is lent stands, also where fewer are left.

    Raises `ThingKnown`.
    """
    thing = lock_thing(thing.pk)
    for name, value in asdict(facts).items():
        setattr(thing, name, value)
    thing.place = place or thing.place
    _save(thing)
    note("change_thing", thing, by=by, channel="web", at=at)
    return thing


@transaction.atomic
def set_fetching_hours(thing: Thing, hours: Sequence[Hours], *, by: Owned | str, at: dt.datetime) -> None:
    """When it is fetched and brought back, all days of the week at once. What is lent stands. Raises `HoursOverlap`."""
    ordered = in_order(hours)
    lock_thing(thing.pk)
    FetchingHours.objects.filter(thing=thing).delete()
    FetchingHours.objects.bulk_create(FetchingHours(thing=thing, **asdict(one)) for one in ordered)
    note("set_fetching_hours", thing, by=by, channel="web", at=at)


def _save(thing: Thing) -> None:
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        raise ThingKnown(thing.name) from error
