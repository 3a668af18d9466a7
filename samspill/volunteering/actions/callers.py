"""Whoever asked for help is told where nobody comes after all: by SMS, or by somebody at the desk who calls."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from samspill.foundation.actions import note, subject_of
from samspill.foundation.phones import is_mobile
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import WRITTEN_IN
from samspill.people.models import Channel, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.models import Need, Shift
from samspill.volunteering.queries.proposing import latest_start_of, open_places
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.rules.deadlines import LAST_HOURS, TOO_LATE_TO_ASK, must_be_told
from samspill.volunteering.wording import callers

#: What somebody outside waits for. At a rota the desk sees the times that are below their minimum.
ASKED_FOR = (Need.Form.ONCE, Need.Form.WINDOW)


def note_the_loss(shift: Shift, *, at: dt.datetime) -> None:
    """A volunteer is lost: where it is near the start and nobody took her place, whoever asked is told at once.

    The shift must be locked.
    """
    is_late = latest_start_of(shift) - at <= LAST_HOURS
    if shift.need.form in ASKED_FOR and is_late and not seats.is_over(shift, at) and seats.free_seats(shift):
        _owe(shift, "lost", at)


def note_the_cover(shift: Shift, *, at: dt.datetime) -> None:
    """The last place went: one who was told that somebody is missing is told that it went well. It must be locked."""
    if shift.caller_owed_at is None:
        return
    if shift.caller_told_at is None:
        _forget(shift)
    else:
        _owe(shift, "found", at)


def tell_of_the_uncovered(at: dt.datetime) -> int:
    """Tell those who asked for what will not be covered in time; how many. Each is told once."""
    near = Shift.objects.filter(
        ~Q(caller_owed_why="nobody"), need__form__in=ASKED_FOR, need__cancelled_at__isnull=True,
        cancelled_at__isnull=True, starts_at__lte=at + TOO_LATE_TO_ASK, ends_at__gt=at,
    )  # fmt: skip
    rows = near.select_related("need").order_by("pk")
    return sum(_tell_if_uncovered(shift.pk, at) for shift in rows if _is_due(shift, at))


@transaction.atomic
def note_caller_told(shift_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> None:
    """Somebody at the desk has called whoever asked. Once it is noted it stays."""
    waiting = Shift.objects.filter(pk=shift_id, caller_owed_at__isnull=False, caller_told_at__isnull=True)
    if waiting.update(caller_told_at=at, caller_told_by=by):
        need = Need.objects.get(shifts=shift_id)
        note("tell_caller", need, by=by, channel="phone", at=at, shift=str(shift_id))


def _is_due(shift: Shift, at: dt.datetime) -> bool:
    return must_be_told(latest_start_of(shift), shift.need.made_at, at)


@transaction.atomic
def _tell_if_uncovered(shift_id: uuid.UUID, at: dt.datetime) -> bool:
    shift = seats.lock_shift(shift_id)
    if shift.caller_owed_why == "nobody" or seats.is_over(shift, at) or not seats.free_seats(shift):
        return False
    _owe(shift, "nobody", at)
    return True


def _owe(shift: Shift, why: str, at: dt.datetime) -> None:
    """She must know. By SMS she knows now; else it waits at the desk as a call to make."""
    is_told = _write(shift, why, at)
    shift.caller_owed_at, shift.caller_owed_why, shift.caller_told_by = at, why, None
    shift.caller_told_at = at if is_told else None
    _save(shift)
    if is_told:
        note("tell_caller", shift.need, by="system", channel=Channel.SMS, at=at, shift=str(shift.pk))


def _forget(shift: Shift) -> None:
    shift.caller_owed_at, shift.caller_owed_why = None, ""
    shift.caller_told_at = shift.caller_told_by = None
    _save(shift)


def _save(shift: Shift) -> None:
    shift.save(update_fields=["caller_owed_at", "caller_owed_why", "caller_told_at", "caller_told_by"])


def _write(shift: Shift, why: str, at: dt.datetime) -> bool:
    """Whether she has a mobile, and so is written to."""
    asked = shift.need.request
    if not asked.caller_phone or not is_mobile(asked.caller_phone):
        return False
    missing, language = open_places(shift), asked.language if asked.language in WRITTEN_IN else "nb"
    with override(language):
        body = callers.WORDS[why](task(shift), asked.caller_name, missing, shift.places)
    queue_message(
        channel=Channel.SMS,
        address=asked.caller_phone,
        body=body,
        key=f"caller_{why}:{shift.pk}:{at:%Y%m%d%H%M%S}",
        about=subject_of(shift.need),
        at=at,
        expires_at=shift.ends_at,
        is_owed=True,
    )
    return True
