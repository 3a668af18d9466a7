"""The municipality's own learn about voluntary work in Lillevik: one date is over, one is to come, by its link."""

from __future__ import annotations

import datetime as dt
import uuid

from samspill.activities.actions import note_attendance, write_in
from samspill.activities.models import Occurrence
from samspill.activities.rules.parties import Party
from samspill.foundation import clock
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.actions.courses import CourseDate, arrange_course
from samspill.volunteering.rules.codes import STAFF_COURSE

DAY = dt.timedelta(days=1)
SERVICES = (
    "Biblioteket",
    "Hjemmetjenesten",
    "Kultur og idrett",
    "Skolene",
    "Teknisk drift",
    "Voksenopplæringen",
)
#: Who came to the date that is over, and from where; the last had a place and did not come.
CAME = (
    ("Siv Aasgård", "Biblioteket"),
    ("Torunn Bakke", "Hjemmetjenesten"),
    ("Jan Ove Heggset", "Kultur og idrett"),
    ("Mona Reitan", "Kultur og idrett"),
    ("Eirik Sletten", "Skolene"),
)
TO_COME = (("Wenche Løvås", "Hjemmetjenesten"), ("Rune Aspås", "Teknisk drift"))


def teach_the_staff(unit: Unit, by: StaffMember, *, at: dt.datetime) -> None:
    """Those who have been there are counted by service; two have signed up for the next date."""
    over, coming = _arrange(-12, unit, by, at), _arrange(16, unit, by, at)
    rows = [_join(over, who, by, at - 30 * DAY) for who in CAME]
    note_attendance(over.pk, rows[:-1], by=by, at=at - 11 * DAY)
    for who in TO_COME:
        _join(coming, who, by, at - DAY)


def _arrange(days: int, unit: Unit, by: StaffMember, at: dt.datetime) -> Occurrence:
    told = CourseDate(
        STAFF_COURSE,
        clock.local_day(at) + days * DAY,
        dt.time(9),
        180,
        "Rådhuset, kantina",
        40,
        bring="En sak dere gjerne vil ha hjelp av frivillige til",
        contact_name=by.name,
        services=SERVICES,
    )
    return arrange_course(told, unit=unit, by=by, at=at - 40 * DAY)


def _join(date: Occurrence, who: tuple[str, str], by: StaffMember, at: dt.datetime) -> uuid.UUID:
    name, service = who
    asked = date.activity.questions[0]["words"]
    return write_in(date.pk, name, "", by=by, at=at, party=Party(answers=((asked, service),))).pk
