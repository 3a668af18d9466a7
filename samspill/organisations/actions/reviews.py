"""What waited to be read is approved or sent back, and that is undone; which associations are trusted.

What is read is locked first, then its reading: so two at the desk never answer the same thing differently.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.models import Area
from samspill.organisations import signals, wording
from samspill.organisations.actions.finding import make_findable
from samspill.organisations.actions.groups import change_organisation, take_page_over
from samspill.organisations.actions.pictures import give_the_place_back, take_the_place
from samspill.organisations.actions.reading import reason_of, tell_those_concerned
from samspill.organisations.models import Organisation, Picture, PublishingRule, Review, Story, TrustDecision
from samspill.organisations.queries.reviews import last_review, standing_decision
from samspill.organisations.rules.reviews import READS, Publishing
from samspill.people.actions import ClaimSettled, refuse_national_ids
from samspill.people.models import StaffMember


class UnknownReading(ValueError):
    """The rule names nothing that can be read, or no number of things or days."""


@transaction.atomic
def approve_review(
    review: Review, *, by: StaffMember, at: dt.datetime, channel: str = "web", trust_because: str = ""
) -> Review:
    """It may stand on the square, and does from now on; who asked is told.

    `trust_because`: and the association is trusted from now on, for this reason. Raises `ClaimSettled` and
    `HoldsNationalId`.
    """
    review = _waiting(review)
    if trust_because:
        decide_trust(review.organisation, True, trust_because, by=by, at=at, channel=channel)
    review.approved_at, review.settled_by = at, by
    review.save(update_fields=["approved_at", "settled_by"])
    _put_in_place(review, is_public=True, by=by, at=at, channel=channel)
    note("approve_review", review, by=by, channel=channel, at=at)
    tell_those_concerned(review, wording.review_approved, at=at)
    return review


@transaction.atomic
def return_review(
    review: Review, reason: str, *, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> Review:
    """It may not, as it is: those concerned are told why, and where to mend it.

    Raises `ReasonMissing`, `HoldsNationalId` and `ClaimSettled`.
    """
    reason = reason_of(reason)
    review = _waiting(review)
    review.returned_at, review.settled_by, review.reason = at, by, reason
    review.save(update_fields=["returned_at", "settled_by", "reason"])
    _put_in_place(review, is_public=False, by=by, at=at, channel=channel)
    note("return_review", review, by=by, channel=channel, at=at)
    tell_those_concerned(review, wording.review_returned, at=at)
    return review


@transaction.atomic
def undo_review(review: Review, *, by: StaffMember, at: dt.datetime, channel: str = "web") -> Review:
    """The answer does not stand: the thing waits anew, and stands where it stood before the answer.

    Whoever was told is not told otherwise before there is another answer. What was approved of a page stays as it is.
    Raises `ClaimSettled` where it waits, or another reading has come since. Returns the new row.
    """
    _lock(review.organisation_id)
    review = Review.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=review.pk)
    last = last_review(review.kind, review.subject)
    if review.is_waiting or last is None or last.pk != review.pk:
        raise ClaimSettled
    review.undone_at, review.undone_by = at, by
    review.save(update_fields=["undone_at", "undone_by"])
    again = Review.objects.create(
        organisation=review.organisation, kind=review.kind, subject=review.subject, title=review.title,
        facts=review.facts, is_shown=review.is_shown, asked_at=at, asked_by=review.asked_by,
    )  # fmt: skip
    _put_in_place(again, is_public=again.is_shown, by=by, at=at, channel=channel)
    note("undo_review", review, by=by, channel=channel, at=at)
    return again


@transaction.atomic
def decide_trust(
    organisation: Organisation,
    is_trusted: bool,
    reason: str,
    *,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
) -> TrustDecision:
    """From now on it publishes unread, or all it writes is read, whatever the rule says. An earlier word is ended.

    What waits goes on waiting. Raises `ReasonMissing` and `HoldsNationalId`.
    """
    reason = reason_of(reason)
    organisation = _lock(organisation.pk)
    before = standing_decision(organisation)
    if before is not None:
        before.ended_at, before.ended_by = at, by
        before.save(update_fields=["ended_at", "ended_by"])
    decision = TrustDecision.objects.create(
        organisation=organisation, is_trusted=is_trusted, reason=reason, decided_at=at, decided_by=by
    )
    note("decide_trust", organisation, by=by, channel=channel, at=at, trusted=is_trusted, reason=reason)
    return decision


@transaction.atomic
def end_trust_decision(
    organisation: Organisation, *, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> None:
    """What a person said of its trust stands no more: the rule decides."""
    organisation = _lock(organisation.pk)
    standing = standing_decision(organisation)
    if standing is not None:
        standing.ended_at, standing.ended_by = at, by
        standing.save(update_fields=["ended_at", "ended_by"])
        note("end_trust_decision", organisation, by=by, channel=channel, at=at)


@transaction.atomic
def choose_publishing_rule(
    rule: Publishing, *, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> PublishingRule:
    """Whose words are read first in this municipality from now on. What waits goes on waiting.

    Raises `UnknownReading` and `HoldsNationalId`.
    """
    reader = " ".join(rule.reader.split())[:80]
    refuse_national_ids(reader=reader)
    if rule.reads not in READS or rule.enough < 1 or rule.usual_days < 1:
        raise UnknownReading(rule.reads)
    facts = {"reads": rule.reads, "enough": rule.enough, "usual_days": rule.usual_days, "reader": reader}
    row, _is_new = PublishingRule.objects.update_or_create(
        defaults=facts | {"changed_at": at, "changed_by": by}
    )
    note("choose_publishing_rule", row, by=by, channel=channel, at=at, **facts)
    return row


def _lock(organisation_id: uuid.UUID) -> Organisation:
    return Organisation.with_merged.select_for_update(of=("self",)).get(pk=organisation_id)


def _waiting(review: Review) -> Review:
    """It and its association, locked, the association first. Raises `ClaimSettled`."""
    _lock(review.organisation_id)
    fresh = Review.objects.select_for_update(of=("self",)).select_related("organisation", "asked_by")
    found = fresh.get(pk=review.pk)
    if not found.is_waiting:
        raise ClaimSettled
    return found


def _put_in_place(review: Review, *, is_public: bool, by: StaffMember, at: dt.datetime, channel: str) -> None:
    """Let it stand on the square, or not: what is this room's here, the rest where the bell is heard."""
    place = _PLACES.get(review.kind)
    if place is not None:
        place(review, is_public, by, at)
    signals.review_settled.send(
        sender=Review, review=review, is_public=is_public, by=by, at=at, channel=channel
    )


