"""What a call-out would be before it is sent: whom it reaches, by which way, what they read and what it costs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import override

from samspill.foundation.holidays import is_public_holiday
from samspill.foundation.phones import formatted
from samspill.messaging.queries import Estimate, budget_of, policy, price_of, quiet_hours
from samspill.messaging.rules.budget import Budget
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.people.models import Channel, Unit
from samspill.volunteering.models import CallOut, CallOutQuestion
from samspill.volunteering.queries.crisis import Found, everybody_who_can
from samspill.volunteering.queries.reach import Way, ways_in_a_hurry
from samspill.volunteering.queries.tasks import phone_of_the_town
from samspill.volunteering.rules.callouts import FIRST_CODE_OF_A_CALLOUT, Wanted, proposed_size
from samspill.volunteering.rules.crisis import Criteria
from samspill.volunteering.wording import callouts as words
from samspill.volunteering.wording.callouts import Call


@dataclass(frozen=True)
class Called:
    """One who would be asked, and how."""

    found: Found
    way: Way


@dataclass(frozen=True)
class Reckoning:
    """A wave before it is sent. `held_until` is when quiet hours end, None outside them."""

    called: list[Called]
    unreachable: int
    text: str
    estimate: Estimate
    budget: Budget
    held_until: dt.datetime | None

    @property
    def by_sms(self) -> int:
        """How many get an SMS."""
        return self._number_by(Channel.SMS)

    @property
    def by_phone(self) -> int:
        """How many are called."""
        return self._number_by(Channel.PHONE)

    @property
    def by_email(self) -> int:
        """How many get an e-mail."""
        return self._number_by(Channel.EMAIL)

    @property
    def cost_ore(self) -> int:
        """What all its SMS cost."""
        return self.by_sms * self.estimate.cost_ore

    def of(self, people: list[Found]) -> Reckoning:
        """What asking only these of them would be."""
        keys = {one.person_id for one in people}
        called = [one for one in self.called if one.found.person_id in keys]
        return replace(self, called=called, unreachable=len(people) - len(called))

    def _number_by(self, channel: str) -> int:
        return sum(one.way.channel == channel for one in self.called)

    @property
    def is_too_dear(self) -> bool:
        """Whether the day's budget does not hold it."""
        return not self.budget.holds(self.cost_ore)


@dataclass(frozen=True)
class NextWave:
    """Whom one may ask next: how many are left in all, within which distance the nearest lie, how many we propose."""

    left: int
    proposed: int
    furthest_km: float | None


def call_of(callout: CallOut) -> Call:
    """The call-out as its messages tell of it. The unit should be fetched with it."""
    number = callout.unit.phone or phone_of_the_town()
    return Call(
        title=callout.title,
        words=callout.words,
        place=callout.meeting_place,
        private=callout.private_text,
        code=callout.code,
        unit=callout.unit.name,
        phone=formatted(number) if number else "",
        is_drill=callout.is_drill,
    )


def as_it_would_be(wanted: Wanted, unit: Unit) -> CallOut:
    """The call-out that this would become, not saved and without its code."""
    return CallOut(
        unit=unit,
        title=wanted.title.strip()[:120],
        words=wanted.words.strip(),
        meeting_place=wanted.meeting_place.strip()[:200],
        private_text=wanted.private_text.strip(),
        criteria=wanted.criteria.kept(),
        wanted=max(wanted.wanted, 1),
        is_drill=wanted.is_drill,
        code=FIRST_CODE_OF_A_CALLOUT,
    )


def who_is_left(
    callout: CallOut, *, at: dt.datetime, within_km: float | None = None, size: int | None = None
) -> list[Found]:
    """Those who can what the call-out looks for and have not been asked, the nearest first.

    `within_km` widens or narrows what the call-out began with; empty: whatever the distance. `size` takes the first of
    them.
    """
    criteria = replace(
        Criteria.from_kept(callout.criteria), within_km=within_km, unknown_too=within_km is None
    )
    asked = set(CallOutQuestion.objects.filter(callout=callout).values_list("person_id", flat=True))
    found = everybody_who_can(criteria, at=at, lot=str(callout.pk)).found
    return [one for one in found if one.person_id not in asked][:size]


def reckon(callout: CallOut, people: list[Found], *, at: dt.datetime) -> Reckoning:
    """What asking these people would be. The call-out may be one that is not saved yet."""
    ways = ways_in_a_hurry([one.person_id for one in people])
    called = [Called(one, ways[one.person_id]) for one in people if one.person_id in ways]
    under, text = policy(), question_text(callout, "nb")
    estimate = price_of(text, under=under)
    opens = next_permitted(at, quiet_hours(under), is_holiday=is_public_holiday)
    return Reckoning(
        called=called,
        unreachable=len(people) - len(called),
        text=text,
        estimate=estimate,
        budget=budget_of(at, under=under),
        held_until=opens if opens > at else None,
    )


def next_wave(callout: CallOut, left: list[Found], *, coming: int) -> NextWave:
    """Which of these, as `who_is_left` gives them, to ask next: the nearest first, wider and wider."""
    size = proposed_size(wanted=callout.wanted, coming=coming, candidates=len(left))
    nearest = left[: size or 1]
    return NextWave(len(left), size, nearest[-1].km if nearest else None)


def question_text(callout: CallOut, language: str, name: str = "") -> str:
    """What is asked, in this language."""
    with override(language):
        return words.question(call_of(callout), name)


def shared_addresses(called: list[Called]) -> frozenset[str]:
    """Addresses at which more than one of these is asked: couples share a phone."""
    times = Counter(one.way.address for one in called if one.way.address)
    return frozenset(address for address, number in times.items() if number > 1)
