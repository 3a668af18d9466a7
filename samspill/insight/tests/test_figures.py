"""A year in figures: counted from lists, narrowed, and the same when everybody is forgotten."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import make_staff
from samspill.foundation.models import Area
from samspill.insight.queries.figures import NoSuchYear, Scope, cares_for_all, year_of
from samspill.insight.rules.figures import (
    LISTS,
    Task,
    Waited,
    Year,
    hidden_if_few,
    hours_of,
    median_hours_to_yes,
    share,
)
from samspill.people.actions import (
    end_what_is_due,
    find_or_add_person,
    forget_person,
    give_consent,
    merge_persons,
)
from samspill.people.models import Person, Unit
from samspill.people.queries import asker_for
from samspill.volunteering.actions import (
    Asked,
    answer_offer,
    cancel_need,
    enrol_volunteer,
    express_interest,
    register_request,
    send_wave,
    settle_interest,
)
from samspill.volunteering.actions.attendance import Came, note_attendance
from samspill.volunteering.models import Need, Offer, Shift
from samspill.volunteering.rules.codes import KINDS

HOUR = dt.timedelta(hours=1)


def counts(year: Year) -> dict[str, int]:
    return {name: len(year.rows(name)) for name in LISTS} | {"hours": hours_of(year.given)}  # type: ignore[dict-item]


@pytest.fixture
def town_at_work(centre, ola, at):
    """Three volunteers and five tasks of two kinds, in two parts of town; three covered, one called off."""
    sol, nord = Area.objects.create(name="Solsida"), Area.objects.create(name="Nordsida")
    people = []
    for number in range(3):
        person = find_or_add_person(
            f"Frivillig {number}", [f"4123456{number}"], by=ola, at=at, channel="phone"
        )
        give_consent(person, source="phone", by=ola, at=at)
        enrol_volunteer(person, by=ola, at=at, channel="phone")
        people.append(person)
    for number, (kind, area, yes) in enumerate(
        [("visit", sol, 0), ("visit", nord, 1), ("walk", sol, 0), ("walk", sol, None), ("visit", sol, 2)]
    ):
        starts = at + dt.timedelta(days=2 + number)
        asked = Asked(
            caller_name="Nina", recipient_name=f"Mottaker {number % 2}", recipient_phone=f"9234567{number % 2}",
            kind=kind, title=f"Oppgave {number}", area=area.pk, starts_at=starts, ends_at=starts + 1.5 * HOUR,
        )  # fmt: skip
        need = register_request(asked, unit=centre, by=ola, at=at)
        if yes is not None:
            send_wave(need.shifts.get().pk, [people[yes].pk], by=ola, at=at, goes_on=False)
            offer = Offer.objects.get(shift__need=need)
            answer_offer(offer.pk, "yes", channel="sms", by=people[yes], at=at + (number + 1) * HOUR)
        if number == 4:
            cancel_need(need.pk, reason="", by=ola, at=at + 6 * HOUR)
    interest = express_interest("Amina", "933 44 556", at=at)
    settle_interest(interest, outcome="declined", by=ola, at=at + dt.timedelta(days=3))
    express_interest("Yusuf", "933 44 557", at=at)
    return {"sol": sol, "nord": nord, "people": people}


@pytest.fixture
def later(at):
    return at + dt.timedelta(days=20)


def test_each_figure_is_what_happened(town_at_work, asker, later):
    year = year_of(asker, Scope(2026), at=later)
    assert counts(year) == {
        "requests": 5, "tasks": 4, "covered": 3, "given": 3, "volunteers": 2, "recipients": 2, "answered": 3,
        "interests": 2, "in_time": 1, "hours": 4.5,
    }  # fmt: skip
    assert share(len(year.covered), len(year.tasks)) == 75.0
    assert median_hours_to_yes(year.answered) == 2.0
    assert [(one.name, one.times) for one in year.volunteers] == [("Frivillig 0", 2), ("Frivillig 1", 1)]


def test_what_is_not_over_is_not_counted_yet(town_at_work, asker, at):
    year = year_of(asker, Scope(2026), at=at + HOUR)
    assert (len(year.tasks), len(year.requests)) == (0, 5)


def test_another_year_is_another_year_in_norwegian_time(town_at_work, asker, later):
    assert counts(year_of(asker, Scope(2025), at=later))["tasks"] == 0
    for nonsense in (0, 1999, 3000, 10**9):
        with pytest.raises(NoSuchYear):
            year_of(asker, Scope(nonsense), at=later)


def test_narrowed_parts_make_up_the_whole(town_at_work, asker, later):
    whole = counts(year_of(asker, Scope(2026), at=later))
    for name in ("tasks", "covered", "given", "hours"):
        kinds = [counts(year_of(asker, Scope(2026, kind=kind), at=later))[name] for kind in KINDS]
        areas = [
            counts(year_of(asker, Scope(2026, area=town_at_work[area].pk), at=later))[name]
            for area in ("sol", "nord")
        ]
        assert sum(kinds) == sum(areas) == whole[name]


def test_only_the_units_one_sees_are_counted(town_at_work, asker, ola, later, at):
    elsewhere = Unit.objects.create(name="Hjemmetjenesten", sector="Helse")
    tone = asker_for(make_staff("Tone Myhre", elsewhere, "coordinator", at=at), on=later.date())
    assert counts(year_of(tone, Scope(2026), at=later))["tasks"] == 0
    assert counts(year_of(asker, Scope(2026, unit=elsewhere.pk), at=later))["tasks"] == 0
    assert counts(year_of(asker, Scope(2026, sector="Helse"), at=later))["tasks"] == 0


def test_the_figures_are_the_same_when_everybody_is_forgotten(town_at_work, asker, ola, later):
    before = counts(year_of(asker, Scope(2026), at=later))
    for person in Person.objects.all():
        forget_person(person, by=ola, at=later, channel="web")
    assert counts(year_of(asker, Scope(2026), at=later)) == before
    end_what_is_due(later + dt.timedelta(days=20 * 365))
    after = year_of(asker, Scope(2026), at=later)
    assert counts(after) == before
    assert {one.name for one in after.volunteers} == {""}


def test_two_who_are_one_count_as_one(town_at_work, asker, ola, later):
    first, second, _third = town_at_work["people"]
    merge_persons(first, second, by=ola, at=later, channel="web")
    year = year_of(asker, Scope(2026), at=later)
    assert (len(year.volunteers), len(year.given)) == (1, 3)


def test_what_was_noted_counts_before_what_was_planned(town_at_work, asker, ola, later):
    first, second, third = town_at_work["people"]
    walk = Offer.objects.filter(person=first, shift__need__kind="walk").get().shift
    visit = Offer.objects.get(person=second).shift
    note_attendance(visit.pk, [Came(second.pk, came=False)], by=ola, at=later)
    note_attendance(walk.pk, [Came(first.pk, True, 30), Came(third.pk, True, 60)], by=ola, at=later)
    year = year_of(asker, Scope(2026), at=later)
    assert [(one.name, one.times, one.hours) for one in year.volunteers] == [
        ("Frivillig 0", 2, 2.0),
        ("Frivillig 2", 1, 1.0),
    ]
    assert hours_of(year.given) == 3.0


def test_a_pair_gives_the_hours_that_were_noted_day_by_day_and_no_others(town_at_work, asker, ola, later):
    first = town_at_work["people"][0]
    walk = Offer.objects.filter(person=first, shift__need__kind="walk").get().shift
    Need.objects.filter(pk=walk.need_id).update(form=Need.Form.PAIR)
    Shift.objects.filter(pk=walk.pk).update(ends_at=walk.starts_at + dt.timedelta(days=10))
    assert hours_of(year_of(asker, Scope(2026), at=later).given) == 3.0
    for day in (1, 4):
        on = (walk.starts_at + dt.timedelta(days=day)).date()
        note_attendance(walk.pk, [Came(first.pk, True, 90)], on=on, by=ola, at=later)
    year = year_of(asker, Scope(2026), at=later)
    assert hours_of(year.given) == 6.0 and year.volunteers[0].times == 3


def test_it_is_five_queries_whatever_happened(town_at_work, asker, later, django_assert_num_queries):
    with django_assert_num_queries(5):
        year_of(asker, Scope(2026), at=later)


def test_who_cares_for_all_of_it_may_see_small_numbers(asker, centre, at):
    reader = asker_for(make_staff("Rita Berg", centre, "reader", at=at), on=at.date())
    assert cares_for_all(asker, Scope(2026)) and not cares_for_all(reader, Scope(2026))
    assert [hidden_if_few(n, may_see=False) for n in (0, 1, 4, 5, 9)] == [0, None, None, 5, 9]
    assert hidden_if_few(1, may_see=True) == 1


def test_hours_are_as_planned_and_a_window_has_its_minutes(at):
    def task(**more):
        told = {
            "need": None, "title": "", "kind": "", "unit": "", "area": "", "starts_at": at, "ends_at": at + 48 * HOUR,
            "minutes": None, "recipient": None, "places": 1, "taken": 1,
        }  # fmt: skip
        return Task(**(told | more))

    assert task(minutes=90).hours == 1.5 and task().hours == 48
    assert task().hours_to_yes is None and median_hours_to_yes([task()]) is None
    assert task(asked_at=at, yes_at=at - HOUR).hours_to_yes == 0


def test_shares_of_nothing_are_none_and_fourteen_days_are_fourteen(at):
    assert share(0, 0) is None and share(1, 3) == 33.3
    assert Waited(at, at + dt.timedelta(days=14), "").is_in_time
    assert not Waited(at, at + dt.timedelta(days=14, seconds=1), "").is_in_time
    assert not Waited(at, None, "").is_in_time
