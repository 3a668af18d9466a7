"""What a volunteer sees on her own page: what is coming, the questions that wait for her, and talks."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from samspill.people.models import Person
from samspill.volunteering.models import Assignment, IntakeTalk, Interest, Need, Offer, Swap, TalkOffer
from samspill.volunteering.models.swaps import OPEN
from samspill.volunteering.models.talks import TO_COME
from samspill.volunteering.queries.swaps import FETCHED
from samspill.volunteering.queries.talks import open_times
from samspill.volunteering.queries.tasks import opens_at, private_part, task
from samspill.volunteering.wording.messages import Meeting, Task, first_name

MOST = 30


@dataclass(frozen=True)
class ComingTask:
    """Something she has taken on. `private` is whom and where, once it is time; until then `opens_at` tells when.

    `swap` is her wish to change with somebody, where it stands.
    """

    assignment: Assignment
    task: Task
    private: Meeting | None
    opens_at: dt.datetime
    swap: Swap | None = None

    @property
    def is_reserve(self) -> bool:
        """Whether she stands by, behind those who come."""
        return self.assignment.seat > self.assignment.shift.places

    @property
    def may_be_changed(self) -> bool:
        """Whether she may ask to change with somebody: whoever meets somebody for long is not changed for another."""
        return self.swap is None and self.assignment.shift.need.form != Need.Form.PAIR


@dataclass(frozen=True)
class SwapQuestion:
    """Somebody wants to change with her: who, what she would take, and what she would be rid of, if anything."""

    swap: Swap
    other: str
    task: Task
    in_return: Task | None


@dataclass(frozen=True)
class OpenQuestion:
    """A question that waits for her yes or no."""

    offer: Offer
    task: Task


@dataclass(frozen=True)
class TalkWaiting:
    """The first conversation with her: booked, or with times to choose between."""

    interest: Interest
    talk: IntakeTalk | None
    times: list[TalkOffer]


def coming_tasks(person: Person, *, at: dt.datetime) -> list[ComingTask]:
    """What she has taken on and what is not over, the next first. Two queries."""
    rows = Assignment.objects.filter(
        person=person, released_at__isnull=True, shift__cancelled_at__isnull=True, shift__ends_at__gt=at
    ).select_related("shift__need__unit", "shift__need__area", "shift__role")
    coming = list(rows.order_by("shift__starts_at")[:MOST])
    swaps = {swap.assignment_id: swap for swap in Swap.objects.filter(OPEN, assignment__in=coming)}
    return [
        ComingTask(row, task(row.shift), private_part(row, at=at), opens_at(row.shift), swaps.get(row.pk))
        for row in coming
    ]


def coming_task_for(person: Person, assignment_id: uuid.UUID, *, at: dt.datetime) -> ComingTask:
    """The gate: one of hers that is still to come. Raises `Assignment.DoesNotExist`."""
    found = next((one for one in coming_tasks(person, at=at) if one.assignment.pk == assignment_id), None)
    if found is None:
        raise Assignment.DoesNotExist(assignment_id)
    return found


def swap_questions(person: Person, *, at: dt.datetime) -> list[SwapQuestion]:
    """Who wants to change with her and waits for her answer, the next task first. One query."""
    rows = Swap.objects.filter(
        OPEN,
        to_person=person,
        agreed_at__isnull=True,
        assignment__released_at__isnull=True,
        assignment__shift__cancelled_at__isnull=True,
        assignment__shift__ends_at__gt=at,
    ).select_related(*FETCHED)
    return [_asked(row) for row in rows.order_by("assignment__shift__starts_at")[:MOST]]


def swap_question_for(person: Person, swap_id: uuid.UUID) -> Swap:
    """The gate: a swap she was asked about, whatever has become of it. Raises `Swap.DoesNotExist`."""
    return Swap.objects.get(pk=swap_id, to_person=person)


def _asked(swap: Swap) -> SwapQuestion:
    in_return = task(swap.in_return.shift) if swap.in_return else None
    return SwapQuestion(swap, first_name(swap.assignment.person.name), task(swap.assignment.shift), in_return)


def open_questions(person: Person, *, at: dt.datetime) -> list[OpenQuestion]:
    """The questions that stand, the next task first. One query."""
    rows = Offer.objects.filter(
        person=person,
        answer="",
        lapsed_at__isnull=True,
        shift__cancelled_at__isnull=True,
        shift__ends_at__gt=at,
    ).select_related("shift__need__unit", "shift__need__area", "shift__role")
    return [OpenQuestion(row, task(row.shift)) for row in rows.order_by("shift__starts_at")[:MOST]]


def question_for(person: Person, offer_id: uuid.UUID) -> Offer:
    """The gate: a question put to her, whatever has become of it. Raises `Offer.DoesNotExist`."""
    return Offer.objects.get(pk=offer_id, person=person)


def talk_waiting(person: Person, *, at: dt.datetime) -> TalkWaiting | None:
    """The talk to come with her, or the times she may choose between; None where there is neither."""
    talk = IntakeTalk.objects.filter(TO_COME, interest__person=person, booked_for_at__gt=at)
    booked = talk.select_related("interest", "with_staff").order_by("booked_for_at").first()
    if booked is not None:
        return TalkWaiting(booked.interest, booked, [])
    for interest in Interest.objects.filter(person=person, settled_at__isnull=True):
        times = open_times(interest, at=at)
        if times:
            return TalkWaiting(interest, None, times)
    return None


def interest_with_times(interest_id: str) -> Interest:
    """The interest a link to choose a time was made for. Raises `Interest.DoesNotExist`."""
    return Interest.objects.select_related("unit", "person").get(pk=interest_id, settled_at__isnull=True)


def wanted_needs(person: Person) -> set[uuid.UUID]:
    """The needs she has said herself that she would like, and that nobody has answered her about."""
    rows = Interest.objects.filter(person=person, need__isnull=False, settled_at__isnull=True)
    return set(rows.values_list("need_id", flat=True))
