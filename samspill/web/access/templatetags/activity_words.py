"""What the pages of an organiser's activities need: addresses within the door one came through, and titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language

from samspill.activities.queries.times import in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def way(context: Context, name: str, *keys: Any) -> str:
    """The address of a page of activities within this door."""
    return str(context["door"].way(name, *keys))


@register.filter
def told(texts: Mapping[str, str] | None) -> str:
    """A title or a text in the reader's language, or the nearest there is."""
    return in_language(dict(texts or {}), get_language() or "nb")
