"""Things that are lent alone: which there are, how many are free when, and who has them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.people.models import ContactPoint
from samspill.people.queries import Asker
from samspill.venues.models import ClosedDays, FetchingHours, Loan, Place, Thing
from samspill.venues.queries import Wish, speaks_of, terms_of
from samspill.venues.rules import Hours
from samspill.venues.rules.loans import Out, around, most_out

#: How long before it begins the borrower is told where to fetch, and before it ends to bring it back.
TOLD_BEFORE = dt.timedelta(hours=24)
#: A loan of more than this is worth a reminder of its own before it ends.
A_LONG_LOAN = dt.timedelta(hours=36)
#: What is not back so long after it should be is late, and the borrower is asked.
LATE_AFTER = dt.timedelta(hours=3)


@dataclass(frozen=True)
class Offer:
    """A thing that can be had in a time: how many pieces, and when one fetches and brings them back for that."""

    thing: Thing
    left: int
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class ThingDay:
    """A day of a thing: how many pieces are free the whole day, and when they are fetched and brought back."""

    on: dt.date
    left: int
    hours: tuple[Hours, ...]


def thing_for(asker: Asker | None, thing_id: uuid.UUID) -> Thing:
    """The gate: a thing with its place, hours and closed days; None is the public, who see those that are lent.

    Raises `Thing.DoesNotExist`.
    """
    return (things_with_terms() if asker else lent_things()).get(pk=thing_id)


def lent_things() -> QuerySet[Thing]:
    """Things that are lent now, by name, with what `terms_of` needs. Three queries however many."""
    return things_with_terms().filter(closed_at__isnull=True)


def things_at_the_desk(asker: Asker) -> QuerySet[Thing]:
    """Every thing, also those that are lent no more, by name."""
    return things_with_terms()


def things_with_terms() -> QuerySet[Thing]:
    """Every thing with what `terms_of` needs, by name."""
    return (
        Thing.objects.select_related("place__area")
        .prefetch_related(
            Prefetch("hours", queryset=FetchingHours.objects.order_by("weekday", "opens")),
            Prefetch("place__closed_days", queryset=ClosedDays.objects.order_by("from_on", "pk")),
        )
        .order_by("name", "place__name", "pk")
    )


def free_pieces(
    thing: Thing, starts_at: dt.datetime, ends_at: dt.datetime, *, at: dt.datetime, but: Loan | None = None
) -> int:
    """How many pieces nobody has at any moment of the time; what is late counts as out. `but` is not counted."""
    rows = _holding([thing.pk], starts_at, at).filter(starts_at__lt=ends_at)
    out = [out_of(row, at) for row in rows if but is None or row.pk != but.pk]
    return max(thing.pieces - most_out(out, starts_at, ends_at), 0)


def offers(
    things: Iterable[Thing], starts_at: dt.datetime, ends_at: dt.datetime, *, pieces: int, at: dt.datetime
) -> list[Offer]:
    """The things of which at least so many can be had for what happens between two moments, by name. One query."""
    suiting = [(thing, around(starts_at, ends_at, terms_of(thing), at=at)) for thing in things]
    wanted = [(thing, times) for thing, times in suiting if times]
    first = min((times[0] for _thing, times in wanted), default=starts_at)
    out = out_by_thing([thing.pk for thing, _times in wanted], first, at)
    found = []
    for thing, times in wanted:
        left = thing.pieces - most_out(out[thing.pk], *times)
        if left >= max(pieces, 1):
            found.append(Offer(thing, left, *times))
    return found


def things_wished_for(wish: Wish) -> list[Thing]:
    """The things that are lent in the part of town and by the words of the wish, by name; its time is not looked at."""
    rows = lent_things().filter(place__area=wish.area) if wish.area else lent_things()
    return [thing for thing in rows if speaks_of(thing, wish.words)]


def days_of_thing(thing: Thing, first_on: dt.date, days: int, *, at: dt.datetime) -> list[ThingDay]:
    """Days from `first_on`, each with how many pieces are free all day and when somebody is there. One query."""
    terms = terms_of(thing)
    out = out_by_thing([thing.pk], clock.start_of_day(first_on), at)[thing.pk]
    found = []
    for day in (first_on + dt.timedelta(days=n) for n in range(days)):
        begins, ends = clock.start_of_day(day), clock.start_of_day(day + dt.timedelta(days=1))
        open_then = [] if terms.is_closed(day) else [h for h in terms.hours if h.weekday == day.weekday()]
        left = max(thing.pieces - most_out(out, begins, ends), 0)
        found.append(ThingDay(day, left, tuple(open_then)))
    return found


def live_loans() -> QuerySet[Loan]:
    """Loans that hold their pieces, with all that a line tells."""
    return every_loan().filter(
        refused_at__isnull=True, given_back_at__isnull=True, cancelled_at__isnull=True,
        brought_back_at__isnull=True, returned_at__isnull=True,
    )  # fmt: skip


def waiting_loans(asker: Asker, *, place: Place | None = None) -> QuerySet[Loan]:
    """Requests for things that somebody must answer, the one that has waited longest first.

    Of dates that were asked for together only the first that waits: they are answered together.
    """
    waiting = live_loans().filter(approved_at__isnull=True)
    earlier = waiting.filter(series=OuterRef("series"), starts_at__lt=OuterRef("starts_at"))
    return _in(place, waiting.filter(~Exists(earlier))).order_by("asked_at", "pk")


def late_loans(asker: Asker, *, at: dt.datetime, place: Place | None = None) -> QuerySet[Loan]:
    """What should be back and is not, the one that is latest first."""
    return _in(place, _booked().filter(ends_at__lt=at)).order_by("ends_at", "pk")


def loans_to_look_over(asker: Asker, *, place: Place | None = None) -> QuerySet[Loan]:
    """What the borrower says is back, and nobody in the house has seen, the oldest first."""
    rows = every_loan().filter(brought_back_at__isnull=False, returned_at__isnull=True)
    return _in(place, rows).order_by("brought_back_at", "pk")


def loans_missing_pieces(asker: Asker, *, place: Place | None = None) -> QuerySet[Loan]:
    """What came back without all its pieces, the last first."""
    return _in(place, every_loan().filter(missing__gt=0)).order_by("-returned_at", "pk")


def loans_to_hand_out(asker: Asker, *, at: dt.datetime, place: Place | None = None) -> QuerySet[Loan]:
    """What is booked and not fetched, the next first."""
    rows = _booked().filter(fetched_at__isnull=True, ends_at__gte=at)
    return _in(place, rows).order_by("starts_at", "pk")


def loans_that_are_out(asker: Asker, *, at: dt.datetime, place: Place | None = None) -> QuerySet[Loan]:
    """What is fetched and should come back, the next first."""
    rows = _booked().filter(fetched_at__isnull=False, ends_at__gte=at)
    return _in(place, rows).order_by("ends_at", "pk")


def loans_of_thing(thing: Thing, *, since: dt.datetime) -> list[Loan]:
    """What is booked of a thing and not over at this moment, the first first."""
    rows = live_loans().filter(thing=thing, approved_at__isnull=False, ends_at__gte=since)
    return list(rows.order_by("starts_at", "pk")[:1000])


def loans_between(
    asker: Asker, first_on: dt.date, days: int, *, place: Place | None = None
) -> list[tuple[dt.date, list[Loan], list[Loan]]]:
    """Each day with what is to be fetched and what is to be brought back: a list to print. One query."""
    from_at, until_at = (clock.start_of_day(first_on + dt.timedelta(days=n)) for n in (0, days))
    out: dict[dt.date, list[Loan]] = defaultdict(list)
    back: dict[dt.date, list[Loan]] = defaultdict(list)
    rows = _in(place, _booked().filter(starts_at__lt=until_at, ends_at__gte=from_at))
    for row in rows.order_by("starts_at", "pk"):
        if row.fetched_at is None:
            out[clock.local_day(row.starts_at)].append(row)
        back[clock.local_day(row.ends_at)].append(row)
    return [
        (day, out[day], sorted(back[day], key=lambda row: row.ends_at))
        for day in (first_on + dt.timedelta(days=n) for n in range(days))
    ]


def places_with_things(asker: Asker) -> list[Place]:
    """The houses that keep something to lend, by name."""
    return list(Place.objects.filter(things__isnull=False).distinct().order_by("name", "pk"))


def phones_of_borrowers(loans: Iterable[Loan]) -> dict[uuid.UUID, str]:
    """The phone (E.164) each borrower prefers, by person. One query."""
    points = ContactPoint.objects.filter(
        kind=ContactPoint.Kind.PHONE, person__in={loan.person_id for loan in loans}
    )
    rows = points.order_by("is_preferred", "-added_at").values_list("person_id", "value")
    return dict(rows)


def loan_for(asker: Asker, loan_id: uuid.UUID) -> Loan:
    """The gate of staff to a loan. Raises `Loan.DoesNotExist`."""
    return every_loan().get(pk=loan_id)


def loan_of_link(loan_id: uuid.UUID | str) -> Loan:
    """The loan a private link leads to, whatever became of it. Raises `Loan.DoesNotExist`."""
    return every_loan().get(pk=loan_id, person__erased_at__isnull=True)


def loan_as_it_stands(loan: Loan) -> Loan:
    """The loan as it is in the database now, whoever it is for."""
    return every_loan().get(pk=loan.pk)


def loans_of_organisation(organisation: Organisation, *, at: dt.datetime) -> list[Loan]:
    """What an association has asked for that is not over or not back, the next first."""
    still_out = Q(returned_at__isnull=True, fetched_at__isnull=False)
    rows = every_loan().filter(Q(ends_at__gt=at) | still_out, organisation=organisation)
    return list(rows.order_by("starts_at", "pk"))


def loan_of_organisation(organisation: Organisation, loan_id: uuid.UUID) -> Loan:
    """The gate of an association to a loan of its own. Raises `Loan.DoesNotExist`."""
    return every_loan().get(pk=loan_id, organisation=organisation)


def where_to_fetch_is_told(loan: Loan, *, at: dt.datetime) -> bool:
    """Whether the time is so near that the borrower may know how to get in where it is kept."""
    return bool(loan.is_live and loan.approved_at and loan.starts_at - TOLD_BEFORE <= at)


def loans_to_remind(*, at: dt.datetime) -> QuerySet[Loan]:
    """What begins within a day, and where the borrower is not told where to fetch it."""
    soon = _booked().filter(reminded_at__isnull=True, fetched_at__isnull=True)
    return soon.filter(ends_at__gt=at, starts_at__lte=at + TOLD_BEFORE).order_by("starts_at", "pk")


def loans_to_bring_back(*, at: dt.datetime) -> QuerySet[Loan]:
    """What ends within a day, and where the borrower has not been reminded; of short loans she has just been told."""
    begun = _booked().filter(return_reminded_at__isnull=True, starts_at__lte=at)
    soon = begun.filter(ends_at__gt=F("starts_at") + A_LONG_LOAN)
    return soon.filter(ends_at__gt=at, ends_at__lte=at + TOLD_BEFORE).order_by("ends_at", "pk")


def loans_to_ask_for(*, at: dt.datetime) -> QuerySet[Loan]:
    """What is late, and where the borrower has not been asked."""
    rows = _booked().filter(late_told_at__isnull=True, ends_at__lte=at - LATE_AFTER)
    return rows.order_by("ends_at", "pk")


def _booked() -> QuerySet[Loan]:
    return live_loans().filter(approved_at__isnull=False)


def _in(place: Place | None, rows: QuerySet[Loan]) -> QuerySet[Loan]:
    return rows.filter(thing__place=place) if place else rows


def _holding(keys: Iterable[uuid.UUID], from_at: dt.datetime, at: dt.datetime) -> QuerySet[Loan]:
    """The live loans of some things that may hold pieces from a moment on: not over then, or late now."""
    late = Q(fetched_at__isnull=False, ends_at__lte=at)
    return live_loans().filter(Q(ends_at__gt=from_at) | late, thing__in=list(keys))


def out_by_thing(
    keys: Iterable[uuid.UUID], from_at: dt.datetime, at: dt.datetime
) -> dict[uuid.UUID, list[Out]]:
    """What is out of each of these things from a moment on, as the rules count it. One query."""
    found: dict[uuid.UUID, list[Out]] = defaultdict(list)
    for row in _holding(keys, from_at, at):
        found[row.thing_id].append(out_of(row, at))
    return found


def out_of(row: Loan, at: dt.datetime) -> Out:
    """A loan as the rules count it. What is late is thought to come back tomorrow, not before."""
    is_late = row.fetched_at is not None and row.ends_at <= at
    back = clock.start_of_day(clock.local_day(at) + dt.timedelta(days=1)) if is_late else row.ends_at
    return Out(row.pieces, row.starts_at, back)


def every_loan() -> QuerySet[Loan]:
    """All loans with all that a line tells, whatever became of them."""
    return Loan.objects.select_related("thing__place", "instead_of__place", "person", "organisation")
