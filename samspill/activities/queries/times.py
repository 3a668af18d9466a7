"""Times on the square: what happens when, in one select whatever is looked for."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractHour

from samspill.activities.models import Occurrence
from samspill.activities.queries.nearness import around, times_within
from samspill.activities.queries.searching import found_by
from samspill.activities.queries.standing_areas import heir_of
from samspill.activities.rules.filters import Filter
from samspill.activities.rules.nearness import Near, in_kilometres
from samspill.activities.rules.vocabulary import HOURS_OF_PART
from samspill.foundation import clock
from samspill.foundation.codes import holding
from samspill.foundation.plain_rows import Question, codes, key, moment, plain_rows, question_of
from samspill.foundation.recurrence import OSLO
from samspill.foundation.tenancy import entered_number
from samspill.organisations.models import Organisation

MOST = 2_000
_LONGEST_UNDERWAY = dt.timedelta(days=62)
_FALLBACK = ("nb", "nn", "en")


class ListedTime(NamedTuple):
    """One time an activity takes place, as a list shows it: texts in the reader's language, moments in UTC.

    `cancelled_at` is set also when the whole activity is called off. `place` and `area` may be "". `km` is how far away
    it is, where somebody asked for what is near a spot.
    """

    activity_id: uuid.UUID
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    is_all_day: bool
    cancelled_at: dt.datetime | None
    place: str
    area: str
    organiser: str
    is_free: bool | None
    price: str
    audiences: tuple[str, ...]
    languages: tuple[str, ...]
    km: float | None = None


def how_far_and_when(time: ListedTime) -> tuple[int, dt.datetime, str]:
    """What "nearest first" goes by: whole kilometres, for the spot is no finer; then when it begins; then its key."""
    return in_kilometres(time.km), time.starts_at, str(time.activity_id)


#: What is read for a list, in the order `_listed_time` takes it.
_COLUMNS = (
    "activity_id",
    "title",
    "activity__title",
    "starts_at",
    "ends_at",
    "is_all_day",
    "cancelled_at",
    "activity__cancelled_at",
    "place_text",
    "activity__place__name",
    "activity__place_text",
    "activity__area__name",
    "activity__place__area__name",
    "activity__organisation__name",
    "activity__unit__name",
    "activity__is_free",
    "activity__price",
    "activity__audiences",
    "activity__languages",
)
#: Read too where somebody asked for what is near.
_SPOT = ("activity__place__latitude", "activity__place__longitude")


def week(looked_for: Filter, *, language: str, limit: int = MOST) -> list[ListedTime]:
    """What happens from `from_on` to `until_on`, both included (both must be given), in order. One select.

    What began earlier and still goes on is included; what is cancelled is too, and marked. At most `limit` rows.
    """
    is_passing = looked_for.words or looked_for.near or looked_for.within_km
    question = (
        _week_asked(looked_for, limit) if is_passing else _remembered(entered_number(), looked_for, limit)
    )
    return _answered(question, language, looked_for.near)


@lru_cache(maxsize=512)
def _remembered(_number: str, looked_for: Filter, limit: int) -> Question:
    """The question of one week in one municipality: to put it into SQL takes longer than to answer it. A search for
    words is not remembered, for its question hangs on what can be found; nor what is near, which only one will ask.
    """
    return _week_asked(looked_for, limit)


def _week_asked(looked_for: Filter, limit: int) -> Question:
    assert looked_for.from_on is not None and looked_for.until_on is not None
    begin = clock.start_of_day(looked_for.from_on)
    end = clock.start_of_day(looked_for.until_on + dt.timedelta(days=1))
    return _asked(_between(_on_the_square(looked_for), begin, end), limit, with_spot=bool(looked_for.near))


def upcoming(looked_for: Filter, *, at: dt.datetime, language: str, limit: int = MOST) -> list[ListedTime]:
    """What happens from this moment on (what goes on now included), within the filter's days if it has any."""
    question = _asked(coming(looked_for, at=at), limit, with_spot=bool(looked_for.near))
    return _answered(question, language, looked_for.near)


def coming(looked_for: Filter, *, at: dt.datetime) -> QuerySet[Occurrence]:
    """The rows of `upcoming`, unordered."""
    begin = max(at, clock.start_of_day(looked_for.from_on)) if looked_for.from_on else at
    times = _on_the_square(looked_for)
    if looked_for.until_on:
        times = times.filter(starts_at__lt=clock.start_of_day(looked_for.until_on + dt.timedelta(days=1)))
    return _from(times, begin)


def fitting(
    looked_for: Filter, *, begin: dt.datetime | None = None, end: dt.datetime | None = None
) -> QuerySet[Occurrence]:
    """The times on the square that fit, unordered: those under way at `begin` or later, that start before `end`.

    The filter's own days are left aside. Without `begin` and `end` also what is long past.
    """
    times = _on_the_square(looked_for)
    times = _from(times, begin) if begin else times
    return times.filter(starts_at__lt=end) if end else times


def activities_of(
    organisation: Organisation, *, at: dt.datetime, language: str, limit: int = 20
) -> list[ListedTime]:
    """What an organisation arranges from this moment on."""
    return upcoming(Filter(organisation=organisation.pk), at=at, language=language, limit=limit)


