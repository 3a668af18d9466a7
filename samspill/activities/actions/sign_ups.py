"""Somebody signs up for a time of an activity, or cannot come after all. The last place is sold once.

Whatever takes, frees or counts seats begins with the lock of the occurrence (as decision 0008 has it for shifts), and
each live sign-up has a seat number that the database keeps unique.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max

from samspill.activities.actions.telling import tell
from samspill.activities.models import Occurrence, SignUp
from samspill.activities.queries.sign_ups import live_sign_ups, open_times
from samspill.activities.rules.sign_ups import first_free
from samspill.activities.wording import sign_ups as words
from samspill.foundation.actions import note
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person | str
#: Codes begin far above those of shifts, so that nobody takes the one for the other.
FIRST_CODE = 20_001
#: Channels by which a person has just written, so that she may be answered at once.
AT_ONCE = ("web", "sms", "email")


class TimeIsFull(RuntimeError):
    """The last place went. `others` are the coming times that have a place, with their activities."""

    def __init__(self, others: list[Any]) -> None:
        super().__init__(str(len(others)))
        self.others = others


class NotOpen(RuntimeError):
    """One cannot sign up for this: it is called off, over, or has no list."""


@transaction.atomic
def sign_up(occurrence_id: uuid.UUID, person: Person, *, channel: str, by: Who, at: dt.datetime) -> SignUp:
    """Give her a place, and tell her; the place she has where she has one. `channel` is how she said it.

    Staff may write somebody in who came without having signed up, until who came is noted. Raises `TimeIsFull` with the
    times that have a place, and `NotOpen`.
    """
    occurrence = lock_occurrence(occurrence_id)
    standing = live_sign_ups(occurrence).filter(person=person).first()
    if standing is not None:
        return standing
    if not _is_open(occurrence, by, at):
        raise NotOpen(occurrence_id)
    seats = live_sign_ups(occurrence).values_list("seat", flat=True)
    seat = first_free(list(seats), occurrence.activity.places)
    if seat is None:
        raise TimeIsFull(open_times(occurrence.activity, at=at, beside=occurrence))
    made = _write(occurrence, person, seat, channel, by, at)
    if occurrence.starts_at > at:
        tell(made, words.signed_up, key=f"signed_up:{made.pk}", at=at, answers_now=channel in AT_ONCE)
    return made


@transaction.atomic
def write_in(occurrence_id: uuid.UUID, name: str, phone: str, *, by: StaffMember, at: dt.datetime) -> SignUp:
    """Somebody phoned, or just came: staff write her in. All or nothing; raises as `sign_up` and adding a person do."""
    person = find_or_add_person(name, [phone] if phone.strip() else [], by=by, at=at, channel="phone")
    return sign_up(occurrence_id, person, channel="phone", by=by, at=at)


@transaction.atomic
def cancel_sign_up(sign_up: SignUp, *, channel: str, by: Who, at: dt.datetime) -> bool:
    """She cannot come after all: the place is free again; False where it was free already or she has been there."""
    occurrence = lock_occurrence(sign_up.occurrence_id)
    standing = live_sign_ups(occurrence).filter(pk=sign_up.pk, attended_at__isnull=True)
    if not standing.update(cancelled_at=at, cancelled_channel=channel):
        return False
    note("cancel_sign_up", occurrence, by=by, channel=channel, at=at, person=str(sign_up.person_id))
    if occurrence.starts_at > at and occurrence.cancelled_at is None:
        key = f"sign_up_cancelled:{sign_up.pk}"
        tell(sign_up, words.cancelled, key=key, at=at, answers_now=channel in AT_ONCE, with_link=False)
    return True


def lock_occurrence(occurrence_id: uuid.UUID) -> Occurrence:
    """The time and its activity, with the time's row locked until the transaction ends."""
    Occurrence.objects.select_for_update(no_key=True).get(pk=occurrence_id)
    # Read after the lock: while waiting for it, the activity may have been given another number of places.
    return Occurrence.objects.select_related("activity__unit", "activity__place").get(pk=occurrence_id)


def _is_open(occurrence: Occurrence, by: Who, at: dt.datetime) -> bool:
    activity = occurrence.activity
    if not activity.takes_sign_ups or occurrence.cancelled_at or activity.cancelled_at:
        return False
    if activity.hidden_at or activity.published_at is None:
        return False
    if isinstance(by, StaffMember):
        return occurrence.attendance_noted_at is None
    return occurrence.starts_at > at


def _write(
    occurrence: Occurrence, person: Person, seat: int, channel: str, by: Who, at: dt.datetime
) -> SignUp:
    made = SignUp.objects.create(
        occurrence=occurrence,
        person=person,
        seat=seat,
        code=_next_code(),
        signed_up_at=at,
        channel=channel,
        entered_by=by if isinstance(by, StaffMember) else None,
    )
    note("sign_up", occurrence, by=by, channel=channel, at=at, person=str(person.pk), seat=seat)
    return made


def _next_code() -> int:
    """The next short number. The municipality's row is locked, so that two do not get the same."""
    Municipality.objects.select_for_update(no_key=True).get(pk=entered_number())
    highest = SignUp.objects.aggregate(code=Max("code"))["code"] or 0
    return max(highest + 1, FIRST_CODE)
