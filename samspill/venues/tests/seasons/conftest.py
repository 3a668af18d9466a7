"""A season in the hall and its halves, and associations that ask for hours."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.people.actions import find_or_add_person
from samspill.venues.actions.season_requests import (
    Asker,
)
from samspill.venues.actions.seasons import (
    open_season,
)
from samspill.venues.rules.seasons import SeasonFacts
from samspill.venues.tests.seasons.asking import DAY, HOUR


@pytest.fixture
def facts(at):
    today = clock.local_day(at)
    first_on = today + dt.timedelta(days=(7 - today.weekday()) % 7 + 14)
    return SeasonFacts(
        "Våren",
        first_on,
        first_on + dt.timedelta(weeks=6) - DAY,
        today + 2 * DAY,
        opens=16 * HOUR,
        closes=22 * HOUR,
        first_groups=("children",),
        appeal="Du kan klage til kommunen.",
    )


@pytest.fixture
def season(hall, halves, facts, at):
    return open_season(facts, [hall, *halves], by="system", at=at)


@pytest.fixture
def club(town, ola, at):
    def made(name, number):
        group = register_group(name, by=ola, at=at)
        person = find_or_add_person(
            f"Leder {name}", [f"+4741000{number:03}"], by="system", at=at, channel="web"
        )
        return Asker(person, group)

    return made
