"""A house with a room to borrow, and a season's hours."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.venues.models import (
    Booking,
    ClosedDays,
    LendingHours,
    Place,
    Season,
    SeasonBreak,
    SeasonRequest,
    SeasonSpace,
    SeasonTime,
    SeasonWish,
    Sharing,
    Space,
)


def lent_rooms(place: Place, person: Person, soon: dt.datetime, at: dt.datetime) -> None:
    """A room of the house that is lent all day, one who asks for it, and a day it is closed."""
    space = Space.objects.create(place=place, name="Salen", made_at=at)
    for weekday in range(7):
        LendingHours.objects.create(space=space, weekday=weekday, opens=0, closes=1440, at_once=False)
    starts_at = soon.replace(minute=0, second=0, microsecond=0)
    Booking.objects.create(
        space=space, person=person, purpose="Øvelse", starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1),
        asked_at=at, channel="web", answer_by_on=clock.local_day(soon),
    )  # fmt: skip
    far_on = clock.local_day(at) + dt.timedelta(days=60)
    ClosedDays.objects.create(place=place, from_on=far_on, until_on=far_on)
    _a_season(space, person, at)


def _a_season(space: Space, person: Person, at: dt.datetime) -> None:
    """Hours of the room for some weeks, one who asks for them, and what was found for her."""
    today = clock.local_day(at)
    name = f"Våren {Season.objects.count() + 1}"
    season = Season.objects.create(
        name=name, first_on=today + dt.timedelta(days=9), last_on=today + dt.timedelta(days=60),
        ask_by_on=today - dt.timedelta(days=1), weekdays=("0", "1"), seed="lot", made_at=at,
    )  # fmt: skip
    SeasonSpace.objects.create(season=season, space=space)
    SeasonBreak.objects.create(season=season, from_on=season.last_on, until_on=season.last_on)
    asked = SeasonRequest.objects.create(
        season=season, person=person, on_behalf_of=person.name, purpose="Øvelse", group="adults", people=9,
        minutes=60, asked_at=at, channel="web", answer=person.name,
    )  # fmt: skip
    SeasonWish.objects.create(request=asked, rank=1, space=space, weekdays=("0",), begins=600, ends=720)
    SeasonTime.objects.create(request=asked, space=space, weekday=0, begins=600, ends=660)
    Sharing.objects.create(season=season, asked_at=at, solved_at=at)