def _place_group(review: Review, is_public: bool, by: StaffMember, at: dt.datetime) -> None:
    organisation = review.organisation
    organisation.hidden_at = None if is_public else organisation.hidden_at or at
    organisation.reviewed_at = organisation.reviewed_at or (at if is_public else None)
    organisation.save(update_fields=["hidden_at", "reviewed_at"])
    make_findable([organisation])


def _place_page(review: Review, is_public: bool, by: StaffMember, at: dt.datetime) -> None:
    """What the page shall say is written when it is approved; until then it says what it said."""
    if is_public and review.facts:
        who = review.asked_by or by
        facts = review.facts | {"area": Area.objects.filter(pk=review.facts.get("area")).first()}
        change_organisation(review.organisation, by=who, at=at, **facts)
        take_page_over(review.organisation, by=who, at=at)


def _place_picture(review: Review, is_public: bool, by: StaffMember, at: dt.datetime) -> None:
    """One that came in the place of another takes it when it is shown, and gives it back when that is undone."""
    picture = Picture.objects.select_related("replaces").filter(pk=review.subject).first()
    if picture is None:
        return
    if is_public:
        picture.removed_at, picture.removed_by, picture.taken_down = None, None, False
        take_the_place(picture, at=at)
    else:
        give_the_place_back(picture)
        picture.removed_at, picture.taken_down = at, True
    picture.save(update_fields=["removed_at", "removed_by", "taken_down"])


def _place_story(review: Review, is_public: bool, by: StaffMember, at: dt.datetime) -> None:
    """What its association itself has taken away meanwhile stays away."""
    story = Story.objects.select_for_update().filter(pk=review.subject).first()
    if story is None:
        return
    story.published_at = (story.published_at or at) if is_public else None
    if story.taken_down:
        story.removed_at, story.removed_by, story.taken_down = None, None, False
    story.save(update_fields=["published_at", "removed_at", "removed_by", "taken_down"])


_PLACES: dict[str, Callable[[Review, bool, StaffMember, dt.datetime], None]] = {
    Review.Kind.GROUP: _place_group,
    Review.Kind.PAGE: _place_page,
    Review.Kind.PICTURE: _place_picture,
    Review.Kind.STORY: _place_story,
}
