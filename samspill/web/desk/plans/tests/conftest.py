"""Next week in Lillevik: two volunteers, two tasks, and Ola who plans."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from samspill.foundation import clock
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Person
from samspill.volunteering.actions import Asked, enrol_volunteer, register_request
from samspill.volunteering.models import Need, Plan


@pytest.fixture
def monday() -> dt.date:
    """The first day of next week, by the clock: pages are shown now."""
    today = clock.today()
    return today + dt.timedelta(days=7 - today.weekday())


@pytest.fixture
def volunteer(ola: Any) -> Callable[..., Person]:
    """Enrol somebody who may be contacted: `volunteer("Kari Berg", wishes=("visit",))`."""
    numbers = itertools.count(41200000)

    def enrol(name: str, **wishes: Any) -> Person:
        at = clock.now()
        found = find_or_add_person(name, [str(next(numbers))], by=ola, at=at, channel="phone")
        give_consent(found, source="phone", by=ola, at=at)
        enrol_volunteer(found, by=ola, at=at, channel="phone", **wishes)
        return found

    return enrol


@pytest.fixture
def task(ola: Any, centre: Any, monday: dt.date) -> Callable[..., Need]:
    """A task next Monday at this hour: `task("Besøk", 10, kind="visit")`."""

    def register(title: str, hour: int, **facts: Any) -> Need:
        starts_at = clock.at_local(monday, dt.time(hour))
        asked = {"caller_name": "Sykepleier Moen", "kind": "visit", "title": title}
        asked |= {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=1)}
        return register_request(Asked(**(asked | facts)), unit=centre, by=ola, at=clock.now())

    return register


@pytest.fixture
def planned(desk: Any, centre: Any, monday: dt.date) -> Callable[[], Plan]:
    """Ola plans next week at the desk."""

    def make() -> Plan:
        typed = {"week": monday.isoformat(), "units": [str(centre.pk)], "most_each": "2"}
        answer = desk.post("/desk/plans/", typed)
        assert answer.status_code == 302, answer.content.decode()
        return Plan.objects.order_by("made_at").last()

    return make
