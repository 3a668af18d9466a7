"""Staff say which spaces there are, what they have, when they are lent and to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.foundation.tenancy import Owned
from samspill.venues.actions.halls import lock_space, take_for_part
from samspill.venues.actions.hours import in_order
from samspill.venues.models import LendingHours, Place, Space, Thing
from samspill.venues.rules import Hours


class SpaceKnown(ValueError):
    """The place has a space of this name."""


class NotAWhole(ValueError):
    """A part of a hall cannot be divided, and a hall that is divided cannot be part of another."""


@dataclass(frozen=True)
class SpaceFacts:
    """What is said of a space. `Space` tells what each means."""

    name: str
    about: str = ""
    capacity: int | None = None
    equipment: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    lends_to: str = Space.Lends.EVERYBODY
    purposes: str = ""
    price: str = ""
    duties: str = ""
    door: str = ""
    longest_minutes: int = 240
    notice_hours: int = 2
    ahead_days: int = 180
    answer_days: int = 3


@transaction.atomic
def add_space(
    place: Place, facts: SpaceFacts, *, whole: Space | None = None, by: Owned | str, at: dt.datetime
) -> Space:
    """A space in a place; a part of `whole` where that is given. Raises `SpaceKnown` and `NotAWhole`."""
    if whole is not None:
        whole = lock_space(whole.pk)
        if whole.whole_id or whole.place_id != place.pk:
            raise NotAWhole(whole.pk)
    space = Space(place=place, whole=whole, made_at=at, **asdict(facts))
    _save(space)
    if whole is not None:
        take_for_part(space, at=at)
    note("add_space", space, by=by, channel="web", at=at)
    return space


@transaction.atomic
def change_space(space: Space, facts: SpaceFacts, *, by: Owned | str, at: dt.datetime) -> Space:
    """Say something else of a space. What is booked stands. Raises `SpaceKnown`."""
    for name, value in asdict(facts).items():
        setattr(space, name, value)
    _save(space)
    note("change_space", space, by=by, channel="web", at=at)
    return space


@transaction.atomic
def set_hours(space: Space, hours: Sequence[Hours], *, by: Owned | str, at: dt.datetime) -> None:
    """When it is lent, all days of the week at once. What is booked stands. Raises `HoursOverlap`."""
    ordered = in_order(hours)
    lock_space(space.pk)
    LendingHours.objects.filter(space=space).delete()
    LendingHours.objects.bulk_create(LendingHours(space=space, **asdict(one)) for one in ordered)
    note("set_lending_hours", space, by=by, channel="web", at=at)


@transaction.atomic
def stop_lending(lent: Space | Thing, is_closed: bool, *, by: Owned | str, at: dt.datetime) -> None:
    """Lend a room or a thing no more, or again. What is booked stands."""
    lent.closed_at = (lent.closed_at or at) if is_closed else None
    lent.save(update_fields=["closed_at"])
    if is_closed:
        note("stop_lending", lent, by=by, channel="web", at=at)
    else:
        note("lend_again", lent, by=by, channel="web", at=at)


def _save(space: Space) -> None:
    try:
        with transaction.atomic():
            space.save()
    except IntegrityError as error:
        raise SpaceKnown(space.name) from error
