"""Spaces that are lent, what is free, and who has borrowed what."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from samspill.foundation import clock
from samspill.foundation.codes import holding
from samspill.foundation.models import Area
from samspill.organisations.models import Organisation
from samspill.organisations.queries.desk import organisation_called
from samspill.people.queries import Asker
from samspill.venues import rules
from samspill.venues.models import BookedQuarter, Booking, ClosedDays, LendingHours, Place, Space, Thing
from samspill.venues.rules import Hours, Objection, Terms

Stretch = tuple[dt.datetime, dt.datetime, bool]
#: How long before it begins the borrower is told how to open.
DOOR_TOLD_BEFORE = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: a time if there is one, for how many, where, what must be there, and words."""

    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    people: int = 0
    area: Area | None = None
    needs: tuple[str, ...] = ()
    words: str = ""


def place_for(asker: Asker, place_id: uuid.UUID) -> Place:
    """The gate of staff to a place. Raises `Place.DoesNotExist`."""
    return Place.objects.select_related("area").get(pk=place_id)


def space_for(asker: Asker | None, space_id: uuid.UUID) -> Space:
    """The gate: a space with its place, parts, hours and closed days; None is the public, who see those that are lent.

    Raises `Space.DoesNotExist`.
    """
    return (spaces_with_terms() if asker else lent_spaces()).get(pk=space_id)


def lent_spaces() -> QuerySet[Space]:
    """Spaces that are lent now, with what `terms_of` needs, by place and name. Four queries however many."""
    return spaces_with_terms().filter(closed_at__isnull=True)


def spaces_at_the_desk(asker: Asker) -> list[Space]:
    """Every space, also those that are lent no more, by place and name."""
    return list(spaces_with_terms())


def places_at_the_desk(asker: Asker) -> list[Place]:
    """Every place, by name, with its spaces."""
    rows = Place.objects.select_related("area").prefetch_related("spaces__parts")
    return list(rows.order_by("name", "address", "pk"))


def closed_days_to_come(place: Place, *, today: dt.date) -> list[ClosedDays]:
    """The days on which nothing is lent in the place, as far as they are not over, the first first."""
    return list(place.closed_days.filter(until_on__gte=today).order_by("from_on", "pk"))


def terms_of(lent: Space | Thing) -> Terms:
    """What a space or a thing demands. No query where it came through a gate or one of the lists here."""
    if isinstance(lent, Space):
        longest = dt.timedelta(minutes=lent.longest_minutes)
    else:
        longest = dt.timedelta(days=lent.longest_days)
    return Terms(
        longest=longest,
        notice=dt.timedelta(hours=lent.notice_hours),
        ahead=dt.timedelta(days=lent.ahead_days),
        hours=tuple(
            Hours(row.weekday, row.opens, row.closes, row.at_once)
            for row in sorted(lent.hours.all(), key=lambda row: (row.weekday, row.opens))
        ),
        closed=tuple((row.from_on, row.until_on) for row in lent.place.closed_days.all()),
    )


def taken_with(space: Space) -> list[uuid.UUID]:
    """The keys of what is taken when this space is borrowed: itself and its parts, in the order they are locked."""
    return sorted([space.pk, *(part.pk for part in space.parts.all())])


def free_spaces(wish: Wish, *, at: dt.datetime) -> list[Space]:
    """The spaces that can be had at that time by whoever may borrow them, the smallest that is large enough first.

    Without a time all that are as wished for, by place and name.
    """
    rows = [space for space in _narrowed(lent_spaces(), wish) if speaks_of(space, wish.words)]
    if wish.starts_at is None or wish.ends_at is None:
        return rows
    open_then = [
        space
        for space in rows
        if rules.objection(wish.starts_at, wish.ends_at, terms_of(space), at=at, by_staff=False) is None
    ]
    keys = [key for space in open_then for key in taken_with(space)]
    taken = set(quarters_in(keys, wish.starts_at, wish.ends_at).values_list("space_id", flat=True))
    free = [space for space in open_then if not taken.intersection(taken_with(space))]
    return sorted(free, key=lambda space: (space.capacity or 0, str(space), str(space.pk)))


