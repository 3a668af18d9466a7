"""Campaigns: who is asked and how it goes, what was answered, and what the answers say of the facts we have."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samspill.foundation.actions import subject_of
from samspill.foundation.phones import is_mobile
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import (
    Campaign,
    CampaignQuestion,
    CampaignRecipient,
    Organisation,
    Post,
)
from samspill.organisations.queries.merging import formerly, gone_to
from samspill.organisations.rules.mapping_questions import CHOSEN, says_otherwise, tally
from samspill.people.models import ContactPoint
from samspill.people.queries import Asker

EMAIL, SMS, LETTER = "email", "sms", "letter"
#: The piles of a campaign, in the order they are told. Each is a list with something to do about it.
PILES = ("waiting", "letters", "sent", "opened", "answered", "declined", "silent", "failed", "nowhere")


@dataclass(frozen=True)
class Told:
    """What was answered to one question: how many answered, how often each choice, or the words themselves."""

    question: CampaignQuestion
    answered: int
    counted: Counter[str]
    words: list[tuple[str, str]]
    total: int


@dataclass(frozen=True)
class Suggestion:
    """What an answer says of a fact, and what stands."""

    recipient: CampaignRecipient
    fact: str
    answer: Any
    stands: Any


def campaigns(asker: Asker) -> QuerySet[Campaign]:
    """The municipality's, the newest first. One query."""
    return Campaign.objects.order_by("-made_at", "-pk")


def asked_and_answered(rows: Iterable[Campaign]) -> list[tuple[Campaign, int, int]]:
    """Each with how many associations are asked and have answered; one that was two counts once. Two queries."""
    rows = list(rows)
    told = CampaignRecipient.objects.filter(campaign__in=rows)
    keys = list(told.values_list("campaign_id", "organisation_id", "answered_at"))
    now = gone_to({organisation for _, organisation, _ in keys})
    asked = Counter(campaign for campaign, _ in {(one, now.get(who, who)) for one, who, _ in keys})
    said = {(one, now.get(who, who)) for one, who, answered in keys if answered}
    answered = Counter(campaign for campaign, _ in said)
    return [(row, asked[row.pk], answered[row.pk]) for row in rows]


def campaign_for(asker: Asker, campaign_id: uuid.UUID) -> Campaign:
    """The gate. Raises `Campaign.DoesNotExist`."""
    return Campaign.objects.get(pk=campaign_id)


def recipient_for(asker: Asker, campaign_id: uuid.UUID, recipient_id: uuid.UUID) -> CampaignRecipient:
    """The gate to one that is asked. Raises `CampaignRecipient.DoesNotExist`."""
    return _with_all().get(pk=recipient_id, campaign=campaign_id)


def question_for(asker: Asker, campaign_id: uuid.UUID, question_id: uuid.UUID) -> CampaignQuestion:
    """The gate to a question. Raises `CampaignQuestion.DoesNotExist`."""
    return CampaignQuestion.objects.select_related("campaign").get(pk=question_id, campaign=campaign_id)


def recipient_with_code(code: str) -> CampaignRecipient:
    """Whoever holds the code answers for this one; written with spaces, hyphens or small letters all the same.

    Raises `CampaignRecipient.DoesNotExist`.
    """
    bare = "".join(sign for sign in code.upper() if sign.isalnum())
    return _with_all().get(code=bare, campaign__begun_at__isnull=False)


def questions_of(campaign: Campaign) -> list[CampaignQuestion]:
    """The questions in their order. One query."""
    return list(campaign.questions.order_by("number", "pk"))


def is_open(campaign: Campaign, today: dt.date) -> bool:
    """Whether one can answer on this day."""
    return campaign.stopped_at is None and campaign.opens_on <= today <= campaign.closes_on


def recipients_of(campaign: Campaign) -> list[CampaignRecipient]:
    """All associations that are asked, by name. One query; one more for each that was merged twice over.

    One that was asked by two names and has become one stands once: with its latest answer, else where it said no,
    else as it is called now. The rest are its `others`.
    """
    names = ("organisation", "organisation__area", "entered_by", "organisation__merged_into__area")
    groups: dict[uuid.UUID, list[CampaignRecipient]] = {}
    for row in campaign.recipients.select_related(*names).order_by("pk"):
        groups.setdefault(row.association.pk, []).append(row)
    rows = [_speaking(some) for some in groups.values()]
    return sorted(rows, key=lambda row: (row.association.name, row.pk))


def same_association(recipient: CampaignRecipient) -> list[CampaignRecipient]:
    """All that this association was asked by in the campaign, the latest answer first. Three queries."""
    key = recipient.association.pk
    ids = [key, *formerly([key])[key]]
    rows = recipient.campaign.recipients.filter(organisation__in=ids)
    return _latest_first(rows.select_related("organisation", "entered_by"))


def failed_messages(campaign: Campaign) -> dict[str, str]:
    """By the recipient's key: why its latest message never arrives, or was not sent. One query."""
    rows = OutboundMessage.objects.filter(about=subject_of(campaign)).order_by("queued_at", "pk")
    found: dict[str, str] = {}
    for key, failed, cancelled, failure in rows.values_list("key", "failed_at", "cancelled_at", "failure"):
        recipient = key.split(":")[1]
        found.pop(recipient, None)
        if failed or (cancelled and failure):
            found[recipient] = failure or "failed"
    return found


