"""A course, an evening one waits for, and somebody who signs up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from samspill.activities.actions import (
    Announcement,
    publish_activity,
)
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import find_or_add_person
from samspill.volunteering.actions.courses import CourseDate, arrange_course
from samspill.web.public.tests.sign_ups.from_the_square import (
    DAY,
)


@pytest.fixture
def course(ola, centre):
    def arrange(days=5, places=2):
        on = clock.today() + days * DAY
        told = CourseDate("course", on, dt.time(18), 120, "Torggata 7", places)
        return arrange_course(told, unit=centre, by=ola, at=clock.now())

    return arrange


@pytest.fixture
def somebody(ola):
    def add(name="Kari Berg", phone="41234567"):
        return find_or_add_person(name, [phone], by=ola, at=clock.now(), channel="phone")

    return add


@pytest.fixture
def browser():
    return Client(HTTP_HOST="lillevik.test")


@pytest.fixture
def game_night(centre):
    """One evening with two places, and a waiting list."""
    told = Announcement(
        title={"nb": "Spillkveld"}, unit=centre, takes_sign_ups=True, places=2, waiting_list="at_once"
    )
    pattern = Pattern(kind="once", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(18), minutes=60)
    return publish_activity(told, [pattern], by="system", at=clock.now()).occurrences.get()
