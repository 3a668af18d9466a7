"""Pairs as the desk sees them: the gate, the list, one pair with both sides and what has happened."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.foundation.places import folded
from samspill.people.models import Person, StaffMember
from samspill.people.queries import Asker
from samspill.volunteering.models import Pairing, PairingFollowUp, PairingReview
from samspill.volunteering.rules.pairings import coming_meetings

SHOWN = ("live", "meeting", "review", "paused", "ended", "all")
FETCHED = (
    "need__area",
    "need__unit",
    "unit",
    "recipient__person",
    "volunteer__person",
    "introduced_by",
    "ended_by",
    "entered_by",
)


@dataclass(frozen=True)
class Happened:
    """A line of a pair's history. `verb` is the action's name, `actor` who did it or ""."""

    at: dt.datetime
    verb: str
    channel: str
    actor: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class PairPage:
    """All about one pair, each side by itself. Everything is fetched."""

    pairing: Pairing
    volunteers: list[PairingFollowUp]
    recipients: list[PairingFollowUp]
    reviews: list[PairingReview]
    history: list[Happened]
    meetings: list[dt.date]
    is_review_overdue: bool


def pairings_for(asker: Asker) -> QuerySet[Any]:
    """The pairs of the units the asker cares for; for anybody else there are none. In no order."""
    return Pairing.objects.filter(unit__in=asker.caring_unit_ids).select_related(*FETCHED)


def pairing_for(asker: Asker, pairing_id: uuid.UUID) -> Pairing:
    """The gate. Raises `Pairing.DoesNotExist`."""
    return pairings_for(asker).get(pk=pairing_id)


def pairings_list(
    asker: Asker, *, show: str = "live", words: str = "", unit: uuid.UUID | None = None, at: dt.datetime
) -> QuerySet[Any]:
    """The pairs that fit, those whose review is overdue first, then the next review; the ended ones latest first.

    Told of each: `volunteer_score` and `recipient_score`, the number either side said last.
    """
    today = clock.local_day(at)
    rows = pairings_for(asker).filter(_shown(show, today))
    rows = rows.annotate(volunteer_score=_last_score("volunteer"), recipient_score=_last_score("recipient"))
    if unit:
        rows = rows.filter(unit=unit)
    for word in words.split():
        name = folded(word)
        rows = rows.filter(
            Q(volunteer__person__search_name__contains=name)
            | Q(recipient__person__search_name__contains=name)
        )
    if show in ("ended", "all"):
        return rows.order_by("-ended_at", "-agreed_at", "pk")
    overdue = Case(
        When(next_review_on__lt=today, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return rows.annotate(overdue=overdue).order_by("overdue", "next_review_on", "agreed_at", "pk")


def how_many(asker: Asker, *, at: dt.datetime) -> dict[str, int]:
    """How many pairs stand under each of `SHOWN`. One query."""
    today = clock.local_day(at)
    counted = {show: Count("pk", filter=_shown(show, today)) for show in SHOWN if show != "all"}
    return pairings_for(asker).aggregate(**counted)


def pair_page(pairing: Pairing, *, at: dt.datetime) -> PairPage:
    """All about a pair that came through the gate. Five queries."""
    asked = PairingFollowUp.objects.filter(pairing=pairing).select_related(
        "asked_person", "entered_by", "read_by"
    )
    rows = list(asked.order_by("due_on", "pk"))
    today = clock.local_day(at)
    is_live = pairing.ended_at is None
    return PairPage(
        pairing=pairing,
        volunteers=[row for row in rows if row.side == PairingFollowUp.Side.VOLUNTEER],
        recipients=[row for row in rows if row.side == PairingFollowUp.Side.RECIPIENT],
        reviews=list(pairing.reviews.select_related("held_by").order_by("-held_on", "-recorded_at")),
        history=_history(pairing),
        meetings=coming_meetings(pairing.pattern, after=today) if is_live and not pairing.paused_at else [],
        is_review_overdue=bool(is_live and pairing.next_review_on and pairing.next_review_on < today),
    )


def pairs_of_volunteer(asker: Asker, person: Person) -> list[tuple[Pairing, bool]]:
    """The pairs of a volunteer who came through the gate, live ones first, each with whether the asker may open it.

    For other units' pairs whom it is with must not be shown.
    """
    rows = Pairing.objects.filter(volunteer__person=person).select_related(
        "need", "unit", "recipient__person"
    )
    cares = asker.caring_unit_ids
    pairs = sorted(rows, key=lambda one: (one.ended_at is not None, -one.agreed_at.timestamp()))
    return [(pairing, pairing.unit_id in cares) for pairing in pairs]


def pairing_of_need(asker: Asker, need_id: uuid.UUID) -> Pairing | None:
    """The pair that came of a need, the live one if there is one."""
    rows = pairings_for(asker).filter(need=need_id).order_by("-agreed_at")
    return rows.filter(ended_at__isnull=True).first() or rows.first()


def _shown(show: str, today: dt.date) -> Q:
    live = Q(ended_at__isnull=True)
    return {
        "live": live & Q(paused_at__isnull=True),
        "meeting": live & Q(started_on__isnull=True),
        "review": live & Q(next_review_on__lt=today),
        "paused": live & Q(paused_at__isnull=False),
        "ended": ~live,
    }.get(show, Q())


def _last_score(side: str) -> Subquery:
    """The number this side said last."""
    rows = PairingFollowUp.objects.filter(pairing=OuterRef("pk"), side=side, score__isnull=False)
    return Subquery(rows.order_by("-answered_at").values("score")[:1], output_field=IntegerField())


def _history(pairing: Pairing) -> list[Happened]:
    """What has happened, the latest first; looks are kept apart. Two queries."""
    entries = list(
        AuditEntry.objects.filter(subject=subject_of(pairing))
        .exclude(verb="looked")
        .order_by("-at", "-pk")[:80]
    )
    prefix = StaffMember._meta.label_lower + ":"
    names = {
        f"{prefix}{pk}": name
        for pk, name in StaffMember.objects.filter(
            pk__in={entry.actor.removeprefix(prefix) for entry in entries if entry.actor.startswith(prefix)}
        ).values_list("pk", "name")
    }
    people = {
        f"{Person._meta.label_lower}:{one.pk}": one.name
        for one in (pairing.volunteer.person, pairing.recipient.person)
    }
    names |= people
    return [
        Happened(entry.at, entry.verb, entry.channel, names.get(entry.actor, ""), entry.facts)
        for entry in entries
    ]
