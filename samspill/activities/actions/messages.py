"""An organiser writes once to all who have signed up for a time, or for a whole series."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from samspill.activities.models import Activity, Occurrence, SignUpMessage
from samspill.activities.queries.messages import Addressed, addressed_to, recipients_of
from samspill.activities.rules.messages import COME, LONGEST, WRITES_AFTER_DAYS, may_write_again
from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import BudgetSpent, Draft, queue_within_budget
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember

#: A message that has not left by then says nothing any more.
LASTS = dt.timedelta(days=2)


class NothingToSay(ValueError):
    """The message is empty."""


class TooLong(ValueError):
    """The message is longer than four text messages."""


class NobodyToWriteTo(ValueError):
    """Nobody has a place, or waits for one, or nobody of them can be written to."""


class EnoughForToday(RuntimeError):
    """As many messages as one may write in a day have been written about this activity."""


class TooLate(RuntimeError):
    """The time was so long ago that its list is no list to write to."""


@transaction.atomic
def write_to_those_signed_up(
    activity: Activity,
    occurrence: Occurrence | None,
    body: str,
    *,
    key: uuid.UUID,
    by: Person | StaffMember,
    at: dt.datetime,
    goes_to: str = COME,
) -> SignUpMessage:
    """Put one message to each who has a place, waits for one, or does either (`goes_to`) in the outbox; `occurrence`
    None: at any time to come.

    `key` is the form's own: sent twice it writes once, and gives what was written. Quiet hours, STOPP and the day's
    budget hold as always; where the money does not hold all of it, nobody is written to. Raises `NothingToSay`,
    `TooLong`, `TooLate`, `EnoughForToday`, `NobodyToWriteTo`, `BudgetSpent` and `people.actions.HoldsNationalId`.
    """
    body = body.replace("\r\n", "\n").strip()
    _refuse(body, occurrence, at)
    # The limit of the day and the key are looked at behind this lock, so that two who press at once write once.
    Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)
    known = SignUpMessage.objects.filter(pk=key, activity=activity).first()
    if known is not None:
        return known
    today = clock.start_of_day(clock.local_day(at))
    if not may_write_again(SignUpMessage.objects.filter(activity=activity, written_at__gte=today).count()):
        raise EnoughForToday
    people = recipients_of(activity, occurrence, at=at, goes_to=goes_to)
    written_to = addressed_to(people, activity, occurrence, body)
    if not written_to:
        raise NobodyToWriteTo
    about = {"activity": activity, "occurrence": occurrence, "goes_to": goes_to}
    message = _write(about, body, key, written_to, len(people) - len(written_to), by, at)
    _queue(message, written_to, by, at)
    note("write_to_those_signed_up", activity, by=by, channel="web", at=at, told=message.told)
    return message


def _refuse(body: str, occurrence: Occurrence | None, at: dt.datetime) -> None:
    if not body:
        raise NothingToSay
    if len(body) > LONGEST:
        raise TooLong(len(body))
    refuse_national_ids(body=body)
    if occurrence is not None and occurrence.starts_at + dt.timedelta(days=WRITES_AFTER_DAYS) < at:
        raise TooLate(occurrence.pk)


def _write(
    about: dict[str, Any],
    body: str,
    key: uuid.UUID,
    written_to: list[Addressed],
    not_reached: int,
    by: Person | StaffMember,
    at: dt.datetime,
) -> SignUpMessage:
    return SignUpMessage.objects.create(
        pk=key,
        **about,
        body=body,
        written_at=at,
        person=by if isinstance(by, Person) else None,
        written_by=by if isinstance(by, StaffMember) else None,
        told=len(written_to),
        not_reached=not_reached,
    )


def _queue(
    message: SignUpMessage, written_to: list[Addressed], by: Person | StaffMember, at: dt.datetime
) -> None:
    drafts = [
        Draft(
            channel=one.channel,
            address=one.address,
            body=one.body,
            subject=one.subject,
            key=f"to_signed_up:{message.pk}:{one.person.pk}",
            person=one.person,
            about=subject_of(message),
            expires_at=at + LASTS,
        )
        for one in written_to
    ]
    queued = queue_within_budget(drafts, at=at, by=by if isinstance(by, StaffMember) else None)
    if len(queued) < len(drafts):
        raise BudgetSpent
