"""What other rooms' bells mean here: a question that did not arrive, two persons who are one, one who leaves."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from samspill.foundation.actions import note
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.asking_next import fill_again
from samspill.volunteering.actions.plans import let_go_of, settle_plans
from samspill.volunteering.actions.reserves import move_up
from samspill.volunteering.models import (
    Assignment,
    IntakeTalk,
    Interest,
    Offer,
    PoolMember,
    Recipient,
    Swap,
    TalkOffer,
    Volunteer,
)
from samspill.volunteering.models.swaps import OPEN

Who = StaffMember | Person | str
OFFER = "volunteering.offer:"


@transaction.atomic
def note_undelivered(message: OutboundMessage, *, at: dt.datetime) -> bool:
    """Remember that a question did not reach her, so that the desk can call instead; whether it was a question."""
    if not message.about.startswith(OFFER):
        return False
    offer = Offer.objects.select_related("shift__need").filter(pk=message.about.removeprefix(OFFER)).first()
    if offer is None or offer.answer:
        return False
    Offer.objects.filter(pk=offer.pk).update(undelivered_at=at)
    need, person = offer.shift.need, str(offer.person_id)
    note("not_delivered", need, by="system", channel=message.channel, at=at, person=person)
    return True


@transaction.atomic
def settle_collisions(keep: Person, gone: Person, *, by: Who, at: dt.datetime, channel: str) -> None:
    """Two persons turn out to be one: of two seats on a shift one is freed, of two questions the answered one stays,
    and the two profiles become one. What does not collide is moved by the caller.
    """
    _settle_swaps(keep, gone, at)
    _settle_seats(keep, gone, by, at, channel)
    _settle_pools(keep, gone, at)
    _settle_offers(keep, gone)
    settle_plans(keep, gone)
    _settle_profiles(keep, gone)
    _settle_recipients(keep, gone)


@transaction.atomic
def take_leave(
    person: Person, *, by: Who, at: dt.datetime, channel: str, addresses: Sequence[str] = ()
) -> None:
    """She is being forgotten: seats to come are open again and the next are asked, and no question waits for her.

    What she told us from her `addresses` before anybody knew whose they were goes too.
    """
    _forget_what_nobody_took_up(addresses)
    let_go_of(person)
    shifts = seats.lock_shifts(_shifts_to_come(person, at))
    Volunteer.objects.filter(person=person, left_at__isnull=True).update(left_at=at)
    PoolMember.objects.filter(person=person, left_at__isnull=True).update(left_at=at)
    Swap.objects.filter(OPEN, to_person=person).update(dropped_at=at)
    for shift in shifts:
        for assignment in seats.live_assignments(shift).filter(person=person).select_related("shift__need"):
            seats.release(assignment, "left", channel=channel, by=by, at=at)
        seats.open_offers(shift).filter(person=person).update(lapsed_at=at)
        fill_again(shift, at=at)
    Recipient.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at)


def _forget_what_nobody_took_up(addresses: Sequence[str]) -> None:
    """Those who wanted to help and were never entered as a person, and their talks."""
    unknown = Interest.objects.filter(Q(phone__in=addresses) | Q(email__in=addresses), person__isnull=True)
    ids = list(unknown.values_list("pk", flat=True))
    IntakeTalk.objects.filter(interest__in=ids).update(note="", place_words="")
    TalkOffer.objects.filter(interest__in=ids).update(address="", place_words="")
    nothing: dict[str, Any] = dict.fromkeys(Interest.erasure, "")
    Interest.objects.filter(pk__in=ids).update(**nothing)


def _shifts_to_come(person: Person, at: dt.datetime) -> list[uuid.UUID]:
    """What she has, or is asked about, that is not over."""
    booked = Assignment.objects.filter(person=person, released_at__isnull=True, shift__ends_at__gt=at)
    asked = Offer.objects.filter(person=person, answer="", lapsed_at__isnull=True, shift__ends_at__gt=at)
    return [*booked.values_list("shift_id", flat=True), *asked.values_list("shift_id", flat=True)]


def _settle_seats(keep: Person, gone: Person, by: Who, at: dt.datetime, channel: str) -> None:
    """Of two seats on a shift the better one stays: a place before a reserve's. Who waits behind moves up."""
    booked = Assignment.objects.filter(released_at__isnull=True)
    both = booked.filter(person=gone, shift__in=booked.filter(person=keep).values("shift"))
    for shift in seats.lock_shifts(both.values_list("shift_id", flat=True)):
        mine = seats.live_assignments(shift).get(person=keep)
        double = seats.live_assignments(shift).select_related("shift__need").get(person=gone)
        seats.release(double, "merged", channel=channel, by=by, at=at)
        if double.seat < mine.seat:
            mine.seat = double.seat
            mine.save(update_fields=["seat"])
        move_up(shift, at=at)


