"""Who wants to change with whom, and what waits for a coordinator's blessing."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from samspill.people.models import ContactPoint
from samspill.people.queries import Asker
from samspill.volunteering.models import Assignment, Need, Swap
from samspill.volunteering.models.swaps import OPEN
from samspill.volunteering.queries.matching import Suggestion, who_fits
from samspill.volunteering.queries.reach import Way, ways_to_reach

#: So many who could take over are shown.
MOST_SHOWN = 12
FETCHED = (
    "assignment__person",
    "assignment__shift__need__unit",
    "assignment__shift__need__area",
    "assignment__shift__need__request__recipient",
    "assignment__shift__role",
    "in_return__shift__need__unit",
    "in_return__shift__need__area",
    "in_return__shift__role",
    "to_person",
)


@dataclass(frozen=True)
class TakeOver:
    """One who could take over, how she is reached, and what of hers could be given in return."""

    suggestion: Suggestion
    way: Way | None
    in_return: list[Assignment]


def swaps_for(asker: Asker, *, at: dt.datetime) -> QuerySet[Swap]:
    """The swaps that are open and about what is to come, of units the asker cares for; the next first. One query."""
    rows = Swap.objects.filter(
        OPEN, _of(asker), assignment__released_at__isnull=True, assignment__shift__cancelled_at__isnull=True,
        assignment__shift__ends_at__gt=at,
    )  # fmt: skip
    return rows.select_related(*FETCHED).order_by("assignment__shift__starts_at", "pk")


def swap_for(asker: Asker, swap_id: uuid.UUID) -> Swap:
    """The gate: a swap, open or not, of a unit the asker cares for. Raises `Swap.DoesNotExist`."""
    return Swap.objects.filter(_of(asker)).select_related(*FETCHED).get(pk=swap_id)


def what_waits_swaps(asker: Asker, *, at: dt.datetime) -> QuerySet[Swap]:
    """The swaps somebody at the desk must do something about, the next first. One query.

    What is urgent: two have agreed, and it is not theirs until it is blessed (`agreed_at`); or somebody wants to change
    and nobody has been asked (`asked_at` is empty). What to do next: bless it, or ask somebody.
    """
    return swaps_for(asker, at=at).filter(Q(agreed_at__isnull=False) | Q(asked_at__isnull=True))


def who_could_take_over(swap: Swap, *, at: dt.datetime) -> list[TakeOver]:
    """The best of those who fit, with the tasks of the same unit that could be given in return.

    Those who come to other times of the same rota come first: they know it, and have something to give.
    """
    shift, giver = swap.assignment.shift, swap.assignment.person_id
    everybody = who_fits(shift, at=at)
    colleagues = _in_return(swap, at)
    near = [one for one in everybody.of(colleagues) if not one.fit.walls and one.person_id != giver]
    known = {giver, *(one.person_id for one in near)}
    others = [one for one in everybody.best(MOST_SHOWN) if one.person_id not in known and not one.is_unwanted]
    shown = [*near, *others][:MOST_SHOWN]
    ways = ways_to_reach([one.person_id for one in shown])
    return [TakeOver(one, ways.get(one.person_id), colleagues.get(one.person_id, [])) for one in shown]


def swaps_asked_at(sender: str, *, code: int | None, at: dt.datetime) -> list[Swap]:
    """The open swaps that whoever is reached at this address has been asked about, those not answered first."""
    there = ContactPoint.objects.filter(value=sender).values("person_id")
    rows = Swap.objects.filter(
        OPEN,
        Q(to_person__in=there) | Q(address=sender),
        asked_at__isnull=False,
        assignment__released_at__isnull=True,
        assignment__shift__ends_at__gt=at,
    )
    found = rows if code is None else rows.filter(assignment__shift__code=code)
    return list(
        found.select_related("to_person", "assignment__shift").order_by(F("agreed_at").asc(nulls_first=True))
    )


def senders_asked_to_swap(senders: Collection[str], *, at: dt.datetime) -> set[str]:
    """Those of these addresses at which somebody has been asked about an open swap. Two queries."""
    waiting = Swap.objects.filter(OPEN, asked_at__isnull=False, assignment__shift__ends_at__gt=at)
    asked = set(waiting.filter(address__in=senders).values_list("address", flat=True))
    persons = waiting.filter(to_person__isnull=False).values("to_person")
    there = ContactPoint.objects.filter(value__in=senders, person__in=persons)
    return asked | set(there.values_list("value", flat=True))


def _in_return(swap: Swap, at: dt.datetime) -> dict[uuid.UUID, list[Assignment]]:
    """What others have at other times of the same rota and could give, by person."""
    shift = swap.assignment.shift
    if shift.need.form != Need.Form.ROTA:
        return {}
    rows = Assignment.objects.filter(
        shift__need=shift.need_id, shift__role=shift.role_id, shift__starts_at__gt=at, released_at__isnull=True,
        shift__cancelled_at__isnull=True,
    )  # fmt: skip
    others = rows.exclude(shift=shift.pk).exclude(person=swap.assignment.person_id)
    mine = rows.filter(person=swap.assignment.person_id).values("shift")
    found: dict[uuid.UUID, list[Assignment]] = {}
    ordered = others.exclude(shift__in=mine).select_related("shift__need", "shift__role")
    for one in ordered.order_by("shift__starts_at")[:40]:
        found.setdefault(one.person_id, []).append(one)
    return found


def _of(asker: Asker) -> Any:
    return Q(assignment__shift__need__unit__in=asker.caring_unit_ids)