def week_of(space: Space, first_on: dt.date, *, at: dt.datetime) -> list[tuple[dt.date, list[Stretch]]]:
    """Seven days from `first_on`, each with the stretches that can still be asked for."""
    days = [first_on + dt.timedelta(days=n) for n in range(7)]
    until = clock.start_of_day(days[-1] + dt.timedelta(days=1))
    rows = quarters_in(taken_with(space), clock.start_of_day(first_on), until)
    taken = set(rows.values_list("starts_at", flat=True))
    terms = terms_of(space)
    return [(day, rules.stretches(day, terms, taken, at=at)) for day in days]


def bookings_of_week(space: Space, first_on: dt.date, days: int = 7) -> dict[dt.date, list[Booking]]:
    """What keeps others from the space in these days, by day; days without any are there too. One query."""
    from_at, until_at = (clock.start_of_day(first_on + dt.timedelta(days=n)) for n in (0, days))
    found: dict[dt.date, list[Booking]] = {first_on + dt.timedelta(days=n): [] for n in range(days)}
    for row in _keeping_others_from(space).filter(starts_at__gte=from_at, starts_at__lt=until_at):
        found[clock.local_day(row.starts_at)].append(row)
    return found


def taken_since(space: Space, *, since: dt.datetime) -> list[Booking]:
    """What keeps others from the space from this moment on, the first first: for a calendar of others. One query."""
    return list(_keeping_others_from(space).filter(starts_at__gte=since)[:1000])


def _keeping_others_from(space: Space) -> QuerySet[Booking]:
    """What holds a time that the space needs, the first first: bookings of it, of its parts and of its whole, and
    requests that nobody has answered. These are the bookings whose quarters it would meet (0028).
    """
    keys = [*taken_with(space), *([space.whole_id] if space.whole_id else [])]
    return live_bookings().filter(space__in=keys).order_by("starts_at", "pk")


def live_bookings() -> QuerySet[Booking]:
    """Bookings that hold their time, with all that a line tells."""
    return every_booking().filter(
        refused_at__isnull=True, given_back_at__isnull=True, cancelled_at__isnull=True
    )


def waiting_requests(asker: Asker, *, at: dt.datetime) -> QuerySet[Booking]:
    """Requests somebody must answer, the one that has waited longest first."""
    return live_bookings().filter(approved_at__isnull=True, ends_at__gt=at).order_by("asked_at", "pk")


def coming_bookings(asker: Asker, *, at: dt.datetime) -> QuerySet[Booking]:
    """What is booked and not over, the next first."""
    return live_bookings().filter(approved_at__isnull=False, ends_at__gt=at).order_by("starts_at", "pk")


def booking_for(asker: Asker, booking_id: uuid.UUID) -> Booking:
    """The gate of staff to a booking. Raises `Booking.DoesNotExist`."""
    return every_booking().get(pk=booking_id)


def booking_of_link(booking_id: uuid.UUID | str) -> Booking:
    """The booking a private link leads to, whatever became of it. Raises `Booking.DoesNotExist`."""
    return every_booking().get(pk=booking_id, person__erased_at__isnull=True)


def bookings_of_organisation(organisation: Organisation, *, at: dt.datetime) -> list[Booking]:
    """What an association has asked for that is not over, the next first; refused and cancelled ones too."""
    return list(every_booking().filter(organisation=organisation, ends_at__gt=at).order_by("starts_at", "pk"))


def booking_of_organisation(organisation: Organisation, booking_id: uuid.UUID) -> Booking:
    """The gate of an association to a booking of its own. Raises `Booking.DoesNotExist`."""
    return every_booking().get(pk=booking_id, organisation=organisation)


