"""Two hundred people answer JA at the same moment for five places: who is booked, and who is told that it is covered.

Run on SQLite, and on PostgreSQL where one answers. `python -m tools.bench.answers count` is the child that runs it on
the database that DATABASE_URL names.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import ROOT, fresh_settings, open_database
from tools.start.testing import find_postgres

if TYPE_CHECKING:
    from samspill.foundation.models import Municipality
    from samspill.people.models import Person

ASKED, PLACES = 200, 5
#: PostgreSQL as it is installed takes a hundred connections; the rest wait their turn, as they would at a web server.
AT_ONCE = {"sqlite": ASKED, "postgres": 80}


def main() -> None:
    """Count on each database there is, hand over."""
    figures = [_figure("SQLite", fresh_settings("answers")["DATABASE_URL"])]
    postgres = find_postgres()
    if postgres:
        with database_of_our_own(postgres) as url:
            figures.append(_figure("PostgreSQL", url))
    hand_over(figures)


def _figure(database: str, url: str) -> Figure:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.answers", "count"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    name = f"{ASKED} × JA for {PLACES} places, {database}: {told['told']} told, {told['seconds']:.1f} s"
    holds = told["booked"] == PLACES and told["told"] == ASKED - PLACES
    return Figure(name, told["booked"], "booked", f"{PLACES} booked, {ASKED - PLACES} told", holds)


@contextmanager
def database_of_our_own(url: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, which is dropped afterwards."""
    import psycopg

    name = f"samspill_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        try:
            yield f"{url.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f"drop database {name} with (force)")


def count() -> None:
    """Ask, let all answer at once, print how many are booked and how many of the others are told."""
    open_database()
    town = towns.open_town()
    with towns.entered(town):
        persons = _ask_them_all()
    seconds = _all_answer(town, persons)
    with towns.entered(town):
        print(json.dumps({**_outcome(), "seconds": seconds}))


def _ask_them_all() -> list[Person]:
    from samspill.foundation import clock
    from samspill.people.models import Consent, ContactPoint, Person, Unit
    from samspill.volunteering.models import Need, Offer, Request, Shift, Volunteer, Wave

    at = clock.now()
    unit = Unit.objects.create(name="Frivilligsentralen")
    request = Request.objects.create(unit=unit, caller_name="Festivalen", channel="phone", received_at=at)
    need = Need.objects.create(
        request=request, unit=unit, kind="event", form="once", title="Billettluke", places=PLACES, made_at=at
    )
    starts_at = at + dt.timedelta(days=9)
    shift = Shift.objects.create(
        need=need, code=1, starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=3), places=PLACES
    )
    wave = Wave.objects.create(shift=shift, number=1, sent_at=at, proposed_size=ASKED)
    persons = Person.objects.bulk_create(
        [Person(name=f"Frivillig {n}", came_through="web", created_at=at) for n in range(ASKED)]
    )
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(person=one, kind="phone", value=_phone(n), added_at=at)
            for n, one in enumerate(persons)
        ]
    )
    Consent.objects.bulk_create([Consent(person=one, source="web", given_at=at) for one in persons])
    Volunteer.objects.bulk_create([Volunteer(person=one, joined_at=at) for one in persons])
    Offer.objects.bulk_create(
        [
            Offer(shift=shift, person=one, wave=wave, channel="sms", address=_phone(n), asked_at=at)
            for n, one in enumerate(persons)
        ]
    )
    return persons


def _phone(number: int) -> str:
    return f"+4740{number:06}"


def _all_answer(town: Municipality, persons: list[Person]) -> float:
    """Every answer comes in as the operator would bring it; how many seconds until all are dealt with."""
    from django.db import connection

    connection.close()
    at_once = AT_ONCE["sqlite" if connection.vendor == "sqlite" else "postgres"]
    gate = threading.Barrier(at_once + 1)
    threads = [
        threading.Thread(target=_answer, args=(town, range(first, len(persons), at_once), gate))
        for first in range(at_once)
    ]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def _answer(town: Municipality, numbers: range, gate: threading.Barrier) -> None:
    from django.db import connections

    from samspill.foundation import clock
    from samspill.messaging.actions import receive_inbound

    gate.wait()
    with towns.entered(town):
        for number in numbers:
            receive_inbound(
                gateway="simulator",
                provider_id=f"in-{number}",
                channel="sms",
                sender=_phone(number),
                body="JA",
                at=clock.now(),
            )
    connections.close_all()


def _outcome() -> dict[str, Any]:
    from samspill.messaging.models import OutboundMessage
    from samspill.volunteering.models import Assignment

    booked = set(Assignment.objects.filter(released_at__isnull=True).values_list("person_id", flat=True))
    written_to = set(OutboundMessage.objects.values_list("person_id", flat=True))
    return {"booked": len(booked), "told": len(written_to - booked)}


if __name__ == "__main__":
    count() if sys.argv[1:2] == ["count"] else main()
