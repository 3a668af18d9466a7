"""The conversation with a person as one colleague sees it: what is new to her, who else is on it, what is begun."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet, Subquery

from samspill.messaging.models import OutboundMessage, PhoneNote, ThreadDraft, ThreadReading
from samspill.messaging.queries.conversations import Line, conversation
from samspill.people.models import Person, StaffMember
from samspill.people.queries import Asker, persons_for

ON_A_PAGE = 40
#: Whoever has saved her draft within this is writing now.
WRITES_FOR = dt.timedelta(seconds=60)
#: A draft so old has perhaps been forgotten.
FORGOTTEN_AFTER = dt.timedelta(days=1)


@dataclass(frozen=True)
class Thread:
    """A page of the conversation, the oldest line first. `earlier` leads to the page before, None at the beginning."""

    lines: Sequence[Line]
    earlier: dt.datetime | None

    @property
    def unread(self) -> int:
        """How many lines of hers are new to the reader."""
        return sum(line.is_new for line in self.lines)


def thread(
    asker: Asker, person: Person, *, since: dt.datetime | None = None, before: dt.datetime | None = None
) -> Thread:
    """A page of the conversation as this asker may read it. What came after `since` is marked as new; None: nothing.

    The person has come through a gate; what another unit alone may read is left out. Three queries, and a few for that.
    """
    lines = conversation(person=person, before=before, limit=ON_A_PAGE + 1, asker=asker)
    earlier = None
    if len(lines) > ON_A_PAGE:
        # The oldest moment may have more lines than were fetched; it stands whole on the page before.
        lines = [line for line in lines if line.at > lines[0].at] or lines
        earlier = lines[0].at
    if since is not None:
        lines = [replace(line, is_new=line.direction == "in" and line.at > since) for line in lines]
    return Thread(lines, earlier)


def read_until(person: Person, reader: StaffMember) -> dt.datetime | None:
    """How far the reader had read; None where she has never opened the conversation."""
    return (
        ThreadReading.objects.filter(person=person, staff=reader).values_list("until_at", flat=True).first()
    )


def newest_by_hand(person: Person) -> str:
    """What tells whether a colleague has written since: the key of the newest line that somebody at the desk wrote."""
    written = (
        OutboundMessage.objects.filter(person=person, written_by__isnull=False).order_by("-pk").values("pk")
    )
    noted = PhoneNote.objects.filter(person=person).order_by("-pk").values("pk")
    keys = Person.objects.filter(pk=person.pk).values_list(Subquery(written[:1]), Subquery(noted[:1])).get()
    return str(max((key for key in keys if key is not None), default=""))


def draft_of(person: Person, writer: StaffMember) -> ThreadDraft | None:
    """What she has begun to write to this person."""
    return ThreadDraft.objects.filter(person=person, staff=writer).first()


def drafts_of_others(person: Person, besides: StaffMember) -> list[ThreadDraft]:
    """What colleagues have begun to write to this person, the latest first, with who."""
    return drafts_to(person, besides)[1]


def drafts_to(person: Person, writer: StaffMember) -> tuple[ThreadDraft | None, list[ThreadDraft]]:
    """`draft_of` and `drafts_of_others` in one query."""
    rows = list(ThreadDraft.objects.filter(person=person).select_related("staff").order_by("-saved_at"))
    mine = next((one for one in rows if one.staff_id == writer.pk), None)
    return mine, [one for one in rows if one is not mine and one.staff.left_at is None]


def draft_for(asker: Asker, person: Person, draft_id: uuid.UUID) -> ThreadDraft:
    """The gate: a colleague's draft to a person who came through the gate. Raises `ThreadDraft.DoesNotExist`."""
    return ThreadDraft.objects.select_related("staff").get(pk=draft_id, person=person)


def is_writing(draft: ThreadDraft, *, at: dt.datetime) -> bool:
    """Whether the colleague is writing just now."""
    return draft.saved_at > at - WRITES_FOR


def forgotten_drafts(asker: Asker, *, at: dt.datetime) -> QuerySet[ThreadDraft]:
    """What the asker herself began to write and did not send within a day, the oldest first, with the person."""
    rows = ThreadDraft.objects.filter(staff=asker.staff, saved_at__lt=at - FORGOTTEN_AFTER)
    known = rows.filter(person__in=persons_for(asker).values("pk"))
    return known.select_related("person").order_by("saved_at")
