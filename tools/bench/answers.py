"""Two hundred people answer JA at the same moment for five places: who is booked, and who is told that it is covered.

Run on SQLite, and on PostgreSQL where one answers. `python -m tools.bench.answers count` is the child that runs it on
the database that DATABASE_URL names.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

from tools.bench import towns
from tools.bench.crowd import all_at_once, on_each_database
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import open_database

ASKED, PLACES = 200, 5


def main() -> None:
    """Count on each database there is, hand over."""
    hand_over([_figure(database, told) for database, told in on_each_database("answers")])


def _figure(database: str, told: dict[str, Any]) -> Figure:
    name = f"{ASKED} × JA for {PLACES} places, {database}: {told['told']} told, {told['seconds']:.1f} s"
    holds = told["booked"] == PLACES and told["told"] == ASKED - PLACES
    return Figure(name, told["booked"], "booked", f"{PLACES} booked, {ASKED - PLACES} told", holds)


def count() -> None:
    """Ask, let all answer at once, print how many are booked and how many of the others are told."""
    open_database()
    town = towns.open_town()
    with towns.entered(town):
        _ask_them_all()
    seconds = all_at_once(town, ASKED, _answer)
    with towns.entered(town):
        print(json.dumps({**_outcome(), "seconds": seconds}))


def _ask_them_all() -> None:
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


def _phone(number: int) -> str:
    return f"+4740{number:06}"


def _answer(number: int) -> None:
    from samspill.foundation import clock
    from samspill.messaging.actions import receive_inbound

    receive_inbound(
        gateway="simulator",
        provider_id=f"in-{number}",
        channel="sms",
        sender=_phone(number),
        body="JA",
        at=clock.now(),
    )


def _outcome() -> dict[str, Any]:
    from samspill.messaging.models import OutboundMessage
    from samspill.volunteering.models import Assignment

    booked = set(Assignment.objects.filter(released_at__isnull=True).values_list("person_id", flat=True))
    written_to = set(OutboundMessage.objects.values_list("person_id", flat=True))
    return {"booked": len(booked), "told": len(written_to - booked)}


if __name__ == "__main__":
    count() if sys.argv[1:2] == ["count"] else main()
