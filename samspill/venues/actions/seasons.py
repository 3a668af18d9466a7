"""A season is opened, put right and copied; hours are asked for, changed and taken back.

Whatever changes a season or what is asked in it begins with the lock of the season.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.keys import new_key
from samspill.organisations.models import Organisation
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.venues.actions.borrowing import MayNotBorrow
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
from samspill.venues.queries.seasons import breaks_of, facts_of, spaces_of
from samspill.venues.rules.seasons import SeasonFacts
from samspill.venues.wording import seasons as wording

Who = StaffMember | Person
#: So long after a season the next begins, where nothing else is said: the same day of the week.
A_YEAR = dt.timedelta(weeks=52)


class SeasonKnown(ValueError):
    """There is a season of this name."""


class SeasonClosed(RuntimeError):
    """One cannot ask any more: the deadline is over, or the season is decided."""


class SeasonDecided(RuntimeError):
    """It is decided, and those who asked have been told."""


class TooManyWishes(ValueError):
    """More wishes than the season takes of each request; or fewer are to be taken than somebody has written."""


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
def open_season(
    facts: SeasonFacts, spaces: Sequence[Space], *, by: StaffMember | str, at: dt.datetime
) -> Season:
    """A season one can ask for hours in from now on. Raises `SeasonKnown`."""
    made_by = by if isinstance(by, StaffMember) else None
    season = Season(**facts.fields(), seed=secrets.token_hex(16), made_at=at, made_by=made_by)
    _save(season)
    _write_spaces(season, spaces, facts)
    note("open_season", season, by=by, channel="web", at=at)
    return season


@transaction.atomic
def change_season(
    season: Season, facts: SeasonFacts, spaces: Sequence[Space], *, by: StaffMember, at: dt.datetime
) -> Season:
    """Put a season right while it is not decided. Times in a space that is left out are taken away.

    Where the deadline was over and is put off, a new lot is drawn: the old one has been shown. Wishes that
    are written stand: `TooManyWishes` where fewer are to be taken. Raises `SeasonKnown` and `SeasonDecided`.
    """
    season = lock_season(season)
    if SeasonWish.objects.filter(request__season=season, rank__gt=facts.most_wishes).exists():
        raise TooManyWishes(facts.most_wishes)
    today = clock.local_day(at)
    if season.ask_by_on < today <= facts.ask_by_on:
        season.seed = secrets.token_hex(16)
    for name, value in facts.fields().items():
        setattr(season, name, value)
    _save(season)
    season.spaces.all().delete()
    season.breaks.all().delete()
    _write_spaces(season, spaces, facts)
    SeasonTime.objects.filter(request__season=season).exclude(space__in=[one.pk for one in spaces]).delete()
    note("change_season", season, by=by, channel="web", at=at)
    return season


def facts_for_next(season: Season) -> SeasonFacts:
    """What the season after this one is told to be, to put right before it is opened."""
    facts = facts_of(season)
    breaks = tuple((first + A_YEAR, last + A_YEAR, name) for first, last, name in breaks_of(season))
    dates = {name: getattr(facts, name) + A_YEAR for name in ("first_on", "last_on", "ask_by_on")}
    return replace(facts, **dates, breaks=breaks)


@transaction.atomic
def copy_season(
    last: Season,
    facts: SeasonFacts,
    spaces: Sequence[Space],
    *,
    with_requests: bool = False,
    by: StaffMember,
    at: dt.datetime,
) -> Season:
    """Another season like the last; with what was asked for then, where that is wanted. Raises `SeasonKnown`.

    Where fewer wishes are taken than before, the dearest come along.
    """
    season = open_season(facts, spaces, by=by, at=at)
    if with_requests:
        for row in last.requests.filter(withdrawn_at__isnull=True).order_by("asked_at", "pk"):
            wishes = list(row.wishes.filter(rank__lte=season.most_wishes).order_by("rank"))
            copied = SeasonRequest.objects.create(
                season=season, person_id=row.person_id, organisation_id=row.organisation_id,
                on_behalf_of=row.on_behalf_of, purpose=row.purpose, group=row.group, people=row.people,
                minutes=row.minutes, times=row.times, asked_at=at, channel="phone", entered_by=by,
            )  # fmt: skip
            for wish in wishes:
                wish.pk, wish.request, wish._state.adding = new_key(), copied, True
            SeasonWish.objects.bulk_create(wishes)
    note("copy_season", season, by=by, channel="web", at=at, last=str(last.pk))
    return season


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


def lock_season(season: Season) -> Season:
    """The season, locked until the transaction ends. Raises `SeasonDecided`."""
    season = Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    if season.decided_at:
        raise SeasonDecided(season.pk)
    return season


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


def _write_spaces(season: Season, spaces: Sequence[Space], facts: SeasonFacts) -> None:
    SeasonSpace.objects.bulk_create(SeasonSpace(season=season, space=space) for space in spaces)
    SeasonBreak.objects.bulk_create(
        SeasonBreak(season=season, from_on=first_on, until_on=last_on, name=name[:120])
        for first_on, last_on, name in facts.breaks
    )


def _channel(by: Who) -> str:
    return "phone" if isinstance(by, StaffMember) else "web"


def _save(season: Season) -> None:
    try:
        with transaction.atomic():
            season.save()
    except IntegrityError as error:
        raise SeasonKnown(season.name) from error
