"""Tasks of others: a site whose list Lillevik shows below its own tasks, and one that cannot be read any more."""

from __future__ import annotations

import datetime as dt

from samspill.people.models import StaffMember
from samspill.volunteering.actions.task_sources import add_task_source
from samspill.volunteering.models import OutsideTask, TaskReading, TaskSource

_SITE = "https://nabohjelp.example"
#: Key, title, text, organiser, place, and in how many days at five o'clock; None where no time is told.
_TASKS = (
    ("811", "Les for barn i barnehagen", "En time i uka leser du høyt for en liten gruppe. Du velger boka selv.",
     "Lesevennene", "Lillevik sentrum", None),
    ("824", "Kjør ut mat fra matsentralen", "Vi trenger to som kjører en runde sammen. Bilen er vår.",
     "Matsentralen", "Bryggeveien", 3),
    ("830", "Vær vert på sykkelverkstedet",
     "Ta imot dem som kommer, kok kaffe og finn frem verktøy. Vi lærer deg det du trenger.",
     "Sykkelkjøkkenet", "Nordnes", 9),
)  # fmt: skip


def read_what_others_ask_for(staff: StaffMember, *, at: dt.datetime) -> None:
    """Nobody asks these sites: they do not exist, and what they would say is written here."""
    source = add_task_source("Nabohjelp i fylket", f"{_SITE}/feed.rss", by=staff, at=at)
    for key, title, text, organiser, place, days in _TASKS:
        starts_at = _at_five(at, days) if days else None
        OutsideTask.objects.create(
            source=source, key=key, title=title, text=text, organiser=organiser, place=place, url=f"{_SITE}/{key}",
            starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2) if starts_at else None,
            first_seen_at=at, last_seen_at=at,
        )  # fmt: skip
    counts = {"new": 3, "changed": 0, "unchanged": 0, "gone": 0, "problems": 1}
    TaskReading.objects.create(
        source=source, read_at=at, counts=counts, problems=[["no_page", "Kom og hjelp oss"]]
    )
    TaskSource.objects.filter(pk=source.pk).update(kind="rss", read_at=at, next_reading_at=None)
    broken = add_task_source("Frivilligportalen", "https://portal.example/tasks.json", by=staff, at=at)
    TaskSource.objects.filter(pk=broken.pk).update(
        failures=3, last_error="not_found", next_reading_at=None, read_at=at - dt.timedelta(days=3)
    )


def _at_five(at: dt.datetime, days: int) -> dt.datetime:
    return (at + dt.timedelta(days=days)).replace(hour=15, minute=0, second=0, microsecond=0)
