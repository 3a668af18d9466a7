"""What a person has signed up for or waits for, as the page that is hers tells of it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.appointments import appointment_of
from samspill.activities.queries.times import in_language
from samspill.activities.wording import sign_ups as words
from samspill.people.models import Person


@dataclass(frozen=True)
class OwnPlace:
    """A place, or a wait for one. `key` is of the row that the private page is about, which for all the times is the
    first of them; `time` the next of its times; `places` how many; `number` hers in the line, 0 with a place.
    """

    key: uuid.UUID
    row: SignUp | Waiting
    places: int
    number: int = 0
    is_offered: bool = False

    @property
    def time(self) -> Occurrence:
        """The next time it is about."""
        return self.row.occurrence

    @property
    def title(self) -> str:
        """What it is called, in the active language."""
        language = (get_language() or "nb")[:2]
        return in_language(self.time.title or self.time.activity.title, language)

    @property
    def when(self) -> str:
        """When it is, in words: the time, the appointment in it, or all the times from the next."""
        held = (appointment_of(self.row) if isinstance(self.row, SignUp) else None) or self.time
        told = words.time_words(held.starts_at, held.ends_at)
        return words.all_times(told) if self.time.activity.for_all_times else told


def own_places(person: Person, *, at: dt.datetime) -> list[OwnPlace]:
    """What has not begun of what she has a place at or waits for, the next first; also what is called off, for it may
    take place after all. Two queries.
    """
    found = [*_places(person, at), *_waits(person, at)]
    return sorted(found, key=lambda one: (one.time.starts_at, one.key))


def own_place_for(person: Person, key: uuid.UUID, *, at: dt.datetime) -> SignUp | Waiting:
    """The gate: the row that the private page of one of `own_places` is about. Raises `SignUp.DoesNotExist`."""
    found = next((one for one in own_places(person, at=at) if one.key == key), None)
    if found is None:
        raise SignUp.DoesNotExist(key)
    if found.key == found.row.pk:
        return found.row
    return SignUp.objects.select_related("person", "occurrence__activity").get(pk=key)


def _places(person: Person, at: dt.datetime) -> list[OwnPlace]:
    rows = SignUp.objects.filter(
        person=person, cancelled_at__isnull=True, head__isnull=True, occurrence__starts_at__gt=at
    ).select_related("occurrence__activity__place")
    together = Count("others", filter=Q(others__cancelled_at__isnull=True))
    # Of all the times the next that takes place stands for them.
    takes_place_first = (F("occurrence__cancelled_at").asc(nulls_first=True), "occurrence__starts_at", "pk")
    found: dict[uuid.UUID, OwnPlace] = {}
    for row in rows.annotate(with_her=together).order_by(*takes_place_first):
        key = row.whole_id or row.pk
        found.setdefault(key, OwnPlace(key, row, 1 + row.with_her))
    return list(found.values())


def _waits(person: Person, at: dt.datetime) -> list[OwnPlace]:
    live = Waiting.objects.filter(left_at__isnull=True, sign_up__isnull=True)
    before = live.filter(occurrence=OuterRef("occurrence"), number__lt=OuterRef("number"))
    counted = before.order_by().values("occurrence").annotate(n=Count("pk")).values("n")
    rows = live.filter(person=person, occurrence__starts_at__gt=at).annotate(
        before=Coalesce(Subquery(counted), 0)
    )
    return [
        OwnPlace(row.pk, row, row.places, row.before + 1, row.is_offered(at))
        for row in rows.select_related("occurrence__activity__place")
    ]
