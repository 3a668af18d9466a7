"""A campaign is answered, by link, by phone or on paper; and what was answered may become the association's facts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.organisations.actions.groups import change_organisation
from samspill.organisations.models import CampaignRecipient
from samspill.organisations.queries.mapping_campaigns import is_open, questions_of
from samspill.organisations.queries.merging import standing
from samspill.organisations.rules.mapping_questions import lacking, merged_answers
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember


class CampaignClosed(RuntimeError):
    """One can not, or no longer, answer."""


class AnswersLacking(ValueError):
    """Required questions are not answered; `questions` are their keys."""

    def __init__(self, questions: list[str]) -> None:
        super().__init__(", ".join(questions))
        self.questions = questions


def note_opened(recipient: CampaignRecipient, *, at: dt.datetime) -> None:
    """Somebody has opened the link, for the first time."""
    CampaignRecipient.objects.filter(pk=recipient.pk, opened_at__isnull=True).update(opened_at=at)


@transaction.atomic
def save_answers(
    recipient: CampaignRecipient,
    answers: Mapping[str, Any],
    *,
    hands_in: bool,
    channel: str,
    at: dt.datetime,
    by: StaffMember | None = None,
) -> CampaignRecipient:
    """Keep what is answered so far, or hand it in; also once more, until it closes. `channel`: web, phone or paper.

    Two who write by link wipe out nothing of each other (`merged_answers`); staff may empty a field, and type in what
    came on paper until it is stopped. Raises `CampaignClosed`, `AnswersLacking` (the caller has kept a draft before)
    and `HoldsNationalId`.
    """
    row = locked(recipient.pk)
    today = clock.local_day(at)
    if row.campaign.stopped_at or not (by or is_open(row.campaign, today)):
        raise CampaignClosed
    questions = questions_of(row.campaign)
    known = {str(one.pk) for one in questions}
    told = {key: value for key, value in answers.items() if key in known}
    refuse_national_ids(**{key: str(value) for key, value in told.items()})
    row.answers = {**row.answers, **told} if by else merged_answers(row.answers, told)
    row.saved_at = at
    if hands_in:
        if missing := lacking([str(one.pk) for one in questions if one.is_required], row.answers):
            raise AnswersLacking(missing)
        row.answered_at, row.answered_channel, row.entered_by = at, channel, by
        row.declined_at = None
        note("answer_campaign", row.organisation, by=by or "public", channel=channel, at=at)
    row.save()
    return row


@transaction.atomic
def decline_campaign(
    recipient: CampaignRecipient, *, channel: str, at: dt.datetime, by: StaffMember | None = None
) -> None:
    """No thanks: it is not reminded. It may still answer. Raises `CampaignClosed`."""
    row = locked(recipient.pk)
    if row.campaign.stopped_at:
        raise CampaignClosed
    if row.declined_at is None and row.answered_at is None:
        row.declined_at = at
        row.save(update_fields=["declined_at"])
        note("decline_campaign", row.organisation, by=by or "public", channel=channel, at=at)


@transaction.atomic
def settle_answer(
    recipient: CampaignRecipient, fact: str, *, takes: bool, by: StaffMember, at: dt.datetime
) -> None:
    """A colleague lets what was answered be the association's fact from now on, or leaves it. Never done by itself.

    Raises what `change_organisation` raises where the answer is no such fact.
    """
    row = locked(recipient.pk)
    question = row.campaign.questions.filter(fact=fact).exclude(fact="").first()
    answer = row.answers.get(str(question.pk)) if question else None
    if not row.answered_at or answer in ("", None, []):
        return
    if takes:
        change_organisation(standing(row.organisation), by=by, at=at, **{fact: answer})
    row.settled = {**row.settled, fact: {"answer": answer, "took": takes}}
    row.save(update_fields=["settled"])
    note("settle_answer", row.organisation, by=by, channel="web", at=at, fact=fact, took=takes)


def locked(recipient_id: uuid.UUID) -> CampaignRecipient:
    """One who is asked, with campaign and association, locked until the transaction ends."""
    rows = CampaignRecipient.objects.select_for_update(of=("self",))
    return rows.select_related("campaign", "organisation").get(pk=recipient_id)
