"""Each finds a task from what she herself wants: one volunteer over all open shifts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.volunteering.actions import express_interest, note_absence, publish_need, send_wave
from samspill.volunteering.models import Shift
from samspill.volunteering.queries.fitting import open_shift_for, tasks_for, tasks_for_interest
from samspill.volunteering.queries.matching import who_fits


def titles(tasks):
    return [task.shift.need.kind for task in tasks]


def test_what_she_wants_comes_first_with_the_reason_and_what_she_does_not_want_not_at_all(
    volunteer, phoned_in, asker, at
):
    kari = volunteer("Kari Berg", wishes=("escort",), unwanted=("garden",))
    for kind in ("visit", "garden", "escort"):
        phoned_in(kind=kind)
    tasks = tasks_for(kari, at=at, asker=asker)
    assert titles(tasks) == ["escort", "visit"]
    assert tasks[0].fit.reasons[0] == ("wish", "escort")


def test_it_agrees_with_the_matching_from_the_other_side(volunteer, phoned_in, asker, ola, at):
    people = [
        volunteer("Kari Berg", wishes=("visit",)),
        volunteer("Ali Hassan", person={"birth_year": 2015}),
        volunteer("Mona Lie", availability=1),
        volunteer("Per Aune", person={"gender": "m"}),
    ]
    note_absence(
        people[0].volunteer,
        from_on=at.date() + dt.timedelta(days=4),
        until_on=at.date() + dt.timedelta(days=5),
        by=ola,
        at=at,
        channel="web",
    )
    needs = [
        phoned_in(),
        phoned_in(starts_at=at + dt.timedelta(days=4, hours=1)),
        phoned_in(min_age=18),
        phoned_in(gender="f"),
        phoned_in(demands=("course",)),
        phoned_in(kind="escort", starts_at=at + dt.timedelta(days=6)),
    ]
    for need in needs:
        shift = Shift.objects.select_related("need__request__recipient").get(need=need)
        fits = {one.person_id for one in who_fits(shift, at=at).best()}
        for person in people:
            hers = {task.shift.pk for task in tasks_for(person, at=at, asker=asker)}
            assert (shift.pk in hers) == (person.pk in fits), (need.kind, person.name)


def test_a_task_she_was_asked_about_says_so_and_one_she_is_booked_to_is_gone(
    volunteer, phoned_in, asker, ola, at, texts
):
    kari, need = volunteer("Kari Berg"), phoned_in()
    shift = Shift.objects.get(need=need)
    send_wave(shift.pk, [kari.pk], by=ola, at=at)
    assert [task.asked for task in tasks_for(kari, at=at, asker=asker)] == ["asked"]
    texts(kari, "ja")
    assert tasks_for(kari, at=at, asker=asker) == []


def test_on_her_own_page_only_what_is_shown_to_everybody(volunteer, phoned_in, ola, at):
    kari, hidden, shown = volunteer("Kari Berg"), phoned_in(), phoned_in(kind="escort")
    publish_need(shown, by=ola, at=at)
    assert titles(tasks_for(kari, at=at)) == ["escort"]
    assert open_shift_for(kari, shown.pk, at=at).shift.need == shown
    with pytest.raises(Shift.DoesNotExist):
        open_shift_for(kari, hidden.pk, at=at)


def test_on_her_own_page_only_what_she_wished_for_and_all_of_it_where_she_has_told_no_wish(
    volunteer, phoned_in, ola, at
):
    picky, open_to_all = volunteer("Kari Berg", wishes=("escort",)), volunteer("Ali Hassan")
    for kind in ("visit", "escort"):
        publish_need(phoned_in(kind=kind), by=ola, at=at)
    assert titles(tasks_for(picky, at=at)) == ["escort"]
    assert sorted(titles(tasks_for(open_to_all, at=at))) == ["escort", "visit"]


def test_the_desk_sees_those_of_its_own_units(volunteer, phoned_in, at):
    from conftest import make_staff
    from samspill.people.models import Unit
    from samspill.people.queries import asker_for

    kari = volunteer("Kari Berg")
    phoned_in()
    care = Unit.objects.create(name="Hjemmetjenesten")
    tone = make_staff("Tone Myhre", care, "coordinator", at=at)
    assert tasks_for(kari, at=at, asker=asker_for(tone, on=at.date())) == []


def test_one_who_is_no_volunteer_yet_is_judged_by_what_she_ticked(phoned_in, asker, at):
    phoned_in(kind="visit")
    phoned_in(kind="escort")
    interest = express_interest("Kari Berg", "41234567", wishes=("escort",), at=at)
    assert titles(tasks_for_interest(interest, at=at, asker=asker)) == ["escort", "visit"]


def test_more_shifts_cost_no_more_queries(volunteer, phoned_in, asker, at):
    kari = volunteer("Kari Berg")
    phoned_in()
    tasks_for(kari, at=at, asker=asker)  # The parts of town are remembered.
    with CaptureQueriesContext(connection) as one:
        tasks_for(kari, at=at, asker=asker)
    for number in range(5):
        phoned_in(starts_at=at + dt.timedelta(days=3 + number))
    with CaptureQueriesContext(connection) as six:
        tasks_for(kari, at=at, asker=asker)
    assert len(six) == len(one) <= 14
