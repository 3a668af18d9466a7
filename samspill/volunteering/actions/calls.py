"""Calling people: not reached, call back later, wrong number; and each of them, and an answer, taken back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import cancel_about, cancel_unsent_about, note_call
from samspill.messaging.models import OutboundMessage, PhoneNote
from samspill.people.actions.unusable import mark_point_unusable, mark_usable
from samspill.people.models import ContactPoint, Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.answers import NotBooked
from samspill.volunteering.actions.reserves import move_up
from samspill.volunteering.models import CallTry, Offer
from samspill.volunteering.queries.calls import tries_of
from samspill.volunteering.queries.standing import phones_of
from samspill.volunteering.rules.calls import call_back_at, next_try

Outcome = CallTry.Outcome
SAME_PRESS = dt.timedelta(seconds=5)


@transaction.atomic
def note_call_try(
    about: Offer | OutboundMessage,
    outcome: str,
    *,
    by: StaffMember,
    at: dt.datetime,
    next_at: dt.datetime | None = None,
) -> CallTry:
    """Somebody called and it did not end there: `outcome` is one of `CallTry.Outcome`.

    Unless `next_at` is told, the next try is put to another time of day. A wrong number is marked as one that does not
    work for her. It stands in the conversation like any other call.
    """
    person = about.person
    assert person is not None
    which = {"offer": about} if isinstance(about, Offer) else {"message": about}
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    again = _same_press(which, outcome, by, at)
    if again is not None:
        return again
    tries = tries_of(**which).filter(outcome=Outcome.NOT_REACHED).count() + 1
    row = CallTry.objects.create(
        person=person,
        **which,
        outcome=outcome,
        tried_at=at,
        tried_by=by,
        next_at=next_at or _next(outcome, tries, at),
        point=_wrong(person, by, at) if outcome == Outcome.WRONG_NUMBER else None,
    )
    note_call(person, WORDS[outcome](tries), by=by, at=at, about=subject_of(row))
    note("note_call_try", person, by=by, channel="phone", at=at, outcome=outcome)
    return row


@transaction.atomic
def take_back_call_try(row: CallTry, *, by: StaffMember, at: dt.datetime) -> None:
    """It was noted by mistake. Repeating it changes nothing."""
    if not CallTry.objects.filter(pk=row.pk, undone_at__isnull=True).update(undone_at=at):
        return
    PhoneNote.objects.filter(about=subject_of(row)).delete()
    if row.point is not None:
        mark_usable(row.point, by=by, at=at)
    note("take_back_call_try", row.person, by=by, channel="phone", at=at)


@transaction.atomic
def take_back_yes(offer_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> None:
    """A yes typed in by mistake: the first reserve has the place, or it is open; the questions stand as before.

    What nobody has carried out yet is called off. Whoever has been told meanwhile that it is covered stays told. Raises
    `NotBooked`.
    """
    shift = seats.lock_shift(Offer.objects.values_list("shift_id", flat=True).get(pk=offer_id))
    booked = seats.live_assignments(shift).filter(offer=offer_id).select_related("shift__need").first()
    if booked is None:
        raise NotBooked(offer_id)
    made_at = booked.made_at
    seats.release(booked, "staff", channel="web", by=by, at=at)
    cancel_about(subject_of(booked), at=at)
    Offer.objects.filter(pk=offer_id).update(
        answer="", answered_at=None, answer_channel="", answer_entered_by=None
    )
    lapsed = Offer.objects.filter(shift=shift, answer="", lapsed_at=made_at).exclude(pk=offer_id)
    told = {subject_of(offer): offer.pk for offer in lapsed}
    unsent = cancel_unsent_about(list(told), at=at, reason="taken back")
    by_phone = lapsed.filter(channel="phone").values_list("pk", flat=True)
    stands = [*(told[about] for about in unsent), *by_phone]
    Offer.objects.filter(pk__in=stands).update(lapsed_at=None)
    note("undo_answer", shift.need, by=by, channel="web", at=at, offer=str(offer_id))
    move_up(shift, at=at)


def _next(outcome: str, tries: int, at: dt.datetime) -> dt.datetime | None:
    local = clock.local(at)
    if outcome == Outcome.CALL_BACK:
        return call_back_at(local).astimezone(dt.UTC)
    return next_try(local, tries=tries).astimezone(dt.UTC) if outcome == Outcome.NOT_REACHED else None


def _wrong(person: Person, by: StaffMember, at: dt.datetime) -> ContactPoint | None:
    """The number she was called on, marked; None where there is none."""
    called = phones_of([person.pk]).get(person.pk)
    point = person.contact_points.filter(kind="phone", value=called).first() if called else None
    if point is not None:
        mark_point_unusable(point, by=by, at=at)
    return point


def _same_press(
    which: Mapping[str, Offer | OutboundMessage], outcome: str, by: StaffMember, at: dt.datetime
) -> CallTry | None:
    """The same noted by the same caller a moment ago: the key was pressed twice."""
    lately = CallTry.objects.filter(**which, outcome=outcome, tried_by=by, undone_at__isnull=True)
    return lately.filter(tried_at__range=(at - SAME_PRESS, at + SAME_PRESS)).first()


WORDS = {
    Outcome.NOT_REACHED.value: lambda tries: _("Called. Nobody answered (try %(n)s).") % {"n": tries},
    Outcome.CALL_BACK.value: lambda tries: _("Called. Wants us to call back."),
    Outcome.WRONG_NUMBER.value: lambda tries: _("Called. It is the wrong number."),
}
