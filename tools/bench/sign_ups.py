"""Five hundred people sign up at the same moment for fifty places: fifty have one, the others stand in line in order.

What is timed is the action from its first question to its commit, with the message to each in the same transaction:
from when the first begin, each thread with a connection open, until the last is done. Not timed: making the people,
starting processes, opening connections, and what a page does around the action. Of the five hundred as many are in the
database at once as a web server has threads; the others wait at its door, and their wait is in the time.

The floor is the same crowd at the same database, each doing the least that this can be: one more is counted on the
evening's row, who it was is written down, and a letter is, in one transaction of plain statements.

Run on SQLite, and on PostgreSQL where one answers; there a second must hold 150 of them.
`python -m tools.bench.sign_ups count` is the child that runs it on one database.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

from tools.bench import towns
from tools.bench.crowd import all_at_once, on_each_database
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import open_database

if TYPE_CHECKING:
    from samspill.activities.models import Occurrence
    from samspill.people.models import Person

WANT_TO, PLACES = 500, 50
#: As a municipality has them: four processes, each with the six threads of `samspill serve`. More threads would only
#: wait in the database instead of at the door. SQLite lets one write at a time and serves nobody in turn: whoever runs
#: it has few threads.
PROCESSES, AT_ONCE = 4, {"sqlite": 8, "postgresql": 4 * 6}
AT_LEAST = 150
#: SQLite lets one write at a time, in one file: it holds for one municipality, and is not asked for speed.
FLOORS = {"SQLite": 0, "PostgreSQL": AT_LEAST}


def main() -> None:
    """Count on each database there is, hand over."""
    hand_over([_figure(database, told) for database, told in on_each_database("sign_ups")])


def _figure(database: str, told: dict[str, Any]) -> Figure:
    per_second, floor = WANT_TO / told["seconds"], FLOORS[database]
    name = (
        f"{WANT_TO} × sign up for {PLACES} places, {database}: {told['places']} have one, "
        f"{told['waiting']} wait, {'in order' if told['in_order'] else 'NOT IN ORDER'}, {told['told']} told"
    )
    asked = f"{PLACES}, {WANT_TO - PLACES} in order" + (f", at least {floor}/s" if floor else "")
    is_right = (told["places"], told["waiting"], told["told"]) == (PLACES, WANT_TO - PLACES, WANT_TO)
    return Figure(
        name,
        per_second,
        "per second",
        asked,
        is_right and told["in_order"] and per_second >= floor,
        WANT_TO / told["barely"],
        "bare statements",
    )


def count() -> None:
    """Let all sign up at once, print who has a place and whether the others stand in the order they came."""
    open_database()
    from django.db import connection

    town = towns.open_town()
    with towns.entered(town):
        time, people = _the_evening(), _the_people()

    def take(number: int) -> None:
        from samspill.activities.actions import sign_up_or_wait
        from samspill.foundation import clock

        person = people[number]
        sign_up_or_wait(time.pk, person, channel="web", by=person, at=clock.now())

    most = AT_ONCE[connection.vendor]
    seconds = all_at_once(town, WANT_TO, take, processes=PROCESSES, most=most)
    with towns.entered(town):
        outcome = _outcome(time)
    _make_bare_tables()
    barely = all_at_once(town, WANT_TO, _take_barely, processes=PROCESSES, most=most)
    print(json.dumps({**outcome, "seconds": seconds, "barely": barely}))


BARE_TABLES = (
    "create table bare_evening (id integer primary key, taken integer not null)",
    "insert into bare_evening values (1, 0)",
    "create table bare_line (number integer primary key, who integer not null unique)",
    "create table bare_letter (who integer primary key, body text not null)",
)


def _make_bare_tables() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in BARE_TABLES:
            cursor.execute(statement)


def _take_barely(who: int) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update bare_evening set taken = taken + 1 where id = 1 returning taken")
        (number,) = cursor.fetchone()
        cursor.execute("insert into bare_line values (%s, %s)", [number, who])
        cursor.execute("insert into bare_letter values (%s, %s)", [who, f"You are number {number}."])


def _the_evening() -> Occurrence:
    from samspill.activities.actions import Announcement, publish_activity
    from samspill.foundation import clock
    from samspill.foundation.recurrence import Pattern
    from samspill.people.models import Unit

    at = clock.now()
    unit = Unit.objects.create(name="Frivilligsentralen")
    told = Announcement(
        title={"nb": "Lyktefest"}, unit=unit, takes_sign_ups=True, places=PLACES, waiting_list="at_once"
    )
    on = clock.local_day(at) + dt.timedelta(days=9)
    pattern = Pattern(kind="once", starts_on=on, starts_time=dt.time(18), minutes=120)
    return publish_activity(told, [pattern], by="system", at=at).occurrences.get()


def _the_people() -> list[Person]:
    from samspill.foundation import clock
    from samspill.people.models import ContactPoint, Person

    at = clock.now()
    people = Person.objects.bulk_create(
        [Person(name=f"Nabo {n}", came_through="web", created_at=at) for n in range(WANT_TO)]
    )
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(person=one, kind="phone", value=f"+4740{n:06}", added_at=at)
            for n, one in enumerate(people)
        ]
    )
    return people


def _outcome(time: Occurrence) -> dict[str, Any]:
    from samspill.activities.models import SignUp, Waiting
    from samspill.messaging.models import OutboundMessage

    seats = sorted(SignUp.objects.filter(occurrence=time, cancelled_at=None).values_list("seat", flat=True))
    line = list(Waiting.objects.filter(occurrence=time).order_by("number").values_list("number", "code"))
    numbers, codes = [number for number, _ in line], [code for _, code in line]
    # Codes are given one after the other behind another lock: both must tell the same order.
    in_order = numbers == list(range(1, len(line) + 1)) and codes == sorted(codes)
    return {
        "places": len(seats) if seats == list(range(1, len(seats) + 1)) else -1,
        "waiting": len(line),
        "in_order": in_order,
        "told": OutboundMessage.objects.values("person_id").distinct().count(),
    }


if __name__ == "__main__":
    count() if sys.argv[1:2] == ["count"] else main()
