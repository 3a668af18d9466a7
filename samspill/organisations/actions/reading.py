"""What an association wants to show is given to the desk to read, or was taken off the square by it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, TypeGuard

from django.db import transaction

from samspill.foundation.actions import note
from samspill.organisations import wording
from samspill.organisations.actions.telling import link_to_pages, new_key, tell
from samspill.organisations.models import Organisation, ProgramKey, Review
from samspill.organisations.models.reviews import WAITING
from samspill.organisations.queries.acting import those_who_act_for
from samspill.organisations.queries.reviews import last_review, must_be_read
from samspill.people.actions import ReasonMissing, refuse_national_ids
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person | ProgramKey | str

#: Where in the association's own pages each kind is mended.
_EDITORS = {
    "group": "page/",
    "page": "page/",
    "picture": "pictures/",
    "activity": "activities/{subject}/",
    "story": "stories/{subject}/",
}


class TakenOff(ValueError):
    """The municipality reads it first, or took it off the square: the association cannot put it there itself."""


def is_of_an_association(by: object) -> TypeGuard[Person | ProgramKey]:
    """Whether an association speaks: a person who acts for it, or a program it gave a key. Not the municipality."""
    return isinstance(by, (Person, ProgramKey))


@transaction.atomic
def let_be_read(
    organisation: Organisation,
    kind: str,
    subject: uuid.UUID,
    title: str,
    *,
    by: Who,
    at: dt.datetime,
    channel: str = "web",
    is_shown: bool = False,
    facts: dict[str, Any] | None = None,
) -> Review | None:
    """Ask the desk to read this, if it must be read before (or, `is_shown`, soon after) it stands on the square.

    It must where a person who acts for an association that is not trusted, or its program, writes it, and where it was
    sent back.
    One that waits already goes on waiting, with the newest words. None where nobody needs to read it.
    """
    if not is_of_an_association(by):
        return None
    last = last_review(kind, subject)
    if (last is None or last.approved_at) and not must_be_read(organisation):
        return None
    waiting = Review.objects.select_for_update().filter(WAITING, kind=kind, subject=subject).first()
    if waiting is None:
        waiting = Review(
            organisation=organisation, kind=kind, subject=subject, asked_at=at, is_shown=is_shown
        )
    waiting.title, waiting.asked_by = title[:200], by if isinstance(by, Person) else None
    waiting.facts = waiting.facts | (facts or {})
    waiting.save()
    note("let_be_read", organisation, by=by, channel=channel, at=at, kind=kind, subject=str(subject))
    return waiting


@transaction.atomic
def note_taken_off(
    organisation: Organisation,
    kind: str,
    subject: uuid.UUID,
    title: str,
    reason: str,
    *,
    by: StaffMember,
    at: dt.datetime,
) -> Review:
    """Remember that staff took this off the square, and tell those who act for the association why and what to do.

    For the transaction in which it is taken off. Raises `ReasonMissing` and `HoldsNationalId`.
    """
    reason = reason_of(reason)
    waiting = Review.objects.select_for_update().filter(WAITING, kind=kind, subject=subject).first()
    review = waiting or Review(
        organisation=organisation, kind=kind, subject=subject, title=title[:200], asked_at=at, is_shown=True
    )
    review.returned_at, review.settled_by, review.reason = at, by, reason
    review.save()
    tell_those_concerned(review, wording.taken_off, at=at)
    return review


def note_put_back(kind: str, subject: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> None:
    """Staff put it on the square themselves: what was sent back stands no more, what waits is approved.

    For the transaction in which it is put back.
    """
    rows = Review.objects.filter(kind=kind, subject=subject, undone_at__isnull=True)
    rows.filter(returned_at__isnull=False).update(undone_at=at, undone_by=by)
    rows.filter(WAITING).update(approved_at=at, settled_by=by)


def refuse_while_taken_off(kind: str, subject: uuid.UUID) -> None:
    """Raises `TakenOff` where an association may not itself put this on the square: it waits, or was taken off it."""
    last = last_review(kind, subject)
    if last is not None and last.approved_at is None and not (last.is_waiting and last.is_shown):
        raise TakenOff


def reason_of(words: str) -> str:
    """The reason as it is kept. Raises `ReasonMissing` and `HoldsNationalId`."""
    reason = " ".join(words.split())[:300]
    refuse_national_ids(reason=reason)
    if not reason:
        raise ReasonMissing
    return reason


def tell_those_concerned(
    review: Review, say: Callable[[str, str, str, str], tuple[str, str]], *, at: dt.datetime
) -> None:
    """Who asked, or else all who act for the association; each with a link to where it is mended."""
    organisation = review.organisation
    asked_by = [review.asked_by] if review.asked_by else []
    concerned = asked_by or [post.person for post in those_who_act_for(organisation)]
    onward = _EDITORS[review.kind].format(subject=review.subject)
    for person in {one.pk: one for one in concerned}.values():
        tell(
            person,
            lambda: say(
                organisation.name,
                review.title,
                review.reason,
                link_to_pages(person, organisation, at=at, onward=onward),  # noqa: B023 - asked at once.
            ),
            key=new_key("review"),
            at=at,
        )
