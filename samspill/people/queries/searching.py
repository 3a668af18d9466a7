"""Persons found from the search field: by name however it is spelt, by phone however it is written, by e-mail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from samspill.foundation.search import names
from samspill.people.models import ContactPoint, Person
from samspill.people.queries.asking import Asker
from samspill.people.queries.persons import persons_for

#: So few hits and we also look for what may have been meant.
FEW = 5


@dataclass(frozen=True)
class Hit:
    """Somebody found. `is_guess`: not what was written, but perhaps what was meant."""

    person: Person
    is_guess: bool = False


def look_for_persons(asker: Asker, text: str, *, limit: int) -> list[Hit]:
    """The persons the asker may know of who fit best, with `phones` fetched; guesses after what was written.

    A phone number may be written in any way, in whole or in part.
    """
    digits = digits_of(text)
    if digits:
        return _reached_at(asker, "phone", digits, limit)
    if "@" in text:
        return _reached_at(asker, "email", text.strip().lower(), limit)
    known = set(persons_for(asker).values_list("search_name", flat=True))
    held = names.holding(text, known)
    hits = [Hit(row) for row in _called(asker, held, limit)]
    if len(hits) < FEW:
        guessed = [name for name in names.nearly(text, known) if name not in set(held)]
        hits += [Hit(row, is_guess=True) for row in _called(asker, guessed, limit - len(hits))]
    return hits


def digits_of(text: str) -> str:
    """The digits of a phone number or a part of one, as it is kept; "" where the text is something else."""
    bare = re.sub(r"[\s().\-/]", "", text)
    bare = bare.removeprefix("+").removeprefix("00")
    if not bare.isdecimal() or len(bare) < 3:
        return ""
    return bare.removeprefix("47") if len(bare) == 10 else bare


def _called(asker: Asker, called: list[str], limit: int) -> list[Person]:
    """The first persons of these names, in the order of the names; each name is somebody's the asker may know of."""
    places = {name: place for place, name in enumerate(called[:limit])}
    rows = _with_phones(persons_for(asker).filter(search_name__in=places))
    return sorted(rows, key=lambda row: (places[row.search_name], row.pk))[:limit]


def _reached_at(asker: Asker, kind: str, value: str, limit: int) -> list[Hit]:
    points = ContactPoint.objects.filter(kind=kind, value__contains=value)
    rows = persons_for(asker).filter(pk__in=points.values("person")).order_by("search_name", "pk")
    return [Hit(row) for row in _with_phones(rows)[:limit]]


def _with_phones(rows: QuerySet[Person]) -> QuerySet[Person]:
    phones = ContactPoint.objects.filter(kind="phone").order_by("-is_preferred", "added_at")
    return rows.select_related("area").prefetch_related(
        Prefetch("contact_points", queryset=phones, to_attr="phones")
    )
