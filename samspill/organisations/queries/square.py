"""What everyone may see of the organisations: the list with search, category and area, and one organisation's page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from samspill.foundation import clock
from samspill.foundation.codes import holding
from samspill.foundation.models import Area
from samspill.foundation.places import folded
from samspill.organisations.models import Organisation, Post
from samspill.organisations.rules.audiences import words_of_audiences
from samspill.organisations.rules.categories import (
    Category,
    UnknownCategory,
    category,
    main_categories,
    main_category,
    subcategories,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words of what the page says, a main category's code, an area, for whom it is."""

    words: str = ""
    category: str = ""
    area: uuid.UUID | None = None
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line in the list. `category` is the main group's code, "" where nobody has told."""

    id: uuid.UUID
    name: str
    category: str
    area: str


def on_the_square() -> QuerySet[Organisation]:
    """Organisations everyone may see: neither hidden nor deleted from the register."""
    return Organisation.objects.filter(hidden_at__isnull=True, closed_on__isnull=True)


def listed(wanted: Wanted) -> list[Listed]:
    """Associations that fit, by name in Norwegian order. One query; a list for a whole municipality."""
    columns = ("id", "name", "categories", "area__name", "about", "place_text", "audiences")
    rows = _that_fit(wanted).values_list(*columns)
    words = folded(wanted.words).split()
    found = [
        Listed(id, name, _main(codes), area or "")
        for id, name, codes, area, about, place, audiences in rows
        if _holds(words, f"{name} {about} {place} {words_of_audiences(audiences)}")
    ]
    return sorted(found, key=lambda line: norwegian_order(line.name))


def count_listed() -> int:
    """How many associations the list holds."""
    return _that_fit(Wanted()).count()


def ids() -> list[uuid.UUID]:
    """The id of every organisation that has a page on the square."""
    return list(on_the_square().order_by("id").values_list("id", flat=True))


def for_audience(audience: str) -> Q:
    """The condition that an organisation is for these; what is for everyone is for them too."""
    return holding("audiences", audience) | holding("audiences", "everyone")


def organisation_for(asker: None, organisation_id: uuid.UUID) -> Organisation:
    """One organisation as everyone sees it. Raises `Organisation.DoesNotExist`."""
    return on_the_square().select_related("area").get(pk=organisation_id)


def published_contacts(organisation: Organisation) -> list[Post]:
    """The people the organisation itself chose to show, with `person`, those who hold the post today."""
    today = clock.today()
    return list(
        Post.objects.filter(organisation=organisation, is_published=True, from_on__lte=today)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        .select_related("person")
        .order_by("from_on", "id")
    )


def main_choices() -> list[Category]:
    """The main categories one may look for."""
    return main_categories()


def areas() -> list[Area]:
    """The municipality's areas, by name in Norwegian order."""
    return sorted(Area.objects.all(), key=lambda area: norwegian_order(area.name))


def categories_of(organisation: Organisation) -> list[Category]:
    """What the organisation works with; codes we do not know are passed over."""
    return [found for code in organisation.categories if (found := _known(code))]


def norwegian_order(name: str) -> list[int]:
    """A key that sorts names as Norwegian telephone books do: æ, ø and å last, capitals and accents aside."""
    return [_ORDER.get(letter, ord(letter)) for letter in _without_accents(name.casefold())]


_ORDER = {letter: ord("z") + place for place, letter in enumerate("æøå", start=1)}


def _without_accents(text: str) -> str:
    return "".join(letter if letter in _ORDER else folded(letter) or letter for letter in text)


def _that_fit(wanted: Wanted) -> QuerySet[Organisation]:
    rows = on_the_square().filter(kind=Organisation.Kind.ASSOCIATION)
    if wanted.area:
        rows = rows.filter(area=wanted.area)
    if wanted.audience:
        rows = rows.filter(for_audience(wanted.audience))
    if wanted.category:
        codes = [wanted.category, *(found.code for found in subcategories(wanted.category))]
        rows = rows.filter(reduce(or_, (holding("categories", code) for code in codes)))
    return rows


def _holds(words: list[str], text: str) -> bool:
    where = folded(text) if words else ""
    return all(word in where for word in words)


def _main(codes: tuple[str, ...]) -> str:
    return next((main_category(found.code).code for code in codes if (found := _known(code))), "")


def _known(code: str) -> Category | None:
    try:
        return category(code)
    except UnknownCategory:
        return None
