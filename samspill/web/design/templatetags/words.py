"""Filters that put words to codes: `{{ need.kind|kind_word }}`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from samspill.organisations.wording import audience_words, title_words
from samspill.web.design import words
from samspill.web.design.language_names import language_name

register = template.Library()


@register.filter
def audience_list(codes: Iterable[str]) -> str:
    """For whom something is: "Children, Seniors"."""
    return ", ".join(map(audience_words, codes))


@register.filter
def kind_word(code: str) -> str:
    """A kind of help."""
    return words.word_for(code, words.KIND_WORDS)


@register.filter
def qualification_word(code: str) -> str:
    """Something a volunteer holds."""
    return words.word_for(code, words.QUALIFICATION_WORDS)


@register.filter
def course_word(code: str) -> str:
    """What one has when a course is over."""
    return words.word_for(code, words.COURSE_WORDS)


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
def restriction_word(code: str) -> str:
    """Why nothing may be done with what we have of somebody."""
    return words.word_for(code, words.RESTRICTION_WORDS)


@register.filter
def fact_word(name: str) -> str:
    """A fact about a person that may be changed."""
    return words.word_for(name, words.FACT_WORDS)


@register.filter
def told_text(text: str) -> SafeString:
    """A text as people write it: an empty line parts paragraphs, lines that begin with a hyphen are a list."""
    return format_html_join("", "{}", ((_block(block),) for block in text.split("\n\n") if block.strip()))


def _block(block: str) -> SafeString:
    lines = block.strip().split("\n")
    items = [line[2:] for line in lines if line.startswith("- ")]
    words = [line for line in lines if not line.startswith("- ")]
    told = format_html("<p>{}</p>", format_html_join(SafeString("<br>"), "{}", ((line,) for line in words)))
    listed = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))
    return SafeString((told if words else "") + (listed if items else ""))


@register.filter
def language_word(code: str) -> str:
    """A language spoken."""
    return language_name(code)


@register.filter
def post_word(title: str) -> str:
    """A post in an association."""
    return title_words(title)
