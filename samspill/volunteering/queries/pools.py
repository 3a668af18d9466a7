"""The flexible pools: which there are, and who is in them."""

from __future__ import annotations

import uuid

from django.db.models import Count, Q, QuerySet

from samspill.people.models import Person
from samspill.people.queries import Asker, persons_for
from samspill.volunteering.models import Pool, PoolMember


def pools_for(asker: Asker) -> QuerySet[Pool]:
    """The pools of the asker's units and those all share, by name, each with `size`. One query."""
    rows = Pool.objects.filter(_of(asker), closed_at__isnull=True).select_related("unit")
    size = Count("members", filter=Q(members__left_at__isnull=True))
    return rows.annotate(size=size).order_by("name", "pk")


def pool_for(asker: Asker, pool_id: uuid.UUID) -> Pool:
    """The gate: a pool the asker may use, closed or not. Raises `Pool.DoesNotExist`."""
    return Pool.objects.filter(_of(asker)).select_related("unit").get(pk=pool_id)


def pool_to_change_for(asker: Asker, pool_id: uuid.UUID) -> Pool:
    """The gate for changes: a pool that is not closed. Raises `Pool.DoesNotExist`."""
    return Pool.objects.filter(_of(asker), closed_at__isnull=True).select_related("unit").get(pk=pool_id)


def members_of(asker: Asker, pool: Pool) -> list[PoolMember]:
    """Those who are in it and whom the asker may know of, by name. One query."""
    rows = PoolMember.objects.filter(
        pool=pool, left_at__isnull=True, person__in=persons_for(asker).values("pk")
    )
    return list(rows.select_related("person", "entered_by").order_by("person__search_name", "pk"))


def pools_of(asker: Asker, person: Person) -> tuple[list[PoolMember], list[Pool]]:
    """The pools she is in, and those she could join. Two queries."""
    usable = Pool.objects.filter(_of(asker), closed_at__isnull=True)
    mine = PoolMember.objects.filter(person=person, left_at__isnull=True, pool__in=usable.values("pk"))
    members = list(mine.select_related("pool").order_by("pool__name"))
    return members, list(usable.exclude(pk__in=[one.pool_id for one in members]).order_by("name", "pk"))


def _of(asker: Asker) -> Q:
    return Q(unit__isnull=True) | Q(unit__in=asker.unit_ids)
