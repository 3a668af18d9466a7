"""Filters for what the codes of mapping are called."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from samspill.foundation.phones import formatted
from samspill.organisations.models import Campaign, CampaignQuestion
from samspill.organisations.rules.mapping_questions import in_language
from samspill.web.desk.mapping.words import CAMPAIGN_WAYS, KINDS, OUTCOMES, WAYS

register = template.Library()


@register.filter
def outcome_word(code: str) -> str:
    """What came of a try."""
    return str(OUTCOMES.get(code, code))


@register.filter
def way_word(code: str) -> str:
    """By which way somebody tried."""
    return str(WAYS.get(code, code))


@register.filter
def question_kind(code: str) -> str:
    """How a question is answered."""
    return str(KINDS.get(code, code))


@register.filter
def campaign_way(code: str) -> str:
    """By which way an association is asked."""
    return str(CAMPAIGN_WAYS.get(code, code))


@register.filter
def written_to(address: str) -> str:
    """Where a campaign was sent: an e-mail as it is, a phone number as people write it."""
    return formatted(address) if address.startswith("+") else address


@register.filter
def asked_in(question: CampaignQuestion, campaign: Campaign) -> str:
    """A question in the reader's language, else in the campaign's first."""
    return str(in_language(question.asked, get_language() or "nb", campaign.languages))
