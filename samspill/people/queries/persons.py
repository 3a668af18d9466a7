"""Questions about persons. Whoever asks from the desk sees only the persons she may know of."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Coalesce

from samspill.foundation.places import folded
from samspill.foundation.tenancy import entered_number
from samspill.people.models import Consent, ContactPoint, Person
from samspill.people.queries.asking import Asker
from samspill.people.rules.names import is_same_name

Curtain = Callable[[Asker], Q]
_curtains: list[Curtain] = []


def draw_curtain(hides: Curtain) -> Curtain:
    """Let a higher room hide persons: `hides(asker)` is the condition on Person for those she must not know of.

    People who only get help from another unit are such persons, and this room does not know what help is. Every gate
    here, and every room that fetches persons through them, then leaves them out. It depends on who asks and on nothing
    else, such as the time. Used when the application starts.
    """
    if hides not in _curtains:
        _curtains.append(hides)
    return hides


def persons_for(asker: Asker) -> QuerySet[Person]:
    """All persons the asker may know of and do something about; in no order.

    Erased, merged and restricted ones are left out, so that no list, search, file or message holds them.
    """
    return known_to(asker).filter(restricted_at__isnull=True)


def known_to(asker: Asker) -> QuerySet[Person]:
    """As `persons_for`, with those of whom nothing may be done for the time being: to know that they are there."""
    return _known_to(entered_number(), asker, tuple(_curtains)).all()


@lru_cache(maxsize=256)
def _known_to(town: str, asker: Asker, curtains: tuple[Curtain, ...]) -> QuerySet[Person]:
    """The question, never its answer: putting it together takes longer than asking it, and most pages ask it more than
    once. It holds for whoever has the same roles in the same units.
    """
    rows = Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True)
    for hides in curtains:
        rows = rows.exclude(hides(asker))
    return rows


def person_for(asker: Asker, person_id: uuid.UUID | str, *along: str) -> Person:
    """The gate: one person, or the one she was merged into. Raises `Person.DoesNotExist`. One query.

    `along` names rows of a room above that are fetched with her, as `select_related` takes them.
    """
    merged_into = Person.objects.filter(pk=person_id).values("merged_into")
    standing = Coalesce(Subquery(merged_into), Value(person_id, UUIDField()))
    return persons_for(asker).select_related("area", *along).get(pk=standing)


def people_with_phone(e164: str) -> QuerySet[Person]:
    """Everybody who is reached on this number; several, for couples share one. For the system, not for pages."""
    return _reached_at(ContactPoint.Kind.PHONE, e164)


def people_with_email(address: str) -> QuerySet[Person]:
    """Everybody who is reached at this e-mail address, in any case. For the system, not for pages."""
    return _reached_at(ContactPoint.Kind.EMAIL, address.strip().lower())


def people_at(addresses: Collection[str]) -> dict[str, list[Person]]:
    """Everybody who is reached at each of these numbers (E.164) and e-mail addresses (lower case), first added first.

    For the system, not for pages. One query.
    """
    rows = ContactPoint.objects.filter(
        value__in=addresses,
        kind__in=(ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL),
        person__erased_at__isnull=True,
        person__merged_into__isnull=True,
    )
    found: dict[str, list[Person]] = {}
    for point in rows.select_related("person").order_by("person__created_at", "person_id"):
        found.setdefault(point.value, []).append(point.person)
    return found


def person_called(
    name: str, *, phones: list[str], emails: list[str], among: QuerySet[Person]
) -> Person | None:
    """The person `among` these who shares a phone (E.164) or an e-mail address and has this name; the first added."""
    values = [*phones, *(email.strip().lower() for email in emails)]
    if not values:
        return None
    rows = among.filter(contact_points__value__in=values).distinct().order_by("created_at", "pk")
    return next((person for person in rows if is_same_name(person.name, name)), None)


def living_persons() -> QuerySet[Person]:
    """All persons neither erased nor merged away. For the system, not for pages."""
    return Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True)


def standing_person(person_id: uuid.UUID | str) -> Person | None:
    """The person an old link led to: herself, or the one she turned out to be; None where she is forgotten.

    For the system, not for pages.
    """
    try:
        merged_into = Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
    except ValidationError:
        return None
    return living_persons().filter(pk=merged_into or person_id).first()


def may_be_contacted(person: Person) -> bool:
    """Whether the person has said we may contact her and has not taken it back."""
    return Consent.objects.filter(person=person, purpose="contact", withdrawn_at__isnull=True).exists()


def find_persons(asker: Asker, text: str) -> QuerySet[Person]:
    """The persons whose name holds every word of `text`, or whose phone or e-mail holds it; by name.

    Three digits or more are looked for in phone numbers. An empty text finds everybody the asker may know of.
    """
    rows = persons_for(asker)
    for word in text.split() if not _digits(text) else []:
        rows = rows.filter(Q(search_name__contains=folded(word)) | Q(contact_points__value__icontains=word))
    if _digits(text):
        rows = rows.filter(contact_points__kind="phone", contact_points__value__contains=_digits(text))
    return rows.distinct().order_by("search_name", "pk")


def _digits(text: str) -> str:
    """The digits of a phone number or part of one, "" where the text is something else."""
    bare = text.replace(" ", "").removeprefix("+").removeprefix("00")
    return bare if bare.isdecimal() and len(bare) >= 3 else ""


def _reached_at(kind: str, value: str) -> QuerySet[Person]:
    return (
        living_persons()
        .filter(contact_points__kind=kind, contact_points__value=value)
        .distinct()
        .order_by("created_at", "pk")
    )
