"""A place is open that was asked about: ask the next, without waiting for anybody at the desk."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.foundation.actions import note
from samspill.messaging.actions import BudgetSpent
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.callers import note_the_loss
from samspill.volunteering.actions.reserves import move_up
from samspill.volunteering.actions.waves import AlreadyCovered, DoesNotFit, NobodyNew, ask_again, send_wave
from samspill.volunteering.models import Assignment, Offer, Shift, Wave
from samspill.volunteering.queries.matching import who_fits
from samspill.volunteering.queries.proposing import is_worth_asking, proposed_size


def fill_again(shift: Shift, *, at: dt.datetime) -> int:
    """A seat was given back: reserves move up, the next are asked, and whoever asked for help is told where it is late.

    How many were asked. The shift must be locked.
    """
    move_up(shift, at=at)
    asked = ask_the_next(shift, at=at)
    note_the_loss(shift, at=at)
    return asked


def ask_the_next(shift: Shift, *, at: dt.datetime) -> int:
    """Ask those who said yes too late, then a wave of the proposed size; how many were asked. The shift must be locked.

    When the shift is about to begin, the budget is spent or nobody fits, it stays on top of the desk.
    """
    free = seats.free_seats(shift)
    if not free or seats.is_over(shift, at) or not is_worth_asking(shift, at):
        return 0
    late = _said_yes_too_late(shift)[: 2 * len(free)]
    for offer in late:
        ask_again(offer, shift, by="system", at=at)
    return len(late) or _ask_a_wave(shift, at)


@transaction.atomic
def ask_more_now(shift_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> int:
    """Somebody at the desk does not want to wait: ask a wave of the proposed size at once; how many were asked.

    Raises `AlreadyCovered`, `NobodyNew` and `messaging.BudgetSpent`.
    """
    shift = seats.lock_shift(shift_id)
    if seats.is_over(shift, at) or not seats.free_seats(shift):
        raise AlreadyCovered(shift_id)
    size, chosen = _proposed(shift, at)
    if not chosen:
        raise NobodyNew(shift_id)
    send_wave(shift.pk, chosen, by=by, at=at, proposed_size=size)
    return len(chosen)


def send_due_waves(at: dt.datetime) -> int:
    """Ask the next about every shift whose time for it has come and that is still open; how many were asked."""
    due = Wave.objects.filter(next_due_at__lte=at, shift__cancelled_at__isnull=True, shift__ends_at__gt=at)
    return sum(_send_due_wave(wave, at) for wave in due.order_by("next_due_at"))


@transaction.atomic
def _send_due_wave(wave: Wave, at: dt.datetime) -> int:
    shift = seats.lock_shift(wave.shift_id)
    # Cleared first: whatever comes of it, this wave has had its follower.
    if not Wave.objects.filter(pk=wave.pk, next_due_at__lte=at).update(next_due_at=None):
        return 0
    return ask_the_next(shift, at=at)


def _said_yes_too_late(shift: Shift) -> list[Offer]:
    """Those who said yes when it was covered, the earliest first; not those who have had it and withdrew."""
    had_it = Assignment.objects.filter(shift=shift).values("person_id")
    rows = Offer.objects.filter(shift=shift, answer=Offer.Answer.YES).exclude(person__in=had_it)
    return list(rows.select_related("person").order_by("answered_at"))


def _proposed(shift: Shift, at: dt.datetime) -> tuple[int, list[uuid.UUID]]:
    """How many to ask now, and whom."""
    suggestions = who_fits(shift, at=at)
    size = proposed_size(shift, candidates=suggestions.how_many_fit, at=at)
    return size, [one.person_id for one in suggestions.best(size) if not one.is_unwanted]


def _ask_a_wave(shift: Shift, at: dt.datetime) -> int:
    size, chosen = _proposed(shift, at)
    try:
        with transaction.atomic():
            send_wave(shift.pk, chosen, by="system", at=at, proposed_size=size)
    except (AlreadyCovered, NobodyNew, DoesNotFit):
        return 0
    except BudgetSpent:
        note("next_wave_not_sent", shift.need, by="system", channel="system", at=at, shift=str(shift.pk))
        return 0
    return len(chosen)
