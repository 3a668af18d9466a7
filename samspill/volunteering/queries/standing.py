"""How a shift stands: who was asked and what became of each question, who has a seat, what has happened."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery

from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.queries.conversations import state_of
from samspill.people.models import Channel, ContactPoint, Person, StaffMember
from samspill.people.queries import Asker
from samspill.volunteering.models import Assignment, GroupBooking, Offer, Shift
from samspill.volunteering.queries.needs import seen_units
from samspill.volunteering.rules.versions import version_of

OFFER = "volunteering.offer:"
#: What answers a question again is not told apart from the question.
MOST_HAPPENINGS = 80


@dataclass(frozen=True)
class Question:
    """One question put to one person. `state`: booked, withdrew, late (a yes after the last place went), no, covered,
    to_call, unreached, waiting, sent, delivered or unknown.
    """

    offer: Offer
    state: str
    phone: str = ""

    @property
    def may_be_answered(self) -> bool:
        """Whether somebody at the desk may type in an answer now."""
        return self.state in ("to_call", "unreached", "waiting", "sent", "delivered", "unknown")


@dataclass(frozen=True)
class Happening:
    """A line of the history. `verb` is the action's name, `actor` who did it or "" for the system itself."""

    at: dt.datetime
    verb: str
    channel: str
    actor: str = ""
    person: str = ""
    text: str = ""
    facts: dict[str, Any] | None = None


@dataclass(frozen=True)
class Standing:
    """How a shift stands. Everything is fetched."""

    questions: list[Question]
    booked: list[tuple[Assignment, str]]
    reserves: list[tuple[Assignment, str]]
    groups: list[tuple[GroupBooking, str]]
    absent: list[Assignment]
    history: list[Happening]

    @property
    def has_others(self) -> bool:
        """Whether anybody was asked who is not booked."""
        return any(question.state != "booked" for question in self.questions)

    @property
    def waiting(self) -> int:
        """How many questions wait for an answer."""
        return sum(question.may_be_answered for question in self.questions)


def standing(shift: Shift) -> Standing:
    """How a shift stands, whoever has been asked; the shift came through a gate. Eight queries."""
    taken_on, groups = list(_taken_on(shift)), list(_groups(shift))
    live = [row for row in taken_on if row.released_at is None]
    absent = [row for row in taken_on if row.did_not_come_at]
    offers = list(
        Offer.objects.filter(shift=shift)
        .select_related("person", "answer_entered_by")
        .order_by("-asked_at", "person__search_name")
    )
    concerned = [row.person_id for row in live] + [row.person_id for row in offers]
    concerned += [row.contact_id for row in groups]
    phones = phones_of(concerned)
    withdrew = {row.person_id for row in taken_on if row.released_at}
    questions = _questions(offers, {row.person_id for row in live}, withdrew, shift, phones)
    seated = [(row, phones.get(row.person_id, "")) for row in live]
    return Standing(
        questions=sorted(questions, key=lambda question: ORDER.index(question.state)),
        booked=[pair for pair in seated if pair[0].seat <= shift.places],
        reserves=[pair for pair in seated if pair[0].seat > shift.places],
        groups=[(row, phones.get(row.contact_id, "")) for row in groups],
        absent=sorted(absent, key=lambda row: row.did_not_come_at or row.made_at),
        history=history(shift, offers),
    )


def standing_version(asker: Asker, shift: Shift) -> str:
    """Changes whenever the standing of this shift does, which came through a gate. One query."""
    need_id = shift.need_id
    trail = (
        AuditEntry.objects.filter(subject=f"volunteering.need:{need_id}")
        .order_by("-at", "-pk")
        .values("pk")[:1]
    )
    asked = Offer.objects.filter(shift=shift).values("person")
    messages = OutboundMessage.objects.filter(person__in=asked)
    facts = ("pk", "sent_at", "delivered_at", "failed_at", "unknown_at", "cancelled_at")
    counted = [Subquery(_number(messages, fact)) for fact in facts]
    heard = Subquery(_number(InboundMessage.objects.filter(person__in=asked), "pk"))
    rows = Shift.objects.filter(pk=shift.pk, need__unit__in=seen_units(asker))
    return version_of(
        *rows.values_list(Subquery(trail), *counted, heard, "need__published_at", "need__version").get()
    )


