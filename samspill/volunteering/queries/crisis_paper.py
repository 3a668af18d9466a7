"""Everybody who can be called out, for paper: when the net is gone there is still the phone, and somebody's feet."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q

from samspill.foundation import clock
from samspill.people.queries import Asker
from samspill.volunteering.models import Qualification
from samspill.volunteering.queries.capabilities import Offered, offered_in_a_crisis
from samspill.volunteering.queries.crisis import Found, who_can
from samspill.volunteering.queries.standing import phones_of
from samspill.volunteering.rules.crisis import Criteria


@dataclass(frozen=True)
class Entry:
    """One person on paper. `holds` are papers that are valid."""

    found: Found
    phone: str
    holds: frozenset[str]


@dataclass(frozen=True)
class OnPaper:
    """Everybody by name, and what organisations offer in the order they are called."""

    people: list[Entry]
    offered: list[Offered]

    def by_skill(self, skill: str) -> list[Entry]:
        """Those who can or have this."""
        return [one for one in self.people if skill in one.found.skills]

    def by_language(self, language: str) -> list[Entry]:
        """Those who speak this."""
        return [one for one in self.people if language in one.found.languages]

    def by_paper(self, kind: str) -> list[Entry]:
        """Those who hold this."""
        return [one for one in self.people if kind in one.holds]

    @property
    def languages(self) -> list[str]:
        """The languages somebody speaks."""
        return sorted({code for one in self.people for code in one.found.languages})


def everybody_on_paper(asker: Asker, *, at: dt.datetime) -> OnPaper:
    """All volunteers with phones, skills, languages, papers and area. As many queries whoever they are.

    Raises `NotInTheCell`.
    """
    found = sorted(who_can(asker, Criteria(), at=at).found, key=lambda one: one.name.casefold())
    phones, held = phones_of([one.person_id for one in found]), _held(at)
    people = [
        Entry(one, phones.get(one.person_id, ""), held.get(one.person_id, frozenset())) for one in found
    ]
    return OnPaper(people, offered_in_a_crisis(asker, Criteria(), at=at))


def _held(at: dt.datetime) -> dict[uuid.UUID, frozenset[str]]:
    today = clock.local_day(at)
    valid = Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=today)
    rows = Qualification.objects.filter(valid, withdrawn_at__isnull=True)
    held: dict[uuid.UUID, set[str]] = {}
    for person, kind in rows.values_list("volunteer__person_id", "kind"):
        held.setdefault(person, set()).add(kind)
    return {person: frozenset(kinds) for person, kinds in held.items()}
