"""How many answers by SMS a second are taken in on PostgreSQL, for as long as they come, and whether each ends right.

A wave to many shifts has gone out, and everybody answers: some yes, more no, and some in words that a person must read.
`python -m tools.bench.replies answer FIRST STEP` is a child that brings in every STEP-th answer.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from tools.bench import towns
from tools.bench.crowd import database_of_our_own
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import ROOT, fresh_settings, open_database
from tools.start.testing import find_postgres

if TYPE_CHECKING:
    from samspill.people.models import Unit

SHIFTS, ASKED, PLACES = 400, 15, 2
#: As two web processes with their threads would take them in.
PROCESSES, THREADS = 2, 6
#: Of twenty answers so many are yes and so many are words; the others are no.
YES, WORDS = 5, 1
BARE = "bare insert of the message"


def main() -> None:
    """Fill a database, let everybody answer, hand over."""
    postgres = find_postgres()
    if not postgres:
        hand_over([Figure("answers by SMS: no PostgreSQL answers here", 0, "/s", "300/s", passed=True)])
        return
    fresh_settings("replies")
    with database_of_our_own(postgres) as url:
        os.environ["DATABASE_URL"] = url
        hand_over([_measured()])


def _measured() -> Figure:
    from django.db import connection

    open_database()
    with towns.entered(towns.open_town()):
        _ask_everybody()
    connection.close()
    rate, seconds = _everybody_answers()
    with towns.entered(towns.NUMBER):
        right, wrong = _outcome()
        floor = _bare()
    connection.close()
    each = 1000 * seconds / (right + wrong)
    name = (
        f"answers by SMS, PostgreSQL: {right:,} ended right, {wrong} did not, {each:.1f} ms of processor each"
    )
    return Figure(name, rate, "/s", "300/s, all right", rate >= 300 and not wrong, floor, BARE)


def _everybody_answers() -> tuple[float, float]:
    """Answers a second over the whole, from when all processes are ready; and the processor's seconds our side took."""
    used = _processor_seconds()
    children = [_child(first) for first in range(PROCESSES)]
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()  # It is ready.
    began = time.perf_counter()
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        if child.wait() != 0:
            raise RuntimeError("an answer was not taken in")
    return SHIFTS * ASKED / (time.perf_counter() - began), _processor_seconds() - used


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _child(first: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tools.bench.replies", "answer", str(first), str(PROCESSES)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=os.environ, **pipes)


def answer(first: int, step: int) -> None:
    """Bring in one process's share of the answers, as the operator's callback would."""
    import django

    django.setup()
    from samspill.foundation import clock
    from samspill.messaging.actions import receive_inbound

    with towns.entered(towns.NUMBER):
        numbers = list(range(SHIFTS * ASKED))[first::step]
        random.Random(first).shuffle(numbers)
        receive_inbound(**_facts(-1 - first, "hei"), at=clock.now())  # What is loaded once is loaded now.
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(THREADS) as pool:  # As a server does: the next goes to whichever thread is free.
        list(pool.map(_bring_in, numbers))


def _bring_in(number: int) -> None:
    from samspill.foundation import clock
    from samspill.messaging.actions import receive_inbound

    with towns.entered(towns.NUMBER):
        receive_inbound(**_facts(number, _said(number)), at=clock.now())


def _facts(number: int, body: str) -> dict[str, Any]:
    return {
        "gateway": "simulator",
        "provider_id": f"in-{number}",
        "channel": "sms",
        "sender": _phone(number),
        "body": body,
    }


def _said(number: int) -> str:
    """What the one with this number answers: the same each time."""
    drawn = random.Random(number).randrange(20)
    if drawn < YES:
        return "Ja, det kan jeg"
    return "Nja, kan det bli litt senere?" if drawn < YES + WORDS else "Nei"


def _phone(number: int) -> str:
    return f"+4740{number + 10:06}"


def _ask_everybody() -> None:
    """Many shifts, each asked about by so many people of their own, who may be contacted and have a phone."""
    from samspill.foundation import clock
    from samspill.people.models import Consent, ContactPoint, Person, Unit
    from samspill.volunteering.models import Offer, Volunteer, Wave

    at = clock.now()
    shifts = _shifts(Unit.objects.create(name="Frivilligsentralen", phone="+4773000000"), at)
    waves = Wave.objects.bulk_create(
        [Wave(shift=shift, number=1, sent_at=at, proposed_size=ASKED) for shift in shifts]
    )
    persons = Person.objects.bulk_create(
        [Person(name=f"Frivillig {n}", came_through="web", created_at=at) for n in range(SHIFTS * ASKED)],
        batch_size=1000,
    )
    numbered = list(enumerate(persons))
    ContactPoint.objects.bulk_create(
        [ContactPoint(person=one, kind="phone", value=_phone(n), added_at=at) for n, one in numbered]
    )
    Consent.objects.bulk_create([Consent(person=one, source="web", given_at=at) for one in persons])
    Volunteer.objects.bulk_create([Volunteer(person=one, joined_at=at) for one in persons])
    Offer.objects.bulk_create(
        [
            Offer(
                shift=shifts[n % SHIFTS],
                wave=waves[n % SHIFTS],
                person=one,
                channel="sms",
                address=_phone(n),
                asked_at=at,
            )
            for n, one in numbered
        ]
    )


def _shifts(unit: Unit, at: dt.datetime) -> list[Any]:
    from samspill.volunteering.models import Need, Request, Shift

    request = Request.objects.create(unit=unit, caller_name="Festivalen", channel="phone", received_at=at)
    needs = Need.objects.bulk_create(
        [
            Need(
                request=request,
                unit=unit,
                kind="event",
                form="once",
                title=f"Vakt {n}",
                places=PLACES,
                made_at=at,
            )
            for n in range(SHIFTS)
        ]
    )
    starts_at = at + dt.timedelta(days=9)
    hours = {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=3)}
    return Shift.objects.bulk_create(
        [Shift(need=need, code=100 + n, places=PLACES, **hours) for n, need in enumerate(needs)]
    )


