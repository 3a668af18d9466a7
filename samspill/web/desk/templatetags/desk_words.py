"""Filters that put the rooms' own words to their codes, for the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from samspill.activities import wording as activities
from samspill.foundation import keys_in_text
from samspill.messaging import wording as messaging
from samspill.organisations import wording as organisations
from samspill.volunteering.queries.matching import demands_of
from samspill.volunteering.queries.tasks import title_of
from samspill.volunteering.wording import outside
from samspill.web.design import dates
from samspill.web.desk.needs.addresses import address_of
from samspill.web.desk.people.words import happened_words

register = template.Library()


@register.filter
def hide_keys(text: str) -> str:
    """What was written, without the keys of links that are another's."""
    return keys_in_text.hide_keys(text)


@register.filter
def happened_word(verb: str) -> str:
    """What was done with a person's row."""
    return happened_words(verb)


@register.filter
def column_word(field: str) -> str:
    """What a column of a sheet holds."""
    return organisations.column_words(field)


@register.filter
def cell_word(word: str, field: str) -> str:
    """What a sheet says in a column, as people read it: for whom it is in words, all else as it stands."""
    is_codes = field == "audiences"
    return ", ".join(map(organisations.audience_words, word.split())) if is_codes else word


@register.filter
def review_word(kind: str) -> str:
    """What is read, as it is called."""
    return str(organisations.REVIEW_KINDS.get(kind, kind))


@register.filter
def shared_word(what: str) -> str:
    """What two associations share, as it is called."""
    return str(organisations.SHARED.get(what, what))


@register.filter
def plan_word(what: str) -> str:
    """What would happen to a row of a sheet."""
    return str(organisations.PLANS.get(what, what))


@register.filter
def row_problem(problem: Mapping[str, Any]) -> str:
    """Why a row of a sheet was left out."""
    return organisations.problem_words(problem)


@register.simple_tag
def problem_of(row: Any) -> str:
    """Why a planned row would be left out."""
    return organisations.problem_words({"reason": row.problem, "text": row.problem_text})


@register.filter
def cell_words(cell: Any) -> str:
    """A cell of a list as people read it."""
    language = get_language() or "nb"
    if isinstance(cell, dt.datetime):
        return dates.moment(cell, language)
    if isinstance(cell, float):
        text = f"{cell:.2f}".rstrip("0").rstrip(".")
        return text if language.startswith("en") else text.replace(".", ",")
    return "–" if cell in (None, "") else str(cell)


@register.filter
def calendar_problem(reason: str) -> str:
    """Why a calendar, or an event in it, could not be read."""
    return activities.problem_words(reason)


@register.filter
def outside_problem(reason: str) -> str:
    """Why another site's list of tasks, or a task in it, could not be read."""
    return outside.problem_words(reason)


@register.filter
def outside_kind(code: str) -> str:
    """What the format of another site's list of tasks is called."""
    return outside.source_kind(code)


@register.filter
def source_kind(code: str) -> str:
    """What the format of a source is called."""
    return activities.source_kind(code)


@register.filter
def purpose_word(code: str) -> str:
    """What a template is for."""
    return str(messaging.PURPOSES.get(code, code))


@register.simple_tag
def of_shift(shift: Any, thing: str = "need", *keys: Any) -> str:
    """The address of something about a shift: `{% of_shift shift "asking" %}`."""
    return address_of(shift, thing, *keys)


@register.simple_tag
def demanded(need: Any, shift: Any) -> tuple[str, ...]:
    """What a volunteer must have: what the need demands, and at one time of it what her role does too."""
    return demands_of(shift) if shift else tuple(need.demands)


@register.filter
def shift_title(shift: Any) -> str:
    """What a shift is called: the need, and at a rota with several roles, which of them."""
    return title_of(shift)
