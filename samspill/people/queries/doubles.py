"""Persons who may be one: beside a form while somebody is typed in, and as a list at the desk."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samspill.foundation.places import folded
from samspill.people.models import ContactPoint, NotTheSame, Person
from samspill.people.queries.asking import Asker
from samspill.people.queries.persons import persons_for
from samspill.people.rules.doubles import Card, is_likely, reasons_for_one

MOST_SHOWN = 6
#: So many of those who share a number or a name are compared; a switchboard is shared by hundreds.
MOST_GROUPS = 500
MOST_IN_A_GROUP = 12


@dataclass(frozen=True)
class Double:
    """Somebody known who may be the same, and why: codes as in `rules.doubles`. `addresses` are hers."""

    person: Person
    reasons: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two persons who look like one; the one added first is first."""

    first: Person
    second: Person
    reasons: tuple[str, ...]


def possible_doubles(
    asker: Asker, card: Card, *, besides: Iterable[uuid.UUID] = (), most: int = MOST_SHOWN
) -> list[Double]:
    """Those the asker may know of who may be the one on the card, the likeliest first. Two queries."""
    rows = list(_candidates(asker, card).exclude(pk__in=list(besides)).distinct()[:2000])
    addresses = _addresses(rows)
    found = []
    for person in rows:
        hers = addresses.get(person.pk, frozenset())
        reasons = reasons_for_one(card, card_of(person, hers))
        if reasons:
            found.append(Double(person, reasons, tuple(sorted(hers))))
    return sorted(found, key=lambda one: (-_weight(one.reasons), one.person.created_at))[:most]


def double_pairs(asker: Asker, *, most: int = 50) -> list[Pair]:
    """Pairs the asker may know of that look like one person and of whom nobody has said otherwise. Six queries."""
    groups = [*_sharing_an_address(asker), *_sharing_a_name(asker)]
    ids = {pk for group in groups for pk in group}
    persons = {row.pk: row for row in persons_for(asker).filter(pk__in=ids).select_related("area")}
    addresses, different = _addresses(list(persons.values())), _said_to_be_different(ids)
    pairs: dict[frozenset[uuid.UUID], Pair] = {}
    for one, other in itertools.chain.from_iterable(_in_twos(group, persons) for group in groups):
        key = frozenset((one.pk, other.pk))
        reasons = reasons_for_one(
            card_of(one, addresses.get(one.pk, frozenset())),
            card_of(other, addresses.get(other.pk, frozenset())),
        )
        if key not in pairs and key not in different and is_likely(reasons):
            pairs[key] = Pair(one, other, reasons)
    return sorted(pairs.values(), key=lambda pair: (-_weight(pair.reasons), pair.first.search_name))[:most]


def what_waits_of_doubles(asker: Asker, *, most: int = 20) -> int:
    """How many pairs look like one person, counted to `most`: for the desk's morning. Not urgent; what to do about each
    stands at `desk:people:doubles`. Six queries, and more work than a count: not for what is shown anew every second.
    """
    return len(double_pairs(asker, most=most))


def card_of(person: Person, addresses: frozenset[str]) -> Card:
    """What is compared of somebody known."""
    return Card(person.name, addresses, str(person.area_id or ""), person.birth_year)


def _candidates(asker: Asker, card: Card) -> QuerySet[Person]:
    """Those at one of the addresses, and those with a word in their name that begins alike."""
    alike = Q(contact_points__value__in=card.addresses)
    for word in folded(card.name).replace("-", " ").split():
        if len(word) > 1:
            alike |= Q(search_name__startswith=word[:3]) | Q(search_name__contains=f" {word[:3]}")
    return persons_for(asker).filter(alike).select_related("area").order_by("created_at", "pk")


def _addresses(persons: list[Person]) -> dict[uuid.UUID, frozenset[str]]:
    """Phones and e-mail addresses by person. One query."""
    found: dict[uuid.UUID, set[str]] = {}
    rows = ContactPoint.objects.filter(person__in=[row.pk for row in persons]).exclude(kind="post")
    for person_id, value in rows.values_list("person_id", "value"):
        found.setdefault(person_id, set()).add(value)
    return {person_id: frozenset(values) for person_id, values in found.items()}


def _sharing_an_address(asker: Asker) -> list[list[uuid.UUID]]:
    points = ContactPoint.objects.filter(person__in=persons_for(asker).values("pk")).exclude(kind="post")
    shared = points.values("value").annotate(number=Count("person", distinct=True)).order_by("value")
    values = shared.filter(number__gte=2, number__lte=MOST_IN_A_GROUP).values_list("value", flat=True)[
        :MOST_GROUPS
    ]
    return _grouped(points.filter(value__in=list(values)).values_list("value", "person_id"))


def _sharing_a_name(asker: Asker) -> list[list[uuid.UUID]]:
    persons = persons_for(asker).exclude(search_name="")
    shared = persons.values("search_name").annotate(number=Count("pk")).order_by("search_name")
    names = shared.filter(number__gte=2, number__lte=MOST_IN_A_GROUP).values_list("search_name", flat=True)[
        :MOST_GROUPS
    ]
    return _grouped(persons.filter(search_name__in=list(names)).values_list("search_name", "pk"))


def _grouped(rows: Iterable[tuple[str, uuid.UUID]]) -> list[list[uuid.UUID]]:
    groups: dict[str, list[uuid.UUID]] = {}
    for word, person_id in rows:
        groups.setdefault(word, []).append(person_id)
    return list(groups.values())


def _in_twos(group: list[uuid.UUID], persons: dict[uuid.UUID, Person]) -> Iterable[tuple[Person, Person]]:
    known = sorted(
        (persons[pk] for pk in set(group) if pk in persons), key=lambda row: (row.created_at, row.pk)
    )
    return itertools.combinations(known, 2)


def _said_to_be_different(ids: set[uuid.UUID]) -> set[frozenset[uuid.UUID]]:
    rows = NotTheSame.objects.filter(Q(first__in=ids) | Q(second__in=ids))
    return {frozenset(pair) for pair in rows.values_list("first_id", "second_id")}


def _weight(reasons: tuple[str, ...]) -> int:
    """How much speaks for it."""
    worth = {"address": 4, "same_name": 3, "like_name": 2, "area": 1, "birth_year": 1}
    return sum(worth[reason] for reason in reasons)
