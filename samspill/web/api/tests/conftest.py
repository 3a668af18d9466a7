"""A reader of open data, and a small town's worth of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from samspill.activities.actions import Announcement, publish_activity
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import give_post, let_act, make_program_key
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.venues.models import Place
from samspill.volunteering.models import Need, Request, Shift

THURSDAY = Pattern("once", starts_on=dt.date(2026, 3, 12), starts_time=dt.time(18), minutes=120)
#: What a program of a choir sends.
CHOIR = {
    "title": {"nb": "Åpen korøvelse"},
    "place_text": "Grendehuset",
    "is_free": True,
    "categories": ["music"],
    "schedules": [
        {"pattern": "weekly", "weekdays": ["tu"], "starts_on": "2026-03-17", "ends_on": "2026-06-16",
         "starts_time": "18:00", "minutes": 120}
    ],
}  # fmt: skip


@pytest.fixture
def machine(town: Any, at: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A program that reads what Lillevik gives out."""
    monkeypatch.setattr(clock, "now", lambda: at)
    return Client(headers={"host": "lillevik.test"})


@pytest.fixture
def read(machine: Client) -> Any:
    """Fetch an address under /api/v1/ and give what it says."""

    def fetch(address: str, **headers: str) -> Any:
        answer = machine.get(address if address.startswith("http") else f"/api/v1/{address}", headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return fetch


@pytest.fixture
def put_on(town: Any, at: Any) -> Any:
    """Put an activity on the square, on Thursday at six where nothing else is said."""

    def put(title: str, *patterns: Pattern, **facts: Any) -> Any:
        return publish_activity(
            Announcement({"nb": title}, **facts), patterns or (THURSDAY,), by="system", at=at
        )

    return put


@pytest.fixture
def many_needs(centre: Any, at: Any) -> Callable[[int], list[Need]]:
    """Put as many needs on the square, each for a day of its own, the last made first in time."""

    def put(number: int) -> list[Need]:
        request = Request.objects.create(
            unit=centre, caller_name="Kåre", caller_phone="+4741234568", channel="phone", received_at=at
        )
        made: dict[str, Any] = {
            "request": request,
            "unit": centre,
            "kind": "garden",
            "form": "once",
            "made_at": at,
            "published_at": at,
        }
        needs = Need.objects.bulk_create(Need(title=f"Hage {one}", **made) for one in range(number))
        day = dt.timedelta(days=1)
        Shift.objects.bulk_create(
            Shift(
                need=need, code=100 + back, starts_at=at + back * day, ends_at=at + (back + 1) * day, places=1
            )
            for need, back in zip(needs, range(number, 0, -1), strict=True)
        )
        return needs

    return put


@pytest.fixture
def library(town: Any) -> Place:
    """The library, step-free, in the middle of town."""
    area = Area.objects.create(name="Sentrum")
    return Place.objects.create(
        name="Lillevik bibliotek",
        address="Torggata 4",
        postcode="7990",
        town="Lillevik",
        latitude=64.5,
        longitude=11.2,
        area=area,
        accessibility=("step_free",),
    )


@pytest.fixture
def band(town: Any, at: Any) -> Organisation:
    """An association with a number."""
    return Organisation.objects.create(
        name="Lillevik musikklag",
        number="974760673",
        categories=("1100",),
        email="post@musikklaget.test",
        came_from="register",
        created_at=at,
    )


@pytest.fixture
def secretary(band: Organisation, ola: Any, at: Any) -> Any:
    """One who acts for the association."""
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    let_act(give_post(band, marit, "secretary", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return marit


@pytest.fixture
def secret(band: Organisation, secretary: Any, at: Any) -> str:
    """What a program of the association shows."""
    return make_program_key(band, "Nettsida vår", by=secretary, at=at)[1]


@pytest.fixture
def send(machine: Client, secret: str) -> Any:
    """Send JSON with the key, and give the answer."""

    def sent(method: str, address: str, body: Any = None, *, key: str = secret, **headers: str) -> Any:
        given: Any = {"content_type": "application/json", "data": body} if body is not None else {}
        return getattr(machine, method)(
            f"/api/v1/{address}", headers={"Authorization": f"Bearer {key}"} | headers, **given
        )

    return sent


@pytest.fixture
def published(send: Any) -> Any:
    """The choir's rehearsals, sent by its program."""
    return send("post", "activities", CHOIR, **{"Idempotency-Key": "kor-1"}).json()
