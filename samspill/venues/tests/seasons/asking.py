"""What tests of seasons share: what is wished for, and what one has got and been told."""

from __future__ import annotations

import datetime as dt

from samspill.messaging.models import OutboundMessage
from samspill.venues.actions.season_requests import (
    Ask,
    Hope,
    ask_for_hours,
)
from samspill.venues.rules.seasons import SeasonFacts

DAY = dt.timedelta(days=1)


HOUR = 60


def told_anew(facts, **other):
    """The season told otherwise, without its days off."""
    return SeasonFacts(**facts.fields() | other)


def hope(space=None, days="0", begins=17, ends=19, needs=()):
    return Hope(space, tuple(days), begins * HOUR, ends * HOUR, needs)


def wanted(*hopes, group="adults", minutes=120, times=1, people=20):
    return Ask("Trening", group, people, minutes, times, hopes)


def asks(season, ask, asker, at):
    return ask_for_hours(season, ask, asker, channel="web", by=asker.person, at=at)


def after(at):
    return at + 3 * DAY


def told(asker):
    rows = OutboundMessage.objects.filter(person=asker.person).order_by("queued_at", "pk")
    return [row.body for row in rows]


def times(row):
    return [(t.space.name, t.weekday, t.begins // HOUR) for t in row.given.order_by("weekday", "begins")]
