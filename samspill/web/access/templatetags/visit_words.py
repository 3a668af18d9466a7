"""How often, in words."""

from django import template

from samspill.insight.rules.visits import Told
from samspill.web.access.visit_tables import words_of

register = template.Library()


@register.filter
def how_often(one: Told) -> str:
    """«12», «fewer than 5» or «at least 12»."""
    return words_of(one)
