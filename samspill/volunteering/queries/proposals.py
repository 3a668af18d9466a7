"""Whom to ask: who fits and how each is reached, how many to ask now, what they will read and what it costs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import override

from samspill.messaging.queries import Estimate, budget_of, language_of, policy, price_of
from samspill.messaging.rules.budget import Budget
from samspill.people.models import Channel, Person
from samspill.volunteering.models import Shift
from samspill.volunteering.queries.matching import Suggestion, who_fits
from samspill.volunteering.queries.proposing import proposed_size
from samspill.volunteering.queries.reach import Way, ways_to_reach
from samspill.volunteering.queries.tasks import task
from samspill.volunteering.wording import messages

MOST_SHOWN = 30
MOST_WALLED = 40


@dataclass(frozen=True)
class Proposed:
    """One who fits, how she is reached, and whether she is among those to ask now."""

    suggestion: Suggestion
    way: Way | None
    is_chosen: bool

    @property
    def is_sms(self) -> bool:
        """Whether asking her costs an SMS."""
        return self.way is not None and self.way.channel == Channel.SMS


@dataclass(frozen=True)
class Proposal:
    """What to ask and whom. `text` is what the first of them will read, `estimate` what it costs, in øre."""

    fits: list[Proposed]
    walled: list[Suggestion]
    how_many_fit: int
    how_many_do_not: int
    size: int
    text: str
    estimate: Estimate
    budget: Budget

    @property
    def total_ore(self) -> int:
        """What it costs to ask those who are chosen."""
        return sum(self.estimate.cost_ore for one in self.fits if one.is_chosen and one.is_sms)


def proposal(shift: Shift, *, at: dt.datetime) -> Proposal:
    """Whom to ask about this shift, which came through a gate. As many queries whoever fits."""
    suggestions = who_fits(shift, at=at)
    best, size = (
        suggestions.best(MOST_SHOWN),
        proposed_size(shift, candidates=suggestions.how_many_fit, at=at),
    )
    ways = ways_to_reach([one.person_id for one in best])
    chosen = {one.person_id for one in [one for one in best if not one.is_unwanted][:size]}
    text, under = preview(shift, best[0] if best else None), policy()
    return Proposal(
        fits=[Proposed(one, ways.get(one.person_id), one.person_id in chosen) for one in best],
        walled=suggestions.nearly(MOST_WALLED),
        how_many_fit=suggestions.how_many_fit,
        how_many_do_not=suggestions.how_many_do_not,
        size=size,
        text=text,
        estimate=price_of(text, under=under),
        budget=budget_of(at, under=under),
    )


def preview(shift: Shift, first: Suggestion | None) -> str:
    """What this one will read, in her language."""
    person = Person.objects.filter(pk=first.person_id).first() if first else None
    with override(language_of(person) if person else "nb"):
        return messages.question(task(shift), person.name if person else "Kari")
