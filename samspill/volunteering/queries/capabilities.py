"""What organisations can offer in a crisis, and who is called in which order."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samspill.foundation import clock
from samspill.organisations.models import Organisation, Post
from samspill.people.queries import Asker
from samspill.volunteering.models import OrganisationCapability
from samspill.volunteering.queries.crisis import NotInTheCell, points_of_areas
from samspill.volunteering.queries.standing import phones_of
from samspill.volunteering.rules.capabilities import ASKED_BEFORE, beside
from samspill.volunteering.rules.crisis import Criteria, is_near, km_between, says
from samspill.volunteering.rules.fit import Point
from samspill.volunteering.wording.capabilities import capability_words


@dataclass(frozen=True)
class Offered:
    """Something an organisation offers, with the number to call and how far away it is; None where nobody knows."""

    capability: OrganisationCapability
    phone: str
    km: float | None
    is_assured: bool


def standing_capabilities() -> QuerySet[OrganisationCapability]:
    """What is offered and not withdrawn, by organisations that have not stopped, in the order they are called."""
    rows = OrganisationCapability.objects.filter(
        withdrawn_at__isnull=True, organisation__closed_on__isnull=True
    )
    return rows.select_related("organisation__area", "area", "contact").order_by(
        "turn", "kind", "organisation__name", "pk"
    )


def capabilities_of(organisation: Organisation) -> list[OrganisationCapability]:
    """What one organisation offers, in the order it is called. One query."""
    return list(standing_capabilities().filter(organisation=organisation))


def capability_for(
    asker: Asker, organisation: Organisation, capability_id: uuid.UUID
) -> OrganisationCapability:
    """The gate: something an organisation that came through its gate offers. Raises `DoesNotExist`."""
    return standing_capabilities().get(pk=capability_id, organisation=organisation)


def capability_at(post: Post, capability_id: uuid.UUID) -> OrganisationCapability:
    """The gate for one who speaks for an organisation: something it offers. Raises `DoesNotExist`."""
    return standing_capabilities().get(pk=capability_id, organisation=post.organisation_id)


def offered_in_a_crisis(
    asker: Asker, criteria: Criteria, *, at: dt.datetime, kinds: Collection[str] = ()
) -> list[Offered]:
    """What organisations offer of what is looked for, in the order they are called, then the nearest first.

    `kinds` are what is looked for expressly; without them what goes with the skills and languages of `criteria`, and
    everything where none are named. Three queries. Raises `NotInTheCell`.
    """
    if not asker.may_call_out:
        raise NotInTheCell
    wanted = tuple(kinds) or beside(criteria.skills, criteria.languages, criteria.holds)
    rows = standing_capabilities()
    rows = rows.filter(kind__in=wanted) if wanted else rows
    points = points_of_areas()
    offered = _offered(list(rows), criteria.centre(points), points, clock.local_day(at))
    told = [one for one in offered if is_near(criteria, one.km) and _says(criteria.words, one)]
    return sorted(told, key=lambda one: (one.capability.turn, one.km is None, one.km or 0.0))


def what_waits_in_capabilities(asker: Asker, *, at: dt.datetime) -> QuerySet[OrganisationCapability]:
    """What organisations no longer stand for unless somebody asks: run out, or about to and asked in vain.

    Next: call the one who answers for it, on the organisation's page. Empty outside the crisis cell. One query.
    """
    if not asker.may_call_out:
        return OrganisationCapability.objects.none()
    today = clock.local_day(at)
    in_vain = Q(valid_until_on__lt=today + ASKED_BEFORE / 2, asked_at__isnull=False)
    rows = standing_capabilities().filter(Q(valid_until_on__lt=today) | in_vain)
    return rows.order_by("valid_until_on", "pk")


def due_to_be_asked(*, on: dt.date) -> list[OrganisationCapability]:
    """What is about to run out and has not been asked about since it was last assured."""
    rows = standing_capabilities().filter(valid_until_on__lte=on + ASKED_BEFORE, asked_at__isnull=True)
    return list(rows.filter(contact__isnull=False)[:200])


def _offered(
    rows: list[OrganisationCapability], centre: Point | None, points: dict[str, Point], today: dt.date
) -> list[Offered]:
    phones = phones_of([row.contact_id for row in rows if row.contact_id])
    return [
        Offered(
            row,
            (phones.get(row.contact_id, "") if row.contact_id else "") or row.organisation.phone,
            km_between(centre, points.get(str(row.area_id or row.organisation.area_id or ""))),
            row.valid_until_on >= today,
        )
        for row in rows
    ]


def _says(words: str, one: Offered) -> bool:
    capability = one.capability
    told = capability_words(capability.kind, words=capability.words)
    return says(words, f"{told} {capability.place} {capability.organisation.name}")
