"""A need is changed, published or called off; whoever is booked or asked is told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.phones import read_phone
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.calling_off import call_off
from samspill.volunteering.actions.moving import tell_of_the_change
from samspill.volunteering.actions.reserves import tell_those_who_moved_up
from samspill.volunteering.models import Need, Pairing, Shift


class EndsBeforeItStarts(ValueError):
    """The time ends before it begins, or takes no time."""


class IsPast(ValueError):
    """The time is over already."""


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
OF_THE_SHIFT = frozenset({"starts_at", "ends_at", "minutes", "places", "form"})
CHANGEABLE = frozenset(
    "kind title public_text area_id places languages gender min_age demands meet_name meet_phone private_address"
    " private_text reveal_hours starts_at ends_at minutes form".split()
)


@transaction.atomic
def change_need(
    need_id: uuid.UUID, *, seen_version: int, by: StaffMember, at: dt.datetime, **facts: Any
) -> Need:
    """Change some of `CHANGEABLE`. `seen_version` is the version she was shown when she began.

    Those booked are told where time or place changed, and whoever was asked and has not answered as well. At a rota
    only what holds for all its times is changed here (`actions.rotas` changes the times). Raises `ChangedMeanwhile`,
    `IsCancelled`, `TooFewPlaces`, `EndsBeforeItStarts`, `HoldsNationalId` and `NotAPhone`.
    """
    shifts = seats.lock_shifts(_to_come(need_id, at))
    need = need_to_change(need_id, seen_version)
    changed = _set(need, shifts, facts, at)
    if changed:
        count_the_change(need, by, at)
        note("change_need", need, by=by, channel="web", at=at, changed=changed)
    if {"starts_at", "ends_at", "private_address"} & set(changed):
        # Whoever has not been told the place yet is told the right one when its time comes.
        only_told = need.form == Need.Form.ROTA
        tell_of_the_change([shift.pk for shift in shifts], need.version, at=at, only_told=only_told)
    return need


@transaction.atomic
def cancel_need(
    need_id: uuid.UUID, *, reason: str, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> int:
    """It is called off: seats are freed, questions lapse, and everybody booked or asked is told once; how many.

    A question no worker has carried out yet is called off instead. Of a rota what is over stays. Raises `IsCancelled`
    and `HasLivePair`.
    """
    refuse_national_ids(reason=reason)
    shifts = seats.lock_shifts(_to_come(need_id, at))
    if Pairing.objects.filter(need=need_id, ended_at__isnull=True).exists():
        raise HasLivePair(need_id)
    facts = {"cancelled_at": at, "cancelled_reason": reason[:200], "published_at": None}
    if not Need.objects.filter(pk=need_id, cancelled_at__isnull=True).update(**facts):
        raise IsCancelled(need_id)
    told = call_off(shifts, channel=channel, by=by, at=at)
    note("cancel_need", Need.objects.get(pk=need_id), by=by, channel=channel, at=at, told=told)
    return told


def need_to_change(need_id: uuid.UUID, seen_version: int) -> Need:
    """The need, locked, after its shifts. Raises `IsCancelled` and `ChangedMeanwhile`."""
    need = (
        Need.objects.select_for_update(no_key=True, of=("self",)).select_related("changed_by").get(pk=need_id)
    )
    if need.cancelled_at:
        raise IsCancelled(need_id)
    if need.version != seen_version:
        raise ChangedMeanwhile(need)
    return need


def count_the_change(need: Need, by: StaffMember, at: dt.datetime) -> None:
    """Save a need that was changed, as a version of its own."""
    need.version, need.changed_by, need.changed_at = need.version + 1, by, at
    need.save()


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


def _to_come(need_id: uuid.UUID, at: dt.datetime) -> list[uuid.UUID]:
    """The shifts a change concerns: the only one of a need, or those of a rota that are not over."""
    rows = Shift.objects.filter(need=need_id)
    of_a_rota = Shift.objects.filter(need=need_id, ends_at__gt=at, cancelled_at__isnull=True)
    is_rota = Need.objects.filter(pk=need_id, form=Need.Form.ROTA).exists()
    return list((of_a_rota if is_rota else rows).values_list("pk", flat=True))


def _set(need: Need, shifts: list[Shift], facts: dict[str, Any], at: dt.datetime) -> list[str]:
    """Write the new facts into the rows; the names of those that differ."""
    _check_names(need, facts)
    refuse_national_ids(**{name: text for name, text in facts.items() if isinstance(text, str)})
    if "meet_phone" in facts:
        facts["meet_phone"] = read_if_any(facts["meet_phone"])
    if need.form == Need.Form.ROTA:
        return _write_over(dict.fromkeys(facts, need), facts)
    [shift] = shifts
    owners = {name: shift if name in ("starts_at", "ends_at", "minutes") else need for name in facts}
    changed = _write_over(owners, facts)
    _take_the_changes(shift, need, changed, at)
    return changed


def _check_names(need: Need, facts: dict[str, Any]) -> None:
    may_change = CHANGEABLE - OF_THE_SHIFT if need.form == Need.Form.ROTA else CHANGEABLE
    unknown = set(facts) - may_change
    if unknown:
        raise TypeError(f"change_need does not change {sorted(unknown)}")


def _write_over(owners: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    changed = sorted(name for name, value in facts.items() if getattr(owners[name], name) != value)
    for name in changed:
        setattr(owners[name], name, facts[name])
    return changed


def _take_the_changes(shift: Shift, need: Need, changed: list[str], at: dt.datetime) -> None:
    """What the only shift of a need is to know of a change. A new time is a new promise to whoever asked."""
    if {"starts_at", "ends_at"} & set(changed):
        check_time(shift.starts_at, shift.ends_at, at)
        shift.caller_owed_at, shift.caller_owed_why = None, ""
        shift.caller_told_at = shift.caller_told_by = None
    if "places" in changed:
        moved = seats.reseat(shift, places=need.places, reserves=shift.reserves)
        shift.minimum = min(shift.minimum, shift.places)
        shift.save()
        tell_those_who_moved_up(moved, shift, at=at)
    if changed:
        shift.save()
