"""A town of the size that the figures speak of: 200 activities a week for fifty weeks."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samspill.activities.models import Activity, Occurrence
    from samspill.foundation.models import Municipality
    from samspill.volunteering.models import Need, Request

HOST = "bench.localhost"
NUMBER = "9901"
WEEKS = 50
A_WEEK = 200

SUBJECTS = (
    "Språkkafé",
    "Turgruppe",
    "Strikkekveld",
    "Repairkafé",
    "Leksehjelp",
    "Bygdekino",
    "Korøvelse",
    "Bridge",
)
TEXT = "Alle er velkommen. Vi møtes, drikker kaffe og hjelper hverandre. Du trenger ikke melde deg på. " * 4


def open_town() -> Municipality:
    """The bench town, opened under HOST."""
    from samspill.foundation import actions, clock

    return actions.open_municipality(
        NUMBER,
        hosts=[HOST, "localhost", "127.0.0.1"],
        at=clock.now(),
        name="Målevik",
        name_nb="Målevik",
        county_number="99",
        county="Prøvefylke",
        is_fictional=True,
    )


def entered(town: Municipality | str) -> AbstractContextManager[None]:
    """Act in the town."""
    from samspill.foundation import tenancy

    return tenancy.entered(town)


def this_monday() -> dt.date:
    """The first day of the week we are in, in Norway."""
    from samspill.foundation import clock

    today = clock.today()
    return today - dt.timedelta(days=today.weekday())


def coming_week() -> tuple[dt.date, dt.date]:
    """Today, and the day seven days on: the days the week's page shows."""
    from samspill.foundation import clock

    return clock.today(), clock.today() + dt.timedelta(days=7)


def fill_the_calendar(*, a_week: int = A_WEEK, years_ago: int = 0) -> None:
    """So many activities, each once a week for WEEKS weeks from this week's Monday: 10,000 occurrences. Searchable.

    With `years_ago` those of a year long over, fifty weeks back for each.
    """
    from samspill.activities.actions.indexing import index_activities
    from samspill.activities.models import Activity, Occurrence
    from samspill.foundation import clock
    from samspill.foundation.models import Area
    from samspill.organisations.models import Organisation
    from samspill.venues.models import Place

    at = clock.now()
    areas = Area.objects.bulk_create([Area(name=f"Bydel {number} {years_ago}") for number in range(8)])
    places = Place.objects.bulk_create(
        [
            Place(
                name=f"Grendehus {n} {years_ago}",
                address=f"Storgata {n}",
                area=areas[n % 8],
                accessibility=("step_free",),
            )
            for n in range(40)
        ]
    )
    clubs = Organisation.objects.bulk_create(
        [
            Organisation(name=f"Grendelag {n} {years_ago}", came_from="desk", created_at=at, presented_at=at)
            for n in range(80)
        ]
    )
    activities = Activity.objects.bulk_create(
        [
            Activity(
                title={"nb": f"{SUBJECTS[n % 8]} i bydel {n}", "nn": f"{SUBJECTS[n % 8]} i bydel {n}"},
                text={"nb": TEXT},
                organisation=clubs[n % 80],
                place=places[n % 40],
                area=areas[n % 8],
                audiences=("everyone", "seniors")[: 1 + n % 2],
                categories=("culture", "sport", "language", "food")[n % 4 : n % 4 + 1],
                languages=("nb", "en")[: 1 + n % 2],
                is_free=n % 3 != 0,
                created_at=at,
                changed_at=at,
                published_at=at,
            )
            for n in range(a_week)
        ]
    )
    index_activities(activities)
    weeks = range(-WEEKS * years_ago, WEEKS - WEEKS * years_ago)
    Occurrence.objects.bulk_create(
        [_occurrence(activity, n, week) for week in weeks for n, activity in enumerate(activities)],
        batch_size=1000,
    )


def _occurrence(activity: Activity, number: int, week: int) -> Occurrence:
    from samspill.activities.models import Occurrence
    from samspill.foundation import clock

    day = this_monday() + dt.timedelta(days=7 * week + number % 7)
    starts_at = clock.at_local(day, dt.time(9 + number % 12))
    return Occurrence(
        activity=activity, slot=starts_at, starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2)
    )


def fill_the_tasks(*, count: int, first_code: int, is_over: bool = False) -> None:
    """So many tasks that are open to all, every fifth of them once a week for half a year; or all over long ago."""
    from samspill.foundation import clock
    from samspill.people.models import Unit
    from samspill.volunteering.models import Need, Request, Shift

    at = clock.now()
    unit = Unit.objects.filter(name=TASKS_OF).first() or Unit.objects.create(name=TASKS_OF)
    requests = Request.objects.bulk_create(
        [Request(unit=unit, caller_name="Tov", channel="phone", received_at=at) for _ in range(count)]
    )
    needs = Need.objects.bulk_create([_need(n, request, at) for n, request in enumerate(requests)])
    begin = at - dt.timedelta(days=400) if is_over else at
    codes = iter(range(first_code, first_code + count * WEEKS))
    times = [
        Shift(need=need, code=next(codes), starts_at=start, ends_at=start + HOURS[n % 3], places=1 + n % 6)
        for n, need in enumerate(needs)
        for week in range(26 if need.form == "rota" else 1)
        for start in [begin + dt.timedelta(days=7 * week + 1 + n % 20, hours=n % 10)]
    ]
    Shift.objects.bulk_create(times, batch_size=1000)


TASKS_OF = "Frivilligsentralen"
HOURS = tuple(dt.timedelta(hours=hours) for hours in (1, 2, 4))
TASKS = ("Besøksvenn", "Handlehjelp", "Leksehjelp", "Turvenn", "Vert på strikkekafeen", "Snømåking")
KINDS = ("visit", "shopping", "homework", "walk", "event", "garden")


def _need(number: int, request: Request, at: dt.datetime) -> Need:
    from samspill.volunteering.models import Need

    weekly = {
        "pattern": "weekly", "every": 1, "weekdays": ["tu"], "nth": None, "starts_on": at.date().isoformat(),
        "ends_on": None, "starts_time": "17:00", "minutes": 60, "skips_public_holidays": False,
        "skips_school_holidays": False,
    }  # fmt: skip
    comes_back = number % 5 == 0
    return Need(
        request=request,
        unit=request.unit,
        kind=KINDS[number % 6],
        form="rota" if comes_back else "once",
        pattern=weekly if comes_back else None,
        title=f"{TASKS[number % 6]} {number}",
        public_text=f"{TEXT} Møt opp i bydel {number % 40}.",
        languages=("ar",) if number % 7 == 0 else (),
        places=1 + number % 6,
        made_at=at,
        published_at=at,
    )
