"""What people have asked for by right, who is restricted, and what was changed about them."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import QuerySet

from samspill.people.models import Change, Claim, Person
from samspill.people.queries.asking import Asker
from samspill.people.queries.persons import known_to

#: Whoever asks is answered within a month (GDPR, article 12, 3).
ANSWERED_WITHIN = dt.timedelta(days=30)
LATEST_CHANGES = 30


def restricted_persons(asker: Asker) -> QuerySet[Person]:
    """Those of whom nothing may be done for the time being, as far as the asker may know of them; by name."""
    return known_to(asker).filter(restricted_at__isnull=False).order_by("search_name", "pk")


def restricted_person_for(asker: Asker, person_id: uuid.UUID) -> Person:
    """The gate: one who is restricted. Raises `Person.DoesNotExist`."""
    return restricted_persons(asker).get(pk=person_id)


def claims_for(asker: Asker, *, settled: bool = False) -> QuerySet[Claim]:
    """What people ask for by right and has not been answered, the oldest first; or what has, the latest first."""
    if not asker.caring_unit_ids:
        return Claim.objects.none()
    rows = Claim.objects.filter(person__in=known_to(asker).values("pk"), settled_at__isnull=not settled)
    order = "-settled_at" if settled else "asked_at"
    return rows.select_related("person", "entered_by", "settled_by").order_by(order, "pk")


def claim_for(asker: Asker, claim_id: uuid.UUID) -> Claim:
    """The gate: one claim, waiting or settled. Raises `Claim.DoesNotExist`."""
    return claims_for(asker).filter(pk=claim_id).first() or claims_for(asker, settled=True).get(pk=claim_id)


def what_waits_of_claims(asker: Asker, *, at: dt.datetime) -> list[Claim]:
    """Claims nobody has answered, with `person`. Urgent when a month has nearly passed: correct it, or forget her."""
    return list(claims_for(asker)[:20])


def claims_of(person: Person) -> list[Claim]:
    """What this person has asked for by right, the latest first, with the answers: for herself."""
    return list(Claim.objects.filter(person=person).order_by("-asked_at")[:10])


def changes_of(person: Person) -> list[Change]:
    """What was changed about her lately, the latest first. The old values go after a while."""
    rows = Change.objects.filter(person=person).select_related("changed_by")
    return list(rows.order_by("-changed_at", "-pk")[:LATEST_CHANGES])