def piled(rows: Sequence[CampaignRecipient], failed: dict[str, str]) -> dict[str, list[CampaignRecipient]]:
    """Those who are asked, in piles (`PILES`). One may lie in several; silent is the pile to go down."""
    return {name: [row for row in rows if _IN_PILE[name](row, str(row.pk) in failed)] for name in PILES}


def summary(questions: Sequence[CampaignQuestion], rows: Iterable[CampaignRecipient]) -> list[Told]:
    """What was answered, question by question. Drafts are nobody's answer."""
    answered = [row for row in rows if row.answered_at]
    return [_told(question, answered) for question in questions]


def suggestions(campaign: Campaign) -> list[Suggestion]:
    """What answers say otherwise than what stands, and nobody has decided on. Two queries."""
    asked = [question for question in questions_of(campaign) if question.fact]
    rows = [row for row in recipients_of(campaign) if row.answered_at]
    found = []
    for one in rows:
        for question in asked:
            row = _who_said(one, str(question.pk))
            answer, stands = row.answers.get(str(question.pk)), getattr(row.association, question.fact)
            decided = row.settled.get(question.fact, {}).get("answer")
            if decided != answer and says_otherwise(question.fact, answer, stands):
                found.append(Suggestion(row, question.fact, answer, stands))
    return found


def ways_to(organisations: Sequence[Organisation]) -> dict[uuid.UUID, tuple[str, str]]:
    """How each is asked, and where: its own e-mail, its own mobile, somebody with a post there, else a letter.

    Two queries.
    """
    people = _ways_to_people(organisations)
    return {row.pk: _own_way(row) or people.get(row.pk) or _by_post(row) for row in organisations}


def _own_way(row: Organisation) -> tuple[str, str] | None:
    if row.email:
        return EMAIL, row.email
    return (SMS, row.phone) if row.phone and is_mobile(row.phone) else None


def _by_post(row: Organisation) -> tuple[str, str]:
    return (LETTER, row.address) if row.address and row.postcode else ("", "")


def _ways_to_people(organisations: Sequence[Organisation]) -> dict[uuid.UUID, tuple[str, str]]:
    """Those of whom nothing may be done are not written to."""
    standing = {"person__erased_at__isnull": True, "person__restricted_at__isnull": True}
    posts = Post.objects.filter(organisation__in=organisations, until_on__isnull=True, **standing)
    held = dict(posts.order_by("-from_on", "-pk").values_list("person_id", "organisation_id"))
    points = ContactPoint.objects.filter(person__in=list(held), unusable_at__isnull=True)
    found: dict[uuid.UUID, tuple[str, str]] = {}
    for person, kind, value in points.order_by("kind", "-is_preferred", "pk").values_list(
        "person_id", "kind", "value"
    ):
        if kind == "email" or (kind == "phone" and is_mobile(value)):
            found.setdefault(held[person], (EMAIL if kind == "email" else SMS, value))
    return found


def _with_all() -> QuerySet[CampaignRecipient]:
    return CampaignRecipient.objects.select_related("campaign", "organisation", "entered_by")


def _latest_first(rows: Iterable[CampaignRecipient]) -> list[CampaignRecipient]:
    """Those who answered, the latest first; then who said no; then the one the association is called by now."""

    def place(row: CampaignRecipient) -> tuple[float, bool, bool]:
        answered = -row.answered_at.timestamp() if row.answered_at else 0.0
        return answered, row.declined_at is None, row.organisation.merged_into_id is not None

    return sorted(rows, key=place)


def _speaking(rows: Sequence[CampaignRecipient]) -> CampaignRecipient:
    first, *others = _latest_first(rows)
    first.others = others
    return first


def _who_said(row: CampaignRecipient, question: str) -> CampaignRecipient:
    """Whose answer to this question counts, of all the association was asked by."""
    told = (one for one in (row, *row.others) if one.answered_at)
    return next((one for one in told if one.answers.get(question) not in ("", None, [])), row)


def _is_silent(row: CampaignRecipient, _failed: bool) -> bool:
    return bool(row.sent_at) and not row.answered_at and not row.declined_at


_IN_PILE: dict[str, Callable[[CampaignRecipient, bool], bool]] = {
    "waiting": lambda row, failed: not row.sent_at and row.way in (EMAIL, SMS) and not row.answered_at,
    "letters": lambda row, failed: not row.sent_at and row.way == LETTER and not row.answered_at,
    "sent": lambda row, failed: bool(row.sent_at),
    "opened": lambda row, failed: bool(row.opened_at),
    "answered": lambda row, failed: bool(row.answered_at),
    "declined": lambda row, failed: bool(row.declined_at),
    "silent": _is_silent,
    "failed": lambda row, failed: failed and not row.answered_at,
    "nowhere": lambda row, failed: not row.way and not row.answered_at and not row.declined_at,
}


def _told(question: CampaignQuestion, rows: Sequence[CampaignRecipient]) -> Told:
    key = str(question.pk)
    given = [
        (_who_said(row, key).organisation.name, row.said[key])
        for row in rows
        if row.said.get(key) not in ("", None, [])
    ]
    counts = question.kind in CHOSEN or question.kind == "yes_no"
    numbers = [value for _, value in given if question.kind == "number"]
    words = [] if counts or numbers else [(name, str(value)) for name, value in given]
    return Told(
        question,
        len(given),
        tally([value for _, value in given]) if counts else Counter(),
        words,
        sum(numbers),
    )
