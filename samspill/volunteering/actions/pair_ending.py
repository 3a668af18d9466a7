"""A pair ends: well, with a reason and thanks; and what the volunteer saw of the recipient closes."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import cancel_about, queue_message
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.actions.pair_telling import tell_side
from samspill.volunteering.actions.pairings import (
    BeforeTheStart,
    PairHasEnded,
    StartsInTheFuture,
    lock_pairing,
)
from samspill.volunteering.models import Assignment, Need, Pairing, PairingFollowUp
from samspill.volunteering.queries.sides import volunteers_side
from samspill.volunteering.wording import pairings as wording
from samspill.volunteering.wording.times import day_words

Who = StaffMember | Person | str
Ended = Pairing.Ended
#: What a coordinator chooses from; the rest follow from something else.
REASONS_TO_CHOOSE = (
    Ended.DONE, Ended.VOLUNTEER, Ended.RECIPIENT, Ended.MOVED, Ended.ILLNESS, Ended.DEATH, Ended.MATCH, Ended.OTHER,
)  # fmt: skip


class NoSuchReason(ValueError):
    """A reason that nobody may choose."""


@transaction.atomic
def end_pairing(
    pairing_id: uuid.UUID,
    *,
    reason: str,
    ended_on: dt.date,
    words: str = "",
    thanks: str = "",
    by: StaffMember,
    at: dt.datetime,
) -> Pairing:
    """The two meet no more. `thanks` is written to the volunteer; an empty one sends nothing, for then she is called.

    Raises `PairHasEnded`, `NoSuchReason`, `StartsInTheFuture`, `BeforeTheStart` and `HoldsNationalId`.
    """
    refuse_national_ids(words=words, thanks=thanks)
    if reason not in REASONS_TO_CHOOSE:
        raise NoSuchReason(reason)
    pairing = lock_pairing(pairing_id)
    _check_day(pairing, ended_on, at)
    _close(pairing, reason, ended_on=ended_on, words=words, by=by, at=at)
    if thanks.strip():
        tell_side(
            volunteers_side(pairing),
            pairing,
            lambda _signed: thanks.strip(),
            key=f"thanks:{pairing.pk}",
            at=at,
            by=by,
        )
    note("end_pairing", pairing, by=by, channel="web", at=at, reason=reason)
    return pairing


@transaction.atomic
def end_pair_of(assignment: Assignment, *, channel: str, by: Who, at: dt.datetime) -> None:
    """Somebody who said yes cannot after all: if it was to a pair need, the pair ends. The shift must be locked."""
    if assignment.shift.need.form != Need.Form.PAIR:
        return
    live = Pairing.objects.filter(
        need=assignment.shift.need_id, volunteer__person=assignment.person_id, ended_at__isnull=True
    )
    for pairing_id in live.values_list("pk", flat=True):
        pairing = lock_pairing(pairing_id)
        if pairing.ended_at is None:
            _close(pairing, Ended.WITHDREW, ended_on=_today(pairing, at), by=by, at=at)
            note("end_pairing", pairing, by=by, channel=channel, at=at, reason=Ended.WITHDREW)


@transaction.atomic
def end_because_somebody_left(
    pairing_id: uuid.UUID, *, gone: Person, by: Who, at: dt.datetime, channel: str
) -> None:
    """One of the two is being forgotten: the coordinator is told, and so is a volunteer who is left."""
    pairing = lock_pairing(pairing_id)
    if pairing.ended_at:
        return
    volunteer = volunteers_side(pairing)
    _close(pairing, Ended.LEFT, ended_on=_today(pairing, at), by=by, at=at)
    note("end_pairing", pairing, by=by, channel=channel, at=at, reason=Ended.LEFT)
    if volunteer.person.pk != gone.pk:
        name = volunteer.asked.name
        tell_side(
            volunteer, pairing, lambda signed: wording.ended(name, signed), key=f"ended:{pairing.pk}", at=at
        )
    _tell_the_unit(pairing, volunteer.person.pk == gone.pk, at)


@transaction.atomic
def end_double(pairing: Pairing, *, by: Who, at: dt.datetime, channel: str) -> None:
    """Two persons turned out to be one, and so two pairs did, or a pair turned out to be one person."""
    locked = lock_pairing(pairing.pk)
    if locked.ended_at is None:
        _close(locked, Ended.MERGED, ended_on=_today(locked, at), by=by, at=at)
        note("end_pairing", locked, by=by, channel=channel, at=at, reason=Ended.MERGED)


@transaction.atomic
def note_end_seen(pairing: Pairing, *, by: StaffMember, at: dt.datetime) -> None:
    """A coordinator knows that it ended by itself."""
    unseen = Pairing.objects.filter(pk=pairing.pk, ended_at__isnull=False, end_seen_at__isnull=True)
    if unseen.update(end_seen_at=at):
        note("note_end_seen", pairing, by=by, channel="web", at=at)


def _check_day(pairing: Pairing, ended_on: dt.date, at: dt.datetime) -> None:
    if pairing.ended_at:
        raise PairHasEnded(pairing.pk)
    if ended_on > clock.local_day(at):
        raise StartsInTheFuture(ended_on)
    if pairing.started_on and ended_on < pairing.started_on:
        raise BeforeTheStart(ended_on)


def _close(
    pairing: Pairing, reason: str, *, ended_on: dt.date, by: Who, at: dt.datetime, words: str = ""
) -> None:
    """Write the end, and close what the volunteer saw: the place, and messages about it that are not sent yet."""
    staff = by if isinstance(by, StaffMember) else None
    pairing.ended_at, pairing.ended_on, pairing.ended_reason = at, ended_on, reason
    pairing.ended_words, pairing.ended_by = words.strip()[:300], staff
    pairing.end_seen_at = at if staff and reason != Ended.LEFT else None
    pairing.first_meeting_place = pairing.first_meeting_with = ""
    pairing.paused_at = pairing.paused_until_on = pairing.next_follow_up_on = None
    pairing.save()
    cancel_about(subject_of(pairing), at=at)
    _let_questions_lapse(pairing, at)


def _let_questions_lapse(pairing: Pairing, at: dt.datetime) -> None:
    """What has been asked and not answered; an answer that comes at this very moment is decided by the row."""
    waiting = PairingFollowUp.objects.filter(
        pairing=pairing, answered_at__isnull=True, lapsed_at__isnull=True
    )
    keys = list(waiting.values_list("pk", flat=True))
    waiting.update(lapsed_at=at)
    for key in keys:
        cancel_about(f"{PairingFollowUp._meta.label_lower}:{key}", at=at)


def _today(pairing: Pairing, at: dt.datetime) -> dt.date:
    today = clock.local_day(at)
    return max(today, pairing.started_on) if pairing.started_on else today


def _tell_the_unit(pairing: Pairing, is_the_volunteer: bool, at: dt.datetime) -> None:
    """By e-mail where the unit has one; it stands on the desk in any case. Whoever is forgotten is not named."""
    if not pairing.unit.email:
        return
    with override(Municipality.objects.get(pk=entered_number()).standard_language):
        name = _("a volunteer") if is_the_volunteer else pairing.volunteer.person.name
        subject = wording.role_word(pairing.need.kind).capitalize()
        body = wording.pair_ended_by_itself(name, day_words(clock.local_day(at)))
    queue_message(
        channel=Channel.EMAIL,
        address=pairing.unit.email,
        subject=subject,
        body=body,
        key=f"ended:unit:{pairing.pk}",
        about=subject_of(pairing),
        at=at,
        is_owed=True,
    )
