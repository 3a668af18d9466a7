"""How fast a source comes in the first time it is read: 10,000 occurrences of 400 activities, from bytes to the square.

The floor reads no calendar: it writes the very rows that came in to an empty SQLite file, a statement for each table.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from typing import Any

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import BENCH, fresh_settings, open_database

ACTIVITIES, TIMES = 400, 25
MUST = 1_000


def main() -> None:
    """Bring a calendar in, write its rows bare, hand over."""
    fresh_settings("import")
    open_database()
    town = towns.open_town()
    seconds = _brought_in(town)
    with towns.entered(town):
        rows = _rows()
    count = len(rows["activities_occurrence"])
    assert count == ACTIVITIES * TIMES, count
    rate = count / seconds
    hand_over(
        [
            Figure(
                f"import: a source's first reading, {count:,} occurrences of {ACTIVITIES} activities",
                rate,
                "occurrences/s",
                f"{MUST:,} occurrences/s",
                rate >= MUST,
                count / _seconds_of_writing(rows),
                "the same rows, bare SQLite",
            )
        ]
    )


def _brought_in(town: Any) -> float:
    from samspill.activities.actions.calendars import import_calendar
    from samspill.foundation import clock

    source = _calendar(clock.today()).encode()
    began = time.perf_counter()
    import_calendar(town, source, source_name="Målevik", at=clock.now())
    return time.perf_counter() - began


def _calendar(today: dt.date) -> str:
    events = "".join(_event(number, today) for number in range(ACTIVITIES))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n{events}END:VCALENDAR\r\n"


def _event(number: int, today: dt.date) -> str:
    """One that comes back every week, told as calendar programs tell it."""
    first = today + dt.timedelta(days=1 + number % 7)
    lines = (
        "BEGIN:VEVENT",
        f"UID:{number}@bench",
        f"SUMMARY:{towns.SUBJECTS[number % len(towns.SUBJECTS)]} {number}",
        f"DTSTART;TZID=Europe/Oslo:{first:%Y%m%d}T{8 + number % 12:02}0000",
        "DURATION:PT2H",
        f"RRULE:FREQ=WEEKLY;COUNT={TIMES}",
        f"LOCATION:Storgata {number % 200}",
        f"DESCRIPTION:{towns.TEXT.strip().replace(',', chr(92) + ',')}",
        "END:VEVENT",
    )
    return "".join(f"{line}\r\n" for line in lines)


def _rows() -> dict[str, list[tuple[Any, ...]]]:
    """What came in, by table, as it is stored."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in ("activities_activity", "activities_occurrence"):
            cursor.execute(f"select * from {table}")
            found[table] = cursor.fetchall()
    return found


def _seconds_of_writing(rows: dict[str, list[tuple[Any, ...]]]) -> float:
    file = BENCH / "import" / "floor.sqlite3"
    with sqlite3.connect(file) as bare:
        for table, stored in rows.items():
            bare.execute(
                f"create table {table} ({', '.join(f'c{place}' for place in range(len(stored[0])))})"
            )
        began = time.perf_counter()
        for table, stored in rows.items():
            bare.executemany(f"insert into {table} values ({', '.join('?' * len(stored[0]))})", stored)
        bare.commit()
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
