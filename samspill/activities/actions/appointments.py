"""Somebody books an appointment, with a code to the phone or through the desk, and moves it by her private link.

An appointment is a seat: the lock of the time and the seat that the database keeps unique see to it that no two people
have the same one.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.activities.actions.codes import next_code
from samspill.activities.actions.seats import Who, lock_occurrence, seat
from samspill.activities.actions.sign_ups import AT_ONCE, NotOpen, is_open
from samspill.activities.actions.telling import tell
from samspill.activities.models import Occurrence, SignUp
from samspill.activities.queries.appointments import appointments_of
from samspill.activities.queries.sign_ups import live_sign_ups, time_for
from samspill.activities.queries.times import in_language
from samspill.activities.rules.parties import ALONE
from samspill.activities.wording import sign_ups as words
from samspill.foundation.actions import note
from samspill.messaging.actions.confirming import confirmed, send_code, who_has_a_mobile
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person, StaffMember

PURPOSE = "activities.appointment"


class AppointmentTaken(RuntimeError):
    """Somebody has it, or it has begun, or there is none of this number."""


@transaction.atomic
def book_appointment(
    occurrence_id: uuid.UUID, number: int, person: Person, *, channel: str, by: Who, at: dt.datetime
) -> SignUp:
    """Give her this appointment, and tell her; the one she has at this time where she has one. Raises `NotOpen` and
    `AppointmentTaken`.
    """
    time = lock_occurrence(occurrence_id)
    standing = live_sign_ups(time).filter(person=person).first()
    if standing is not None:
        return standing
    _refuse_what_cannot_be_had(time, number, by, at)
    code = next_code()
    made = seat(time, person, ALONE, [number], code=code, channel=channel, by=by, at=at)
    if time.starts_at > at:
        tell(made, words.signed_up, key=f"signed_up:{made.pk}", at=at, answers_now=channel in AT_ONCE)
    return made


@transaction.atomic
def write_in_appointment(
    occurrence_id: uuid.UUID, number: int, name: str, phone: str, *, by: StaffMember, at: dt.datetime
) -> SignUp:
    """Somebody phoned: staff book for her. All or nothing; raises as `book_appointment` and adding a person do."""
    person = find_or_add_person(name, [phone] if phone.strip() else [], by=by, at=at, channel="phone")
    return book_appointment(occurrence_id, number, person, channel="phone", by=by, at=at)


@transaction.atomic
def move_appointment(
    row: SignUp, occurrence_id: uuid.UUID, number: int, *, channel: str, by: Who, at: dt.datetime
) -> SignUp:
    """She takes another appointment instead, on the same day or another; link and code stay. What she has is hers until
    the other is. Raises `NotOpen` and `AppointmentTaken`.
    """
    # Two who change with each other lock in the same order.
    times = {key: lock_occurrence(key) for key in sorted({row.occurrence_id, occurrence_id})}
    held = live_sign_ups(times[row.occurrence_id]).filter(pk=row.pk, attended_at__isnull=True).first()
    target = times[occurrence_id]
    if held is None or target.activity_id != times[row.occurrence_id].activity_id:
        raise NotOpen(occurrence_id)
    if held.occurrence_id == target.pk and held.seat == number:
        return held
    _refuse_what_cannot_be_had(target, number, by, at)
    if live_sign_ups(target).filter(person=held.person_id).exclude(pk=held.pk).exists():
        raise AppointmentTaken(number)
    held.occurrence, held.seat, held.reminded_at = target, number, None
    held.save(update_fields=["occurrence", "seat", "reminded_at"])
    note("move_appointment", target, by=by, channel=channel, at=at, person=str(held.person_id), seat=number)
    key = f"appointment_moved:{held.pk}:{target.pk}:{number}:{at:%Y%m%d%H%M%S}"
    tell(held, words.moved, key=key, at=at, answers_now=channel in AT_ONCE)
    return held


@transaction.atomic
def ask_for_appointment(
    occurrence_id: uuid.UUID, number: int, name: str, phone: str, *, language: str, at: dt.datetime
) -> str:
    """Send a code to the phone; gives back what the page must bring with the code. Nothing is stored or held.

    Raises `NotOpen`, `AppointmentTaken`, `NameMissing`, `HoldsNationalId`, `phones.NotAPhone`, `NotAMobile` and
    `limits.TooOften`.
    """
    time = time_for(None, occurrence_id)
    _refuse_what_cannot_be_had(time, number, "public", at)
    name, phone = who_has_a_mobile(name, phone)
    title = in_language(time.title or time.activity.title, language)
    return send_code(
        phone,
        lambda code: words.code_to_confirm(title, code),
        [str(time.pk), number, name, phone, language],
        purpose=PURPOSE,
        language=language,
        at=at,
    )


def take_appointment(asked: str, code: str, *, at: dt.datetime) -> SignUp:
    """The code came back: the appointment is hers if nobody has taken it. `asked` is from `ask_for_appointment`.

    Raises `WrongCode`, `AppointmentTaken`, `NotOpen` and `limits.TooOften`.
    """
    occurrence_id, number, name, phone, language = confirmed(asked, code, purpose=PURPOSE, at=at)
    with transaction.atomic():
        person = find_or_add_person(name, [phone], by="public", at=at, channel="web", language=language)
        return book_appointment(uuid.UUID(occurrence_id), number, person, channel="web", by=person, at=at)


def _refuse_what_cannot_be_had(time: Occurrence, number: int, by: Who, at: dt.datetime) -> None:
    """Staff may write down whoever sits there already, until who came is noted."""
    if not time.activity.appointment_minutes or not is_open(time, by, at):
        raise NotOpen(time.pk)
    there = next((one for one in appointments_of(time) if one.number == number), None)
    is_over = there is not None and there.starts_at <= at and not isinstance(by, StaffMember)
    if there is None or is_over or live_sign_ups(time).filter(seat=number).exists():
        raise AppointmentTaken(number)
