"""A season is opened, hours are asked for and taken back, times are put, locked and taken away by hand.

Whatever changes the times of a season begins with the lock of the season: two colleagues, or a colleague and the worker,
never give the same quarter of an hour twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.keys import new_key
from samspill.organisations.models import Organisation
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.venues import wording
from samspill.venues.actions.season_letters import tell_of_request
from samspill.venues.models import (
    Season,
    SeasonBreak,
    SeasonRequest,
    SeasonSpace,
    SeasonTime,
    SeasonWish,
    Space,
)
from samspill.venues.queries.seasons import Shared, shared
from samspill.venues.rules.seasons import Time, taken

Who = StaffMember | Person


class SeasonKnown(ValueError):
    """There is a season of this name."""


class SeasonClosed(RuntimeError):
    """One cannot ask any more: the deadline is over, or the season is decided."""


class SeasonDecided(RuntimeError):
    """It is decided, and those who asked have been told."""


class NothingWished(ValueError):
    """A request needs a wish that is long enough for what is asked."""


class NotThere(ValueError):
    """The time cannot be put there. The argument says why: `taken`, `not_lent`, `enough` or `same_day`."""


@dataclass(frozen=True)
class SeasonFacts:
    """What is said of a season. `Season` tells what each means."""

    name: str
    first_on: dt.date
    last_on: dt.date
    ask_by_on: dt.date
    opens: int = 0
    closes: int = 1440
    weekdays: tuple[str, ...] = ("0", "1", "2", "3", "4")
    first_groups: tuple[str, ...] = ()
    most_minutes: int | None = None
    appeal: str = ""


@dataclass(frozen=True)
class Hope:
    """One wish as it is asked: a space, on one of these days, between two times. Minutes after midnight."""

    space: Space
    weekdays: tuple[str, ...]
    begins: int
    ends: int


@dataclass(frozen=True)
class Ask:
    """What an association asks for; the dearest wish first."""

    purpose: str
    group: str
    people: int
    minutes: int
    times: int
    wishes: tuple[Hope, ...]


@transaction.atomic
def open_season(
    facts: SeasonFacts,
    spaces: Sequence[Space],
    breaks: Iterable[tuple[dt.date, dt.date, str]] = (),
    *,
    by: StaffMember | str,
    at: dt.datetime,
) -> Season:
    """A season one can ask for hours in from now on. `breaks` are days off. Raises `SeasonKnown`."""
    made_by = by if isinstance(by, StaffMember) else None
    season = Season(**asdict(facts), seed=new_key().hex, made_at=at, made_by=made_by)
    _save(season)
    _write_spaces(season, spaces, breaks)
    note("open_season", season, by=by, channel="web", at=at)
    return season


@transaction.atomic
def change_season(
    season: Season,
    facts: SeasonFacts,
    spaces: Sequence[Space],
    breaks: Iterable[tuple[dt.date, dt.date, str]] = (),
    *,
    by: StaffMember,
    at: dt.datetime,
) -> Season:
    """Put a season right while it is not decided. Times in a space that is left out are taken away.

    Raises `SeasonKnown` and `SeasonDecided`.
    """
    season = lock_season(season)
    for name, value in asdict(facts).items():
        setattr(season, name, value)
    _save(season)
    season.spaces.all().delete()
    season.breaks.all().delete()
    _write_spaces(season, spaces, breaks)
    SeasonTime.objects.filter(request__season=season).exclude(space__in=[one.pk for one in spaces]).delete()
    note("change_season", season, by=by, channel="web", at=at)
    return season


@transaction.atomic
def ask_for_hours(
    season: Season,
    ask: Ask,
    person: Person,
    *,
    organisation: Organisation | None = None,
    on_behalf_of: str = "",
    channel: str,
    by: Who,
    at: dt.datetime,
) -> SeasonRequest:
    """Ask for times in a season; the one who asks is told that it is here, and until when nothing is decided.

    Staff may write it down after the deadline. The same asked twice gives the one request. Raises `SeasonClosed`,
    `NothingWished` and `HoldsNationalId`.
    """
    season = Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    late = clock.local_day(at) > season.ask_by_on and not isinstance(by, StaffMember)
    if season.decided_at or late:
        raise SeasonClosed(season.pk)
    if not any(wish.weekdays and wish.ends - wish.begins >= ask.minutes for wish in ask.wishes):
        raise NothingWished
    refuse_national_ids(purpose=ask.purpose, on_behalf_of=on_behalf_of)
    who = {"season": season, "person": person, "organisation": organisation, "on_behalf_of": on_behalf_of}
    what = {name: getattr(ask, name) for name in ("purpose", "group", "people", "minutes", "times")}
    standing = SeasonRequest.objects.filter(**who, **what, withdrawn_at__isnull=True).first()
    if standing is not None and _wishes_the_same(standing, ask):
        return standing
    entered_by = by if isinstance(by, StaffMember) else None
    row = SeasonRequest.objects.create(**who, **what, asked_at=at, channel=channel, entered_by=entered_by)
    SeasonWish.objects.bulk_create(
        SeasonWish(
            request=row,
            rank=rank,
            space=wish.space,
            weekdays=wish.weekdays,
            begins=wish.begins,
            ends=wish.ends,
        )
        for rank, wish in enumerate(ask.wishes, 1)
    )
    note("ask_for_hours", row, by=by, channel=channel, at=at, person=str(person.pk))
    tell_of_request(row, wording.hours_asked_for(season.name, season.ask_by_on), key="asked", at=at)
    return row


@transaction.atomic
def withdraw_request(row: SeasonRequest, *, by: Who, at: dt.datetime) -> bool:
    """It is not needed: what was put down for it is free for others. False where it was withdrawn.

    Raises `SeasonDecided`: then the bookings are given back instead.
    """
    lock_season(row.season)
    if not SeasonRequest.objects.filter(pk=row.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
        return False
    row.given.all().delete()
    channel = "phone" if isinstance(by, StaffMember) else "web"
    note("withdraw_request", row, by=by, channel=channel, at=at, person=str(row.person_id))
    return True


@transaction.atomic
def put_time(
    row: SeasonRequest, space: Space, weekday: int, begins: int, *, by: StaffMember, at: dt.datetime
) -> SeasonTime:
    """Put a time down by hand, locked. One that is there on the same day is moved. Raises `NotThere`, `SeasonDecided`."""
    season = lock_season(row.season)
    found = shared(season)
    time = Time(str(row.pk), str(space.pk), weekday, begins, begins + row.minutes)
    standing = next((one for one in row.given.all() if one.weekday == weekday), None)
    _is_possible(time, found, row, standing)
    facts: dict[str, Any] = {"space": space, "begins": begins, "ends": time.ends}
    facts |= {"locked_at": at, "locked_by": by}
    made, _new = SeasonTime.objects.update_or_create(request=row, weekday=weekday, defaults=facts)
    note("put_season_time", row, by=by, channel="web", at=at, weekday=weekday, begins=begins)
    return made


@transaction.atomic
def lock_time(time: SeasonTime, is_locked: bool, *, by: StaffMember, at: dt.datetime) -> None:
    """It stands when the hours are shared again, or does not any more. Raises `SeasonDecided`."""
    lock_season(time.request.season)
    facts = {"locked_at": at if is_locked else None, "locked_by": by if is_locked else None}
    if SeasonTime.objects.filter(pk=time.pk).update(**facts):
        note("lock_season_time", time.request, by=by, channel="web", at=at, locked=is_locked)


@transaction.atomic
def remove_time(time: SeasonTime, *, by: StaffMember, at: dt.datetime) -> None:
    """Take a time away again. Raises `SeasonDecided`."""
    lock_season(time.request.season)
    if SeasonTime.objects.filter(pk=time.pk).delete()[0]:
        note("remove_season_time", time.request, by=by, channel="web", at=at, weekday=time.weekday)


def lock_season(season: Season) -> Season:
    """The season, locked until the transaction ends. Raises `SeasonDecided`."""
    season = Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    if season.decided_at:
        raise SeasonDecided(season.pk)
    return season


def _is_possible(time: Time, found: Shared, row: SeasonRequest, standing: SeasonTime | None) -> None:
    room = found.rooms.get(time.space)
    if room is None or not room.is_lent(time.weekday, time.begins, time.ends):
        raise NotThere("not_lent")
    if row.withdrawn_at or (standing is None and len(row.given.all()) >= row.times):
        raise NotThere("enough")
    wanted = set(taken(time, room))
    for other in found.given:
        is_itself = other.request == time.request and other.weekday == time.weekday
        if not is_itself and not wanted.isdisjoint(taken(other, found.rooms[other.space])):
            raise NotThere("taken")


def _wishes_the_same(row: SeasonRequest, ask: Ask) -> bool:
    stands = [(w.space_id, w.weekdays, w.begins, w.ends) for w in row.wishes.order_by("rank")]
    return stands == [(w.space.pk, w.weekdays, w.begins, w.ends) for w in ask.wishes]


def _write_spaces(
    season: Season, spaces: Sequence[Space], breaks: Iterable[tuple[dt.date, dt.date, str]]
) -> None:
    SeasonSpace.objects.bulk_create(SeasonSpace(season=season, space=space) for space in spaces)
    SeasonBreak.objects.bulk_create(
        SeasonBreak(season=season, from_on=first_on, until_on=last_on, name=name[:120])
        for first_on, last_on, name in breaks
        if first_on <= season.last_on and last_on >= season.first_on
    )


def _save(season: Season) -> None:
    try:
        with transaction.atomic():
            season.save()
    except IntegrityError as error:
        raise SeasonKnown(season.name) from error


