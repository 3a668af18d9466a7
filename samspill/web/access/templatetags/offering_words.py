"""A filter that puts words to what an association offers in a crisis."""

from __future__ import annotations

from django import template

from samspill.volunteering.models import OrganisationCapability
from samspill.volunteering.wording.capabilities import capability_words

register = template.Library()


@register.filter
def offer_words(capability: OrganisationCapability) -> str:
    """What an organisation offers, in a line."""
    return capability_words(capability.kind, capability.number, capability.words)