def _outcome() -> tuple[int, int]:
    """How many answers ended where they should, and how many did not."""
    from samspill.messaging.models import InboundMessage, OutboundMessage
    from samspill.volunteering.models import Assignment, Offer

    came = dict(InboundMessage.objects.values_list("provider_id", "outcome"))
    booked = set(Assignment.objects.filter(released_at__isnull=True).values_list("person_id", flat=True))
    told = set(OutboundMessage.objects.values_list("person_id", "key"))
    confirmed = {person for person, key in told if key.startswith("booked:")}
    covered = {person for person, key in told if key.startswith("covered:")}
    answers = {
        address: (shift, person, said)
        for address, shift, person, said in Offer.objects.values_list(
            "address", "shift_id", "person_id", "answer"
        )
    }
    seats: dict[Any, int] = {}
    wishing: dict[Any, int] = {}
    wrong = 0
    for number in range(SHIFTS * ASKED):
        shift, person, said = answers[_phone(number)]
        meant = {"J": "yes", "N": "no"}.get(_said(number)[0]) if _said(number) != WAITS else ""
        wishing[shift] = wishing.get(shift, 0) + (meant == "yes")
        seats[shift] = seats.get(shift, 0) + (person in booked)
        wrong += not _is_right(
            meant, said, came[f"in-{number}"], person in booked, person in confirmed, person in covered
        )
    wrong += sum(seats[shift] != min(PLACES, wishing[shift]) for shift in seats)
    return SHIFTS * ASKED - wrong, wrong


WAITS = "Nja, kan det bli litt senere?"


def _is_right(
    meant: str | None, said: str, outcome: str, booked: bool, confirmed: bool, covered: bool
) -> bool:
    if meant == "yes":
        return said == "yes" and outcome == "yes" and booked == confirmed and booked != covered
    if meant == "no":
        return outcome == "no" and said == "no" and not booked
    return outcome == "unclear" and said == "" and not booked


def _bare() -> float:
    """The message put in its table by one process, each in a transaction of its own: a second."""
    from django.db import connection

    rows = 2000
    with connection.cursor() as cursor:
        cursor.execute(
            "create table bare (id bigint primary key, sender text, body text, received_at timestamptz)"
        )
        began = time.perf_counter()
        for number in range(rows):
            cursor.execute("insert into bare values (%s, %s, 'JA', now())", [number, _phone(number)])
        return rows / (time.perf_counter() - began)


if __name__ == "__main__":
    if sys.argv[1:2] == ["answer"]:
        answer(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
