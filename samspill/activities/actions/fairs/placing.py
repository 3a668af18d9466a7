"""Places after they are drawn: published, and changed one by one with everybody else left where she is."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from samspill.activities.actions.fairs.locking import lock_fair
from samspill.activities.actions.fairs.telling import tell_hosts_who_comes
from samspill.activities.models import Fair, FairOffer, FairPlace, FairRoom, Pupil, PupilWish
from samspill.activities.queries.fair_drawing import question_of, standing_of
from samspill.activities.rules.fairs import Opening, Place, reasons_of, refill_openings
from samspill.foundation.actions import note
from samspill.people.models import StaffMember

ROWS_AT_ONCE = 400


class NotDrawn(RuntimeError):
    """The places are not drawn yet."""


class AlreadyPublished(RuntimeError):
    """Pupils have seen their places: they are changed one by one from now on."""


class OfferFull(RuntimeError):
    """There is no room in that round."""


class NotRunning(ValueError):
    """It is closed, or does not run in that round."""


class AlreadyThere(ValueError):
    """She is there in another round."""


@transaction.atomic
def publish_fair(fair: Fair, *, by: StaffMember, at: dt.datetime) -> Fair:
    """Let pupils see their places by code, and tell associations how many come. Pressed twice it does the same.

    Raises `NotDrawn`.
    """
    fair = lock_fair(fair.pk)
    if not fair.drawn_at:
        raise NotDrawn(fair.pk)
    if not fair.published_at:
        fair.published_at, fair.published_by = at, by
        fair.save(update_fields=["published_at", "published_by"])
        note("publish_fair", fair, by=by, channel="web", at=at)
        tell_hosts_who_comes(fair, at=at)
    return fair


@transaction.atomic
def move_pupil(pupil: Pupil, turn: int, offer: FairOffer, *, by: StaffMember, at: dt.datetime) -> FairPlace:
    """Let her be there in this round, and nowhere else in it.

    Raises `NotDrawn`, `NotRunning`, `AlreadyThere` and `OfferFull`.
    """
    fair = lock_fair(pupil.fair_id)
    if not fair.drawn_at:
        raise NotDrawn(fair.pk)
    room = FairRoom.objects.filter(
        offer=offer, offer__fair=fair, round=turn, offer__closed_at__isnull=True
    ).first()
    if room is None:
        raise NotRunning(offer.pk)
    there = pupil.places.filter(offer=offer).first()
    if there and there.round == turn:
        return there
    if there:
        raise AlreadyThere(there.pk)
    taken = set(FairPlace.objects.filter(offer=offer, round=turn).values_list("seat", flat=True))
    seat = next((seat for seat in range(1, room.capacity + 1) if seat not in taken), None)
    if seat is None:
        raise OfferFull(offer.pk)
    pupil.places.filter(round=turn).delete()
    rank = pupil.wishes.filter(offer=offer).values_list("rank", flat=True).first() or 0
    place = FairPlace.objects.create(
        pupil=pupil, offer=offer, round=turn, seat=seat, rank=rank, placed_at=at, placed_by=by
    )
    tell_anew(fair, {pupil.pk})
    note("move_pupil", pupil, by=by, channel="web", at=at, round=turn, offer=str(offer.pk))
    return place


@transaction.atomic
def place_where_free(pupil: Pupil, *, by: StaffMember, at: dt.datetime) -> int:
    """Give her something in each round in which she has nothing, from what is free; in how many she got something.

    Raises `NotDrawn`.
    """
    fair = lock_fair(pupil.fair_id)
    if not fair.drawn_at:
        raise NotDrawn(fair.pk)
    has = set(pupil.places.values_list("round", flat=True))
    openings = [Opening(pupil.pk, one.number) for one in fair.rounds.all() if one.number not in has]
    filled = fill_openings(fair, openings, by=by, at=at) if openings else 0
    tell_anew(fair, {pupil.pk})
    note("place_where_free", pupil, by=by, channel="web", at=at, rounds=filled)
    return filled


@transaction.atomic
def fill_where_free(fair: Fair, *, by: StaffMember, at: dt.datetime) -> int:
    """Give everybody who has nothing in some round something from what is free; in how many rounds. Nobody is moved.

    Raises `NotDrawn`.
    """
    fair = lock_fair(fair.pk)
    if not fair.drawn_at:
        raise NotDrawn(fair.pk)
    has = {(place.pupil, place.round) for place in standing_of(fair)}
    openings = [
        Opening(pupil, one.number)
        for pupil in fair.pupils.order_by("pk").values_list("pk", flat=True)
        for one in fair.rounds.all()
        if (pupil, one.number) not in has
    ]
    filled = fill_openings(fair, openings, by=by, at=at) if openings else 0
    tell_anew(fair, {one.pupil for one in openings})
    note("fill_where_free", fair, by=by, channel="web", at=at, rounds=filled)
    return filled


def fill_openings(fair: Fair, openings: Sequence[Opening], *, by: StaffMember | None, at: dt.datetime) -> int:
    """Fill these rounds from what is free and move nobody; how many were filled. The fair must be locked."""
    standing = standing_of(fair)
    found = refill_openings(question_of(fair), standing, openings, seed=fair.seed)
    write_places(found, standing_seats(fair), by=by, at=at)
    return len(found)


def standing_seats(fair: Fair) -> dict[tuple[uuid.UUID, int], set[int]]:
    """The seats that are taken, by offer and round."""
    taken: dict[tuple[uuid.UUID, int], set[int]] = {}
    for offer, turn, seat in FairPlace.objects.filter(offer__fair=fair).values_list(
        "offer_id", "round", "seat"
    ):
        taken.setdefault((offer, turn), set()).add(seat)
    return taken


def write_places(
    places: Iterable[Place],
    taken: dict[tuple[uuid.UUID, int], set[int]],
    *,
    by: StaffMember | None,
    at: dt.datetime,
) -> None:
    """Write places down, each in the first seat that is free."""
    rows = []
    for place in places:
        key = (place.stand, place.round)
        seats = taken.setdefault(key, set())
        seat = next(number for number in range(1, len(seats) + 2) if number not in seats)
        seats.add(seat)
        facts = {"pupil_id": place.pupil, "offer_id": place.stand, "round": place.round, "rank": place.rank}
        rows.append(FairPlace(**facts, seat=seat, placed_at=at, placed_by=by))
    FairPlace.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def tell_anew(fair: Fair, pupils: Collection[uuid.UUID] | None = None) -> None:
    """Write down what became of the wishes of these pupils, or of all."""
    question = question_of(fair)
    reasons = {
        (reason.pupil, reason.stand): reason
        for reason in reasons_of(question, standing_of(fair))
        if pupils is None or reason.pupil in pupils
    }
    rows = PupilWish.objects.filter(pupil__fair=fair)
    wishes = list(rows if pupils is None else rows.filter(pupil__in=pupils))
    for wish in wishes:
        reason = reasons[wish.pupil_id, wish.offer_id]
        wish.reason = reason.code
        wish.facts = {"round": reason.round, "wished": reason.wished, "room": reason.room}
    PupilWish.objects.bulk_update(wishes, ["reason", "facts"], batch_size=ROWS_AT_ONCE)