def phones_of(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The phone number each of these is called on, where she has one. One query."""
    rows = ContactPoint.objects.filter(person__in=set(person_ids), kind="phone", unusable_at__isnull=True)
    ordered = rows.order_by("is_preferred", "-added_at", "pk").values_list("person_id", "value")
    return dict(ordered)


def history(shift: Shift, offers: list[Offer]) -> list[Happening]:
    """What has happened, the latest first: the trail of the need, and what those asked wrote. Four queries."""
    subjects = (subject_of(shift.need), subject_of(shift.need.request))
    of_this = Q(facts__shift=str(shift.pk)) | Q(facts__shift__isnull=True)
    trail = list(
        AuditEntry.objects.filter(of_this, subject__in=subjects)
        .exclude(verb="looked")
        .order_by("-at", "-pk")[:MOST_HAPPENINGS]
    )
    names = names_in(trail)
    lines = [
        Happening(
            entry.at, entry.verb, entry.channel, names.get(entry.actor, ""),
            names.get(f"people.person:{entry.facts.get('person', '')}", ""), facts=entry.facts,
        )
        for entry in trail
    ]  # fmt: skip
    return sorted([*lines, *_written(offers)], key=lambda line: line.at, reverse=True)


def _written(offers: list[Offer]) -> list[Happening]:
    """What they wrote back about it, in their own words."""
    about = [subject_of(offer) for offer in offers]
    rows = InboundMessage.objects.filter(about__in=about).select_related("person").order_by("-received_at")
    return [
        Happening(
            row.received_at, "wrote", row.channel, person=row.person.name if row.person else "", text=row.body
        )
        for row in rows[:MOST_HAPPENINGS]
    ]


def names_in(trail: list[AuditEntry]) -> dict[str, str]:
    """What those in the trail are called, by how they are named there."""
    staff = [
        entry.actor.partition(":")[2] for entry in trail if entry.actor.startswith("people.staffmember:")
    ]
    persons = [entry.actor.partition(":")[2] for entry in trail if entry.actor.startswith("people.person:")]
    persons += [entry.facts["person"] for entry in trail if entry.facts.get("person")]
    found = {
        f"people.staffmember:{pk}": name
        for pk, name in StaffMember.objects.filter(pk__in=set(staff)).values_list("pk", "name")
    }
    return found | {
        f"people.person:{pk}": name
        for pk, name in Person.objects.filter(pk__in=set(persons)).values_list("pk", "name")
    }


def _taken_on(shift: Shift) -> QuerySet[Assignment]:
    """All who have, or have had, a seat; those who did not come, and have not been put back, are among them."""
    rows = Assignment.objects.filter(shift=shift)
    return rows.select_related("person", "entered_by", "did_not_come_by").order_by("seat", "made_at")


def _groups(shift: Shift) -> QuerySet[GroupBooking]:
    rows = GroupBooking.objects.filter(shift=shift, released_at__isnull=True)
    return rows.select_related("organisation", "contact", "entered_by").order_by("made_at", "pk")


def _questions(
    offers: list[Offer],
    booked: set[uuid.UUID],
    withdrew: set[uuid.UUID],
    shift: Shift,
    phones: dict[uuid.UUID, str],
) -> list[Question]:
    messages = _messages(offers)
    return [
        Question(
            offer, _state(offer, messages.get(offer.pk), booked, withdrew), phones.get(offer.person_id, "")
        )
        for offer in offers
    ]


def _messages(offers: list[Offer]) -> dict[uuid.UUID, OutboundMessage]:
    """The question itself as it was sent, by offer; the latest where she was asked again."""
    about = {subject_of(offer): offer.pk for offer in offers}
    rows = OutboundMessage.objects.filter(about__in=about, key__startswith="offer:").order_by("queued_at")
    return {about[row.about]: row for row in rows}


def _state(
    offer: Offer, message: OutboundMessage | None, booked: set[uuid.UUID], withdrew: set[uuid.UUID]
) -> str:
    if offer.person_id in booked:
        return "booked"
    if offer.answer == Offer.Answer.YES:
        return "withdrew" if offer.person_id in withdrew else "late"
    if offer.answer == Offer.Answer.NO:
        return "no"
    if offer.lapsed_at:
        return "covered"
    return _on_its_way(offer, message)


def _on_its_way(offer: Offer, message: OutboundMessage | None) -> str:
    if offer.channel not in (Channel.SMS, Channel.EMAIL):
        return "to_call"
    state = state_of(message) if message else "waiting"
    return "unreached" if offer.undelivered_at or state in ("failed", "cancelled") else state


def _number(rows: QuerySet[Any], fact: str) -> QuerySet[Any]:
    return rows.order_by().values("municipality").annotate(number=Count(fact)).values("number")


#: Whom to do something about comes first.
ORDER = (
    "booked",
    "unreached",
    "to_call",
    "unknown",
    "delivered",
    "sent",
    "waiting",
    "late",
    "withdrew",
    "no",
    "covered",
)
