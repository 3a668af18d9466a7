"""By which sign-ins elsewhere and which passkeys a person comes in, and which there are to choose among."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from samspill.foundation.together import fetched_together, hang_together
from samspill.people.models import Passkey, Person, SignInProvider, WayIn


def providers() -> QuerySet[SignInProvider]:
    """Those the municipality lets people come in by, by name."""
    return SignInProvider.objects.filter(closed_at__isnull=True).order_by("name", "pk")


def provider_for(asker: None, provider_id: uuid.UUID | str) -> SignInProvider:
    """One that is open, for anybody. Raises `SignInProvider.DoesNotExist`."""
    return providers().get(pk=provider_id)


def ways_of(person: Person) -> QuerySet[WayIn]:
    """The sign-ins that open her page, with `provider`, the oldest first."""
    return WayIn.objects.filter(person=person).select_related("provider").order_by("linked_at", "pk")


def passkeys_of(person: Person) -> QuerySet[Passkey]:
    """The keys in her phones and computers, the oldest first; one that is doubted stands among them."""
    return Passkey.objects.filter(person=person).order_by("added_at", "pk")


def ways_and_passkeys_of(person: Person) -> tuple[list[WayIn], list[Passkey]]:
    """Both, as `ways_of` and `passkeys_of` tell them, for a page that shows them together: one question."""
    asked = (
        WayIn.objects.filter(person=person),
        Passkey.objects.filter(person=person),
        SignInProvider.objects.filter(pk__in=WayIn.objects.filter(person=person).values("provider")),
    )
    rows = fetched_together(asked)
    hang_together(rows)
    ways = [row for row in rows if isinstance(row, WayIn)]
    passkeys = [row for row in rows if isinstance(row, Passkey)]
    return sorted(ways, key=lambda way: (way.linked_at, way.pk)), sorted(
        passkeys, key=lambda key: (key.added_at, key.pk)
    )


def way_open(way_id: uuid.UUID | str) -> WayIn | Passkey | None:
    """What somebody came in by, where it still opens her page: not removed, not doubted, its provider not closed."""
    elsewhere = WayIn.objects.filter(pk=way_id, provider__closed_at__isnull=True)
    here = Passkey.objects.filter(pk=way_id, doubted_at__isnull=True)
    return elsewhere.first() or here.first()
