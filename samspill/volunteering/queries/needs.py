"""Needs and requests as the desk sees them: the gates, the list, and what is known of somebody who calls."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.foundation import clock
from samspill.foundation.places import folded
from samspill.people.models import Person, Role
from samspill.people.queries import Asker, persons_for
from samspill.people.queries.standing_in import whose_tasks
from samspill.volunteering.models import (
    Assignment,
    GroupSeat,
    Need,
    Offer,
    Recipient,
    Request,
    Shift,
)

#: Further ahead than this a time of a rota is no news beside what was phoned in.
ROTAS_IN_SIGHT = dt.timedelta(days=14)
STATES = ("open", "covered", "over", "cancelled", "all")
FETCHED = (
    "need__unit",
    "need__area",
    "need__request__recipient__person",
    "need__made_by",
    "need__owner",
    "need__changed_by",
    "role",
)


@dataclass(frozen=True, slots=True)
class WhichNeeds:
    """What the list is narrowed by; empty means any. `state` is one of `STATES`, `unit` a unit's id."""

    words: str = ""
    state: str = "open"
    kind: str = ""
    unit: uuid.UUID | None = None
    is_mine: bool = False


@dataclass(frozen=True)
class KnownCaller:
    """What is known at a phone number, as far as the asker may know it."""

    people: list[Person]
    recipients: list[Recipient]
    earlier: list[Shift]

    def __bool__(self) -> bool:
        return bool(self.people or self.recipients or self.earlier)


def seen_units(asker: Asker) -> frozenset[uuid.UUID]:
    """The units whose requests she sees: those she cares for, and those where she may only look."""
    looks = {unit for unit, role in asker.held if role == Role.READER}
    return asker.caring_unit_ids | looks


def shifts_for(asker: Asker) -> QuerySet[Any]:
    """Every shift the asker may see, with need, unit, area and recipient, and how it stands, as `counted` has it."""
    return counted(Shift.objects.filter(need__unit__in=seen_units(asker)).select_related(*FETCHED))


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """These shifts with how each stands.

    Counted on each: `taken` places (by volunteers and groups), `standing_by` reserves, `asked` people, `waiting` for an
    answer, `unreached`; `withdrew` is whether somebody has. In no order; one query.
    """
    asked = Offer.objects.filter(shift=OuterRef("pk"))
    booked = Assignment.objects.filter(shift=OuterRef("pk"))
    live = booked.filter(released_at__isnull=True)
    waiting = asked.filter(answer="", lapsed_at__isnull=True)
    return rows.annotate(
        taken=places_taken(),
        standing_by=_count(live.filter(seat__gt=OuterRef("places"))),
        asked=_count(asked),
        waiting=_count(waiting.filter(undelivered_at__isnull=True)),
        unreached=_count(waiting.filter(undelivered_at__isnull=False)),
        withdrew=Exists(booked.filter(released_reason="withdrew")),
    )


def places_taken(shift: str = "pk", *, places: str = "places") -> Any:
    """What annotates a shift with how many of its places are taken, by volunteers and by groups; not by reserves.

    A row that only points to a shift says where its key and its number of places are.
    """
    single = Assignment.objects.filter(
        shift=OuterRef(shift), released_at__isnull=True, seat__lte=OuterRef(places)
    )
    in_groups = GroupSeat.objects.filter(shift=OuterRef(shift), released_at__isnull=True)
    return _count(single) + _count(in_groups)


def shift_for(asker: Asker, need_id: uuid.UUID, shift_id: uuid.UUID | None = None) -> Any:
    """The gate: one shift of a need with `need` and all that belongs to it. Raises `Shift.DoesNotExist`.

    Without `shift_id` the only one of a need; a rota has many, and none of them is meant.
    """
    return _one(shifts_for(asker), need_id, shift_id)


def shift_to_change_for(asker: Asker, need_id: uuid.UUID, shift_id: uuid.UUID | None = None) -> Any:
    """The gate for changes: only where the asker cares for the unit. Raises `Shift.DoesNotExist`."""
    return _one(shifts_for(asker).filter(need__unit__in=asker.caring_unit_ids), need_id, shift_id)


def is_rota(asker: Asker, need_id: uuid.UUID) -> bool:
    """Whether this is a rota the asker may see."""
    rows = Need.objects.filter(pk=need_id, form=Need.Form.ROTA, unit__in=seen_units(asker))
    return bool(rows.exists())


def cares_for(asker: Asker, need: Need) -> bool:
    """Whether the asker may see whom it is for, and the private part."""
    return need.unit_id in asker.caring_unit_ids


