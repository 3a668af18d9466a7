"""Filters for pages about rooms: what a space has, in words, and the address of a chosen time."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django import template
from django.utils.dates import WEEKDAYS

from samspill.foundation import clock
from samspill.venues.models import Space
from samspill.venues.rules import ACCESSIBILITY
from samspill.venues.wording import LENDS_TO_WORDS, words_for_codes

register = template.Library()


@register.filter
def ways_in(space: Space) -> list[str]:
    """How one gets in and on: what the space has and what the whole place has."""
    has = {*space.accessibility, *space.place.accessibility}
    return words_for_codes(code for code in ACCESSIBILITY if code in has)


@register.filter
def equipment(space: Space) -> list[str]:
    """What is there to use."""
    return words_for_codes(space.equipment)


@register.filter
def lends_to(space: Space) -> str:
    """Who may borrow it."""
    return str(LENDS_TO_WORDS[space.lends_to])


@register.filter
def chosen(begins: dt.datetime, ends: dt.datetime) -> str:
    """A free stretch as it stands in an address: two hours from its start, or what there is of it."""
    until = min(ends, begins + dt.timedelta(hours=2))
    starts, stops = clock.local(begins), clock.local(until)
    return urlencode({"day": starts.date(), "begins": f"{starts:%H:%M}", "ends": f"{stops:%H:%M}"})


@register.filter
def weekday_word(weekday: int) -> str:
    """«Tirsdag»; 0 is Monday."""
    return str(WEEKDAYS[weekday]).capitalize()
