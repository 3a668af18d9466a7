"""What comes back: a rota is begun, its times are made as they come in sight, and its pattern and roles are changed.

A time that somebody has been asked about, or is booked to, is never taken away or moved without telling her: the clock
leaves it alone, and a coordinator's change tells everybody concerned.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import transaction

from samspill.activities.rules.schedules import PlannedTime, planned
from samspill.activities.rules.slots import paired
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.calling_off import call_off
from samspill.volunteering.actions.codes import next_codes
from samspill.volunteering.actions.moving import tell_of_the_change
from samspill.volunteering.actions.needs import cancel_need, count_the_change, need_to_change
from samspill.volunteering.actions.reserves import tell_those_who_moved_up
from samspill.volunteering.models import Assignment, GroupBooking, Need, NeedRole, Offer, Shift
from samspill.volunteering.queries.rotas import pattern_of, roles_of, with_holidays
from samspill.volunteering.rules import rotas
from samspill.volunteering.rules.rotas import NoTimes

Who = StaffMember | str


class RolesCollide(ValueError):
    """Two roles are called the same, or there is none."""


class RoleIsTaken(RuntimeError):
    """A role cannot be taken away while people are booked or asked. The argument is its title."""


class RoleAsked(NamedTuple):
    """A role as it is asked for; `key` is that of the role it was, where it is changed."""

    title: str = ""
    places: int = 1
    minimum: int = 0
    reserves: int = 0
    demands: tuple[str, ...] = ()
    key: uuid.UUID | None = None

    @classmethod
    def like(cls, role: NeedRole) -> RoleAsked:
        """The same as a role there is, for another rota."""
        return cls(role.title, role.places, role.minimum, role.reserves, role.demands)


class Followed(NamedTuple):
    """What became of the rows when they followed a pattern: `moved` and `gone` are those that concern somebody."""

    moved: list[Shift]
    gone: list[Shift]
    made: int


class Time(NamedTuple):
    """The shifts of one time, whatever their roles."""

    slot: dt.datetime
    shifts: list[Shift]

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody decided over it: moved it or called it off."""
        return any(shift.decided_at or shift.cancelled_at for shift in self.shifts)


def begin_rota(need: Need, pattern: Pattern, roles: Sequence[RoleAsked], *, at: dt.datetime) -> int:
    """Give a new need its roles, and its times as far as we look ahead; how many. For the caller's transaction.

    Raises `NoTimes`, `RolesCollide` and `people.actions.HoldsNationalId`.
    """
    _write_roles(need, roles or [RoleAsked()])
    pattern = with_holidays(pattern)
    if not _to_come(pattern, clock.local_day(at), at):
        raise NoTimes
    return _follow(need, pattern, [], first_on=clock.local_day(at), at=at).made


