"""A campaign is prepared, sent, reminded of and stopped."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import cancel_unsent_about
from samspill.messaging.actions.many import Draft, queue_within_budget
from samspill.organisations import wording
from samspill.organisations.actions.mapping_answers import CampaignClosed, locked
from samspill.organisations.models import Campaign, CampaignQuestion, CampaignRecipient, Organisation
from samspill.organisations.queries.mapping_campaigns import (
    EMAIL,
    LETTER,
    SMS,
    is_open,
    questions_of,
    recipients_of,
    ways_to,
)
from samspill.organisations.rules.mapping_questions import (
    CHOSEN,
    FACTS,
    READY,
    in_language,
)
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember

#: No letters and digits that look alike; ten of them cannot be guessed.
ALPHABET = "ABCDEFGHJKLMNPQRTUVWXY2346789"
CODE_LENGTH = 10
MOST_QUESTIONS = 40
#: So long passes between one reminder and the next.
BETWEEN_REMINDERS = dt.timedelta(days=3)
LONGEST_ANSWER = 2000


class CampaignBegun(RuntimeError):
    """Somebody has been asked already, so the questions stand."""


class CampaignNameMissing(ValueError):
    """A campaign needs a name."""


class ClosesBeforeItOpens(ValueError):
    """The last day is before the first, or over already."""


class QuestionNotWhole(ValueError):
    """A question without words in the campaign's first language, with fewer than two choices, or one too many."""


class NobodyToAsk(ValueError):
    """There is nobody to send to, or nothing to ask."""


@transaction.atomic
def prepare_campaign(
    name: str,
    *,
    languages: Sequence[str],
    why: Mapping[str, str],
    opens_on: dt.date,
    closes_on: dt.date,
    by: StaffMember,
    at: dt.datetime,
    like: Campaign | None = None,
) -> Campaign:
    """A new campaign with the ready-made questions, or those of an earlier one. Nobody is asked yet.

    Raises `CampaignNameMissing`, `ClosesBeforeItOpens` and `HoldsNationalId`.
    """
    made = Campaign(made_at=at, made_by=by)
    _write(made, name, languages, why, opens_on, closes_on, at)
    made.save()
    source: Sequence[Any] = questions_of(like) if like else READY
    CampaignQuestion.objects.bulk_create(
        CampaignQuestion(campaign=made, number=number, **{field: getattr(one, field) for field in _COPIED})
        for number, one in enumerate(source, start=1)
    )
    note("prepare_campaign", made, by=by, channel="web", at=at)
    return made


@transaction.atomic
def change_campaign(
    campaign: Campaign,
    name: str,
    *,
    languages: Sequence[str],
    why: Mapping[str, str],
    opens_on: dt.date,
    closes_on: dt.date,
    by: StaffMember,
    at: dt.datetime,
) -> Campaign:
    """Write it anew; the last day may be moved while it runs. Raises like `prepare_campaign`."""
    _write(campaign, name, languages, why, opens_on, closes_on, at)
    campaign.save()
    note("change_campaign", campaign, by=by, channel="web", at=at)
    return campaign


@transaction.atomic
def write_question(
    campaign: Campaign,
    kind: str,
    asked: Mapping[str, str],
    *,
    by: StaffMember,
    at: dt.datetime,
    choices: Mapping[str, Sequence[str]] | None = None,
    is_required: bool = False,
    is_personal: bool = False,
    fact: str = "",
    replaces: CampaignQuestion | None = None,
) -> CampaignQuestion:
    """Add a question at the end, or write one anew. Raises `CampaignBegun`, `QuestionNotWhole`."""
    campaign = _unsent(campaign)
    choices = {code: [one for one in some if one] for code, some in (choices or {}).items()}
    _check_question(campaign, kind, asked, choices, fact)
    last = campaign.questions.aggregate(last=Max("number"))["last"] or 0
    if replaces is None and campaign.questions.count() >= MOST_QUESTIONS:
        raise QuestionNotWhole("too many")
    row = replaces or CampaignQuestion(campaign=campaign, number=last + 1)
    row.kind, row.asked, row.choices = kind, dict(asked), choices
    row.is_required, row.is_personal, row.fact = is_required, is_personal, fact
    row.save()
    note("write_question", campaign, by=by, channel="web", at=at)
    return row


