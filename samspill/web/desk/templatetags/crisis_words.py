"""Filters for the crisis cell's pages: distances, amounts, what is offered, whose phone."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.web.design.templatetags.design import phone
from samspill.web.desk.needs import words

register = template.Library()


@register.filter
def km(distance: float) -> str:
    """«4,2 km»."""
    told = f"{distance:.1f}".removesuffix(".0")
    return _("%(km)s km") % {
        "km": told if (get_language() or "nb").startswith("en") else told.replace(".", ",")
    }


@register.filter
def kroner(ore: int) -> str:
    """An amount in øre."""
    return words.kroner(ore)


@register.simple_tag
def phone_of(phones: Mapping[uuid.UUID, str], person_id: uuid.UUID) -> SafeString:
    """The number of one of those on the page."""
    return phone(phones.get(person_id, ""))
