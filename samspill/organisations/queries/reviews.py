"""What waits to be read, what was answered, and which associations are trusted."""

from __future__ import annotations

import datetime as dt
import statistics
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from samspill.organisations.models import Organisation, PictureFile, PublishingRule, Review, TrustDecision
from samspill.organisations.models.reviews import WAITING
from samspill.organisations.rules.reviews import Publishing, Standing, why_trusted
from samspill.people.queries import Asker

#: What the figures of how long it takes are of.
FIGURES_OF = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, since when the oldest does, and how long answers took lately (median; None: there are none)."""

    count: int
    since: dt.datetime | None
    usually: dt.timedelta | None

    @property
    def hours(self) -> int | None:
        """How many hours answers usually take, where that is less than two days; one at least."""
        hours = round(self.usually.total_seconds() / 3600) if self.usually is not None else 48
        return max(hours, 1) if hours < 48 else None

    @property
    def days(self) -> int | None:
        """How many days answers usually take, where that is two or more."""
        days = round(self.usually / dt.timedelta(days=1)) if self.usually is not None else 0
        return days if days > 1 and self.hours is None else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an association is told of a thing of its own: how it stands, and who reads."""

    review: Review
    rule: Publishing


def publishing_rule() -> Publishing:
    """The entered municipality's rule. One query."""
    row = PublishingRule.objects.first()
    return Publishing(row.reads, row.enough, row.usual_days, row.reader) if row else Publishing()


def standing_decision(organisation: Organisation) -> TrustDecision | None:
    """What a person has said of its trust, where that stands."""
    rows = TrustDecision.objects.filter(organisation=organisation, ended_at__isnull=True)
    return rows.select_related("decided_by").first()


def why_it_is_trusted(organisation: Organisation) -> str:
    """A word of `rules.reviews.why_trusted`; "" where what it writes is read first. Three queries.

    A group that staff looked at before anything was held back counts as known, as one that staff entered does.
    """
    decision = standing_decision(organisation)
    rows = Review.objects.filter(organisation=organisation, undone_at__isnull=True)
    told = list(rows.values_list("kind", "approved_at"))
    is_known = organisation.reviewed_at is not None and Review.Kind.GROUP not in {kind for kind, _ in told}
    standing = Standing(
        registered_itself=organisation.came_from == "web" and not organisation.number and not is_known,
        decided=decision.is_trusted if decision else None,
        approved=sum(approved_at is not None for _, approved_at in told),
    )
    return why_trusted(publishing_rule(), standing)


def must_be_read(organisation: Organisation) -> bool:
    """Whether what it writes waits for somebody at the desk."""
    return not why_it_is_trusted(organisation)


def waiting_reviews(asker: Asker) -> QuerySet[Review]:
    """What waits, the oldest first, with the association and who asked."""
    return _rows().filter(WAITING).order_by("asked_at", "pk")


def settled_reviews(asker: Asker) -> QuerySet[Review]:
    """What was answered, or taken off the square, the latest first."""
    return _rows().exclude(WAITING).order_by("-asked_at", "pk")


def review_for(asker: Asker, review_id: uuid.UUID) -> Review:
    """The gate. Raises `Review.DoesNotExist`."""
    return _rows().get(pk=review_id)


def reviews_of(organisation: Organisation) -> list[Review]:
    """All that was read of an association, the latest first; at most fifty. One query."""
    return list(_rows().filter(organisation=organisation).order_by("-asked_at", "-pk")[:50])


def decisions_on(organisation: Organisation) -> list[TrustDecision]:
    """What people have said of its trust, the latest first, ended ones too. One query."""
    rows = TrustDecision.objects.filter(organisation=organisation).select_related("decided_by", "ended_by")
    return list(rows.order_by("-decided_at", "pk"))


def picture_to_read(review: Review) -> PictureFile:
    """The picture a review is about, in its largest width. Raises `PictureFile.DoesNotExist`."""
    rows = PictureFile.objects.filter(picture=review.subject, kind="jpeg").order_by("-width")
    found = rows.first()
    if found is None:
        raise PictureFile.DoesNotExist
    return found


def history_of(review: Review) -> list[Review]:
    """All readings of the same thing, the latest first. One query."""
    return list(_rows().filter(kind=review.kind, subject=review.subject).order_by("-asked_at", "-pk")[:50])


def last_review(kind: str, subject: uuid.UUID) -> Review | None:
    """Where this thing stands: its last reading that was not undone."""
    rows = Review.objects.filter(kind=kind, subject=subject, undone_at__isnull=True)
    return rows.order_by("-asked_at", "-pk").first()


def reading_of(kind: str, subject: uuid.UUID) -> Reading | None:
    """What its association is told of a thing that waits or was sent back; None where there is nothing to say."""
    last = last_review(kind, subject)
    return Reading(last, publishing_rule()) if last is not None and last.approved_at is None else None


def not_on_the_square(kind: str, subjects: Collection[uuid.UUID]) -> dict[uuid.UUID, Review]:
    """Those of these that wait or were sent back, each with that reading. One query."""
    rows = Review.objects.filter(kind=kind, subject__in=subjects, undone_at__isnull=True)
    last = {row.subject: row for row in rows.order_by("asked_at", "pk")}
    return {subject: row for subject, row in last.items() if row.approved_at is None}


def waiting_times(asker: Asker, *, at: dt.datetime) -> Waiting:
    """How many wait, and how long answers usually take. Two queries."""
    since = list(Review.objects.filter(WAITING).order_by("asked_at").values_list("asked_at", flat=True))
    lately = Review.objects.filter(asked_by__isnull=False, asked_at__gt=at - FIGURES_OF).exclude(WAITING)
    took = [
        answered - asked
        for asked, *answers in lately.values_list("asked_at", "approved_at", "returned_at")
        for answered in answers
        if answered
    ]
    usually = dt.timedelta(seconds=statistics.median(one.total_seconds() for one in took)) if took else None
    return Waiting(len(since), since[0] if since else None, usually)


def _rows() -> QuerySet[Review]:
    return Review.objects.select_related("organisation", "asked_by", "settled_by", "undone_by")
