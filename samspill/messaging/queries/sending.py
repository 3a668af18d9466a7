"""How this municipality sends: policy, price, budget, and who does not want to hear from us."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Sum

from samspill.foundation import clock
from samspill.foundation.keys import as_stored
from samspill.foundation.phones import is_mobile
from samspill.foundation.remembering import remembered
from samspill.foundation.tenancy import entered_number
from samspill.messaging.models import MessagingPolicy, OptOut, OutboundMessage
from samspill.messaging.rules.budget import Budget
from samspill.messaging.rules.quiet_hours import QuietHours
from samspill.messaging.rules.segments import Measure, measure
from samspill.people.models import Channel, ContactPoint, Person

#: The languages we have all our messages in.
WRITTEN_IN = ("nb", "nn", "en")


@dataclass(frozen=True)
class Estimate:
    """What a text is as SMS and what it will cost to send to one person, in øre."""

    measure: Measure
    cost_ore: int


@dataclass(frozen=True)
class Reach:
    """How somebody is written to, and whether that address has said STOPP."""

    channel: str
    address: str
    has_stopped: bool


def policy() -> MessagingPolicy:
    """The municipality's own policy, or the standard one, unsaved, where it has set none."""
    return MessagingPolicy.objects.first() or MessagingPolicy()


@remembered(10)
def remembered_policy() -> MessagingPolicy:
    """As `policy`, as it was some seconds ago: for what a message is expected to cost, never for whether it may go."""
    return policy()


def quiet_hours(under: MessagingPolicy) -> QuietHours:
    """The hours in which this policy does not write."""
    return QuietHours(_time(under.quiet_from), _time(under.quiet_until))


def price_of(body: str, *, under: MessagingPolicy | None = None) -> Estimate:
    """Segments and expected cost of an SMS with this text."""
    measured = measure(body)
    return Estimate(measured, measured.segments * (under or policy()).price_ore)


def budget_of(at: dt.datetime, *, under: MessagingPolicy | None = None) -> Budget:
    """What is left of the budget of the day in Norway: what was queued today and not called off."""
    day = clock.start_of_day(clock.local_day(at))
    today = OutboundMessage.objects.filter(channel=Channel.SMS, queued_at__gte=day, cancelled_at__isnull=True)
    spent = today.aggregate(total=Sum("cost_ore"))["total"] or 0
    return Budget((under or policy()).daily_budget_ore, spent)


def is_opted_out(channel: str, address: str) -> bool:
    """Whether this address has said STOPP and not START since."""
    return OptOut.objects.filter(channel=channel, address=address, resumed_at__isnull=True).exists()


def points_of(person: Person) -> list[Any]:
    """Where a person is reached, the preferred first, each with `has_stopped`: it has said STOPP. One query."""
    rows = person.contact_points.annotate(has_stopped=_has_stopped())
    return list(rows.order_by("kind", "-is_preferred", "added_at"))


def reach_of(person: Person) -> Reach | None:
    """How she is written to, as `ways_to_write` chooses, and whether she has said STOPP there. One query."""
    with connection.cursor() as cursor:
        # In words of the database's own, for a crowd that signs up asks this five hundred times (decision 0035).
        cursor.execute(_USABLE, [entered_number(), as_stored(person.pk)])
        usable = cursor.fetchall()
    points: dict[tuple[uuid.UUID, str], str] = {}
    for kind, value, _ in usable:
        _take_note(points, person.pk, kind, value)
    stopped = {value for _, value, has_stopped in usable if has_stopped}
    way = _way(person, points)
    return Reach(*way, has_stopped=way[1] in stopped) if way is not None else None


_USABLE = f"""
SELECT kind, value, EXISTS (SELECT 1
                              FROM {OptOut._meta.db_table} said
                             WHERE said.municipality_id = point.municipality_id AND said.address = point.value
                               AND said.channel IN ('{Channel.SMS}', '{Channel.EMAIL}') AND said.resumed_at IS NULL)
  FROM {ContactPoint._meta.db_table} point
 WHERE municipality_id = %s AND person_id = %s AND unusable_at IS NULL
 ORDER BY is_preferred DESC, added_at DESC
"""


def ways_to_write(people: Iterable[Person]) -> dict[uuid.UUID, tuple[str, str]]:
    """Channel and address that reach each of these: as she prefers, else by SMS, else by e-mail. One query.

    Who has neither a mobile nor an e-mail that works is not in it. Of several mobiles or e-mail addresses it is the
    preferred, else the newest.
    """
    found = list(people)
    points: dict[tuple[uuid.UUID, str], str] = {}
    usable = ContactPoint.objects.filter(person__in=[one.pk for one in found], unusable_at__isnull=True)
    for owner, kind, value in usable.order_by("-is_preferred", "-added_at").values_list(
        "person_id", "kind", "value"
    ):
        _take_note(points, owner, kind, value)
    ways = ((one.pk, _way(one, points)) for one in found)
    return {key: way for key, way in ways if way is not None}


def _has_stopped() -> Exists:
    """Whether a contact point has said STOPP and not START since."""
    said = OptOut.objects.filter(address=OuterRef("value"), resumed_at__isnull=True)
    return Exists(said.filter(channel__in=(Channel.SMS, Channel.EMAIL)))


def _take_note(points: dict[tuple[uuid.UUID, str], str], owner: uuid.UUID, kind: str, value: str) -> None:
    """The first of each kind that can be written to: a phone at home beside a mobile takes no messages."""
    if kind != ContactPoint.Kind.PHONE or is_mobile(value):
        points.setdefault((owner, kind), value)


def _way(person: Person, points: Mapping[tuple[uuid.UUID, str], str]) -> tuple[str, str] | None:
    reached = {
        Channel.SMS.value: points.get((person.pk, ContactPoint.Kind.PHONE), ""),
        Channel.EMAIL.value: points.get((person.pk, ContactPoint.Kind.EMAIL), ""),
    }
    order = (person.preferred_channel, Channel.SMS.value, Channel.EMAIL.value)
    return next(((channel, reached[channel]) for channel in order if reached.get(channel)), None)


def opted_out_addresses(channel: str) -> set[str]:
    """Every address of this channel that has said STOPP."""
    live = OptOut.objects.filter(channel=channel, resumed_at__isnull=True)
    return set(live.values_list("address", flat=True))


def _time(value: dt.time | str) -> dt.time:
    """A policy that was never saved has its standard hours as words."""
    return value if isinstance(value, dt.time) else dt.time.fromisoformat(value)


def language_of(person: Person) -> str:
    """The language she is written to in."""
    return person.language if person.language in WRITTEN_IN else "nb"
