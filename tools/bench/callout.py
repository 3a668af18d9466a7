"""Five thousand people are called out, and two thousand answer at once: how fast, none lost, and the board right.

Run on SQLite, and on PostgreSQL where one answers, beside a floor measured in the same run: the same messages as
bare rows, one transaction each, by as many threads. `python -m tools.bench.callout count` is the child that runs it on
the database that DATABASE_URL names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tools.bench import towns
from tools.bench.crowd import database_of_our_own
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import ROOT, fresh_settings, open_database
from tools.start.testing import find_postgres

if TYPE_CHECKING:
    from samspill.foundation.models import Municipality
    from samspill.people.models import StaffMember
    from samspill.volunteering.models import CallOut

CALLED, ANSWERS, YES = 5000, 2000, 1500
#: The answers must be in within this, on each database.
SECONDS = 60
SENT_WITHIN = 30
#: As many as a web server has threads; SQLite has one writer at a time.
AT_ONCE = {"sqlite": 4, "postgres": 16}
BARE = "bare rows, one transaction each"


def main() -> None:
    """Count on each database there is, hand over."""
    figures = _figures("SQLite", fresh_settings("callout")["DATABASE_URL"])
    postgres = find_postgres()
    if postgres:
        with database_of_our_own(postgres) as url:
            figures += _figures("PostgreSQL", url)
    hand_over(figures)


def _figures(database: str, url: str) -> list[Figure]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.callout", "count"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    is_right = told["board"] == [CALLED, YES, ANSWERS - YES] and told["lost"] == 0
    rate = ANSWERS / told["answered_in"]
    name = f"{ANSWERS} answers to a call-out, {database}"
    must = f"all within {SECONDS} s, none lost, the board right"
    return [
        Figure(
            f"{CALLED} called out, {database}",
            told["sent_in"],
            "s",
            f"at most {SENT_WITHIN} s",
            told["sent_in"] <= SENT_WITHIN,
        ),
        Figure(name, rate, "/s", must, is_right and told["answered_in"] <= SECONDS, told["floor"], BARE),
        Figure(
            f"its board, {database}", told["board_ms"], "ms", "at most 1,000 ms", told["board_ms"] <= 1000
        ),
    ]


def count() -> None:
    """Call out, let them answer, print what came of it."""
    open_database()
    town = towns.open_town()
    with towns.entered(town):
        nora = _fill_the_town()
        callout, sent_in = _call_out(nora)
    floor = ANSWERS / _timed(town, _bare_row)
    answered_in = _timed(town, _answer)
    with towns.entered(town):
        print(
            json.dumps({"sent_in": sent_in, "answered_in": answered_in, "floor": floor, **_outcome(callout)})
        )


def _fill_the_town() -> StaffMember:
    from samspill.foundation import clock
    from samspill.messaging.models import MessagingPolicy
    from samspill.people.models import Consent, ContactPoint, Person, StaffMember, Unit
    from samspill.volunteering.models import Volunteer

    at = clock.now()
    MessagingPolicy.objects.create(daily_budget_ore=0)
    Unit.objects.create(name="Beredskap", phone="+4773000010")
    persons = Person.objects.bulk_create(
        [Person(name=f"Frivillig {n}", came_through="web", created_at=at) for n in range(CALLED)]
    )
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(person=one, kind="phone", value=_phone(n), added_at=at)
            for n, one in enumerate(persons)
        ]
    )
    Consent.objects.bulk_create([Consent(person=one, source="web", given_at=at) for one in persons])
    Volunteer.objects.bulk_create([Volunteer(person=one, joined_at=at) for one in persons])
    return StaffMember.objects.create(name="Nora", email="nora@bench.example", invited_at=at)


def _call_out(nora: StaffMember) -> tuple[CallOut, float]:
    """The call-out, and the seconds from the decision until all questions are in the outbox."""
    from samspill.foundation import clock
    from samspill.people.models import Unit
    from samspill.volunteering.actions.callouts import send_callout_wave, start_callout
    from samspill.volunteering.rules.callouts import Wanted

    began, at = time.perf_counter(), clock.now()
    callout = start_callout(Wanted("Flom i elva", wanted=500), unit=Unit.objects.get(), by=nora, at=at)
    send_callout_wave(callout.pk, by=nora, at=at, despite_quiet_hours=True)
    return callout, time.perf_counter() - began


def _phone(number: int) -> str:
    return f"+4740{number:06}"


def _timed(town: Municipality, work: Callable[[int], None]) -> float:
    """The seconds it takes threads that start together to do this for every answer."""
    from django.db import connection

    connection.close()
    at_once = AT_ONCE["sqlite" if connection.vendor == "sqlite" else "postgres"]
    gate = threading.Barrier(at_once + 1)
    threads = [
        threading.Thread(target=_share, args=(town, work, range(first, ANSWERS, at_once), gate))
        for first in range(at_once)
    ]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def _share(town: Municipality, work: Callable[[int], None], numbers: range, gate: threading.Barrier) -> None:
    from django.db import connections

    gate.wait()
    with towns.entered(town):
        for number in numbers:
            work(number)
    connections.close_all()


def _bare_row(number: int) -> None:
    """The least an answer can cost: it is written down, and nothing is made of it."""
    from django.db import transaction

    from samspill.foundation import clock
    from samspill.messaging.models import InboundMessage

    at = clock.now()
    with transaction.atomic():
        InboundMessage.objects.create(
            gateway="bare", provider_id=f"bare-{number}", channel="sms", sender=_phone(number), body="JA",
            received_at=at, handled_at=at,
        )  # fmt: skip


def _answer(number: int) -> None:
    """One answer as the operator brings it; every tenth is brought twice."""
    from samspill.foundation import clock
    from samspill.messaging.actions import receive_inbound

    for _ in range(2 if number % 10 == 0 else 1):
        receive_inbound(
            gateway="simulator",
            provider_id=f"in-{number}",
            channel="sms",
            sender=_phone(number),
            body=f"JA {5 + number % 50}" if number < YES else "NEI",
            at=clock.now(),
        )


def _outcome(callout: CallOut) -> dict[str, Any]:
    from samspill.foundation import clock
    from samspill.messaging.models import InboundMessage
    from samspill.volunteering.queries.callouts import board

    began = time.perf_counter()
    counts = board(callout, at=clock.now()).counts
    board_ms = 1000 * (time.perf_counter() - began)
    taken = InboundMessage.objects.filter(gateway="simulator", handled_at__isnull=False).count()
    told = [counts.asked, counts.coming, counts.no]
    return {"board": told, "lost": ANSWERS - taken, "board_ms": board_ms}


if __name__ == "__main__":
    count() if sys.argv[1:2] == ["count"] else main()
