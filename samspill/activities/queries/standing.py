"""How a time of an activity stands: who sits, who waits, and what its organiser has decided. Asked behind its lock.

One statement, in words of the database's own: everybody who wants a place waits while it is asked, and the framework
would use ten times as long to put it together as the database to answer it (decision 0035).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.foundation.keys import as_stored
from samspill.foundation.tenancy import entered_number
from samspill.people.models import Person

#: What an activity's row says of who may have a place.
DECIDES = (
    "takes_sign_ups",
    "for_all_times",
    "places",
    "seats_each",
    "completes",
    "waiting_list",
    "waiting_hours",
    "waiting_ends_the_day",
)
#: What the row of one of its times says of it.
DECIDES_OF_A_TIME = ("starts_at", "ends_at", "cancelled_at", "attendance_noted_at")


@dataclass(frozen=True)
class Line:
    """Those who wait at a time: how many `parties`, the `places` they wait for together and those of them that are
    `offered`, the `highest` number anybody has had, and whether `she` is among them.
    """

    parties: int
    places: int
    offered: int
    highest: int
    she: bool


@dataclass(frozen=True)
class Stand:
    """How a time stands: how many seats are `taken`, whether `she` has one, the line, and what the organiser has
    `decided`, as `decided_of` tells it.
    """

    taken: int
    she: bool
    line: Line
    decided: tuple[Any, ...]


def how_it_stands(occurrence: Occurrence, person: Person | None = None) -> Stand:
    """Who sits and who waits at a time, this person among them. One statement; for whoever holds the time's lock."""
    with connection.cursor() as cursor:
        ask_how_it_stands(cursor, occurrence, person)
        return answer_how_it_stands(cursor)


def ask_how_it_stands(cursor: CursorWrapper, occurrence: Occurrence, person: Person | None) -> None:
    """Ask what `how_it_stands` tells; the answer is read with `answer_how_it_stands`."""
    town, time, who = entered_number(), as_stored(occurrence.pk), as_stored(person.pk) if person else None
    cursor.execute(_QUESTION, [who, town, time, who, town, time, town, time])


def answer_how_it_stands(cursor: CursorWrapper) -> Stand:
    """The answer to `ask_how_it_stands`. Raises `Occurrence.DoesNotExist` where the time is gone."""
    answer = cursor.fetchone()
    if answer is None:
        raise Occurrence.DoesNotExist
    *decided, taken, seated, parties, places, offered, highest, hers = answer
    line = Line(parties, places or 0, offered or 0, highest or 0, hers > 0)
    return Stand(taken, seated > 0, line, tuple(_in_utc(value) for value in decided))


def decided_of(occurrence: Occurrence) -> tuple[Any, ...]:
    """What a time and its activity, as they were read, say of who may have a place: whether it is on the square,
    `DECIDES`, `DECIDES_OF_A_TIME`, and where it is; and when its organiser last changed it.

    That one database says 1 where another says True makes no difference to Python; the moments are in UTC, and say so
    in neither.
    """
    activity = occurrence.activity
    is_off = bool(activity.cancelled_at or activity.hidden_at or activity.published_at is None)
    said = (
        *(getattr(activity, name) for name in DECIDES),
        *(getattr(occurrence, name) for name in DECIDES_OF_A_TIME),
        activity.changed_at,
        occurrence.place_text,
    )
    return (is_off, *(_in_utc(value) for value in said))


def _in_utc(value: Any) -> Any:
    """A moment without its zone: SQLite gives it so, and all of them are kept in UTC."""
    return (
        value.astimezone(dt.UTC).replace(tzinfo=None)
        if isinstance(value, dt.datetime) and value.tzinfo
        else value
    )


_QUESTION = f"""
SELECT told.cancelled_at IS NOT NULL OR told.hidden_at IS NOT NULL OR told.published_at IS NULL,
       {", ".join(f"told.{name}" for name in DECIDES)},
       {", ".join(f"its.{name}" for name in DECIDES_OF_A_TIME)}, told.changed_at, its.place_text,
       sit.taken, sit.hers, line.parties, line.places, line.offered, line.highest, line.hers
  FROM {Occurrence._meta.db_table} its,
       {Activity._meta.db_table} told,
       (SELECT count(*) AS taken,
               count(*) FILTER (WHERE person_id = %s AND head_id IS NULL) AS hers
          FROM {SignUp._meta.db_table}
         WHERE municipality_id = %s AND occurrence_id = %s AND cancelled_at IS NULL) sit,
       (SELECT count(*) FILTER (WHERE waits) AS parties,
               sum(places) FILTER (WHERE waits) AS places,
               sum(places) FILTER (WHERE waits AND offered_at IS NOT NULL) AS offered,
               max(number) AS highest,
               count(*) FILTER (WHERE waits AND person_id = %s) AS hers
          FROM (SELECT places, offered_at, number, person_id, left_at IS NULL AND sign_up_id IS NULL AS waits
                  FROM {Waiting._meta.db_table}
                 WHERE municipality_id = %s AND occurrence_id = %s) everybody) line
 WHERE its.municipality_id = %s AND its.id = %s AND told.id = its.activity_id
"""
