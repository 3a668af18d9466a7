"""Tags for pages: icons, pictures, menus, fields, days and times, phone numbers, chips. `/design/` shows them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.foundation import phones
from samspill.foundation.recurrence import Pattern, in_words
from samspill.web.design import dates
from samspill.web.design.fields import Dressed
from samspill.web.design.menus import FIRST_ON_A_PHONE, MENUS, Entry

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon from the sprite, by its name there. Without `label` it is decoration, and screen readers pass it by."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, _sprite(), name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', _sprite(), name)


@cache
def _sprite() -> str:
    return static("design/icons.svg")


@register.simple_tag
def place(name: str, *args: Any, **kwargs: Any) -> str:
    """The address with this name, or an empty text where there is none."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def menu(context: Context, which: str, here: str = "") -> SafeString:
    """The entries of a menu as a list; the one that `here` names is marked as the current page.

    How many wait stands behind the inbox: `inbox_count` of the page or of the request, where one is known.
    """
    request = context.get("request")
    waiting = context.get("inbox_count", getattr(request, "inbox_count", 0))
    in_the_cell = getattr(getattr(request, "asker", None), "may_call_out", False)
    return _menu(which, here, waiting if which == "desk" else 0, in_the_cell, get_language())


@lru_cache(maxsize=1024)
def _menu(which: str, here: str, waiting: int, in_the_cell: bool, _language: str | None) -> SafeString:
    """Made once in each language: every page has two or three."""
    shown = [entry for entry in MENUS[which] if in_the_cell or not entry.for_the_cell]
    entries = [(entry, place(entry.leads_to)) for entry in shown]
    lines = [
        _menu_line(entry, address, entry.here == here, waiting if entry.here == "inbox" else 0)
        for entry, address in entries
        if address
    ]
    rest = _behind_more(lines[FIRST_ON_A_PHONE:]) if which == "desk" else ""
    return format_html("<ul>{}{}</ul>", _joined(lines), rest)


def _behind_more(lines: list[SafeString]) -> SafeString:
    """What a phone's bar has no room for, once more behind a button that only phones show."""
    return format_html(
        '<li class="rest"><details><summary>{}<span>{}</span></summary><ul>{}</ul></details></li>',
        icon("MenuHamburger"),
        _("More"),
        _joined(lines),
    )


def _joined(lines: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((line,) for line in lines))


def _menu_line(entry: Entry, address: str, is_here: bool, waiting: int) -> SafeString:
    return format_html(
        '<li><a href="{}"{}{}>{}<span>{}</span>{}</a></li>',
        address,
        SafeString(' aria-current="page"') if is_here else "",
        format_html(' data-key="{}"', entry.key) if entry.key else "",
        icon(entry.icon) if entry.icon else "",
        entry.says,
        format_html(" <b>{}</b>", waiting) if waiting else "",
    )


@register.filter
def when(occurrence: Any) -> str:
    """When something with `starts_at` (and `ends_at`, `is_all_day`, if it has them) takes place, in words.

    Takes an object or a mapping.
    """
    return dates.span(
        _told(occurrence, "starts_at"),
        _told(occurrence, "ends_at"),
        get_language() or "nb",
        is_all_day=bool(_told(occurrence, "is_all_day")),
    )


def _told(occurrence: Any, name: str) -> Any:
    return occurrence.get(name) if isinstance(occurrence, Mapping) else getattr(occurrence, name, None)


@register.filter
def moment(at: dt.datetime | None) -> str:
    """«tirsdag 10. mars kl. 17.00»."""
    return dates.moment(at, get_language() or "nb") if at else ""


@register.filter
def rhythm(pattern: Pattern) -> str:
    """When something comes back: «annenhver tirsdag kl. 17.00–19.00, ikke i skoleferien»."""
    return in_words(pattern, (get_language() or "nb")[:2])


@register.filter
def day(on: dt.date | None) -> str:
    """«tirsdag 10. mars»."""
    return dates.day(on, get_language() or "nb") if on else ""


@register.filter
def day_and_year(on: dt.date | None) -> str:
    """«tirsdag 10. mars 2026»."""
    return dates.day(on, get_language() or "nb", year=True) if on else ""


@register.filter
def month_and_year(at: dt.datetime | None) -> str:
    """«mars 2026»."""
    return dates.month(at, get_language() or "nb") if at else ""


@register.filter
def short_day(on: dt.date | None) -> str:
    """«tir. 10. mars»."""
    return dates.short_day(on, get_language() or "nb") if on else ""


@register.filter
def clock_time(at: dt.datetime | None) -> str:
    """«17.00»."""
    return dates.hours(at) if at else ""


@register.simple_tag
def phone(number: str) -> SafeString:
    """A phone number one can press, written as people write it. `number` is E.164; nothing gives nothing."""
    if not number:
        return SafeString("")
    return format_html('<a class="phone" href="tel:{}" dir="ltr">{}</a>', number, phones.formatted(number))


@register.filter
def phone_words(number: str) -> str:
    """A phone number as people write it, where it stands inside a link: «412 34 567»."""
    return phones.formatted(number) if number else ""


@register.filter
def port(host: str) -> str:
    """The port of a host as it stands in an address, `:8000`, or nothing."""
    _name, colon, number = host.rpartition(":")
    return f":{number}" if colon and number.isdecimal() else ""


@register.simple_tag
def chip(text: Any, color: str = "neutral") -> SafeString:
    """A word on a coloured ground. `color`: neutral, accent, sun, plum, info, success, warning, danger."""
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', color, text)


@register.simple_tag
def picture(name: str, label: str = "") -> SafeString:
    """An illustration by name (`community`, `sport`, …); an unknown name gives the general one."""
    known = name if name in PICTURES else "meeting"
    return format_html(
        '<img class="picture" src="{}" alt="{}" width="320" height="180" loading="lazy">',
        static(f"design/pictures/{known}.svg"),
        label,
    )


PICTURES = frozenset(
    "culture sport outdoors food language music craft children seniors tech volunteering meeting together".split()
)


@register.inclusion_tag("design/field.html")
def field(bound: BoundField, hint: str = "", **attributes: Any) -> dict[str, Any]:
    """A form field with label, hint and error, tied together for screen readers. Further words become attributes."""
    return {"dressed": Dressed(bound, hint, attributes)}


@register.inclusion_tag("design/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, at its top, each line leading to its field. Nothing where nothing is wrong."""
    return {"form": form}
