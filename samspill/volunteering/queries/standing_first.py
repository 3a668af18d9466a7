"""Who stands before the others when a need is asked about: those in a pool for it, and those who came last term."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Q

from samspill.volunteering.models import COMES, Assignment, Need, PoolMember
from samspill.volunteering.queries.as_text import as_text, codes_of


def first_of(need: Need) -> dict[str, tuple[str, str]]:
    """Who stands before the others, and why: those in a pool for this, and those who came last term."""
    return first_of_each([need])[need.pk]


def first_of_each(needs: Iterable[Need]) -> dict[uuid.UUID, dict[str, tuple[str, str]]]:
    """The same for many needs, by key. At most two queries, however many."""
    by_key = {need.pk: need for need in needs}
    pooled = _pooled({(need.unit_id, need.kind) for need in by_key.values()})
    old = {need.copied_from_id for need in by_key.values() if need.asks_former_first} - {None}
    came: dict[uuid.UUID, dict[str, tuple[str, str]]] = {}
    if old:
        rows = Assignment.objects.filter(COMES, shift__need__in=old).values_list(
            "shift__need_id", as_text("person_id")
        )
        for need, person in rows.distinct():
            came.setdefault(need, {})[person] = ("came_last_term", "")
    return {
        key: pooled[need.unit_id, need.kind]
        | (came.get(need.copied_from_id, {}) if need.asks_former_first and need.copied_from_id else {})
        for key, need in by_key.items()
    }


def _pooled(
    wanted: Collection[tuple[uuid.UUID, str]],
) -> dict[tuple[uuid.UUID, str], dict[str, tuple[str, str]]]:
    """Who stands in a pool for help of this kind in this unit, with the name of the pool. One query."""
    found: dict[tuple[uuid.UUID, str], dict[str, tuple[str, str]]] = {which: {} for which in wanted}
    members = PoolMember.objects.filter(
        Q(pool__unit__in={unit for unit, _ in wanted}) | Q(pool__unit__isnull=True),
        left_at__isnull=True,
        pool__closed_at__isnull=True,
    ).order_by("pool__name")
    for person, name, unit, kinds in members.values_list(
        as_text("person_id"), "pool__name", "pool__unit_id", as_text("pool__kinds")
    ):
        for its_unit, kind in found:
            if unit in (None, its_unit) and (not kinds or kind in codes_of(kinds)):
                found[its_unit, kind].setdefault(person, ("in_pool", name))
    return found
