"""How long what was said when somebody tried is kept, and what was answered that tells of a person."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.foundation.retention import YEAR, Rows, Rule, keep
from samspill.foundation.tenancy import Owned
from samspill.organisations.models import CampaignRecipient, ContactTry


def _said(before: dt.datetime) -> list[Rows]:
    return [ContactTry.objects.filter(tried_at__lt=before).exclude(words="")]


def _forget_words(row: Owned, at: dt.datetime) -> None:
    ContactTry.objects.filter(pk=cast(ContactTry, row).pk).update(words="")


keep(
    Rule(
        "contact_tries",
        tables=("organisations.ContactTry",),
        what=_("Notes from when we tried to get in contact with an association"),
        since=_("the day of the try"),
        then=_("The words are erased. When and how we tried is kept."),
        days=2 * YEAR,
        shortest=30,
        longest=5 * YEAR,
        due=_said,
        end=_forget_words,
        person="",
    )
)


def _answered(before: dt.datetime) -> list[Rows]:
    rows = CampaignRecipient.objects.filter(erased_at__isnull=True).select_related("campaign")
    return [rows.filter(Q(saved_at__lt=before) | Q(saved_at__isnull=True, chosen_at__lt=before))]


def _forget_persons(row: Owned, at: dt.datetime) -> None:
    """What was answered of people goes, and where it was sent; how many members they are stays."""
    asked = cast(CampaignRecipient, row)
    personal = asked.campaign.questions.filter(Q(is_personal=True) | Q(kind__in=("short", "long")))
    gone = {str(key) for key in personal.values_list("pk", flat=True)}
    asked.answers = {key: value for key, value in asked.answers.items() if key not in gone}
    asked.settled, asked.address, asked.erased_at = {}, "", at
    asked.save(update_fields=["answers", "settled", "address", "erased_at"])


keep(
    Rule(
        "campaign_answers",
        tables=("organisations.CampaignRecipient",),
        what=_("What associations answered in their own words when we asked them all"),
        since=_("the day they last wrote"),
        then=_("Their words and where we wrote are erased. Numbers and what they chose are kept."),
        days=2 * YEAR,
        shortest=30,
        longest=5 * YEAR,
        due=_answered,
        end=_forget_persons,
        person="",
    )
)
