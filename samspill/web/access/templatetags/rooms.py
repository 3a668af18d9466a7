"""Filters for pages about rooms: what a space has, in words, and the address of a chosen time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.utils.dates import WEEKDAYS

from samspill.foundation import clock
from samspill.venues.models import Booking, Lent, Loan, Space, Thing
from samspill.venues.queries import terms_of
from samspill.venues.queries.instead import DateInstead
from samspill.venues.queries.promises import TooFew
from samspill.venues.queries.things import Offer, ThingDay
from samspill.venues.rules import ACCESSIBILITY, Hours
from samspill.venues.wording import LENDS_TO_WORDS, words_for_codes
from samspill.venues.wording.seasons import clock_words

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
def wants(booking: Booking) -> list[str]:
    """What of the room's equipment is to be ready."""
    return words_for_codes(booking.wants)


@register.filter
def lends_to(lent: Lent) -> str:
    """Who may borrow it."""
    return str(LENDS_TO_WORDS[lent.lends_to])


@register.filter
def chosen(begins: dt.datetime, ends: dt.datetime) -> str:
    """A free stretch as it stands in an address: two hours from its start, or what there is of it."""
    until = min(ends, begins + dt.timedelta(hours=2))
    starts, stops = clock.local(begins), clock.local(until)
    return urlencode({"day": starts.date(), "begins": f"{starts:%H:%M}", "ends": f"{stops:%H:%M}"})


@register.filter
def chosen_loan(offer: Offer) -> str:
    """When a thing is fetched and brought back, as it stands in an address."""
    return _in_address(offer.starts_at, offer.ends_at)


@register.filter
def chosen_day(day: ThingDay) -> str:
    """A day on which a thing can be fetched, from when somebody is there, as it stands in an address."""
    opens = day.hours[0].opens
    return urlencode({"day": day.on, "begins": f"{opens // 60:02}:{opens % 60:02}"})


@register.filter
def hours_words(hours: Iterable[Hours]) -> str:
    """«09.00–12.00, 17.00–20.00»."""
    return ", ".join(f"{clock_words(one.opens)}–{clock_words(one.closes)}" for one in hours)


@register.filter
def week_hours(lent: Thing) -> list[tuple[str, str]]:
    """Each day on which somebody is there, with the hours."""
    by_day: dict[int, list[Hours]] = {}
    for one in terms_of(lent).hours:
        by_day.setdefault(one.weekday, []).append(one)
    return [(weekday_word(day), hours_words(hours)) for day, hours in by_day.items()]


@register.filter
def pieces(loan: Loan) -> str:
    """«12 × Klappstol»; one is named alone."""
    return loan.thing.name if loan.pieces == 1 else f"{loan.pieces} × {loan.thing.name}"


@register.filter
def pieces_instead(date: DateInstead, thing: Thing) -> str:
    """«12 × Krakk»: as many of another thing as a date has."""
    return thing.name if date.loan.pieces == 1 else f"{date.loan.pieces} × {thing.name}"


@register.simple_tag(takes_context=True)
def too_few(context: Context, loan: Loan) -> TooFew | None:
    """What is left for a loan that cannot be kept as promised; the page's `short` has all such, where it has any."""
    short: Mapping[uuid.UUID, TooFew] = context.get("short") or {}
    return short.get(loan.pk)


@register.filter
def chosen_span(begins: dt.datetime, ends: dt.datetime) -> str:
    """From when until when, over days, as it stands in an address."""
    return _in_address(begins, ends)


@register.filter
def is_late(loan: Loan) -> bool:
    """Whether it should be back."""
    return loan.ends_at < clock.now()


@register.filter
def has_begun(loan: Loan) -> bool:
    """Whether it is fetched, or should be."""
    return bool(loan.approved_at) and (loan.fetched_at is not None or loan.starts_at <= clock.now())


@register.filter
def can_be_undone(loan: Loan) -> bool:
    """Whether it was given back, or is said to be back, so that it may be a mistake."""
    return not loan.returned_at and bool(loan.given_back_at or loan.brought_back_at)


def _in_address(begins: dt.datetime, ends: dt.datetime) -> str:
    starts, stops = clock.local(begins), clock.local(ends)
    told = {
        "day": starts.date(),
        "begins": f"{starts:%H:%M}",
        "until_on": stops.date(),
        "ends": f"{stops:%H:%M}",
    }
    return urlencode(told)


@register.filter
def weekday_word(weekday: int) -> str:
    """«Tirsdag»; 0 is Monday."""
    return str(WEEKDAYS[weekday]).capitalize()
