"""A need is changed, published or called off; whoever is booked or asked is told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.phones import read_phone
from samspill.messaging.actions import cancel_about
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.telling import tell
from samspill.volunteering.models import Need, Offer, Shift
from samspill.volunteering.wording import messages


class EndsBeforeItStarts(ValueError):
    """The time ends before it begins, or takes no time."""


class IsPast(ValueError):
    """The time is over already."""


class TooFewPlaces(ValueError):
    """More people are booked than there would be places. The argument is how many."""


class ChangedMeanwhile(RuntimeError):
    """A colleague changed it after it was shown: `need` as it is now, with `changed_by` and `changed_at`."""

    def __init__(self, need: Need) -> None:
        super().__init__(str(need.pk))
        self.need = need


class IsCancelled(RuntimeError):
    """It is called off already."""


class HasLivePair(RuntimeError):
    """Two people are a pair through it; the pair must end first."""


#: What `change_need` may change of the need itself; times and places change the shift as well.
CHANGEABLE = frozenset(
    "kind title public_text area_id places languages gender min_age demands meet_name meet_phone private_address"
    " private_text reveal_hours starts_at ends_at minutes form".split()
)


@transaction.atomic
def change_need(
    need_id: uuid.UUID, *, seen_version: int, by: StaffMember, at: dt.datetime, **facts: Any
) -> Need:
    """Change some of `CHANGEABLE`. `seen_version` is the version she was shown when she began.

    Those booked are told where time or place changed, and whoever was asked and has not answered as well. Raises
    `ChangedMeanwhile`, `IsCancelled`, `TooFewPlaces`, `EndsBeforeItStarts`, `HoldsNationalId` and `NotAPhone`.
    """
    shift = seats.lock_shift(Shift.objects.values_list("pk", flat=True).get(need=need_id))
    need = (
        Need.objects.select_for_update(no_key=True, of=("self",)).select_related("changed_by").get(pk=need_id)
    )
    if need.cancelled_at:
        raise IsCancelled(need_id)
    if need.version != seen_version:
        raise ChangedMeanwhile(need)
    changed = _set(need, shift, facts, at)
    if changed:
        need.version, need.changed_by, need.changed_at = need.version + 1, by, at
        need.save()
        shift.save()
        note("change_need", need, by=by, channel="web", at=at, changed=changed)
        if {"starts_at", "ends_at", "private_address"} & set(changed):
            _tell_of_the_change(shift.pk, need.version, at)
    return need


@transaction.atomic
def cancel_need(
    need_id: uuid.UUID, *, reason: str, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> int:
    """It is called off: seats are freed, questions lapse, and everybody booked or asked is told; how many.

    A question no worker has carried out yet is called off instead. Raises `IsCancelled` and `HasLivePair`.
    """
    refuse_national_ids(reason=reason)
    shift = seats.lock_shift(Shift.objects.values_list("pk", flat=True).get(need=need_id))
    if shift.need.form == Need.Form.PAIR and shift.need.pairings.filter(ended_at__isnull=True).exists():
        raise HasLivePair(need_id)
    facts = {"cancelled_at": at, "cancelled_reason": reason[:200], "published_at": None}
    if not Need.objects.filter(pk=need_id, cancelled_at__isnull=True).update(**facts):
        raise IsCancelled(need_id)
    Shift.objects.filter(pk=shift.pk).update(cancelled_at=at)
    shift.waves.filter(next_due_at__isnull=False).update(next_due_at=None)
    told = _tell_the_booked_it_is_off(shift, channel, by, at) + _tell_the_asked_it_is_off(shift, at)
    note("cancel_need", shift.need, by=by, channel=channel, at=at, told=told)
    return told


@transaction.atomic
def publish_need(need: Need, *, by: StaffMember, at: dt.datetime) -> None:
    """Show it on the square. Raises `IsCancelled`."""
    if not Need.objects.filter(pk=need.pk, cancelled_at__isnull=True).update(published_at=at):
        raise IsCancelled(need.pk)
    note("publish_need", need, by=by, channel="web", at=at)


@transaction.atomic
def unpublish_need(need: Need, *, by: StaffMember, at: dt.datetime) -> None:
    """Take it off the square."""
    Need.objects.filter(pk=need.pk).update(published_at=None)
    note("unpublish_need", need, by=by, channel="web", at=at)


def check_time(starts_at: dt.datetime, ends_at: dt.datetime, at: dt.datetime) -> None:
    """Whether something can take place then. Raises `EndsBeforeItStarts` and `IsPast`."""
    if ends_at <= starts_at:
        raise EndsBeforeItStarts
    if ends_at <= at:
        raise IsPast


def read_if_any(phone: str) -> str:
    """The number as E.164, or "" where none was written. Raises `phones.NotAPhone`."""
    return read_phone(phone).e164 if phone.strip() else ""


def _set(need: Need, shift: Shift, facts: dict[str, Any], at: dt.datetime) -> list[str]:
    """Write the new facts into the rows; the names of those that differ."""
    unknown = set(facts) - CHANGEABLE
    if unknown:
        raise TypeError(f"change_need does not change {sorted(unknown)}")
    refuse_national_ids(**{name: text for name, text in facts.items() if isinstance(text, str)})
    if "meet_phone" in facts:
        facts["meet_phone"] = read_if_any(facts["meet_phone"])
    owners = {name: shift if name in ("starts_at", "ends_at", "minutes") else need for name in facts}
    changed = sorted(name for name, value in facts.items() if getattr(owners[name], name) != value)
    for name in changed:
        setattr(owners[name], name, facts[name])
    if {"starts_at", "ends_at"} & set(changed):
        check_time(shift.starts_at, shift.ends_at, at)
    if "places" in changed:
        _set_places(shift, need.places)
    return changed


def _set_places(shift: Shift, places: int) -> None:
    booked = seats.live_assignments(shift)
    if booked.count() > places:
        raise TooFewPlaces(booked.count())
    # Those who sit beyond the last seat move down; a seat is a number, not a chair.
    for assignment in booked.filter(seat__gt=places):
        shift.places = places
        assignment.seat = seats.free_seats(shift)[0]
        assignment.save(update_fields=["seat"])
    shift.places = places


def _tell_of_the_change(shift_id: uuid.UUID, version: int, at: dt.datetime) -> None:
    shift = Shift.objects.select_related("need__unit", "need__area").get(pk=shift_id)
    for assignment in seats.live_assignments(shift).select_related("person"):
        key = f"changed:{assignment.pk}:{version}"
        tell(assignment.person, shift, messages.changed, key=key, about=assignment, at=at, must_hear=True)
    # The private part is told anew when its time comes, with what is true then.
    seats.live_assignments(shift).update(details_told_at=None, reminded_at=None)
    for offer in seats.open_offers(shift).select_related("person"):
        key = f"changed:{offer.pk}:{version}"
        tell(
            offer.person,
            shift,
            messages.changed_question,
            key=key,
            about=offer,
            at=at,
            way=seats.way_of(offer),
        )


def _tell_the_booked_it_is_off(shift: Shift, channel: str, by: StaffMember, at: dt.datetime) -> int:
    booked = list(seats.live_assignments(shift).select_related("person", "shift__need"))
    for assignment in booked:
        seats.release(assignment, "cancelled", channel=channel, by=by, at=at)
        tell(
            assignment.person, shift, messages.cancelled, key=f"off:{assignment.pk}", about=assignment, at=at,
            must_hear=True,
        )  # fmt: skip
    return len(booked)


def _tell_the_asked_it_is_off(shift: Shift, at: dt.datetime) -> int:
    asked = list(seats.open_offers(shift).select_related("person"))
    Offer.objects.filter(pk__in=[offer.pk for offer in asked]).update(lapsed_at=at)
    told = 0
    for offer in asked:
        called_off = cancel_about(f"volunteering.offer:{offer.pk}", at=at)
        if not called_off:
            key = f"cancelled:{offer.pk}"
            told += tell(
                offer.person, shift, messages.cancelled, key=key, about=offer, at=at, way=seats.way_of(offer)
            )
    return told
