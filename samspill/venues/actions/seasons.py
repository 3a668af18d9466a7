"""A season is opened, put right and copied.

Whatever changes a season, or what is asked in it, begins with the lock of the season.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.keys import new_key
from samspill.people.models import StaffMember
from samspill.venues.models import (
    Season,
    SeasonBreak,
    SeasonRequest,
    SeasonSpace,
    SeasonTime,
    SeasonWish,
    Space,
)
from samspill.venues.queries.seasons import breaks_of, facts_of
from samspill.venues.rules.seasons import SeasonFacts

#: So long after a season the next begins, where nothing else is said: the same day of the week.
A_YEAR = dt.timedelta(weeks=52)


class SeasonKnown(ValueError):
    """There is a season of this name."""


class SeasonDecided(RuntimeError):
    """It is decided, and those who asked have been told."""


class TooManyWishes(ValueError):
    """More wishes than the season takes of each request; or fewer are to be taken than somebody has written."""


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


def lock_season(season: Season) -> Season:
    """The season, locked until the transaction ends. Raises `SeasonDecided`."""
    season = Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    if season.decided_at:
        raise SeasonDecided(season.pk)
    return season


def _write_spaces(season: Season, spaces: Sequence[Space], facts: SeasonFacts) -> None:
    SeasonSpace.objects.bulk_create(SeasonSpace(season=season, space=space) for space in spaces)
    SeasonBreak.objects.bulk_create(
        SeasonBreak(season=season, from_on=first_on, until_on=last_on, name=name[:120])
        for first_on, last_on, name in facts.breaks
    )


def _save(season: Season) -> None:
    try:
        with transaction.atomic():
            season.save()
    except IntegrityError as error:
        raise SeasonKnown(season.name) from error
