"""How this municipality sends: policy, price, budget, and who does not want to hear from us."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Sum

from samspill.foundation import clock
from samspill.messaging.models import MessagingPolicy, OptOut, OutboundMessage
from samspill.messaging.rules.budget import Budget
from samspill.messaging.rules.quiet_hours import QuietHours
from samspill.messaging.rules.segments import Measure, measure
from samspill.people.models import Channel, Person

#: The languages we have all our messages in.
WRITTEN_IN = ("nb", "nn", "en")


@dataclass(frozen=True)
class Estimate:
    """What a text is as SMS and what it will cost to send to one person, in øre."""

    measure: Measure
    cost_ore: int


def policy() -> MessagingPolicy:
    """The municipality's own policy, or the standard one, unsaved, where it has set none."""
    return MessagingPolicy.objects.first() or MessagingPolicy()


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
    carried = (Channel.SMS, Channel.EMAIL)
    said = OptOut.objects.filter(address=OuterRef("value"), resumed_at__isnull=True, channel__in=carried)
    rows = person.contact_points.annotate(has_stopped=Exists(said))
    return list(rows.order_by("kind", "-is_preferred", "added_at"))


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
