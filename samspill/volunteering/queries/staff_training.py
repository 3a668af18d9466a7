"""How many of the municipality's own have learned about voluntary work, by service. Names stand on the dates' lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Q, Sum

from samspill.activities.models import Activity
from samspill.activities.rules.questions import read_questions
from samspill.volunteering.models import TrainedAtService
from samspill.volunteering.rules.codes import STAFF_COURSE


@dataclass(frozen=True)
class Trained:
    """A service: how many have come in all and this year, and when the last of them did. Empty name: not told."""

    service: str
    came: int = 0
    this_year: int = 0
    last_on: dt.date | None = None


def trained_services(*, on: dt.date) -> list[Trained]:
    """Each service that anybody came from, and those that one could choose and nobody has; these last. Two selects."""
    in_year = Q(held_on__year=on.year)
    rows = TrainedAtService.objects.filter(came__gt=0).values("service").order_by("service")
    rows = rows.annotate(all=Sum("came"), year=Sum("came", filter=in_year), last=Max("held_on"))
    found = [Trained(row["service"], row["all"], row["year"] or 0, row["last"]) for row in rows]
    have = {one.service for one in found}
    return found + [Trained(service) for service in services_to_choose() if service not in have]


def services_to_choose() -> tuple[str, ...]:
    """What those who sign up for the latest course could choose between; none where they write it themselves."""
    latest = Activity.objects.filter(completes=STAFF_COURSE).order_by("-created_at", "-pk").first()
    asked = read_questions(latest.questions) if latest else []
    return next((one.choices for one in asked if one.choices), ())