@transaction.atomic
def remove_question(question: CampaignQuestion, *, by: StaffMember, at: dt.datetime) -> None:
    """Take it out. Raises `CampaignBegun`."""
    campaign = _unsent(question.campaign)
    question.delete()
    note("remove_question", campaign, by=by, channel="web", at=at)


@transaction.atomic
def choose_recipients(
    campaign: Campaign, organisations: Sequence[Organisation], *, by: StaffMember, at: dt.datetime
) -> int:
    """Let these be asked too; how many were new. Raises `CampaignClosed`."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.stopped_at:
        raise CampaignClosed
    known = set(campaign.recipients.values_list("organisation_id", flat=True))
    new = [row for row in organisations if row.pk not in known]
    ways = ways_to(new)
    CampaignRecipient.objects.bulk_create(
        CampaignRecipient(
            campaign=campaign,
            organisation=row,
            code=_new_code(),
            way=ways[row.pk][0],
            address=ways[row.pk][1],
            chosen_at=at,
        )
        for row in new
    )
    if new:
        note("choose_recipients", campaign, by=by, channel="web", at=at, number=len(new))
    return len(new)


@transaction.atomic
def drop_recipient(recipient: CampaignRecipient, *, by: StaffMember, at: dt.datetime) -> None:
    """It is not asked after all. Raises `CampaignBegun` where it has been sent, opened or answered."""
    row = locked(recipient.pk)
    if row.sent_at or row.opened_at or row.saved_at:
        raise CampaignBegun
    row.delete()
    note("drop_recipient", row.campaign, by=by, channel="web", at=at)


@transaction.atomic
def send_campaign(campaign: Campaign, *, base: str, by: StaffMember, at: dt.datetime) -> tuple[int, int]:
    """Put the question to everyone it has not been put to, by e-mail or SMS: how many went in the outbox, and for how
    many the day's money did not reach (send again tomorrow). From now on the links open, also those on paper.
    `base` is the address the code is added to. Raises `CampaignClosed` and `NobodyToAsk`.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.stopped_at or campaign.closes_on < clock.local_day(at):
        raise CampaignClosed
    if not campaign.questions.exists() or not campaign.recipients.exists():
        raise NobodyToAsk
    waiting = [row for row in _waiting(campaign) if row.sent_at is None]
    asked, left = _queue(campaign, waiting, base=base, number=0, by=by, at=at)
    CampaignRecipient.objects.filter(pk__in=asked).update(sent_at=at)
    if campaign.begun_at is None:
        campaign.begun_at = at
        campaign.save(update_fields=["begun_at"])
    note("send_campaign", campaign, by=by, channel="web", at=at, number=len(asked), left=left)
    return len(asked), left


@transaction.atomic
def remind(campaign: Campaign, *, base: str, by: StaffMember, at: dt.datetime) -> tuple[int, int]:
    """Write once more to those who were written to and have neither answered nor said no; as `send_campaign`.

    Nobody is reminded twice within three days. Raises `CampaignClosed`.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not is_open(campaign, clock.local_day(at)):
        raise CampaignClosed
    before = at - BETWEEN_REMINDERS
    silent = [row for row in _waiting(campaign) if _may_be_reminded(row, before)]
    day = clock.local_day(at).toordinal()
    asked, left = _queue(campaign, silent, base=base, number=day, by=by, at=at)
    CampaignRecipient.objects.filter(pk__in=asked).update(reminded_at=at)
    note("remind_campaign", campaign, by=by, channel="web", at=at, number=len(asked), left=left)
    return len(asked), left


@transaction.atomic
def post_campaign_letters(campaign: Campaign, *, by: StaffMember, at: dt.datetime) -> int:
    """The letters are printed and posted; how many."""
    asked = [row.pk for row in recipients_of(campaign)]
    letters = campaign.recipients.filter(pk__in=asked, way=LETTER, sent_at__isnull=True)
    number = letters.update(sent_at=at)
    if number:
        note("post_campaign_letters", campaign, by=by, channel="letter", at=at, number=number)
    return number


@transaction.atomic
def stop_campaign(campaign: Campaign, *, by: StaffMember, at: dt.datetime) -> None:
    """Nobody is asked any more, what waits in the outbox is called off, and nobody can answer. What came in stands."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.stopped_at is None:
        campaign.stopped_at = at
        campaign.save(update_fields=["stopped_at"])
        cancel_unsent_about([subject_of(campaign)], at=at)
        note("stop_campaign", campaign, by=by, channel="web", at=at)