def count_coming(looked_for: Filter, *, at: dt.datetime) -> int:
    """How many times are still to come, cancelled ones left out."""
    times = _on_the_square(looked_for).filter(cancelled_at__isnull=True, activity__cancelled_at__isnull=True)
    return times.filter(starts_at__gte=at).count()


def ids_with_times_to_come(*, at: dt.datetime) -> list[uuid.UUID]:
    """The activities on the square that have something to come, in a lasting order; for the sitemap."""
    coming_times = _from(_on_the_square(Filter()), at)
    return list(coming_times.order_by("activity_id").values_list("activity_id", flat=True).distinct())


def _between(times: QuerySet[Occurrence], begin: dt.datetime, end: dt.datetime) -> QuerySet[Occurrence]:
    return _from(times, begin).filter(starts_at__lt=end)


def _from(times: QuerySet[Occurrence], begin: dt.datetime) -> QuerySet[Occurrence]:
    """From a moment on. The second bound keeps the index in use; nothing listed goes on for longer."""
    underway = Q(starts_at__gte=begin) | Q(ends_at__gt=begin)
    return times.filter(underway, starts_at__gte=begin - _LONGEST_UNDERWAY)


def _on_the_square(looked_for: Filter) -> QuerySet[Occurrence]:
    times = Occurrence.objects.filter(
        *_conditions(looked_for),
        activity__published_at__isnull=False,
        activity__hidden_at__isnull=True,
        activity__by_link_only=False,
    )
    if looked_for.part_of_day in HOURS_OF_PART:
        first, last = HOURS_OF_PART[looked_for.part_of_day]
        times = times.alias(hour=ExtractHour("starts_at", tzinfo=OSLO))
        times = times.filter(Q(is_all_day=True) | Q(hour__gte=first, hour__lt=last))
    return times


def _conditions(looked_for: Filter) -> list[Q]:
    wanted = (
        (looked_for.area, lambda area: _is_in(area, looked_for.within_km)),
        (looked_for.near, lambda near: times_within(near)),
        (looked_for.audience, lambda audience: _is_for(audience)),
        (looked_for.category, lambda category: holding("activity__categories", category)),
        (looked_for.language, lambda language: holding("activity__languages", language)),
        (looked_for.free, lambda _: Q(activity__is_free=True)),
        (looked_for.accessible, lambda _: _is_step_free()),
        (looked_for.organisation, lambda organisation: Q(activity__organisation=organisation)),
        (looked_for.words, lambda words: found_by(words)),
    )
    return [condition(value) for value, condition in wanted if value]


def _is_in(area: uuid.UUID, within_km: int) -> Q:
    """In a part of town, or in the one that took over from it: an old address still leads somewhere."""
    heir = heir_of(area)
    here = Q(activity__area=area) | Q(activity__area__in=heir)
    its_place = Q(activity__place__area=area) | Q(activity__place__area__in=heir)
    there = here | (Q(activity__area__isnull=True) & its_place)
    near = around(area, within_km) if within_km else None
    return there | times_within(near) if near else there


def _is_for(audience: str) -> Q:
    return holding("activity__audiences", audience) | holding("activity__audiences", "everyone")


def _is_step_free() -> Q:
    told_of_place = Q(activity__accessibility="") & holding("activity__place__accessibility", "step_free")
    return holding("activity__accessibility", "step_free") | told_of_place


def _asked(times: QuerySet[Occurrence], limit: int, *, with_spot: bool = False) -> Question:
    columns = _COLUMNS + _SPOT if with_spot else _COLUMNS
    return question_of(times.order_by("starts_at", "id").values_list(*columns)[:limit])


def _answered(question: Question, language: str, near: Near | None = None) -> list[ListedTime]:
    rows = plain_rows(question)
    if near is None:
        return [_listed_time(row, language) for row in rows]
    return [_listed_time(row[:-2], language)._replace(km=near.km_to(*row[-2:])) for row in rows]


def _listed_time(row: tuple[Any, ...], language: str) -> ListedTime:
    (
        activity, own_title, title, begins, ends, is_all_day, off, all_off, own_place, place, place_text, area,
        place_area, organisation, unit, is_free, price, audiences, languages,
    ) = row  # fmt: skip
    cancelled_at = off or all_off
    return ListedTime(
        activity_id=key(activity),
        title=_title(own_title, language) or _title(title, language),
        starts_at=moment(begins),
        ends_at=moment(ends) if ends else None,
        is_all_day=is_all_day,
        cancelled_at=moment(cancelled_at) if cancelled_at else None,
        place=own_place or place or place_text,
        area=area or place_area or "",
        organiser=organisation or unit or "",
        is_free=is_free,
        price=price,
        audiences=codes(audiences),
        languages=codes(languages),
    )


@lru_cache(maxsize=4096)
def _title(kept: str | None, language: str) -> str:
    return in_language(json.loads(kept) or {}, language) if kept else ""


def in_language(texts: dict[str, str], language: str) -> str:
    """The text in the reader's language, else in the nearest there is; "" for none."""
    for wanted in (language, *_FALLBACK):
        if text := texts.get(wanted):
            return text
    return next(iter(texts.values()), "")
