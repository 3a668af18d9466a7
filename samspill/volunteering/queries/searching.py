"""The desk's search field: everything the asker may see that fits what she wrote, kind by kind."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q

from samspill.foundation.search import names
from samspill.organisations.models import Organisation
from samspill.organisations.rules.numbers import NotAnOrganisationNumber, organisation_number
from samspill.people.queries import Asker
from samspill.people.queries.searching import Hit, digits_of, look_for_persons
from samspill.volunteering.models import Interest, Need, Recipient, Request, Shift, Volunteer
from samspill.volunteering.queries.needs import seen_units
from samspill.volunteering.queries.profiles import interests_for

MOST_PEOPLE = 12
MOST_OF_A_KIND = 8
#: An IN of more than this many is slow on SQLite.
MOST_TEXTS = 200


@dataclass(frozen=True)
class Person:
    """Somebody found, and what she is here. `helped_by`: those of the asker's own units that help her."""

    hit: Hit
    is_volunteer: bool
    helped_by: list[str]


@dataclass(frozen=True)
class Found:
    """What was found, the best of each kind first."""

    people: list[Person] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    interests: list[Interest] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.people or self.shifts or self.requests or self.interests or self.organisations)


def search(asker: Asker, text: str, *, at: dt.datetime) -> Found:
    """People by name, phone or e-mail; tasks by title, code, caller or whom they are for; requests and interests by
    name; associations by name or number. Twenty queries at most, whatever there is.
    """
    text = text.strip()[:80]
    if not text:
        return Found()
    hits = look_for_persons(asker, text, limit=MOST_PEOPLE)
    callers, titles = _texts(text, _callers(asker)), _texts(text, _titles(asker))
    exact = [hit.person.pk for hit in hits if not hit.is_guess]
    return Found(
        people=_people(asker, hits),
        shifts=_shifts(asker, text, titles, callers, exact),
        requests=_requests(asker, callers),
        interests=_interests(asker, text),
        organisations=_organisations(text, _texts(text, _organisation_names())),
    )


def _texts(text: str, known: set[str]) -> list[str]:
    """Which of these texts hold what was written; or, where none does, may be what was meant. The best first."""
    by_folded: dict[str, list[str]] = {}
    for one in known:
        by_folded.setdefault(names.fold_name(one), []).append(one)
    found = names.holding(text, by_folded)
    if not found and not digits_of(text):
        found = names.nearly(text, by_folded)
    return list(chain.from_iterable(by_folded[one] for one in found))[:MOST_TEXTS]


def _titles(asker: Asker) -> set[str]:
    return set(Need.objects.filter(unit__in=seen_units(asker)).values_list("title", flat=True)) - {""}


def _callers(asker: Asker) -> set[str]:
    rows = Request.objects.filter(unit__in=seen_units(asker)).values_list("caller_name", "on_behalf_of")
    return set(chain.from_iterable(rows)) - {""}


def _organisation_names() -> set[str]:
    return set(Organisation.objects.filter(closed_on__isnull=True).values_list("name", flat=True))


def _people(asker: Asker, hits: list[Hit]) -> list[Person]:
    ids = [hit.person.pk for hit in hits]
    volunteers = set(
        Volunteer.objects.filter(person__in=ids, left_at__isnull=True).values_list("person_id", flat=True)
    )
    helped: dict[uuid.UUID, list[str]] = {}
    mine = Recipient.objects.filter(person__in=ids, unit__in=asker.caring_unit_ids, ended_at__isnull=True)
    for person_id, unit in mine.order_by("unit__name").values_list("person_id", "unit__name"):
        helped.setdefault(person_id, []).append(unit)
    return [Person(hit, hit.person.pk in volunteers, helped.get(hit.person.pk, [])) for hit in hits]


def _shifts(
    asker: Asker, text: str, titles: list[str], callers: list[str], persons: Iterable[uuid.UUID]
) -> list[Shift]:
    """The latest tasks. Whom a task is for counts only where the asker cares for the unit."""
    helped = Q(need__request__recipient__person__in=persons, need__unit__in=asker.caring_unit_ids)
    fits = helped | Q(need__title__in=titles) | _called_by(callers, "need__request__")
    if text.isdecimal() and len(text) < 9:
        fits |= Q(code=int(text))
    rows = Shift.objects.filter(fits, need__unit__in=seen_units(asker))
    return _latest(rows.select_related("need__unit", "need__area").order_by("-starts_at", "code"))


def _requests(asker: Asker, callers: list[str]) -> list[Request]:
    """Those nobody has made a task of."""
    rows = Request.objects.filter(
        _called_by(callers, ""),
        ~Exists(Need.objects.filter(request=OuterRef("pk"))),
        unit__in=asker.caring_unit_ids,
    )
    return _latest(rows.order_by("-received_at"))


def _called_by(callers: list[str], path: str) -> Q:
    return Q(**{f"{path}caller_name__in": callers}) | Q(**{f"{path}on_behalf_of__in": callers})


def _interests(asker: Asker, text: str) -> list[Interest]:
    """Those who wait for a call: a list as long as the desk lets it grow."""
    waiting = list(interests_for(asker)[:500])
    digits = digits_of(text)
    if digits:
        return [one for one in waiting if digits in one.phone][:MOST_OF_A_KIND]
    called = [names.fold_name(one.name) for one in waiting]
    found = set(names.holding(text, called) or names.nearly(text, called))
    return [one for one, name in zip(waiting, called, strict=True) if name in found][:MOST_OF_A_KIND]


def _organisations(text: str, called: list[str]) -> list[Organisation]:
    rows = Organisation.objects.select_related("area")
    try:
        return list(rows.filter(number=organisation_number(text)))
    except NotAnOrganisationNumber:
        place = {name: number for number, name in enumerate(called)}
        found = rows.filter(name__in=called, closed_on__isnull=True)
        return sorted(found, key=lambda one: (place[one.name], one.pk))[:MOST_OF_A_KIND]


def _latest(rows: Any) -> list[Any]:
    return list(rows[:MOST_OF_A_KIND])
