"""Coming aboard: finding one's association, how it can be reached to prove a claim, and what waits for the desk."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from samspill.foundation.phones import is_mobile
from samspill.foundation.places import folded
from samspill.foundation.search import look_for
from samspill.organisations.models import Organisation, PostClaim
from samspill.organisations.queries.desk import organisation_numbered
from samspill.organisations.queries.square import norwegian_order, on_the_square
from samspill.people.queries import Asker

MOST_FOUND = 20

#: The kind organisations are in the index of search; `actions.finding` puts them there.
SEARCHED_AS = "organisations.organisation"


def found_by(words: str) -> list[Organisation]:
    """Associations on the square with this number, or whose name holds all the words; at most twenty, by name.

    Where no name does, those the search of the square finds: «Blandakoret» is «Blandakor», and so is «Blannakor».
    """
    numbered = organisation_numbered(words)
    if numbered is not None:
        return [numbered] if numbered.hidden_at is None and numbered.closed_on is None else []
    wanted = folded(words).split()
    if not wanted:
        return []
    rows = on_the_square().select_related("area").only("id", "municipality", "name", "number", "town", "area")
    found = [row for row in rows.iterator() if all(word in folded(row.name) for word in wanted)]
    found = found or _nearly(rows, words)
    return sorted(found, key=lambda row: norwegian_order(row.name))[:MOST_FOUND]


def alike(name: str) -> list[Organisation]:
    """Associations whose name is this one, or holds it, or is held by it; the ones a new group may be already."""
    wanted = folded(name).strip()
    if not wanted:
        return []
    rows = on_the_square().only("id", "municipality", "name", "number")
    found = [row for row in rows.iterator() if _is_alike(wanted, folded(row.name))]
    return sorted(found, key=lambda row: norwegian_order(row.name))[:MOST_FOUND]


def registered_ways(organisation: Organisation) -> dict[str, str]:
    """Where a code may be sent that proves a claim: `email` and `phone`, each with the address.

    The register's own word goes first: nobody can have written it here.
    """
    facts = organisation.register_facts
    email, phone = (facts.get(name) or getattr(organisation, name) for name in ("email", "phone"))
    ways = {"email": email, "phone": phone if phone and is_mobile(phone) else ""}
    return {way: address for way, address in ways.items() if address}


def claims_for(asker: Asker) -> QuerySet[PostClaim]:
    """Claims that wait for an answer, the oldest first, with association and person."""
    waiting = PostClaim.objects.filter(
        approved_at__isnull=True, refused_at__isnull=True, organisation__merged_into__isnull=True
    )
    return waiting.select_related("organisation", "person").order_by("asked_at", "pk")


def claim_for(asker: Asker, claim_id: uuid.UUID) -> PostClaim:
    """One claim, answered or not. Raises `PostClaim.DoesNotExist`."""
    return PostClaim.objects.select_related("organisation", "person", "settled_by").get(pk=claim_id)


def new_groups() -> QuerySet[Organisation]:
    """Groups that registered themselves and are on the square, and that nobody at the desk has looked at."""
    return on_the_square().filter(came_from="web", reviewed_at__isnull=True)


def _nearly(rows: QuerySet[Organisation], words: str) -> list[Organisation]:
    """Those with another ending or spelling of the words, or who do that; none for words of no weight."""
    hits = look_for(SEARCHED_AS, words)
    return [] if hits.is_everything else list(rows.filter(pk__in=hits.subject_ids[:MOST_FOUND]))


def _is_alike(wanted: str, name: str) -> bool:
    """Very short names are compared whole, or «il» would be like half the town."""
    if wanted == name:
        return True
    return (len(wanted) > 4 and wanted in name) or (len(name) > 4 and name in wanted)
