"""A season is decided: its times become bookings, all at once or none, and those who asked are told; or taken back.

The locks are those of all who borrow (0028): the season first, then each hall in the order of their keys.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.people.models import StaffMember
from samspill.venues import rules
from samspill.venues.actions.halls import TimeTaken, lock_halls
from samspill.venues.actions.season_letters import said_to, tell_of_request
from samspill.venues.actions.seasons import lock_season
from samspill.venues.models import BookedQuarter, Booking, Season, SeasonRequest, SeasonTime
from samspill.venues.queries import live_bookings, taken_with
from samspill.venues.queries.season_dates import SeasonDate, dates_of
from samspill.venues.queries.seasons import Shared, shared
from samspill.venues.rules.seasons import Reason
from samspill.venues.signals import booking_cancelled
from samspill.venues.wording import seasons as wording

ROWS_AT_ONCE = 2000


class NothingToDecide(RuntimeError):
    """No time has been given to anybody."""


class NotDecided(RuntimeError):
    """The season is not decided."""


class HasBegun(RuntimeError):
    """The season has begun: what is booked is moved or cancelled one by one."""


class Decided(NamedTuple):
    """How many dates were booked, and how many were left out."""

    booked: int
    left_out: int


@transaction.atomic
def decide(season: Season, *, by: StaffMember, at: dt.datetime) -> Decided:
    """Book every date of every time, and tell each who asked what they got and why not more.

    Dates on which the room is taken or closed are left out and named. Raises `SeasonDecided`, `NothingToDecide`, and
    `TimeTaken` where somebody without the lock took a time; then nothing is booked.
    """
    season = lock_season(season)
    found = shared(season)
    if not found.given:
        raise NothingToDecide(season.pk)
    lock_halls(*(space.pk for space in found.spaces))
    dates = dates_of(found, at=at)
    booked = [one for one in dates if not one.why]
    _book(booked, found, by, at)
    Season.objects.filter(pk=season.pk).update(decided_at=at, decided_by=by)
    note("decide_season", season, by=by, channel="web", at=at, booked=len(booked))
    _tell(found, dates, at)
    return Decided(len(booked), len(dates) - len(booked))


@transaction.atomic
def undo_decision(season: Season, *, by: StaffMember, at: dt.datetime) -> int:
    """Take the decision back before the season begins: its bookings are cancelled, and those who asked are told.

    The times stand as a proposal. How many bookings. Raises `NotDecided` and `HasBegun`.
    """
    season = Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    if season.decided_at is None:
        raise NotDecided(season.pk)
    if clock.local_day(at) >= season.first_on:
        raise HasBegun(season.pk)
    times = SeasonTime.objects.filter(request__season=season).values_list("pk", flat=True)
    theirs = live_bookings().filter(series__in=list(times))
    lock_halls(*set(theirs.values_list("space_id", flat=True)))
    rows = list(theirs)
    _cancel(rows, wording.undone_reason(season.name), by, at)
    Season.objects.filter(pk=season.pk).update(decided_at=None, decided_by=None)
    note("undo_season", season, by=by, channel="web", at=at, cancelled=len(rows))
    for request in shared(season).requests:
        key = f"undone:{at.isoformat()}"
        tell_of_request(request, lambda: wording.taken_back(season.name), key=key, at=at)
    SeasonRequest.objects.filter(season=season).update(answer="")
    return len(rows)


def _book(dates: Sequence[SeasonDate], found: Shared, by: StaffMember, at: dt.datetime) -> None:
    """The bookings and their quarters. Raises `TimeTaken`."""
    takes = {space.pk: taken_with(space) for space in found.spaces}
    pairs = [(_booking(one, by, at), one) for one in dates]
    try:
        with transaction.atomic():
            Booking.objects.bulk_create([row for row, _one in pairs], batch_size=ROWS_AT_ONCE)
            BookedQuarter.objects.bulk_create(
                [
                    BookedQuarter(booking=row, space_id=key, starts_at=quarter)
                    for row, one in pairs
                    for key in takes[one.time.space_id]
                    for quarter in rules.quarters(one.starts_at, one.ends_at)
                ],
                batch_size=ROWS_AT_ONCE,
            )
    except IntegrityError as error:
        raise TimeTaken from error


def _booking(one: SeasonDate, by: StaffMember, at: dt.datetime) -> Booking:
    request = one.time.request
    return Booking(
        space_id=one.time.space_id, person_id=request.person_id, organisation_id=request.organisation_id,
        on_behalf_of=request.on_behalf_of, purpose=request.purpose, starts_at=one.starts_at, ends_at=one.ends_at,
        series=one.time.pk, asked_at=request.asked_at, channel=request.channel, entered_by_id=request.entered_by_id,
        approved_at=at, approved_by=by,
    )  # fmt: skip


def _cancel(rows: Iterable[Booking], reason: str, by: StaffMember, at: dt.datetime) -> None:
    rows = list(rows)
    keys = [row.pk for row in rows]
    for first in range(0, len(keys), ROWS_AT_ONCE):
        some = keys[first : first + ROWS_AT_ONCE]
        BookedQuarter.objects.filter(booking__in=some).delete()
        Booking.objects.filter(pk__in=some).update(cancelled_at=at, reason=reason, ended_by=by)
    for row in rows:
        booking_cancelled.send(Booking, booking=row, at=at)


def _tell(found: Shared, dates: Iterable[SeasonDate], at: dt.datetime) -> None:
    """A letter to each who asked, kept with the request as the reason that was given."""
    left = defaultdict(list)
    for one in dates:
        if one.why:
            left[one.time.request_id].append(one.on)
    for request in found.requests:
        say = partial(_answer, found.season, request, found.reasons_for(request), left[request.pk])
        request.answer = said_to(request.person, say)
        tell_of_request(request, say, key=f"decided:{at.isoformat()}", at=at)
    SeasonRequest.objects.bulk_update(found.requests, ["answer"], batch_size=200)


def _answer(season: Season, request: SeasonRequest, reasons: Iterable[Reason], missed: list[dt.date]) -> str:
    times = [
        wording.time_words(str(row.space), row.weekday, row.begins, row.ends) for row in request.given.all()
    ]
    missing = [f"{wording.rank_words(one.rank)}: {wording.reason_words(one)}" for one in reasons]
    return wording.decided(season.name, times, missed, missing, season.appeal)
