"""Writing in the conversation with a person: drafts that save themselves, and two colleagues who answer at once.

A conversation is written in under the lock of the person's row, so that the second of two sees what the first wrote.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from samspill.foundation.actions import note
from samspill.messaging.actions.outgoing import note_call, write_to
from samspill.messaging.models import OutboundMessage, PhoneNote, ThreadDraft, ThreadReading
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Channel, Person, StaffMember, Unit

LONGEST = 4000
SAME_PRESS = dt.timedelta(seconds=30)


class ColleagueWrote(RuntimeError):
    """A colleague wrote to the person after the writer had last looked: `name`, `text` and `at` of it."""

    def __init__(self, name: str, text: str, at: dt.datetime) -> None:
        super().__init__(name)
        self.name, self.text, self.at = name, text, at


@transaction.atomic
def write_in_thread(
    person: Person,
    body: str,
    *,
    channel: str,
    by: StaffMember,
    at: dt.datetime,
    unit: Unit,
    seen: str,
    subject: str = "",
    key: str = "",
) -> OutboundMessage | PhoneNote:
    """Write by SMS, e-mail or letter, or note a phone call; the draft is done with.

    `seen` is `queries.threads.newest_by_hand` as it was when the writer last looked; where a colleague has written
    since, nothing is written and `ColleagueWrote` is raised. `key` is the form's own: a button pressed twice writes
    once. Raises `NoWayToWrite`, `BudgetSpent` and `HoldsNationalId` too.
    """
    refuse_national_ids(body=body, subject=subject)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not OutboundMessage.objects.filter(key=f"written:{key}").exists():
        _stop_if_a_colleague_wrote(person, by, seen)
    drop_draft(person, by=by)
    read_thread(person, by=by, at=at)
    if channel == Channel.PHONE:
        return _noted_just_now(person, body, by, at) or note_call(person, body, by=by, at=at)
    return write_to(person, body, channel=channel, subject=subject, key=key, by=by, unit=unit, at=at)


@transaction.atomic
def save_draft(
    person: Person, body: str, *, channel: str, by: StaffMember, at: dt.datetime, subject: str = ""
) -> ThreadDraft | None:
    """Keep what she has written so far; an empty text keeps nothing. Raises `HoldsNationalId`."""
    refuse_national_ids(body=body, subject=subject)
    if not body.strip():
        drop_draft(person, by=by)
        return None
    facts = {"channel": channel, "subject": subject[:200], "body": body[:LONGEST], "saved_at": at}
    begun = {**facts, "begun_at": at}
    draft, _ = ThreadDraft.objects.update_or_create(
        person=person, staff=by, defaults=facts, create_defaults=begun
    )
    return draft


def drop_draft(person: Person, *, by: StaffMember) -> None:
    """She is done with it."""
    ThreadDraft.objects.filter(person=person, staff=by).delete()


@transaction.atomic
def take_over_draft(draft: ThreadDraft, *, by: StaffMember, at: dt.datetime) -> ThreadDraft:
    """Go on with what a colleague began; it is put after what the writer may have begun herself, and hers no more."""
    mine = ThreadDraft.objects.filter(person=draft.person_id, staff=by).first()
    body = f"{mine.body.rstrip()}\n\n{draft.body}" if mine else draft.body
    kept = save_draft(
        draft.person, body, channel=draft.channel, subject=draft.subject or (mine.subject if mine else ""),
        by=by, at=at,
    )  # fmt: skip
    assert kept is not None
    note("take_over_draft", draft.person, by=by, channel="web", at=at, begun_by=str(draft.staff_id))
    draft.delete()
    return kept


def read_thread(person: Person, *, by: StaffMember, at: dt.datetime) -> None:
    """She has seen all that has been said until now."""
    mine = ThreadReading.objects.filter(staff=by, person=person)
    if not mine.update(until_at=Greatest("until_at", Value(at))):
        ThreadReading.objects.bulk_create(
            [ThreadReading(staff=by, person=person, until_at=at)], ignore_conflicts=True
        )


@transaction.atomic
def settle_drafts(keep: Person, gone: Person) -> None:
    """Two persons are one: what colleagues had begun to write to either is kept, and how far they had read."""
    mine = {draft.staff_id: draft for draft in ThreadDraft.objects.filter(person=keep)}
    for other in ThreadDraft.objects.filter(person=gone, staff__in=mine):
        draft = mine[other.staff_id]
        draft.body = f"{draft.body.rstrip()}\n\n{other.body}"[:LONGEST]
        draft.save(update_fields=["body"])
        other.delete()
    read = set(ThreadReading.objects.filter(person=keep).values_list("staff_id", flat=True))
    ThreadReading.objects.filter(person=gone, staff__in=read).delete()


def _noted_just_now(person: Person, text: str, by: StaffMember, at: dt.datetime) -> PhoneNote | None:
    """The same note by the same writer a moment ago: the button was pressed twice."""
    lately = PhoneNote.objects.filter(person=person, written_by=by, at__gt=at - SAME_PRESS)
    return lately.filter(text=body_of(text)).first()


def body_of(text: str) -> str:
    """The text as it is kept: browsers send two characters for a new line, a phone counts and is charged for one."""
    return text.replace("\r\n", "\n").strip()


def _stop_if_a_colleague_wrote(person: Person, by: StaffMember, seen: str) -> None:
    after = {"pk__gt": uuid.UUID(seen)} if _is_key(seen) else {}
    written = OutboundMessage.objects.filter(person=person, written_by__isnull=False, **after)
    noted = PhoneNote.objects.filter(person=person, **after)
    newest: list[OutboundMessage | PhoneNote] = [
        *written.exclude(written_by=by).select_related("written_by").order_by("-pk")[:1],
        *noted.exclude(written_by=by).select_related("written_by").order_by("-pk")[:1],
    ]
    if newest:
        last = max(newest, key=lambda row: row.pk)
        assert last.written_by is not None
        text, at = (last.text, last.at) if isinstance(last, PhoneNote) else (last.body, last.queued_at)
        raise ColleagueWrote(last.written_by.name, text, at)


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
