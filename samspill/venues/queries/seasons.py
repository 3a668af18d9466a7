"""Seasons: which there are, what has been asked for, what is shared out, and why somebody got less."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from samspill.organisations.models import Organisation
from samspill.people.queries import Asker
from samspill.venues.models import (
    Season,
    SeasonRequest,
    SeasonSpace,
    SeasonTime,
    SeasonWish,
    Sharing,
    Space,
)
from samspill.venues.queries import spaces_with_terms, taken_with, terms_of
from samspill.venues.rules.seasons import (
    Asked,
    Outcome,
    Reason,
    Room,
    SeasonFacts,
    Stage,
    Time,
    Wanted,
    reasons,
    stage_of,
)


@dataclass(frozen=True)
class Shared:
    """A season with all that has been asked for and given: what a page or a worker needs of it at once."""

    season: Season
    spaces: tuple[Space, ...]
    requests: tuple[SeasonRequest, ...]

    @cached_property
    def rooms(self) -> dict[str, Room]:
        """The spaces as `rules.seasons` takes them."""
        return {str(space.pk): room_of(space, self.season) for space in self.spaces}

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """The requests as `rules.seasons` takes them, by key, in the order they were asked."""
        return {str(row.pk): asked_of(row) for row in self.requests}

    @cached_property
    def given(self) -> list[Time]:
        """The times that are given, by day and hour."""
        found = [time_of(row) for request in self.requests for row in request.given.all()]
        return sorted(found, key=lambda time: (time.weekday, time.begins, time.space, time.request))

    def reasons_for(self, request: SeasonRequest) -> list[Reason]:
        """Why its wishes gave nothing; empty where it has all it asked for."""
        return reasons(self.asked[str(request.pk)], self.outcome)

    @cached_property
    def outcome(self) -> Outcome:
        """What is given, with what is needed to tell why."""
        minutes: dict[str, int] = defaultdict(int)
        for time in self.given:
            minutes[self.asked[time.request].taker] += time.ends - time.begins
        groups = {key: one.group for key, one in self.asked.items()}
        return Outcome(self.rooms, self.given, groups, minutes, self.season.most_minutes)


def seasons_at_the_desk(asker: Asker) -> QuerySet[Season]:
    """Every season, the newest first, with how many have asked, and what `stage_now` needs."""
    live = Q(requests__withdrawn_at__isnull=True)
    times = SeasonTime.objects.filter(request__season=OuterRef("pk"), request__withdrawn_at__isnull=True)
    waits = Sharing.objects.filter(season=OuterRef("pk"), solved_at__isnull=True, failed_at__isnull=True)
    rows = Season.objects.annotate(
        number_asked=Count("requests", filter=live),  # A season has no other rows joined in.
        has_proposal=Exists(times),
        is_shared_now=Exists(waits),
    )
    return rows.order_by("-first_on", "-made_at", "pk")


def stage_now(season: Any, today: dt.date) -> Stage:
    """How far a season of `seasons_at_the_desk` has come. No query."""
    return stage_of(
        is_decided=season.decided_at is not None,
        is_shared_now=season.is_shared_now,
        is_open=today <= season.ask_by_on,
        number_asked=season.number_asked,
        has_proposal=season.has_proposal,
    )


def season_for(asker: Asker, season_id: uuid.UUID) -> Season:
    """The gate of staff to a season. Raises `Season.DoesNotExist`."""
    return Season.objects.get(pk=season_id)


def open_seasons(*, today: dt.date) -> list[Season]:
    """The seasons one can ask for hours in, the one that closes first first."""
    rows = Season.objects.filter(decided_at__isnull=True, ask_by_on__gte=today)
    return list(rows.order_by("ask_by_on", "pk"))


def seasons_on_the_square(*, today: dt.date) -> list[Season]:
    """The seasons that are not over, the first first."""
    return list(Season.objects.filter(last_on__gte=today).order_by("first_on", "pk"))


def season_to_ask_in(season_id: uuid.UUID) -> Season:
    """The gate of the square and of associations to a season: all may see them. Raises `Season.DoesNotExist`."""
    return Season.objects.get(pk=season_id)


def breaks_of(season: Season) -> list[tuple[dt.date, dt.date, str]]:
    """The days off of a season, the first first: from, until and including, name."""
    return list(season.breaks.order_by("from_on", "pk").values_list("from_on", "until_on", "name"))


def facts_of(season: Season) -> SeasonFacts:
    """A season as it is told."""
    told = {name: getattr(season, name) for name in SeasonFacts.__dataclass_fields__ if name != "breaks"}
    return SeasonFacts(**told, breaks=tuple(breaks_of(season)))


def season_request_for(asker: Asker, season_id: uuid.UUID, request_id: uuid.UUID) -> SeasonRequest:
    """The gate of staff to a request in a season. Raises `SeasonRequest.DoesNotExist`."""
    return _requests().get(pk=request_id, season=season_id)


def season_time_for(asker: Asker, season_id: uuid.UUID, time_id: uuid.UUID) -> SeasonTime:
    """The gate of staff to a time in a season. Raises `SeasonTime.DoesNotExist`."""
    return SeasonTime.objects.select_related("request__season").get(pk=time_id, request__season=season_id)


def withdrawn_requests(season: Season) -> list[SeasonRequest]:
    """What was asked for and is not needed."""
    rows = _requests().filter(season=season, withdrawn_at__isnull=False)
    return list(rows.order_by("asked_at", "pk"))


def season_requests_of(organisation: Organisation) -> list[SeasonRequest]:
    """What an association has asked for in any season, the newest season first."""
    rows = _requests().filter(organisation=organisation)
    return list(rows.order_by("-season__first_on", "asked_at", "pk"))


def season_request_of(organisation: Organisation, request_id: uuid.UUID) -> SeasonRequest:
    """The gate of an association to a request of its own. Raises `SeasonRequest.DoesNotExist`."""
    return _requests().get(pk=request_id, organisation=organisation)


def spaces_of(season: Season) -> list[Space]:
    """The spaces whose hours are shared out, by place and name, with hours, parts and closed days."""
    keys = SeasonSpace.objects.filter(season=season).values_list("space_id", flat=True)
    return list(spaces_with_terms().filter(pk__in=list(keys)))


def shared(season: Season) -> Shared:
    """A season with its spaces and its live requests. A fixed number of queries."""
    rows = _requests().filter(season=season, withdrawn_at__isnull=True)
    return Shared(season, tuple(spaces_of(season)), tuple(rows.order_by("asked_at", "pk")))


def last_sharing(season: Season) -> Sharing | None:
    """The last time the hours were shared out, solved or not."""
    return Sharing.objects.filter(season=season).order_by("-asked_at", "-pk").first()


def sharings_that_wait(*, begun_before: dt.datetime) -> QuerySet[Sharing]:
    """What no worker has taken, or one took so long ago that it must have died."""
    free = Q(begun_at__isnull=True) | Q(begun_at__lt=begun_before)
    rows = Sharing.objects.filter(
        free, solved_at__isnull=True, failed_at__isnull=True, season__decided_at__isnull=True
    )
    return rows.order_by("asked_at", "pk")


def room_of(space: Space, season: Season) -> Room:
    """A space with the hours it is lent that lie within the season's."""
    hours = tuple(
        (one.weekday, max(one.opens, season.opens), min(one.closes, season.closes))
        for one in terms_of(space).hours
        if str(one.weekday) in season.weekdays
    )
    return Room(
        str(space.pk),
        tuple(map(str, taken_with(space))),
        space.capacity,
        hours,
        frozenset((*space.equipment, *space.accessibility, *space.place.accessibility)),
        space.lends_to == Space.Lends.REGISTERED,
    )


def asked_of(row: SeasonRequest) -> Asked:
    """A request as `rules.seasons` takes it. An association is one taker, however many of it ask."""
    wishes = tuple(
        Wanted(str(wish.space_id or ""), tuple(map(int, wish.weekdays)), wish.begins, wish.ends, wish.needs)
        for wish in sorted(row.wishes.all(), key=lambda wish: wish.rank)
    )
    taker = str(row.organisation_id or f"{row.person_id} {row.on_behalf_of.casefold()}")
    is_registered = row.organisation_id is not None
    return Asked(str(row.pk), taker, row.group, row.people, row.minutes, row.times, wishes, is_registered)


def time_of(row: SeasonTime) -> Time:
    """A time as `rules.seasons` takes it."""
    return Time(str(row.request_id), str(row.space_id), row.weekday, row.begins, row.ends)


def _requests() -> QuerySet[SeasonRequest]:
    wishes = SeasonWish.objects.select_related("space__place").order_by("rank")
    given = SeasonTime.objects.select_related("space__place", "request__organisation", "request__person")
    return SeasonRequest.objects.select_related("season", "person", "organisation").prefetch_related(
        Prefetch("wishes", queryset=wishes), Prefetch("given", queryset=given.order_by("weekday", "begins"))
    )