def needs_list(asker: Asker, which: WhichNeeds, *, at: dt.datetime) -> QuerySet[Any]:
    """The shifts that fit, as `shifts_for` gives them; the next first, of those over the latest first."""
    rows = shifts_for(asker).filter(_in_state(which.state, at))
    if which.state in ("open", "covered"):
        rows = rows.filter(in_sight(at))
    if which.kind:
        rows = rows.filter(need__kind=which.kind)
    if which.unit:
        rows = rows.filter(need__unit=which.unit)
    if which.is_mine:
        mine = whose_tasks(asker.staff, on=clock.local_day(at))
        rows = rows.filter(Q(need__owner__in=mine) | Q(need__owner__isnull=True, need__made_by__in=mine))
    for word in which.words.split():
        rows = rows.filter(_holds(word, asker))
    newest_first = which.state in ("over", "cancelled", "all")
    return rows.order_by("-starts_at" if newest_first else "starts_at", "code")


def in_sight(at: dt.datetime) -> Q:
    """The condition on Shift for what belongs in a list of what is to be done: of rotas only what is near."""
    return ~Q(need__form=Need.Form.ROTA) | Q(starts_at__lt=at + ROTAS_IN_SIGHT)


def requests_waiting(asker: Asker) -> QuerySet[Request]:
    """Requests from the square that nobody has made anything of yet, the oldest first."""
    rows = Request.objects.filter(
        ~Exists(Need.objects.filter(request=OuterRef("pk"))),
        unit__in=asker.caring_unit_ids,
        declined_at__isnull=True,
    )
    return rows.select_related("unit").order_by("received_at", "pk")


def request_for(asker: Asker, request_id: uuid.UUID) -> Request:
    """The gate: a request of a unit the asker cares for. Raises `Request.DoesNotExist`."""
    rows = Request.objects.filter(unit__in=asker.caring_unit_ids)
    return rows.select_related("unit", "recipient__person").get(pk=request_id)


def recipient_for(asker: Asker, recipient_id: uuid.UUID | str) -> Recipient:
    """The gate: somebody who gets help from the unit the asker acts in. Raises `Recipient.DoesNotExist`."""
    rows = Recipient.objects.filter(unit=asker.unit, unit__in=asker.caring_unit_ids)
    return rows.select_related("person").get(pk=recipient_id)


def known_caller(asker: Asker, phone: str) -> KnownCaller:
    """Who is reached at this number (E.164), whom of her own unit's recipients, and what was asked from it before."""
    people = list(
        persons_for(asker).filter(contact_points__value=phone).distinct().order_by("search_name")[:6]
    )
    calls = Q(need__request__caller_phone=phone) | Q(need__request__recipient__person__in=people)
    earlier = list(
        Shift.objects.filter(calls, need__unit__in=asker.caring_unit_ids)
        .select_related(*FETCHED)
        .order_by("-starts_at")[:5]
    )
    mine = Recipient.objects.filter(unit=asker.unit, unit__in=asker.caring_unit_ids, ended_at__isnull=True)
    helped = Q(person__in=people) | Q(pk__in=[shift.need.request.recipient_id for shift in earlier])
    return KnownCaller(
        people, list(mine.filter(helped).select_related("person").order_by("person__search_name")), earlier
    )


def _one(rows: QuerySet[Any], need_id: uuid.UUID, shift_id: uuid.UUID | None) -> Any:
    if shift_id is not None:
        return rows.get(need=need_id, pk=shift_id)
    return rows.exclude(need__form=Need.Form.ROTA).get(need=need_id)


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("shift").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _in_state(state: str, at: dt.datetime) -> Q:
    stands = Q(cancelled_at__isnull=True)
    return {
        "open": stands & Q(ends_at__gt=at, taken__lt=F("places")),
        "covered": stands & Q(ends_at__gt=at, taken__gte=F("places")),
        "over": stands & Q(ends_at__lte=at),
        "cancelled": ~stands,
    }.get(state, Q())


def _holds(word: str, asker: Asker) -> Q:
    """A word of the title, the caller, the place or the recipient's name; or the code people answer with."""
    # SQLite knows small and capital letters in ASCII only, so «åse» is looked for as «Åse» too.
    spellings = {word, word.lower(), word.capitalize()}
    fields = ("need__title", "need__request__caller_name", "need__request__on_behalf_of", "need__area__name")
    found = Q(need__request__recipient__person__search_name__contains=folded(word))
    found &= Q(need__unit__in=asker.caring_unit_ids)
    for field in fields:
        for spelling in spellings:
            found |= Q(**{f"{field}__icontains": spelling})
    return found | Q(code=int(word)) if word.isdecimal() and len(word) < 9 else found
