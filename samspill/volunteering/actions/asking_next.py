"""A place is open that was asked about: ask the next, without waiting for anybody at the desk."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.foundation.actions import note
from samspill.messaging.actions import BudgetSpent
from samspill.people.models import StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.waves import AlreadyCovered, DoesNotFit, NobodyNew, ask_again, send_wave
from samspill.volunteering.models import Assignment, Offer, Shift, Wave
from samspill.volunteering.queries.matching import who_fits
from samspill.volunteering.queries.proposing import proposed_size

#: Closer to the start than this nobody is asked by the system alone; then somebody calls.
TOO_LATE_TO_ASK = dt.timedelta(hours=1)


def ask_the_next(shift: Shift, *, at: dt.datetime) -> int:
    """Ask those who said yes too late, then a wave of the proposed size; how many were asked. The shift must be locked.

    When the shift is about to begin, the budget is spent or nobody fits, it stays on top of the desk.
    """
    if seats.is_over(shift, at) or shift.starts_at - at < TOO_LATE_TO_ASK:
        return 0
    late = _said_yes_too_late(shift)[: 2 * len(seats.free_seats(shift))]
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
    due = Wave.objects.filter(next_due_at__lte=at, shift__cancelled_at__isnull=True, shift__starts_at__gt=at)
    return sum(_send_due_wave(wave, at) for wave in due.order_by("next_due_at"))


@transaction.atomic
def _send_due_wave(wave: Wave, at: dt.datetime) -> int:
    shift = seats.lock_shift(wave.shift_id)
    # Cleared first: whatever comes of it, this wave has had its follower.
    if not Wave.objects.filter(pk=wave.pk, next_due_at__lte=at).update(next_due_at=None):
        return 0
    return ask_the_next(shift, at=at) if seats.free_seats(shift) else 0


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