@transaction.atomic
def resume_campaign(campaign: Campaign, *, by: StaffMember, at: dt.datetime) -> None:
    """It was stopped by mistake: the links open again. What was called off is sent by reminding."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.stopped_at is not None:
        campaign.stopped_at = None
        campaign.save(update_fields=["stopped_at"])
        note("resume_campaign", campaign, by=by, channel="web", at=at)


_COPIED = ("kind", "asked", "choices", "is_required", "is_personal", "fact")


def _write(
    row: Campaign,
    name: str,
    languages: Sequence[str],
    why: Mapping[str, str],
    opens_on: dt.date,
    closes_on: dt.date,
    at: dt.datetime,
) -> None:
    if not (name := " ".join(name.split())[:120]):
        raise CampaignNameMissing
    if closes_on < max(opens_on, clock.local_day(at)):
        raise ClosesBeforeItOpens
    refuse_national_ids(name=name, why=" ".join(why.values()))
    row.name, row.languages, row.why = name, tuple(languages) or ("nb",), dict(why)
    row.opens_on, row.closes_on = opens_on, closes_on


def _check_question(
    campaign: Campaign, kind: str, asked: Mapping[str, str], choices: Mapping[str, Sequence[str]], fact: str
) -> None:
    first = next(iter(campaign.languages), "nb")
    refuse_national_ids(asked=" ".join(asked.values()))
    if kind not in CampaignQuestion.Kind.values or not asked.get(first):
        raise QuestionNotWhole("words")
    if fact and FACTS.get(fact) != kind:
        raise QuestionNotWhole("kind")
    lengths = {len(some) for some in choices.values() if some}
    if kind in CHOSEN and not fact and (len(lengths) != 1 or min(lengths) < 2 or not choices.get(first)):
        raise QuestionNotWhole("choices")


def _unsent(campaign: Campaign) -> Campaign:
    found = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if found.begun_at:
        raise CampaignBegun
    return found


def _waiting(campaign: Campaign) -> list[CampaignRecipient]:
    """Those who can be written to and have not answered or said no, whatever name they were asked by.

    Of one that was asked by two names and has become one, only the name that stands is written to.
    """
    return [
        row
        for row in recipients_of(campaign)
        if row.way in (EMAIL, SMS)
        and not (row.answered_at or row.declined_at or row.organisation.merged_into_id)
    ]


def _may_be_reminded(row: CampaignRecipient, before: dt.datetime) -> bool:
    return row.sent_at is not None and max(row.sent_at, row.reminded_at or row.sent_at) <= before


def _queue(
    campaign: Campaign,
    rows: Sequence[CampaignRecipient],
    *,
    base: str,
    number: int,
    by: StaffMember,
    at: dt.datetime,
) -> tuple[Collection[uuid.UUID], int]:
    drafts = [_draft(campaign, row, base, number) for row in rows]
    queued = queue_within_budget(drafts, at=at, by=by)
    return [row.pk for row in rows[: len(queued)]], len(rows) - len(queued)


def _draft(campaign: Campaign, row: CampaignRecipient, base: str, number: int) -> Draft:
    spoken = next((one for one in row.organisation.languages if one in campaign.languages), "")
    language = spoken or next(iter(campaign.languages), "nb")
    with translation.override(language):
        why = in_language(campaign.why, language, campaign.languages)
        link = f"{base}{row.code}/"
        make = wording.campaign_sms if row.way == SMS else wording.campaign_email
        body = make(row.organisation.name, why, link, campaign.closes_on, is_reminder=bool(number))
        subject = "" if row.way == SMS else wording.campaign_subject(row.organisation.name)
    closing = clock.at_local(campaign.closes_on, dt.time(23, 59))
    key = f"mapping:{row.pk}:{number}"
    return Draft(
        row.way, row.address, body, key, subject=subject, about=subject_of(campaign), expires_at=closing
    )


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
