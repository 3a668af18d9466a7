"""What happens to a volunteer's profile: she joins, wishes, is away, holds something, pauses, leaves."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from samspill.activities.models import SignUp
from samspill.activities.queries.sign_ups import completed_by, completed_with
from samspill.commitments.models import Signature
from samspill.commitments.queries import signatures_of
from samspill.commitments.rules.texts import counts_until
from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.volunteering.models import Absence, Qualification, Volunteer
from samspill.volunteering.rules.codes import INTERESTS, KINDS, QUALIFICATIONS, SKILLS

Who = StaffMember | Person | str

#: What `enrol_volunteer` and `change_volunteer` take.
WISHES = frozenset(
    "wishes wish_words unwanted unwanted_words skills skill_words interests interest_words brings_words areas"
    " availability note unit".split()
)
#: A police certificate counts for three years after it was shown, as the guidance to municipalities has it.
POLICE_CERTIFICATE_COUNTS = 3


class UnknownFact(TypeError):
    """Something was given that is no part of a volunteer's profile: a fault of the caller's."""


class UnknownCode(ValueError):
    """A kind of help, a skill or a qualification that `rules.codes` does not have."""


class EndsBeforeItStarts(ValueError):
    """The last day is before the first."""


@transaction.atomic
def enrol_volunteer(person: Person, *, by: Who, at: dt.datetime, channel: str, **wishes: Any) -> Volunteer:
    """Make somebody a volunteer, or one again; what is known of her wishes stays where nothing new is told.

    What she signed and attended before counts from the day it was done. Raises `UnknownCode` and
    `people.actions.HoldsNationalId`.
    """
    _check(wishes)
    volunteer, is_new = Volunteer.objects.get_or_create(person=person, defaults={"joined_at": at, **wishes})
    if not is_new:
        _set(volunteer, {**wishes, "left_at": None, "is_paused_from": None})
    note("enrol_volunteer", person, by=by, channel=channel, at=at)
    _catch_up(volunteer, by, at)
    return volunteer


@transaction.atomic
def change_volunteer(
    volunteer: Volunteer, *, by: Who, at: dt.datetime, channel: str, **wishes: Any
) -> Volunteer:
    """Change some of `WISHES`; what is not given stays. Raises `UnknownCode` and `people.actions.HoldsNationalId`."""
    _check(wishes)
    changed = _set(volunteer, wishes)
    if changed:
        note("change_volunteer", volunteer.person, by=by, channel=channel, at=at, changed=changed)
    return volunteer


@transaction.atomic
def pause_volunteer(
    volunteer: Volunteer, *, by: Who, at: dt.datetime, channel: str, from_on: dt.date | None = None
) -> None:
    """She takes a break from a day on, today if none is named: she is not asked until she is back."""
    _set(volunteer, {"is_paused_from": from_on or at.date()})
    note("pause_volunteer", volunteer.person, by=by, channel=channel, at=at)


@transaction.atomic
def resume_volunteer(volunteer: Volunteer, *, by: Who, at: dt.datetime, channel: str) -> None:
    """The break is over."""
    _set(volunteer, {"is_paused_from": None})
    note("resume_volunteer", volunteer.person, by=by, channel=channel, at=at)


@transaction.atomic
def let_volunteer_leave(volunteer: Volunteer, *, by: Who, at: dt.datetime, channel: str) -> None:
    """She no longer volunteers. What she has taken on she keeps until somebody releases her."""
    if volunteer.left_at is None:
        _set(volunteer, {"left_at": at})
        note("let_volunteer_leave", volunteer.person, by=by, channel=channel, at=at)


@transaction.atomic
def note_absence(
    volunteer: Volunteer, *, from_on: dt.date, until_on: dt.date, by: Who, at: dt.datetime, channel: str
) -> Absence:
    """Days she is away, both included. Raises `EndsBeforeItStarts`."""
    if until_on < from_on:
        raise EndsBeforeItStarts
    absence, is_new = Absence.objects.get_or_create(volunteer=volunteer, from_on=from_on, until_on=until_on)
    if is_new:
        note("note_absence", volunteer.person, by=by, channel=channel, at=at)
    return absence


@transaction.atomic
def remove_absence(
    volunteer: Volunteer, absence_id: uuid.UUID, *, by: Who, at: dt.datetime, channel: str
) -> None:
    """She is not away after all. Raises `Absence.DoesNotExist` where it is not hers."""
    volunteer.absences.get(pk=absence_id).delete()
    note("remove_absence", volunteer.person, by=by, channel=channel, at=at)


@transaction.atomic
def note_qualification(
    volunteer: Volunteer,
    *,
    kind: str,
    held_from_on: dt.date,
    by: Who,
    at: dt.datetime,
    valid_until_on: dt.date | None = None,
    channel: str = "web",
) -> Qualification:
    """She holds something from a day on; what she held of the same kind is replaced.

    Of a police certificate only this is kept: that it was shown, when and to whom. `by` is the one who saw it, or she
    herself where she signed. Raises `UnknownCode` and `EndsBeforeItStarts`.
    """
    if kind not in QUALIFICATIONS:
        raise UnknownCode(kind)
    if valid_until_on and valid_until_on < held_from_on:
        raise EndsBeforeItStarts
    Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    standing = Qualification.objects.filter(volunteer=volunteer, kind=kind, withdrawn_at__isnull=True)
    standing.update(withdrawn_at=at)
    held = Qualification.objects.create(
        volunteer=volunteer,
        kind=kind,
        held_from_on=held_from_on,
        valid_until_on=valid_until_on or _counts_until(kind, held_from_on),
        seen_by=by if isinstance(by, StaffMember) else None,
        recorded_at=at,
    )
    note("note_qualification", volunteer.person, by=by, channel=channel, at=at, kind=kind)
    return held


@transaction.atomic
def withdraw_qualification(
    qualification: Qualification, *, by: Who, at: dt.datetime, channel: str = "web"
) -> None:
    """It was written by mistake, or no longer holds."""
    standing = Qualification.objects.filter(pk=qualification.pk, withdrawn_at__isnull=True)
    if standing.update(withdrawn_at=at):
        person = qualification.volunteer.person
        note("withdraw_qualification", person, by=by, channel=channel, at=at, kind=qualification.kind)


@transaction.atomic
def count_signature(signature: Signature, *, by: Who, at: dt.datetime) -> Qualification | None:
    """She signed: what that opens is open from now on; None where she is no volunteer, or the text opens nothing."""
    volunteer = Volunteer.objects.filter(person=signature.person_id).select_related("person").first()
    if volunteer is None or signature.kind not in QUALIFICATIONS:
        return None
    signed_on = clock.local_day(signature.signed_at)
    return note_qualification(
        volunteer,
        kind=signature.kind,
        held_from_on=signed_on,
        valid_until_on=counts_until(signed_on, signature.text.valid_years),
        by=by,
        at=at,
        channel=signature.channel,
    )


@transaction.atomic
def discount_signature(signature: Signature, *, by: Who, at: dt.datetime) -> None:
    """A signature no longer counts: what it opened is shut, unless another one stands."""
    others = [one for one in signatures_of(signature.person) if one.kind == signature.kind]
    if others:
        count_signature(others[0], by=by, at=at)
        return
    _shut(signature.person, signature.kind, clock.local_day(signature.signed_at), by, at)


@transaction.atomic
def count_attendance(sign_up: SignUp, *, came: bool, by: Who, at: dt.datetime) -> None:
    """She attended what completes something, or it turned out that she did not."""
    kind = completed_with(sign_up)
    held_on = clock.local_day(sign_up.occurrence.starts_at)
    volunteer = Volunteer.objects.filter(person=sign_up.person_id).select_related("person").first()
    if volunteer is None or kind not in QUALIFICATIONS:
        return
    if came:
        note_qualification(volunteer, kind=kind, held_from_on=held_on, by=by, at=at)
    else:
        _shut(sign_up.person, kind, held_on, by, at)


def _catch_up(volunteer: Volunteer, by: Who, at: dt.datetime) -> None:
    held = set(_standing(volunteer.person).values_list("kind", flat=True))
    for sign_up in completed_by(volunteer.person):
        if sign_up.occurrence.activity.completes not in held:
            count_attendance(sign_up, came=True, by=by, at=at)
    for signature in reversed(signatures_of(volunteer.person)):
        if signature.kind not in held:
            count_signature(signature, by=by, at=at)


def _standing(person: Person) -> QuerySet[Qualification]:
    return Qualification.objects.filter(volunteer__person=person, withdrawn_at__isnull=True)


def _shut(person: Person, kind: str, held_on: dt.date, by: Who, at: dt.datetime) -> None:
    """Take back what was noted for that day; what she holds from another day stands."""
    for held in _standing(person).filter(kind=kind, held_from_on=held_on).select_related("volunteer__person"):
        withdraw_qualification(held, by=by, at=at)


def _counts_until(kind: str, held_from_on: dt.date) -> dt.date | None:
    if kind != "police_certificate":
        return None
    return held_from_on + dt.timedelta(days=365 * POLICE_CERTIFICATE_COUNTS)


def _check(wishes: dict[str, Any]) -> None:
    unknown = set(wishes) - WISHES
    if unknown:
        raise UnknownFact(", ".join(sorted(unknown)))
    codes = {*wishes.get("wishes", ()), *wishes.get("unwanted", ())}
    unheard_of = (codes - set(KINDS)) | (set(wishes.get("skills", ())) - set(SKILLS))
    unheard_of |= set(wishes.get("interests", ())) - set(INTERESTS)
    if unheard_of:
        raise UnknownCode(", ".join(sorted(unheard_of)))
    refuse_national_ids(**{name: text for name, text in wishes.items() if isinstance(text, str)})


def _set(volunteer: Volunteer, facts: dict[str, Any]) -> list[str]:
    """Write down what differs; the names of it."""
    changed = [name for name, value in facts.items() if getattr(volunteer, name) != value]
    for name in changed:
        setattr(volunteer, name, facts[name])
    if changed:
        volunteer.save(update_fields=changed)
    return sorted(changed)
