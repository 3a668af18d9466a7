"""Who acts for an association: a person with a post there, of whom it is shown that she may."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from samspill.organisations.models import Organisation, Post
from samspill.organisations.queries.merging import standing_id
from samspill.people.models import Person


def acting_posts() -> QuerySet[Post]:
    """Posts that are held now, and whose holder may act for the association."""
    return Post.objects.filter(
        until_on__isnull=True,
        may_act_since_at__isnull=False,
        organisation__closed_on__isnull=True,
        organisation__merged_into__isnull=True,
    )


def associations_of(person: Person) -> list[Organisation]:
    """The associations she may act for, by name. One query."""
    found = Organisation.objects.filter(pk__in=acting_posts().filter(person=person).values("organisation"))
    return list(found.order_by("name"))


def association_for(person: Person, organisation_id: uuid.UUID) -> Organisation:
    """The gate: an association she may act for; by the id of one that became a part of it, too.

    Raises `Organisation.DoesNotExist`.
    """
    organisation_id = standing_id(organisation_id)
    return Organisation.objects.get(
        pk=organisation_id, pk__in=acting_posts().filter(person=person).values("organisation")
    )


def acts_for(person: Person, organisation: Organisation) -> bool:
    """Whether she may act for it now."""
    return acting_posts().filter(organisation=organisation, person=person).exists()


def those_who_act_for(organisation: Organisation) -> list[Post]:
    """Who may act for it, the first first, with the person. One query."""
    rows = acting_posts().filter(organisation=organisation).select_related("person")
    return list(rows.order_by("may_act_since_at", "pk"))
