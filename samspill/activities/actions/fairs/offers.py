"""What associations offer at a fair: added, changed, closed; and afterwards how many joined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from samspill.activities.actions.fairs.locking import lock_fair
from samspill.activities.actions.fairs.placing import fill_openings, tell_anew
from samspill.activities.models import Fair, FairOffer, FairRoom
from samspill.activities.rules.fairs import Opening
from samspill.foundation.actions import note
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember


class SeatsTaken(ValueError):
    """More pupils have a place in a round than there would be room for: `round`."""

    def __init__(self, turn: int) -> None:
        super().__init__(str(turn))
        self.round = turn


@dataclass(frozen=True)
class OfferFacts:
    """What is told about an offer. `rooms` says how many it takes in each round in which it runs."""

    title: str
    host_name: str
    rooms: Mapping[int, int]
    organisation: Organisation | None = None
    text: str = ""
    place_text: str = ""
    from_grade: int | None = None
    to_grade: int | None = None
    minimum: int = 0

    def columns(self) -> dict[str, object]:
        """The columns of an offer."""
        return {name: value for name, value in vars(self).items() if name != "rooms"}


class Closing(NamedTuple):
    """What closing an offer did: how many got something else, and how many stand without."""

    moved: int
    left_over: int


@transaction.atomic
def add_offer(fair: Fair, facts: OfferFacts, *, by: StaffMember, at: dt.datetime) -> FairOffer:
    """One more offer, with the next number."""
    fair = lock_fair(fair.pk)
    last = fair.offers.aggregate(last=Max("number"))["last"] or 0
    offer = FairOffer.objects.create(fair=fair, number=last + 1, **facts.columns())
    _write_rooms(offer, facts.rooms)
    note("add_fair_offer", offer, by=by, channel="web", at=at)
    return offer


@transaction.atomic
def change_offer(offer: FairOffer, facts: OfferFacts, *, by: StaffMember, at: dt.datetime) -> FairOffer:
    """Change what is told. Raises `SeatsTaken` where pupils have places that would no longer be there."""
    lock_fair(offer.fair_id)
    offer = FairOffer.objects.get(pk=offer.pk)
    for turn, seat in offer.places.values_list("round", "seat"):
        if seat > facts.rooms.get(turn, 0) and not _fits(offer, turn, facts.rooms.get(turn, 0)):
            raise SeatsTaken(turn)
    for name, value in facts.columns().items():
        setattr(offer, name, value)
    offer.save(update_fields=[*facts.columns()])
    _write_rooms(offer, facts.rooms)
    note("change_fair_offer", offer, by=by, channel="web", at=at)
    return offer


@transaction.atomic
def close_offer(offer: FairOffer, *, by: StaffMember, at: dt.datetime) -> Closing:
    """It does not take place: too few wish for it, or the association cannot come.

    Where places are drawn its pupils get something else in the same rounds, their own wishes first, and everybody else
    stays where she is.
    """
    fair = lock_fair(offer.fair_id)
    offer = FairOffer.objects.get(pk=offer.pk)
    if offer.closed_at:
        return Closing(0, 0)
    offer.closed_at, offer.closed_by = at, by
    offer.save(update_fields=["closed_at", "closed_by"])
    openings = [Opening(*pair) for pair in offer.places.values_list("pupil_id", "round")]
    offer.places.all().delete()
    moved = fill_openings(fair, openings, by=by, at=at) if openings else 0
    if fair.drawn_at:
        who = offer.wishes.values_list("pupil_id", flat=True)
        tell_anew(fair, {*who, *(one.pupil for one in openings)})
    note("close_fair_offer", offer, by=by, channel="web", at=at, moved=moved)
    return Closing(moved, len(openings) - moved)


@transaction.atomic
def reopen_offer(offer: FairOffer, *, by: StaffMember, at: dt.datetime) -> FairOffer:
    """It takes place after all, with every seat free; those who wished for it no longer read that it does not."""
    fair = lock_fair(offer.fair_id)
    FairOffer.objects.filter(pk=offer.pk).update(closed_at=None, closed_by=None)
    if fair.drawn_at:
        tell_anew(fair, set(offer.wishes.values_list("pupil_id", flat=True)))
    note("reopen_fair_offer", offer, by=by, channel="web", at=at)
    return FairOffer.objects.get(pk=offer.pk)


@transaction.atomic
def note_joined(
    offer: FairOffer, joined: int, *, by: Person | StaffMember, at: dt.datetime, channel: str = "web"
) -> FairOffer:
    """How many pupils joined the association after the fair: a number, and no names."""
    offer.joined, offer.joined_noted_at = joined, at
    offer.save(update_fields=["joined", "joined_noted_at"])
    note("note_joined", offer, by=by, channel=channel, at=at, joined=joined)
    return offer


def _fits(offer: FairOffer, turn: int, room: int) -> bool:
    """Whether those who have a place in a round still have one with so much room; they are then seated anew."""
    places = list(offer.places.filter(round=turn).order_by("seat"))
    if len(places) > room:
        return False
    for seat, place in enumerate(places, start=1):
        place.seat = seat
        place.save(update_fields=["seat"])
    return True


def _write_rooms(offer: FairOffer, rooms: Mapping[int, int]) -> None:
    offer.rooms.all().delete()
    FairRoom.objects.bulk_create(
        FairRoom(offer=offer, round=turn, capacity=capacity)
        for turn, capacity in sorted(rooms.items())
        if capacity
    )
