"""Plans are made so that each time gets somebody who fits, and seen by those who care for all their units."""

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import make_staff
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Unit
from samspill.people.queries import asker_for
from samspill.volunteering import actions
from samspill.volunteering.actions import planning
from samspill.volunteering.actions.plans import PlanNotMade
from samspill.volunteering.models import Assignment, Offer, Plan
from samspill.volunteering.queries.plans import (
    compared,
    plan_for,
    plans_for,
    shifts_of,
    sums_of,
    with_choices,
)
from samspill.volunteering.tests.plans import choice_of, now, who

DAY = dt.timedelta(days=1)


def test_each_shift_gets_somebody_who_wishes_it_and_nothing_is_sent(volunteer, later, plan_week):
    volunteer("Kari Berg", wishes=("visit",))
    volunteer("Ali Hassan", wishes=("walk",))
    later(0, kind="visit")
    later(1, kind="walk")
    plan = plan_week()
    assert who(plan) == {"visit": {"Kari Berg"}, "walk": {"Ali Hassan"}}
    assert plan.solved_at and plan.figures["is_proven"] and plan.figures["planned"] == 2
    assert not Offer.objects.exists() and not OutboundMessage.objects.exists()


def test_the_reasons_and_what_speaks_against_it_are_kept_with_the_choice(volunteer, later, plan_week):
    kari = volunteer("Kari Berg", wishes=("visit",))
    later()
    choice = choice_of(plan_week(), kari)
    assert [code for code, _ in choice.reasons] == ["wish", "not_asked_lately"]
    assert choice.costs == {"wish": 12, "continuity": 3, "load": 0}


def test_all_shifts_are_covered_before_anybodys_wish_is_followed(volunteer, later, plan_week):
    """Kari wishes the visit, which Ali can do too; but only Kari can do what demands a woman."""
    volunteer("Kari Berg", wishes=("visit",), person={"gender": "f"})
    volunteer("Ali Hassan", person={"gender": "m"})
    later(0, kind="visit")
    later(0.5, kind="walk", gender="f")
    assert who(plan_week()) == {"visit": {"Ali Hassan"}, "walk": {"Kari Berg"}}


def test_somebody_comes_to_each_before_two_come_to_one(volunteer, later, plan_week):
    volunteer("Kari Berg")
    volunteer("Ali Hassan")
    later(0, kind="event", places=2)
    later(0.5, kind="visit")
    assert {kind: len(names) for kind, names in who(plan_week()).items()} == {"event": 1, "visit": 1}


def test_who_helped_this_recipient_before_comes_again(volunteer, phoned_in, plan_week, ola, at):
    people = [volunteer(f"Person{n} Nord") for n in range(6)]
    first = phoned_in()
    actions.send_wave(first.shifts.get().pk, [people[3].pk], by=ola, at=at)
    actions.answer_offer(Offer.objects.get().pk, "yes", channel="phone", by=ola, at=at)
    again = phoned_in(
        starts_at=at + 5 * DAY, recipient=first.request.recipient_id, recipient_name="", kind="walk"
    )
    assert again and who(plan_week())["walk"] == {"Person3 Nord"}


def test_nobody_has_two_tasks_at_once_nor_more_than_the_plan_allows(volunteer, later, plan_week):
    volunteer("Kari Berg")
    for hours in (0, 0.5, 2, 26, 50):
        later(hours)
    plan = plan_week(most_each=3)
    spans = sorted((c.shift.starts_at, c.shift.ends_at) for c in plan.choices.select_related("shift"))
    assert len(spans) == 3
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert sums_of(plan, at=plan.made_at).open_places == 2


def test_what_she_is_booked_to_counts_among_her_tasks(volunteer, later, plan_week, ola, at):
    kari = volunteer("Kari Berg")
    first = later(0)
    actions.send_wave(first.shifts.get().pk, [kari.pk], by=ola, at=at)
    actions.answer_offer(Offer.objects.get().pk, "yes", channel="phone", by=ola, at=at)
    later(26)
    assert plan_week(most_each=1).choices.count() == 0
    assert plan_week(most_each=2).choices.count() == 1


def test_an_open_shift_tells_what_is_missing(volunteer, later, plan_week, at):
    volunteer("Kari Berg")
    volunteer("Ali Hassan")
    later(0, demands=("confidentiality",))
    plan = plan_week()
    [row] = with_choices(plan, shifts_of(plan, which="open"), at=at)
    assert row.open_places == 1 and row.row.fits == 0
    assert row.row.lacks == {"missing:confidentiality": 2}