def _settle_swaps(keep: Person, gone: Person, at: dt.datetime) -> None:
    """Nobody changes with herself."""
    both = (keep, gone)
    Swap.objects.filter(OPEN, to_person__in=both, assignment__person__in=both).update(dropped_at=at)


def _settle_pools(keep: Person, gone: Person, at: dt.datetime) -> None:
    """In a pool she is once, since the first of the two joined it."""
    mine = {one.pool_id: one for one in PoolMember.objects.filter(person=keep, left_at__isnull=True)}
    for double in PoolMember.objects.filter(person=gone, left_at__isnull=True, pool__in=mine):
        kept = mine[double.pool_id]
        kept.joined_at = min(kept.joined_at, double.joined_at)
        kept.save(update_fields=["joined_at"])
        double.left_at = at
        double.save(update_fields=["left_at"])


def _settle_offers(keep: Person, gone: Person) -> None:
    """Of two questions about one shift the one that came furthest stays; the other goes."""
    kept = {offer.shift_id: offer for offer in Offer.objects.filter(person=keep)}
    for double in Offer.objects.filter(person=gone, shift__in=kept):
        loser = min(kept[double.shift_id], double, key=_how_far)
        winner = double if loser is kept[double.shift_id] else kept[double.shift_id]
        Assignment.objects.filter(offer=loser).update(offer=winner)
        loser.delete()


def _how_far(offer: Offer) -> tuple[int, bool]:
    return {"yes": 2, "no": 1}.get(offer.answer, 0), offer.lapsed_at is None


def _settle_profiles(keep: Person, gone: Person) -> None:
    """One profile with all that either told; where they disagree, what the kept one says stands."""
    mine = Volunteer.objects.filter(person=keep).first()
    other = Volunteer.objects.filter(person=gone).first()
    if mine is None or other is None:
        return
    for name in ("wishes", "unwanted", "areas", "skills"):
        setattr(mine, name, tuple(dict.fromkeys((*getattr(mine, name), *getattr(other, name)))))
    mine.wishes = tuple(kind for kind in mine.wishes if kind not in mine.unwanted)
    mine.availability = (
        mine.availability | other.availability if mine.availability and other.availability else 0
    )
    for name in (
        "wish_words",
        "unwanted_words",
        "skill_words",
        "brings_words",
        "note",
        "unit",
        "followed_up_by",
        "is_paused_from",
    ):
        setattr(mine, name, getattr(mine, name) or getattr(other, name))
    mine.joined_at = min(mine.joined_at, other.joined_at)
    mine.left_at = None if None in (mine.left_at, other.left_at) else mine.left_at
    mine.save()
    _move_what_she_holds(mine, other)
    other.delete()


def _move_what_she_holds(mine: Volunteer, other: Volunteer) -> None:
    other.absences.update(volunteer=mine)
    held = {one.kind: one for one in mine.qualifications.filter(withdrawn_at__isnull=True)}
    for one in other.qualifications.all():
        double = held.get(one.kind) if one.withdrawn_at is None else None
        if double is not None:
            older = min(double, one, key=lambda held: held.held_from_on)
            older.withdrawn_at = one.recorded_at
            older.save(update_fields=["withdrawn_at"])
        one.volunteer = mine
        one.save(update_fields=["volunteer"])


def _settle_recipients(keep: Person, gone: Person) -> None:
    """In each unit she is one recipient, with both notes."""
    kept = {row.unit_id: row for row in Recipient.objects.filter(person=keep)}
    for double in Recipient.objects.filter(person=gone, unit__in=kept):
        mine = kept[double.unit_id]
        mine.note = "\n".join(text for text in dict.fromkeys((mine.note, double.note)) if text)
        mine.since_at = min(mine.since_at, double.since_at)
        mine.ended_at = None if None in (mine.ended_at, double.ended_at) else mine.ended_at
        mine.save(update_fields=["note", "since_at", "ended_at"])
        double.requests.update(recipient=mine)
        double.delete()
