"""The course for the municipality's own: how many came from each service is counted, and stays when names are gone."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions import note_attendance, sign_up
from samspill.activities.models import Occurrence, SignUp
from samspill.activities.rules.parties import Party
from samspill.people.actions import find_or_add_person
from samspill.volunteering.actions.courses import CourseDate, arrange_course
from samspill.volunteering.models import Qualification
from samspill.volunteering.queries.staff_training import Trained, trained_services
from samspill.volunteering.rules.codes import STAFF_COURSE

SERVICES = ("Biblioteket", "Hjemmetjenesten", "Skolene")


@pytest.fixture
def date(ola, centre, at):
    on = at.date() + dt.timedelta(days=7)
    told = CourseDate(STAFF_COURSE, on, dt.time(9), 180, "Rådhuset", 30, services=SERVICES)
    return arrange_course(told, unit=centre, by=ola, at=at)


@pytest.fixture
def joins(date, ola, at):
    def join(name, phone, service=""):
        person = find_or_add_person(name, [phone], by=ola, at=at, channel="phone")
        asked = date.activity.questions[0]["words"]
        party = Party(answers=((asked, service),) if service else ())
        return sign_up(date.pk, person, channel="web", by=person, at=at, party=party)

    return join


@pytest.fixture
def came(date, ola):
    def note(*rows):
        after = date.ends_at + dt.timedelta(hours=1)
        note_attendance(date.pk, {row.pk for row in rows}, by=ola, at=after)
        return {one.service: one.came for one in trained_services(on=after.date())}

    return note


def test_each_service_is_counted_and_those_nobody_came_from_are_named(joins, came, date):
    first, second = joins("Siv", "41200001", "Biblioteket"), joins("Tor", "41200002", "Biblioteket")
    third, _away = joins("Unn", "41200003"), joins("Vidar", "41200004", "Skolene")
    assert came(first, second, third) == {"": 1, "Biblioteket": 2, "Hjemmetjenesten": 0, "Skolene": 0}
    assert trained_services(on=date.starts_at.date())[1] == Trained(
        "Biblioteket", 2, 2, date.starts_at.date()
    )


def test_who_came_is_put_right_and_noted_twice_counts_once(joins, came):
    first, second = joins("Siv", "41200001", "Biblioteket"), joins("Tor", "41200002", "Skolene")
    came(first)
    assert came(first) == {"Biblioteket": 1, "Hjemmetjenesten": 0, "Skolene": 0}
    assert came(second) == {"Skolene": 1, "Biblioteket": 0, "Hjemmetjenesten": 0}


def test_the_number_stays_when_the_date_and_its_names_are_deleted(joins, came, date):
    came(joins("Siv", "41200001", "Biblioteket"))
    SignUp.objects.all().delete()
    Occurrence.objects.all().delete()
    next_year = dt.date(date.starts_at.year + 1, 2, 1)
    assert trained_services(on=next_year)[0] == Trained("Biblioteket", 1, 0, date.starts_at.date())


def test_it_is_no_course_that_volunteers_have(joins, came):
    came(joins("Siv", "41200001", "Biblioteket"))
    assert not Qualification.objects.exists()
