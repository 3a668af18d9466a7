"""Courses and papers in Lillevik: texts in force, who has signed and who waits, courses, hours, and a certificate."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from samspill.activities.actions import sign_up
from samspill.activities.models import Occurrence
from samspill.commitments.actions import adopt_standard_text, ask_to_sign, sign
from samspill.commitments.actions.asking import Reach
from samspill.commitments.queries import current_text
from samspill.commitments.rules.texts import KINDS
from samspill.foundation import clock
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions import Asked, answer_offer, note_qualification, register_request, send_wave
from samspill.volunteering.actions.attendance import Came, Others, note_attendance
from samspill.volunteering.actions.attests import make_attest
from samspill.volunteering.actions.courses import CourseDate, arrange_course
from samspill.volunteering.actions.thanking import begin_thanking
from samspill.volunteering.models import Offer, Shift, Volunteer
from samspill.volunteering.queries.matching import who_fits

DAY = dt.timedelta(days=1)
#: Days from today, hour, places. The first is the one that newcomers look at; one is over, and nobody noted who came.
COURSES = ((9, 18, 20), (23, 10, 12), (-4, 18, 16))
SIGNED = {
    "agreement": ("Kari Nordvik", "Amina Warsame", "Turid Moen"),
    "confidentiality": ("Kari Nordvik", "Hanna Lien"),
}
ASKED = ("Morten Dahl", "Sindre Holm", "Bjørn Rustad", "Dmytro Bondar")
#: Who has what that runs out in so many days.
RUNNING_OUT = (
    ("Per Aune", "first_aid", 10),
    ("Ingeborg Tveit", "police_certificate", 44),
    ("Turid Moen", "first_aid", -9),
)


class Done(NamedTuple):
    """A task that is over: what, how long ago, who came and for how long; 0 is that nobody has noted it yet."""

    title: str
    kind: str
    days_ago: int
    who: tuple[str, ...]
    minutes: int
    others: int = 0


DONE = (
    Done("Følge til legen", "escort", 15, ("Kari Nordvik",), 90),
    Done("Høstfest på torget", "event", 9, ("Kari Nordvik", "Arne Nordvik", "Amina Warsame"), 180, 12),
    Done("Tur i lysløypa", "walk", 3, (), 0),
)


def open_the_courses(
    units: dict[str, Unit], staff: dict[str, StaffMember], *, at: dt.datetime
) -> list[Occurrence]:
    """Texts to sign are in force, and courses are on the square."""
    for kind in KINDS:
        adopt_standard_text(kind, by=staff["Ingrid Solvang"], at=at - 400 * DAY)
    return [_arrange(*course, units["centre"], staff["Ingrid Solvang"], at) for course in COURSES]


def bring_people_in(
    units: dict[str, Unit],
    staff: dict[str, StaffMember],
    people: dict[str, Person],
    courses: list[Occurrence],
    *,
    at: dt.datetime,
) -> None:
    """Some sign, some are asked and wait, some join a course; what was done is noted, and one gets a certificate."""
    unit, by = units["centre"], staff["Ola Brekke"]
    for kind, names in SIGNED.items():
        for days, name in enumerate(names, start=8):
            _sign(people[name], kind, at - days * DAY)
    for days, name in enumerate(ASKED):
        _ask(people[name], unit, by, at - (days * 7) * DAY)
    for name, kind, days in RUNNING_OUT:
        _runs_out(people[name], kind, clock.local_day(at) + days * DAY, by, at)
    for place, name in enumerate(("Bjørn Rustad", "Sindre Holm", "Julie Haugland", "Tobias Engen")):
        if name in people:
            _join(courses[0 if place < 2 else 1], people[name], at - DAY)
    _join(courses[2], people["Bjørn Rustad"], at - 8 * DAY)
    for done in DONE:
        _do(done, unit, people, by, at - done.days_ago * DAY)
    begin_thanking(unit, by=by, at=at - 2 * DAY)
    make_attest(people["Kari Nordvik"], by=by, at=at)


def _arrange(days: int, hour: int, places: int, unit: Unit, by: StaffMember, at: dt.datetime) -> Occurrence:
    on, made_at = clock.local_day(at) + days * DAY, at - 20 * DAY
    date = CourseDate("course", on, dt.time(hour), 120, "Frivilligsentralen, Torggata 7", places, ("nb",))
    return arrange_course(date, unit=unit, by=by, at=made_at)


def _sign(person: Person, kind: str, at: dt.datetime) -> None:
    text = current_text(kind, person.language)
    assert text is not None
    sign(text, person, name=person.name, channel="web", by=person, at=at)


def _ask(person: Person, unit: Unit, by: StaffMember, at: dt.datetime) -> None:
    address = person.contact_points.values_list("value", flat=True)[0]
    ask_to_sign(person, ["confidentiality"], reach=Reach("sms", address), unit=unit, by=by, at=at)


def _runs_out(person: Person, kind: str, until: dt.date, by: StaffMember, at: dt.datetime) -> None:
    volunteer = Volunteer.objects.select_related("person").get(person=person)
    held_from_on = until - 730 * DAY
    note_qualification(volunteer, kind=kind, held_from_on=held_from_on, valid_until_on=until, by=by, at=at)


def _join(course: Occurrence, person: Person, at: dt.datetime) -> None:
    sign_up(course.pk, person, channel="web", by=person, at=at)


def _do(done: Done, unit: Unit, people: dict[str, Person], by: StaffMember, at: dt.datetime) -> None:
    """Registered two days before, taken on, and over; who came is noted the day after, or waits to be."""
    starts_at = clock.at_local(clock.local_day(at), dt.time(11))
    asked = Asked(
        caller_name="Frivilligsentralen",
        kind=done.kind,
        title=done.title,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=done.minutes or 90),
        places=max(2, len(done.who)),
    )
    need = register_request(asked, unit=unit, by=by, at=starts_at - 2 * DAY)
    shift = Shift.objects.select_related("need__request__recipient").get(need=need)
    if not done.minutes:
        _take_on(shift, by, starts_at - 2 * DAY)
        return
    came = [Came(people[name].pk, True, done.minutes) for name in done.who]
    others = Others(done.others, done.minutes) if done.others else None
    note_attendance(shift.pk, came, others=others, by=by, at=starts_at + DAY)


def _take_on(shift: Shift, by: StaffMember, at: dt.datetime) -> None:
    best = [suggestion.person_id for suggestion in who_fits(shift, at=at).best(2)]
    wave = send_wave(shift.pk, best, by=by, at=at, goes_on=False)
    for offer in Offer.objects.filter(wave=wave).select_related("person"):
        answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at + dt.timedelta(hours=3))