def test_who_does_not_want_this_kind_is_not_planned_for_it(volunteer, later, plan_week):
    volunteer("Kari Berg", unwanted=("visit",))
    later(kind="visit")
    assert plan_week().choices.count() == 0


def test_a_shift_somebody_is_thinking_about_is_left_to_its_waves(volunteer, later, plan_week, ask):
    kari = volunteer("Kari Berg")
    volunteer("Ali Hassan")
    ask(later(0, kind="walk"), kari)
    later(26, kind="visit")
    assert set(who(plan_week())) == {"visit"}


def test_a_task_within_a_week_is_planned_too_and_clashes_with_nothing(
    volunteer, later, phoned_in, plan_week, at
):
    volunteer("Kari Berg")
    later(0)
    window = {"starts_at": at + DAY, "ends_at": at + 5 * DAY, "is_window": True, "minutes": 60}
    phoned_in(kind="shopping", **window)
    assert set(who(plan_week())) == {"visit", "shopping"}


def test_days_without_open_shifts_and_days_in_disorder_are_said_so(volunteer, later, plan_week, at):
    volunteer("Kari Berg")
    later()
    with pytest.raises(planning.NothingOpen):
        plan_week(from_on=at.date() + 30 * DAY, until_on=at.date() + 36 * DAY)
    with pytest.raises(planning.PlanBackwards):
        plan_week(from_on=at.date() + DAY, until_on=at.date())
    with pytest.raises(planning.PlanTooLong):
        plan_week(until_on=at.date() + 40 * DAY)
    assert not Plan.objects.exists()


def test_the_same_question_has_the_same_fingerprint_and_the_same_answer(volunteer, later, plan_week, ola, at):
    for n in range(5):
        volunteer(f"Person{n} Nord")
    later(0)
    later(26)
    first = plan_week()
    again = actions.plan_anew(first, by=ola, at=at)
    third = actions.plan_anew(again, by=ola, at=at)
    assert third.input_hash == again.input_hash != ""
    assert who(third) == who(again) == who(first)
    assert not compared(again).difference and not compared(third).difference


def test_a_large_plan_is_made_by_the_worker_and_shows_how_far_it_has_come(
    volunteer, later, plan_week, at, monkeypatch
):
    monkeypatch.setattr(planning, "AT_ONCE", 0)
    monkeypatch.setattr(planning, "TOLD_EVERY", 1)
    volunteer("Kari Berg")
    later(0)
    later(26)
    plan = plan_week()
    assert (plan.solved_at, plan.judged, plan.to_judge) == (None, 0, 2)
    with pytest.raises(PlanNotMade):
        actions.approve_plan(plan.pk, seen_version=1, by=plan.made_by, at=at)
    assert planning.solve_plans_that_wait(at) == 1
    plan = now(plan)
    assert plan.solved_at and plan.judged == 2 and plan.choices.count() == 2
    assert planning.solve_plans_that_wait(at) == 0


def test_a_plan_whose_shifts_are_gone_when_the_worker_comes_says_so(
    volunteer, later, plan_week, ola, at, monkeypatch
):
    monkeypatch.setattr(planning, "AT_ONCE", 0)
    volunteer("Kari Berg")
    need = later()
    plan = plan_week()
    actions.cancel_need(need.pk, reason="Syk", by=ola, at=at)
    planning.solve_plans_that_wait(at)
    assert now(plan).failure == "nothing_open"


def test_only_who_cares_for_all_its_units_sees_a_plan(volunteer, later, plan_week, centre, ola, asker, at):
    volunteer("Kari Berg")
    later()
    care = Unit.objects.create(name="Hjemmetjenesten")
    plan = actions.make_plan([centre, care], from_on=at.date(), until_on=at.date() + 7 * DAY, by=ola, at=at)
    tone = asker_for(make_staff("Tone Myhre", care, "coordinator", at=at), on=at.date())
    assert not plans_for(asker).exists() and not plans_for(tone).exists()
    with pytest.raises(Plan.DoesNotExist):
        plan_for(tone, plan.pk)
    own = plan_week()
    assert plan_for(asker, own.pk) == own


def test_as_many_queries_for_many_shifts_as_for_one(volunteer, later, plan_week, at):
    volunteer("Kari Berg")
    later()

    def looked_at(plan) -> int:
        with CaptureQueriesContext(connection) as seen:
            with_choices(plan, shifts_of(plan), at=at)
            sums_of(plan, at=at)
        return len(seen)

    few = looked_at(plan_week())
    for n in range(6):
        volunteer(f"Person{n} Nord")
        later(n)
    assert looked_at(plan_week()) == few
    assert Assignment.objects.count() == 0
