"""How somebody is reached: by the channel she prefers, at an address that works and has not said STOPP."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from samspill.foundation.phones import is_mobile
from samspill.messaging.models import OptOut
from samspill.people.models import Channel, Consent, ContactPoint, Person

#: Channels a message travels by; by the others a member of staff calls or writes.
CARRIED = (Channel.SMS.value, Channel.EMAIL.value)


class Way(NamedTuple):
    """One way to reach a person. `address` is a phone, an e-mail address, or "" where it is a letter to write."""

    channel: str
    address: str


def ways_to_reach(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Way]:
    """The best way to reach each of these; who cannot be reached, or of whom nothing may be done, is left out.

    One query.
    """
    found = {person: known.best for person, known in _reach_of(person_ids).items()}
    return {person: way for person, way in found.items() if way}


def way_to_reach(person_id: uuid.UUID) -> Way | None:
    """The best way to reach this person, or None."""
    return ways_to_reach([person_id]).get(person_id)


def ways_open(person: Person) -> list[Way]:
    """Every way this person may be reached by, one of each channel, the best first. One query."""
    known = _reach_of([person.pk]).get(person.pk)
    if known is None or known.best is None:
        return []
    found = [known.best, *known.ways]
    return list({way.channel: way for way in reversed(found)}.values())[::-1]


def way_by(person_id: uuid.UUID, channel: str) -> Way:
    """How she is reached by this channel; a call or a letter needs no address, and neither does what cannot be sent."""
    points = _usable_points([person_id]).get(person_id, [])
    stopped = _stopped({value for _, value in points})
    ways = [way for way in _ways(points, "-", stopped) if way.channel == channel]
    return ways[0] if ways else Way(Channel.PHONE, "")


def ways_in_a_hurry(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Way]:
    """How each is reached fastest: by SMS, else by a call, else by e-mail; who cannot be reached is left out.

    Whoever said STOPP, or has not said that we may write, is called. Three queries.
    """
    points = _usable_points(person_ids)
    stopped = _stopped({value for rows in points.values() for _, value in rows})
    written = set(
        Consent.objects.filter(purpose="contact", withdrawn_at__isnull=True).values_list(
            "person_id", flat=True
        )
    )
    found = (
        (person, _fastest(_ways(rows, "", stopped), may_write=person in written))
        for person, rows in points.items()
    )
    return {person: way for person, way in found if way}


def stopped_persons(among: Collection[uuid.UUID] | None = None) -> frozenset[uuid.UUID]:
    """Those who said STOPP at an address of theirs and have no other channel that carries messages. One query.

    Everybody is looked at, or those of `among` alone.
    """
    addresses = OptOut.objects.filter(resumed_at__isnull=True).values("address")
    points = ContactPoint.objects.filter(value__in=addresses)
    if among is not None:
        points = points.filter(person__in=among)
    reach = _reach_of(points.values("person_id"))
    ways = ((person, known.best) for person, known in reach.items())
    return frozenset(person for person, way in ways if way is None or way.channel not in CARRIED)


@dataclass
class _Reach:
    """What is known of reaching one person: her usable points and which of her addresses have said STOPP."""

    preferred: str
    address: str
    points: list[tuple[str, str]] = field(default_factory=list)
    stopped: set[tuple[str, str]] = field(default_factory=set)

    @property
    def ways(self) -> list[Way]:
        """All ways that are open."""
        return _ways(self.points, self.address, self.stopped)

    @property
    def best(self) -> Way | None:
        """The best way of all."""
        return _best(self.preferred, self.ways)


def _reach_of(persons: Collection[uuid.UUID] | QuerySet[Any]) -> dict[uuid.UUID, _Reach]:
    usable = FilteredRelation("contact_points", condition=Q(contact_points__unusable_at__isnull=True))
    rows = (
        Person.objects.filter(pk__in=persons, restricted_at__isnull=True)
        .annotate(point=usable)
        .annotate(**{channel: _has_stopped(channel) for channel in CARRIED})
        .order_by("-point__is_preferred", "point__added_at", "point__pk")
    )
    reach: dict[uuid.UUID, _Reach] = {}
    columns = ("pk", "preferred_channel", "address", "point__kind", "point__value", *CARRIED)
    for person, preferred, address, kind, value, *stops in rows.values_list(*columns):
        known = reach.setdefault(person, _Reach(preferred, address))
        if value:
            known.points.append((kind, value))
            known.stopped |= {(one, value) for one, is_so in zip(CARRIED, stops, strict=True) if is_so}
    return reach


def _has_stopped(channel: str) -> Exists:
    said = OptOut.objects.filter(channel=channel, address=OuterRef("point__value"), resumed_at__isnull=True)
    return Exists(said)


def who_stopped(person_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these people who have said STOPP at an address of theirs. One query."""
    said = OptOut.objects.filter(resumed_at__isnull=True).values("address")
    rows = ContactPoint.objects.filter(person__in=person_ids, value__in=said)
    return set(rows.values_list("person_id", flat=True))


def _usable_points(person_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[tuple[str, str]]]:
    rows = (
        ContactPoint.objects.filter(person__in=person_ids, unusable_at__isnull=True)
        .order_by("-is_preferred", "added_at", "pk")
        .values_list("person_id", "kind", "value")
    )
    points: dict[uuid.UUID, list[tuple[str, str]]] = {}
    for person, kind, value in rows:
        points.setdefault(person, []).append((kind, value))
    return points


def _stopped(addresses: Collection[str]) -> set[tuple[str, str]]:
    rows = OptOut.objects.filter(resumed_at__isnull=True)
    if len(addresses) < 500:
        rows = rows.filter(address__in=addresses)
    return set(rows.values_list("channel", "address"))


def _ways(points: Iterable[tuple[str, str]], address: str, stopped: set[tuple[str, str]]) -> list[Way]:
    ways = [way for kind, value in points for way in _ways_of_point(kind, value)]
    if address:
        ways.append(Way(Channel.LETTER, ""))
    return [way for way in ways if (way.channel, way.address) not in stopped]


def _ways_of_point(kind: str, value: str) -> list[Way]:
    if kind == ContactPoint.Kind.EMAIL:
        return [Way(Channel.EMAIL, value)]
    if kind == ContactPoint.Kind.POST:
        return [Way(Channel.LETTER, "")]
    return [*([Way(Channel.SMS, value)] if is_mobile(value) else []), Way(Channel.PHONE, value)]


def _fastest(ways: list[Way], *, may_write: bool) -> Way | None:
    order = (Channel.SMS, Channel.PHONE, Channel.EMAIL) if may_write else (Channel.PHONE,)
    return next((way for channel in order for way in ways if way.channel == channel), None)


def _best(preferred: str, ways: list[Way]) -> Way | None:
    order = (preferred, Channel.SMS, Channel.EMAIL, Channel.PHONE, Channel.LETTER)
    return next((way for channel in order for way in ways if way.channel == channel), None)
