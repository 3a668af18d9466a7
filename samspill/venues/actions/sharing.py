"""A season's hours are shared out, by the solver and by hand, until it is decided. Nobody is told yet.

Whatever changes the times begins with the lock of the season: two colleagues, or a colleague and the worker, never give
the same quarter of an hour twice.
"""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.allocation.packing import Choice, Claim, Packing, pack
from samspill.people.models import StaffMember
from samspill.venues.actions.seasons import lock_season
from samspill.venues.models import Season, SeasonRequest, SeasonTime, Sharing, Space
from samspill.venues.queries.seasons import Shared, last_sharing, shared, sharings_that_wait
from samspill.venues.rules.seasons import Time, choices_of, claims_of, taken

log = logging.getLogger(__name__)

#: So many requests are shared out while somebody waits for the page.
AT_ONCE = 20
#: A worker that has had a sharing for so long must have died.
GIVEN_UP_AFTER = dt.timedelta(minutes=30)


class StillOpen(RuntimeError):
    """One may still ask: hours are shared out when the deadline is over."""


class NobodyAsked(RuntimeError):
    """There is nothing to share out, or nobody who wants it."""


class NotThere(ValueError):
    """The time cannot be put there. The argument says why: `taken`, `not_lent` or `enough`."""


@dataclass(frozen=True)
class Question:
    """What the solver is asked, equal where the same would be asked again."""

    seed: str
    most_size: int | None
    claims: tuple[Claim, ...]
    choices: tuple[Choice, ...]
    keep: tuple[Time, ...]

    def answered(self, sharing: Sharing) -> Packing:
        """The best sharing, telling how far it has come."""

        def tell(step: str) -> None:
            Sharing.objects.filter(pk=sharing.pk).update(step=step)

        return pack(
            self.claims, self.choices, seed=self.seed, keep=self.keep, most_size=self.most_size, tell=tell
        )


def ask_for_sharing(season: Season, *, by: StaffMember, at: dt.datetime) -> Sharing:
    """Share the hours out, or share them anew: what is locked stands. A few requests at once, many by the worker.

    Asked while it is under way it gives that sharing. Raises `SeasonDecided`, `StillOpen` and `NobodyAsked`.
    """
    sharing, is_few = _ask(season, by, at)
    return share_season(sharing.pk, at=at) if is_few else sharing


def share_seasons_that_wait(at: dt.datetime) -> int:
    """Share out what was too large to be shared out at once, the oldest first; how many."""
    keys = list(sharings_that_wait(begun_before=at - GIVEN_UP_AFTER).values_list("pk", flat=True))
    for key in keys:
        share_season(key, at=at)
    return len(keys)


def share_season(sharing_id: uuid.UUID, *, at: dt.datetime) -> Sharing:
    """Work a sharing out and write its times down. One that another works on stays as it is."""
    free = Q(begun_at__isnull=True) | Q(begun_at__lt=at - GIVEN_UP_AFTER)
    waiting = Sharing.objects.filter(free, pk=sharing_id, solved_at__isnull=True, failed_at__isnull=True)
    if waiting.update(begun_at=at):
        sharing = Sharing.objects.select_related("season").get(pk=sharing_id)
        try:
            question = question_of(shared(sharing.season))
            _write_down(sharing, question, question.answered(sharing), at)
        except Exception:  # Whatever it is, somebody waits for it and must see that it does not come.
            log.exception("The season %s could not be shared out", sharing.season_id)
            Sharing.objects.filter(pk=sharing_id).update(failed_at=at)
    return Sharing.objects.get(pk=sharing_id)


def question_of(found: Shared) -> Question:
    """What is asked of the solver for a season as it stands."""
    season = found.season
    rows = (time for request in found.requests for time in request.given.all() if time.locked_at)
    keep = sorted(Time(str(r.request_id), str(r.space_id), r.weekday, r.begins, r.ends) for r in rows)
    asked = found.asked.values()
    claims = tuple(claims_of(asked, season.first_groups))
    return Question(
        season.seed, season.most_minutes, claims, tuple(choices_of(asked, found.rooms, keep)), tuple(keep)
    )


@transaction.atomic
def put_time(
    row: SeasonRequest, space: Space, weekday: int, begins: int, *, by: StaffMember, at: dt.datetime
) -> SeasonTime:
    """Put a time down by hand, locked. One that is there on the same day is moved.

    Raises `NotThere` and `SeasonDecided`.
    """
    found = shared(lock_season(row.season))
    time = Time(str(row.pk), str(space.pk), weekday, begins, begins + row.minutes)
    _check(time, found)
    facts = {"space": space, "begins": begins, "ends": time.ends, "locked_at": at, "locked_by": by}
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


@transaction.atomic
def _ask(season: Season, by: StaffMember, at: dt.datetime) -> tuple[Sharing, bool]:
    season = lock_season(season)
    if clock.local_day(at) <= season.ask_by_on:
        raise StillOpen(season.pk)
    many = season.requests.filter(withdrawn_at__isnull=True).count()
    if not many:
        raise NobodyAsked(season.pk)
    last = last_sharing(season)
    if last is not None and last.is_under_way:
        return last, False
    note("share_season", season, by=by, channel="web", at=at, requests=many)
    return Sharing.objects.create(season=season, asked_at=at, asked_by=by), many <= AT_ONCE


@transaction.atomic
def _write_down(sharing: Sharing, question: Question, packing: Packing, at: dt.datetime) -> None:
    """The times as they were found. Where something was changed meanwhile nothing is written, and the worker tries
    once more.
    """
    season = lock_season(sharing.season)
    if question != question_of(shared(season)):
        Sharing.objects.filter(pk=sharing.pk).update(begun_at=None, step="")
        return
    SeasonTime.objects.filter(request__season=season, locked_at__isnull=True).delete()
    given = [time for time in packing.given if isinstance(time, Time) and time not in question.keep]
    SeasonTime.objects.bulk_create(
        SeasonTime(
            request_id=uuid.UUID(time.request),
            space_id=uuid.UUID(time.space),
            weekday=time.weekday,
            begins=time.begins,
            ends=time.ends,
        )
        for time in given
    )
    figures = [step._asdict() for step in packing.steps]
    Sharing.objects.filter(pk=sharing.pk).update(solved_at=at, figures=figures, step="")


def _check(time: Time, found: Shared) -> None:
    """Whether a time can be put there. Raises `NotThere`."""
    room, request = found.rooms.get(time.space), found.asked.get(time.request)
    if room is None or not room.is_lent(time.weekday, time.begins, time.ends):
        raise NotThere("not_lent")
    others = [one for one in found.given if (one.request, one.weekday) != (time.request, time.weekday)]
    if request is None or sum(one.request == time.request for one in others) >= request.times:
        raise NotThere("enough")
    wanted = set(taken(time, room))
    if any(not wanted.isdisjoint(taken(other, found.rooms[other.space])) for other in others):
        raise NotThere("taken")
