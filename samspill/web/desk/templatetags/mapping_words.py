"""Filters for what the codes of mapping are called."""

from __future__ import annotations

from django import template

from samspill.web.desk.mapping.words import OUTCOMES, WAYS

register = template.Library()


@register.filter
def outcome_word(code: str) -> str:
    """What came of a try."""
    return str(OUTCOMES.get(code, code))


@register.filter
def way_word(code: str) -> str:
    """By which way somebody tried."""
    return str(WAYS.get(code, code))
