"""Filters that put words to codes: `{{ need.kind|kind_word }}`."""

from __future__ import annotations

from django import template

from samspill.web.design import words
from samspill.web.design.language_names import language_name

register = template.Library()


@register.filter
def kind_word(code: str) -> str:
    """A kind of help."""
    return words.word_for(code, words.KIND_WORDS)


@register.filter
def qualification_word(code: str) -> str:
    """Something a volunteer holds."""
    return words.word_for(code, words.QUALIFICATION_WORDS)


@register.filter
def skill_word(code: str) -> str:
    """Something a volunteer can or has."""
    return words.word_for(code, words.SKILL_WORDS)


@register.filter
def interest_word(code: str) -> str:
    """Something people like."""
    return words.word_for(code, words.INTEREST_WORDS)


@register.filter
def role_word(code: str) -> str:
    """What a member of staff may do."""
    return words.word_for(code, words.ROLE_WORDS)


@register.filter
def channel_word(code: str) -> str:
    """How something was said."""
    return words.word_for(code, words.CHANNEL_WORDS)


@register.filter
def language_word(code: str) -> str:
    """A language spoken."""
    return language_name(code)
