"""A question as the one who was asked sees it under her link: what it is about, and how it stands."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from samspill.volunteering.models import Assignment, Offer
from samspill.volunteering.queries.tasks import private_part, task
from samspill.volunteering.wording.messages import Meeting, Task


@dataclass(frozen=True)
class Question:
    """`state` is open, booked, declined, covered, withdrew, cancelled or over; `private` only where she may see it."""

    offer: Offer
    task: Task
    public_text: str
    state: str
    assignment: Assignment | None = None
    private: Meeting | None = None

    @property
    def may_answer(self) -> bool:
        """Whether a yes or a no has an effect."""
        return self.state in ("open", "declined", "covered", "withdrew")


def question_by(offer_id: uuid.UUID | str, *, at: dt.datetime) -> Question:
    """The question a link leads to. Three queries. Raises `Offer.DoesNotExist`."""
    rows = Offer.objects.select_related("person", "shift__need__unit", "shift__need__area")
    offer = rows.get(pk=offer_id, person__erased_at__isnull=True)
    hers = Assignment.objects.filter(shift=offer.shift_id, person=offer.person_id).order_by("-made_at", "-pk")
    assignment = hers.select_related("shift__need").first()
    booked = assignment if assignment and not assignment.released_at else None
    return Question(
        offer=offer,
        task=task(offer.shift),
        public_text=offer.shift.need.public_text,
        state=_state(offer, assignment, at),
        assignment=booked,
        private=private_part(booked, at=at) if booked else None,
    )


def _state(offer: Offer, assignment: Assignment | None, at: dt.datetime) -> str:
    shift = offer.shift
    if shift.cancelled_at or shift.need.cancelled_at:
        return "cancelled"
    if at >= shift.ends_at:
        return "over"
    if assignment is not None:
        return "withdrew" if assignment.released_at else "booked"
    if offer.answer == Offer.Answer.NO:
        return "declined"
    return "covered" if offer.lapsed_at or offer.answer == Offer.Answer.YES else "open"
