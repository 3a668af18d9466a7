"""A course over three evenings whose list the association keeps, and guidance where one has the guide alone."""

from __future__ import annotations

import datetime as dt

from samspill.activities.actions import (
    Announcement,
    note_attendance,
    publish_activity,
    sign_up,
    sign_up_or_wait,
)
from samspill.activities.actions.appointments import book_appointment
from samspill.activities.actions.messages import write_to_those_signed_up
from samspill.activities.rules.parties import GROUP, Party
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.recurrence import Pattern
from samspill.organisations.models import Organisation
from samspill.people.models import Person, StaffMember, Unit

DAY = dt.timedelta(days=1)
#: Which appointments are booked.
BOOKED = (1, 2, 5)


def gather(
    people: dict[str, Person], clubs: dict[str, Organisation], unit: Unit, by: StaffMember, *, at: dt.datetime
) -> None:
    """The course began yesterday; guidance is in four days and once more a week later; dancing begins soon."""
    _hold_a_course(list(people.values())[6:11], next(iter(clubs.values())), by, at)
    _guide(list(people.values())[3:6], unit, at)
    _dance(list(people.values())[11:15], next(iter(clubs.values())), at)


def _hold_a_course(people: list[Person], club: Organisation, by: StaffMember, at: dt.datetime) -> None:
    told = Announcement(
        title={"nb": "Førstehjelp for frivillige", "en": "First aid for volunteers"},
        text={"nb": "Tre kvelder. Du lærer å hjelpe når noen blir syke eller skader seg."},
        organisation=club,
        place_text="Kulturhuset, øvingsrommet",
        categories=("course",),
        is_free=True,
        takes_sign_ups=True,
        places=12,
        completes="first_aid",
        completes_at_end=True,
    )
    first = clock.local_day(at) - DAY
    pattern = Pattern(
        kind="daily", every=2, starts_on=first, ends_on=first + 4 * DAY, starts_time=dt.time(18), minutes=120,
        skips_public_holidays=False,
    )  # fmt: skip
    times = list(
        publish_activity(told, [pattern], by="system", at=at - 10 * DAY).occurrences.order_by("starts_at")
    )
    rows = [sign_up(time.pk, one, channel="web", by=one, at=at - 9 * DAY) for one in people for time in times]
    there = [row.pk for row in rows if row.occurrence_id == times[0].pk][1:]
    note_attendance(times[0].pk, there, by=by, at=at)
    words = "Ta med klær du kan ligge på gulvet i."
    write_to_those_signed_up(times[0].activity, None, words, key=new_key(), by=by, at=at - 3 * DAY)


def _dance(people: list[Person], club: Organisation, at: dt.datetime) -> None:
    """One signs up once for all the evenings; two have a place with somebody, the others wait."""
    told = Announcement(
        title={"nb": "Swingkurs for nybegynnere", "en": "Swing dancing for beginners"},
        text={"nb": "Fire eller fem kvelder. Kom alene eller sammen med noen."},
        organisation=club,
        place_text="Kulturhuset, storsalen",
        categories=("culture",),
        price="500 kroner for alle gangene",
        is_free=False,
        takes_sign_ups=True,
        for_all_times=True,
        places=5,
        waiting_list="at_once",
    )
    first = clock.local_day(at) + 5 * DAY
    pattern = Pattern(
        kind="daily", every=7, starts_on=first, ends_on=first + 28 * DAY, starts_time=dt.time(19), minutes=90,
        skips_public_holidays=True,
    )  # fmt: skip
    time = publish_activity(told, [pattern], by="system", at=at).occurrences.earliest("starts_at")
    for one in people:
        sign_up_or_wait(time.pk, one, party=Party(GROUP, ("",)), channel="web", by=one, at=at)


def _guide(people: list[Person], unit: Unit, at: dt.datetime) -> None:
    told = Announcement(
        title={"nb": "Hjelp med telefonen, én og én", "en": "Help with your phone, one at a time"},
        text={"nb": "Ta med telefonen eller nettbrettet. Du får tjue minutter alene med en veileder."},
        unit=unit,
        place_text="Biblioteket",
        categories=("digital",),
        is_free=True,
        bring="Telefonen, og laderen",
        appointment_minutes=20,
    )
    first = clock.local_day(at) + 4 * DAY
    pattern = Pattern(
        kind="daily", every=7, starts_on=first, ends_on=first + 7 * DAY, starts_time=dt.time(10), minutes=120,
        skips_public_holidays=False,
    )  # fmt: skip
    time = publish_activity(told, [pattern], by="system", at=at).occurrences.order_by("starts_at")[0]
    for number, one in zip(BOOKED, people, strict=True):
        book_appointment(time.pk, number, one, channel="web", by=one, at=at)
