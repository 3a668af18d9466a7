"""Courses: a date for volunteers is put on the square; one for those the municipality employs is found by its link."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import override

from samspill.activities.actions import Announcement, NothingPlanned, cancel_activity, publish_activity
from samspill.activities.models import Occurrence
from samspill.activities.rules.questions import kept_questions
from samspill.foundation.recurrence import Pattern
from samspill.messaging.queries import WRITTEN_IN
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.actions.onboarding import COURSES
from samspill.volunteering.actions.staff_training import question_about_service
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.rules.codes import STAFF_COURSE
from samspill.volunteering.wording.onboarding import course_text, course_title

#: Every course that dates are made for; those of `COURSES` volunteers are invited to.
EVERY_COURSE = (*COURSES, STAFF_COURSE)


class CourseInThePast(ValueError):
    """A date that is over is no date to sign up for."""


@dataclass(frozen=True)
class CourseDate:
    """What is told of a date: which course, the day and hours in Norway, where, how many, and in which language.

    `services`: for staff, where in the municipality they work; of fewer than two they write it themselves.
    """

    kind: str
    on: dt.date
    begins: dt.time
    minutes: int
    place_text: str
    places: int
    languages: tuple[str, ...] = ("nb",)
    bring: str = ""
    contact_name: str = ""
    services: tuple[str, ...] = ()


@transaction.atomic
def arrange_course(date: CourseDate, *, unit: Unit, by: StaffMember, at: dt.datetime) -> Occurrence:
    """Put a date on the square, open for sign-up; one for staff is found by its link alone. Raises `UnknownCode`,
    `CourseInThePast` and `HoldsNationalId`.
    """
    if date.kind not in EVERY_COURSE:
        raise UnknownCode(date.kind)
    refuse_national_ids(
        place_text=date.place_text,
        bring=date.bring,
        contact_name=date.contact_name,
        services=", ".join(date.services),
    )
    pattern = Pattern(
        kind="once",
        starts_on=date.on,
        starts_time=date.begins,
        minutes=date.minutes,
        skips_public_holidays=False,
    )
    try:
        activity = publish_activity(_announcement(date, unit), [pattern], by=by, at=at)
    except NothingPlanned as error:
        raise CourseInThePast(date.on) from error
    occurrence = activity.occurrences.get()
    if occurrence.starts_at <= at:
        raise CourseInThePast(date.on)
    return occurrence


def call_course_off(occurrence: Occurrence, *, by: StaffMember, at: dt.datetime) -> None:
    """It does not take place; whoever has signed up is told, with the other dates."""
    cancel_activity(occurrence.activity, by=by, at=at)


def _announcement(date: CourseDate, unit: Unit) -> Announcement:
    title, text = {}, {}
    for language in WRITTEN_IN:
        with override(language):
            title[language], text[language] = course_title(date.kind), course_text(date.kind)
    is_for_staff = date.kind == STAFF_COURSE
    return Announcement(
        title=title,
        text=text,
        unit=unit,
        place_text=date.place_text,
        categories=("course", "volunteering"),
        questions=kept_questions([question_about_service(date.services)] if is_for_staff else []),
        by_link_only=is_for_staff,
        audiences=("adults",),
        languages=date.languages,
        is_free=True,
        bring=date.bring,
        takes_sign_ups=True,
        places=date.places,
        completes=date.kind,
        contact_name=date.contact_name,
        contact_phone=unit.phone,
    )