def clashes(space: Space, times: Sequence[tuple[dt.datetime, dt.datetime]]) -> set[dt.datetime]:
    """The starts of those of the times where the space, or a part of it, is taken. One query."""
    if not times:
        return set()
    rows = quarters_in(taken_with(space), min(times)[0], max(end for _, end in times))
    taken = set(rows.values_list("starts_at", flat=True))
    return {start for start, end in times if taken.intersection(rules.quarters(start, end))}


def objection_to(
    space: Space, starts_at: dt.datetime, ends_at: dt.datetime, *, at: dt.datetime, by_staff: bool
) -> Objection | None:
    """Why a time cannot be had whoever asks, whether it is taken or not."""
    return rules.objection(starts_at, ends_at, terms_of(space), at=at, by_staff=by_staff)


def named_organisation(words: str) -> Organisation | None:
    """The one association that goes by this name or number, if it is here, goes on and is shown."""
    found = organisation_called(words)
    return found if found and found.closed_on is None and found.hidden_at is None else None


def door_is_told(booking: Booking, *, at: dt.datetime) -> bool:
    """Whether the time is so near that the borrower may know how to open."""
    return bool(
        booking.is_live
        and booking.approved_at
        and booking.starts_at - DOOR_TOLD_BEFORE <= at < booking.ends_at
    )


def to_remind(*, at: dt.datetime) -> QuerySet[Booking]:
    """What begins within a day, and where the borrower is not told how to open."""
    soon = live_bookings().filter(approved_at__isnull=False, reminded_at__isnull=True)
    return soon.filter(starts_at__gt=at, starts_at__lte=at + DOOR_TOLD_BEFORE).order_by("starts_at", "pk")


def equipment_here() -> list[str]:
    """What there is of equipment in the spaces that are lent, in the order shown."""
    here: dict[str, int] = defaultdict(int)
    for codes in Space.objects.filter(closed_at__isnull=True).values_list("equipment", flat=True):
        for code in codes:
            here[code] += 1
    return [code for code in rules.EQUIPMENT if here[code]]


def _narrowed(rows: QuerySet[Space], wish: Wish) -> QuerySet[Space]:
    if wish.people:
        rows = rows.filter(Q(capacity__isnull=True) | Q(capacity__gte=wish.people))
    if wish.area is not None:
        rows = rows.filter(place__area=wish.area)
    for code in wish.needs:
        if code in rules.EQUIPMENT:
            rows = rows.filter(holding("equipment", code))
        else:
            rows = rows.filter(holding("accessibility", code) | holding("place__accessibility", code))
    return rows


def speaks_of(lent: Space | Thing, words: str) -> bool:
    """Whether every word stands in what is said of it, or in where it is."""
    told = f"{lent.name} {lent.about} {lent.purposes} {lent.place.name} {lent.place.address}".casefold()
    return all(word in told for word in words.casefold().split())


def quarters_in(
    keys: Iterable[uuid.UUID], from_at: dt.datetime, until_at: dt.datetime
) -> QuerySet[BookedQuarter]:
    """The quarters of an hour that are taken in these spaces."""
    return BookedQuarter.objects.filter(space__in=list(keys), starts_at__gte=from_at, starts_at__lt=until_at)


def spaces_with_terms() -> QuerySet[Space]:
    """Every space with what `terms_of` needs, by place and name."""
    rows = Space.objects.select_related("place__area", "whole")
    return rows.prefetch_related(
        Prefetch("parts", queryset=Space.objects.order_by("name", "pk")),
        Prefetch("hours", queryset=LendingHours.objects.order_by("weekday", "opens")),
        Prefetch("place__closed_days", queryset=ClosedDays.objects.order_by("from_on", "pk")),
    ).order_by("place__name", "place_id", "name", "pk")


def every_booking() -> QuerySet[Booking]:
    """All bookings with all that a line tells, whatever became of them."""
    return Booking.objects.select_related("space__place", "person", "organisation")
