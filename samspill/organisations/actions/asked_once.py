"""Two associations are one: whoever runs it is asked once, and reminded once, whatever waits in the outbox."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db import models

from samspill.foundation.actions import subject_of
from samspill.messaging.actions import cancel_message, cancel_unsent_about
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import CampaignRecipient, Organisation
from samspill.organisations.queries.freshness import is_asked_this_year, open_questions_about


class Writes(Protocol):
    """Writes columns of a row, so that it can be undone."""

    def write(self, row: models.Model, **values: object) -> None: ...


def ask_once(keep: Organisation, gone: Organisation, takes: Writes, *, at: dt.datetime) -> None:
    """Before the rows move, for the caller's transaction. The yearly question of `gone` that has not gone out is called
    off where `keep` was asked this year or has said that its page is right, and is not reminded of; so is what waits
    to ask `gone` in a campaign that asks `keep` too.
    """
    if is_asked_this_year(keep, at=at):
        for question in open_questions_about(gone):
            cancel_unsent_about([subject_of(question)], at=at)
            if question.reminded_at is None:
                takes.write(question, reminded_at=at)
    for recipient in CampaignRecipient.objects.filter(
        organisation=gone, campaign__recipients__organisation=keep
    ):
        _call_off(recipient, at)


def _call_off(recipient: CampaignRecipient, at: dt.datetime) -> None:
    waiting = OutboundMessage.objects.filter(
        about=subject_of(recipient.campaign), key__startswith=f"mapping:{recipient.pk}:"
    )
    for message in waiting:
        cancel_message(message, at=at)
