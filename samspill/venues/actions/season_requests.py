"""Hours are asked for in a season, changed and taken back, until its deadline.

Whatever changes what is asked begins with the lock of the season.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.organisations.models import Organisation
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.venues.actions.borrowing import MayNotBorrow
from samspill.venues.actions.season_letters import tell_of_request
from samspill.venues.actions.seasons import TooManyWishes, lock_season
from samspill.venues.models import Season, SeasonRequest, SeasonWish, Space
from samspill.venues.queries.seasons import spaces_of
from samspill.venues.wording import seasons as wording

Who = StaffMember | Person


class SeasonClosed(RuntimeError):
    """One cannot ask any more: the deadline is over, or the season is decided."""


class NothingWished(ValueError):
    """A request needs a wish that is long enough for what is asked."""


@dataclass(frozen=True)
class Hope:
    """One wish as it is asked: a space, or None for any with what it `needs`, on one of these days, between two times.

    Minutes after midnight.
    """

    space: Space | None
    weekdays: tuple[str, ...]
    begins: int
    ends: int
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """What an association asks for; the dearest wish first."""

    purpose: str
    group: str
    people: int
    minutes: int
    times: int
    wishes: tuple[Hope, ...]


@dataclass(frozen=True)
class Asker:
    """Who asks: a person, for an association we know or for a group we do not."""

    person: Person
    organisation: Organisation | None = None
    on_behalf_of: str = ""


@transaction.atomic
def ask_for_hours(
    season: Season, ask: Ask, asker: Asker, *, channel: str, by: Who, at: dt.datetime
) -> SeasonRequest:
    """Ask for times in a season; the one who asks is told that it is here, and until when it can be changed.

    Staff may write it down after the deadline. The same asked twice gives the one request. Raises `SeasonClosed`,
    `NothingWished`, `TooManyWishes`, `MayNotBorrow` and `HoldsNationalId`.
    """
    season = _lock_to_ask(season, by, at)
    _check(ask, asker.organisation, asker.on_behalf_of, season)
    who = {
        "season": season,
        **{name: getattr(asker, name) for name in ("person", "organisation", "on_behalf_of")},
    }
    what = _facts(ask)
    for standing in SeasonRequest.objects.filter(**who, **what, withdrawn_at__isnull=True):
        if _wishes_the_same(standing, ask):
            return standing
    entered_by = by if isinstance(by, StaffMember) else None
    row = SeasonRequest.objects.create(**who, **what, asked_at=at, channel=channel, entered_by=entered_by)
    _write_wishes(row, ask)
    note("ask_for_hours", row, by=by, channel=channel, at=at, person=str(asker.person.pk))
    tell_of_request(
        row,
        lambda: wording.hours_asked_for(season.name, season.ask_by_on),
        key="asked",
        at=at,
        answers_now=True,
    )
    return row


@transaction.atomic
def change_request(row: SeasonRequest, ask: Ask, *, by: Who, at: dt.datetime) -> SeasonRequest:
    """Ask for something else than before; what was put down for it is taken away. Errors as `ask_for_hours`."""
    season = _lock_to_ask(row.season, by, at)
    row = SeasonRequest.objects.select_related("person", "organisation").get(pk=row.pk)
    if row.withdrawn_at:
        raise SeasonClosed(season.pk)
    _check(ask, row.organisation, row.on_behalf_of, season)
    for name, value in _facts(ask).items():
        setattr(row, name, value)
    row.save(update_fields=list(_facts(ask)))
    row.given.all().delete()
    row.wishes.all().delete()
    _write_wishes(row, ask)
    note("change_request", row, by=by, channel=_channel(by), at=at, person=str(row.person_id))
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
    note("withdraw_request", row, by=by, channel=_channel(by), at=at, person=str(row.person_id))
    return True


@transaction.atomic
def bring_back_request(row: SeasonRequest, *, by: Who, at: dt.datetime) -> bool:
    """It was withdrawn by mistake. False where it was not withdrawn. Raises `SeasonClosed`."""
    _lock_to_ask(row.season, by, at)
    if not SeasonRequest.objects.filter(pk=row.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        return False
    note("bring_back_request", row, by=by, channel=_channel(by), at=at, person=str(row.person_id))
    return True


def _lock_to_ask(season: Season, by: Who, at: dt.datetime) -> Season:
    season = Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    late = clock.local_day(at) > season.ask_by_on and not isinstance(by, StaffMember)
    if season.decided_at or late:
        raise SeasonClosed(season.pk)
    return season


def _check(ask: Ask, organisation: Organisation | None, on_behalf_of: str, season: Season) -> None:
    refuse_national_ids(purpose=ask.purpose, on_behalf_of=on_behalf_of)
    if len(ask.wishes) > season.most_wishes:
        raise TooManyWishes(season.most_wishes)
    if not any(wish.weekdays and wish.ends - wish.begins >= ask.minutes for wish in ask.wishes):
        raise NothingWished
    shared = {space.pk for space in spaces_of(season)}
    for wish in ask.wishes:
        if wish.space is not None and wish.space.pk not in shared:
            raise NothingWished
        if wish.space is not None and wish.space.lends_to == Space.Lends.REGISTERED and organisation is None:
            raise MayNotBorrow(wish.space.lends_to)


def _facts(ask: Ask) -> dict[str, str | int]:
    return {name: getattr(ask, name) for name in ("purpose", "group", "people", "minutes", "times")}


def _wishes_the_same(row: SeasonRequest, ask: Ask) -> bool:
    stands = [(w.space_id, w.weekdays, w.begins, w.ends, w.needs) for w in row.wishes.order_by("rank")]
    asked = [(w.space and w.space.pk, w.weekdays, w.begins, w.ends, w.needs) for w in ask.wishes]
    return stands == asked


def _write_wishes(row: SeasonRequest, ask: Ask) -> None:
    SeasonWish.objects.bulk_create(
        SeasonWish(
            request=row,
            rank=rank,
            space=wish.space,
            weekdays=wish.weekdays,
            begins=wish.begins,
            ends=wish.ends,
            needs=wish.needs,
        )
        for rank, wish in enumerate(ask.wishes, 1)
    )


def _channel(by: Who) -> str:
    return "phone" if isinstance(by, StaffMember) else "web"
