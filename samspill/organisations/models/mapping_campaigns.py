"""Asking all the associations: a campaign, its questions, whom it goes to and what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from samspill.foundation.codes import CodesField
from samspill.foundation.tenancy import Owned
from samspill.organisations.models.organisations import Organisation
from samspill.organisations.rules.mapping_questions import merged_answers
from samspill.people.models import StaffMember


class Campaign(Owned):
    """Questions put to many associations, open from one day until another. Begun when the first is sent."""

    erasure = {
        "name": "keep: the name of a campaign",
        "languages": "keep: the languages the questions are written in",
    }

    name = models.CharField(max_length=120)
    why = models.JSONField(default=dict, help_text="Why we ask, in plain words, by language.")
    languages = CodesField(
        help_text="What the questions are written in, the first where a reader's own lacks."
    )
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day one can answer.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="campaign_ends_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CampaignQuestion(Owned):
    """One question, in every language of its campaign. `fact`: what the answer says of the association's own facts."""

    class Kind(models.TextChoices):
        SHORT = "short"
        LONG = "long"
        NUMBER = "number"
        YES_NO = "yes_no"
        ONE = "one"
        SEVERAL = "several"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    asked = models.JSONField(default=dict, help_text="The question by language.")
    choices = models.JSONField(default=dict, help_text="What one may choose, by language, in the same order.")
    is_required = models.BooleanField(default=False)
    is_personal = models.BooleanField(
        default=False, help_text="The answer may tell of a person; erased by rule."
    )
    fact = models.CharField(
        max_length=12, blank=True, help_text="email, phone, website, categories, languages"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint(
                "municipality", "campaign", "number", name="campaign_question_number_once"
            )
        ]


class CampaignRecipient(Owned):
    """An association that is asked. Whoever holds `code` answers for it, so several may go on by one link.

    Where two rows of one association were both asked and then became one, each keeps its own answer.
    """

    erasure = {"address": "blank", "answers": "blank"}

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recipients")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="asked_in")
    code = models.CharField(max_length=12, help_text="In the link, and typed in from paper.")
    way = models.CharField(
        max_length=6, blank=True, help_text="email, sms, letter; none: nothing leads there."
    )
    address = models.CharField(max_length=254, blank=True)
    chosen_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_channel = models.CharField(max_length=6, blank=True, help_text="web, phone, paper")
    entered_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, help_text="By the question's key; a draft until it is answered.")
    settled = models.JSONField(
        default=dict, help_text="By fact: the answer a colleague took or left, and which of the two."
    )
    erased_at = models.DateTimeField(null=True, blank=True, help_text="When personal answers were erased.")

    #: What else the association was asked by in this campaign, the latest answer first (`recipients_of`).
    others: Sequence[CampaignRecipient] = ()

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "campaign", "organisation", name="campaign_asks_once"),
            models.UniqueConstraint("municipality", "code", name="campaign_code_once"),
        ]

    @property
    def association(self) -> Organisation:
        """The one that is asked, as it stands now; `organisation` is the name it was asked by."""
        found = self.organisation
        while found.merged_into is not None:
            found = found.merged_into
        return found

    @property
    def said(self) -> dict[str, Any]:
        """What the association has handed in: its latest word, and where that is empty an earlier one."""
        told: dict[str, Any] = {}
        for row in (*reversed(self.others), self):
            if row.answered_at:
                told = merged_answers(told, row.answers)
        return told
