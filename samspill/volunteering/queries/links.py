"""Links that workplaces hold: the one behind a token, and those the desk has given."""

from __future__ import annotations

import hashlib
import uuid

from django.db.models import F, QuerySet

from samspill.people.queries import Asker
from samspill.volunteering.models import IntakeLink


def digest_of(token: str) -> str:
    """What is kept of a token: 128 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_behind(token: str) -> IntakeLink:
    """The open link behind a token, with its unit. Raises `IntakeLink.DoesNotExist`, also for one that is closed."""
    rows = IntakeLink.objects.filter(closed_at__isnull=True, unit__closed_at__isnull=True)
    return rows.select_related("unit").get(token_hash=digest_of(token))


def intake_links(asker: Asker) -> QuerySet[IntakeLink]:
    """The links of the units the asker cares for: open ones first, by label."""
    rows = IntakeLink.objects.filter(unit__in=asker.caring_unit_ids).select_related("unit", "made_by")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "label", "pk")


def intake_link_for(asker: Asker, link_id: uuid.UUID) -> IntakeLink:
    """The gate: one link of a unit the asker cares for. Raises `IntakeLink.DoesNotExist`."""
    return intake_links(asker).get(pk=link_id)