def extend_rotas(at: dt.datetime) -> int:
    """Make the times that have come within sight, and take away those a new school holiday leaves out; how many made.

    Run again it makes none. Times that concern somebody stay: the rota's page shows that they are outside its pattern.
    """
    rows = Need.objects.filter(form=Need.Form.ROTA, cancelled_at__isnull=True)
    return sum(_extend(key, at) for key in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def change_pattern(
    need_id: uuid.UUID,
    pattern: Pattern,
    *,
    seen_version: int,
    by: StaffMember,
    at: dt.datetime,
    from_slot: dt.datetime | None = None,
) -> Followed:
    """Let it come back otherwise: from one of its times on, or in all that is to come. What is over stays.

    Whoever has a time that moves is told, and where a time falls away everybody booked or asked is told. Times changed
    by hand stay as they are. Raises `ChangedMeanwhile`, `IsCancelled` and `NoTimes`.
    """
    first_on = clock.local_day(from_slot or at)
    pattern = with_holidays(pattern if from_slot is None else replace(pattern, starts_on=first_on))
    shifts = seats.lock_shifts(_keys_from(need_id, from_slot or at))
    need = need_to_change(need_id, seen_version)
    if not _to_come(pattern, first_on, at):
        raise NoTimes
    followed = _follow(need, pattern, shifts, first_on=first_on, at=at)
    need.pattern = rotas.kept(pattern)
    count_the_change(need, by, at)
    note("change_pattern", need, by=by, channel="web", at=at, moved=len(followed.moved))
    call_off(followed.gone, channel="web", by=by, at=at)
    tell_of_the_change([shift.pk for shift in followed.moved], need.version, at=at)
    return followed


@transaction.atomic
def stop_rota(
    need_id: uuid.UUID, *, from_on: dt.date, reason: str, seen_version: int, by: StaffMember, at: dt.datetime
) -> int:
    """It does not come back from this day on; everybody booked or asked is told once; how many.

    Before its first day, or from today on, it is called off as a whole. Raises `ChangedMeanwhile`, `IsCancelled` and
    `people.actions.HoldsNationalId`.
    """
    refuse_national_ids(reason=reason)
    begin = max(clock.start_of_day(from_on), at)
    shifts = seats.lock_shifts(_keys_from(need_id, begin))
    need = need_to_change(need_id, seen_version)
    pattern = pattern_of(need)
    if from_on <= max(pattern.starts_on, clock.local_day(at)):
        return cancel_need(need_id, reason=reason, by=by, at=at)
    need.pattern = rotas.kept(replace(pattern, ends_on=from_on - dt.timedelta(days=1)))
    count_the_change(need, by, at)
    told = call_off(_apart_from_untouched(shifts), channel="web", by=by, at=at)
    note("stop_rota", need, by=by, channel="web", at=at, told=told, text=reason[:200])
    return told


@transaction.atomic
def change_roles(
    need_id: uuid.UUID, roles: Sequence[RoleAsked], *, seen_version: int, by: StaffMember, at: dt.datetime
) -> Need:
    """Other roles, or other numbers, at all times to come; times whose numbers were changed by hand keep theirs.

    Raises `ChangedMeanwhile`, `IsCancelled`, `RolesCollide`, `RoleIsTaken`, `TooFewPlaces` and `HoldsNationalId`.
    """
    shifts = seats.lock_shifts(_keys_from(need_id, at))
    need = need_to_change(need_id, seen_version)
    _take_away(need, roles, shifts, at)
    before = {role.pk: role for role in roles_of(need)}
    _write_roles(need, roles)
    after = {role.pk: role for role in roles_of(need)}
    standing = [shift for shift in shifts if shift.role_id in after]
    for shift in standing:
        if shift.role_id in before and shift.role_id in after:
            _give_numbers(shift, before[shift.role_id], after[shift.role_id], at)
    need.places = sum(role.places for role in roles)
    count_the_change(need, by, at)
    _follow(need, pattern_of(need), standing, first_on=clock.local_day(at), at=at)
    note("change_roles", need, by=by, channel="web", at=at)
    return need


@transaction.atomic
def _extend(need_id: uuid.UUID, at: dt.datetime) -> int:
    shifts = seats.lock_shifts(_keys_from(need_id, at))
    need = Need.objects.select_for_update(no_key=True).get(pk=need_id)
    pattern = pattern_of(need)
    begin = clock.start_of_day(pattern.starts_on)
    following = [shift for shift in shifts if shift.slot and shift.slot >= begin]
    return _follow(need, pattern, following, first_on=clock.local_day(at), at=at).made


def _follow(
    need: Need, pattern: Pattern, shifts: Sequence[Shift], *, first_on: dt.date, at: dt.datetime
) -> Followed:
    """Make the rows what the pattern says. Those that concern somebody and fall away are given back, and stand.

    The shifts must be locked, and are those of `first_on` and later.
    """
    touched = _touched(shifts)
    pairing = paired(_by_slot(shifts), _to_come(pattern, first_on, at))
    moved = [shift for time, want in pairing.kept for shift in _moved(time, want)]
    gone = [shift for time in pairing.gone if not time.is_by_hand for shift in time.shifts]
    concern = {shift.slot for shift in gone if shift.pk in touched}
    for shift in gone:
        if shift.slot not in concern:
            shift.delete()
    standing = [time.shifts[0] for time, _ in pairing.kept if time.shifts[0].cancelled_at is None]
    rows = [(want.slot, want.slot, rotas.end_of(want)) for want in pairing.new]
    rows += [(one.slot or one.starts_at, one.starts_at, one.ends_at) for one in standing]
    made = _make(need, rows)
    need.made_until_on = clock.local_day(at + rotas.HORIZON)
    need.save(update_fields=["made_until_on"])
    return Followed(
        [shift for shift in moved if shift.pk in touched], [one for one in gone if one.slot in concern], made
    )


def _to_come(pattern: Pattern, first_on: dt.date, at: dt.datetime) -> list[PlannedTime]:
    """The times from a day on that have not begun, as far as we look ahead."""
    last_on = clock.local_day(at + rotas.HORIZON)
    found = planned(pattern, first_on=max(first_on, clock.local_day(at)), last_on=last_on)
    return [time for time in found if time.slot > at]


def _by_slot(shifts: Iterable[Shift]) -> list[Time]:
    times: dict[dt.datetime, Time] = {}
    for shift in shifts:
        slot = shift.slot or shift.starts_at
        times.setdefault(slot, Time(slot, [])).shifts.append(shift)
    return list(times.values())


def _moved(time: Time, want: PlannedTime) -> list[Shift]:
    """The shifts of a time that get another start or end by the pattern."""
    starts_at, ends_at = want.slot, rotas.end_of(want)
    if time.is_by_hand:
        return []
    differing = [shift for shift in time.shifts if (shift.starts_at, shift.ends_at) != (starts_at, ends_at)]
    for shift in differing:
        shift.slot, shift.starts_at, shift.ends_at = starts_at, starts_at, ends_at
        shift.save(update_fields=["slot", "starts_at", "ends_at"])
    return differing


def _make(need: Need, times: Sequence[tuple[dt.datetime, dt.datetime, dt.datetime]]) -> int:
    """Write a shift for each role at each time (slot, start, end) that has none; how many."""
    roles = roles_of(need)
    there = set(Shift.objects.filter(need=need).values_list("role_id", "slot"))
    rows = [
        Shift(
            need=need, role=role, slot=slot, starts_at=starts_at, ends_at=ends_at, places=role.places,
            minimum=role.minimum, reserves=role.reserves,
        )
        for slot, starts_at, ends_at in sorted(times)
        for role in roles
        if (role.pk, slot) not in there
    ]  # fmt: skip
    if rows:
        for row, code in zip(rows, next_codes(len(rows)), strict=True):
            row.code = code
        Shift.objects.bulk_create(rows)
    return len(rows)


def _keys_from(need_id: uuid.UUID, begin: dt.datetime) -> list[uuid.UUID]:
    """The shifts of a rota from a moment on, also those called off by hand."""
    return list(Shift.objects.filter(need=need_id, slot__gte=begin).values_list("pk", flat=True))


def _touched(shifts: Iterable[Shift]) -> set[uuid.UUID]:
    """Those that somebody was asked about, or is or was booked to."""
    keys = [shift.pk for shift in shifts]
    tables: tuple[Any, ...] = (Offer, Assignment, GroupBooking)
    return {
        key
        for table in tables
        for key in table.objects.filter(shift__in=keys).values_list("shift_id", flat=True)
    }


def _apart_from_untouched(shifts: Sequence[Shift]) -> list[Shift]:
    """Take the times away that concern nobody; the others."""
    touched = _touched(shifts)
    for shift in shifts:
        if shift.pk not in touched:
            shift.delete()
    return [shift for shift in shifts if shift.pk in touched and shift.cancelled_at is None]


def _write_roles(need: Need, roles: Sequence[RoleAsked]) -> None:
    titles = [role.title.strip() for role in roles]
    if not titles or len(set(titles)) < len(titles) or ("" in titles and len(titles) > 1):
        raise RolesCollide
    refuse_national_ids(**{f"title_{number}": title for number, title in enumerate(titles)})
    standing = {role.pk: role for role in roles_of(need)}
    for role in standing.values():  # Out of the way first: one may get the title that another has now.
        NeedRole.objects.filter(pk=role.pk).update(title=str(role.pk))
    for number, (asked, title) in enumerate(zip(roles, titles, strict=True)):
        role = standing.get(asked.key) if asked.key else None  # type: ignore[assignment]
        _write_role(role or NeedRole(need=need), asked, title, number)


def _write_role(role: NeedRole, asked: RoleAsked, title: str, number: int) -> None:
    role.title, role.number, role.demands = title, number, asked.demands
    role.places, role.minimum, role.reserves = asked.places, asked.minimum, asked.reserves
    role.save()


def _take_away(need: Need, roles: Sequence[RoleAsked], shifts: Sequence[Shift], at: dt.datetime) -> None:
    """Roles that are wanted no more go with their times to come; what is over keeps its role."""
    kept, touched = {role.key for role in roles}, _touched(shifts)
    for role in roles_of(need):
        if role.pk in kept:
            continue
        to_come = [shift for shift in shifts if shift.role_id == role.pk]
        if any(shift.pk in touched for shift in to_come):
            raise RoleIsTaken(role.title)
        Shift.objects.filter(pk__in=[shift.pk for shift in to_come]).delete()
        NeedRole.objects.filter(pk=role.pk).update(ended_at=at)


def _give_numbers(shift: Shift, before: NeedRole, role: NeedRole, at: dt.datetime) -> None:
    standard = (shift.places, shift.minimum, shift.reserves) == (
        before.places,
        before.minimum,
        before.reserves,
    )
    if shift.cancelled_at is None and standard:
        moved = seats.reseat(shift, places=role.places, reserves=role.reserves)
        shift.minimum, shift.role = role.minimum, role
        shift.save(update_fields=["places", "minimum", "reserves"])
        tell_those_who_moved_up(moved, shift, at=at)
