"""Plans are changed by hand, made anew and compared, and follow persons who turn out to be one or are forgotten."""

import uuid
from functools import partial

import pytest

from conftest import make_staff
from samspill.people.actions import forget_person, merge_persons
from samspill.volunteering import actions
from samspill.volunteering.actions.plans import NotInPlan, PlanChanged, ShiftIsFull, TakenElsewhere
from samspill.volunteering.actions.waves import DoesNotFit
from samspill.volunteering.models import Offer, PlanExclusion
from samspill.volunteering.queries.plans import compared, others_who_fit
from samspill.volunteering.tests.plans import choice_of, now, who


def test_who_is_excluded_is_replaced_at_once_and_nobody_else_moves(volunteer, later, plan_week, ola, at):
    kari = volunteer("Kari Berg", wishes=("visit",))
    volunteer("Ali Hassan")
    eva = volunteer("Eva Lund", wishes=("walk",))
    later(0, kind="visit")
    later(0, kind="walk")
    plan = plan_week()
    found = actions.exclude_from_shift(plan.pk, choice_of(plan, kari).pk, seen_version=1, by=ola, at=at)
    assert found.name == "Ali Hassan"
    assert who(plan) == {"visit": {"Ali Hassan"}, "walk": {"Eva Lund"}}
    assert choice_of(plan, eva) and now(plan).version == 2 and now(plan).figures["is_changed"]
    again = actions.plan_anew(now(plan), by=ola, at=at)
    assert "Kari Berg" not in who(again)["visit"]


def test_what_is_locked_stays_when_the_plan_is_made_anew(volunteer, later, plan_week, ola, at):
    volunteer("Kari Berg", wishes=("visit",))
    ali = volunteer("Ali Hassan")
    need = later(0, kind="visit")
    plan = plan_week()
    shift = need.shifts.get()
    actions.choose_for_shift(
        plan.pk, shift.pk, ali.pk, seen_version=1, by=ola, at=at, instead_of=plan.choices.get().pk
    )
    assert who(plan) == {"visit": {"Ali Hassan"}}
    assert who(actions.plan_anew(now(plan), by=ola, at=at)) == {"visit": {"Ali Hassan"}}
    actions.lock_choice(plan.pk, choice_of(plan, ali).pk, is_locked=False, seen_version=2, by=ola, at=at)
    assert who(actions.plan_anew(now(plan), by=ola, at=at)) == {"visit": {"Kari Berg"}}


def test_the_difference_tells_who_is_new_gone_moved_and_the_same(volunteer, later, plan_week, ola, at):
    kari = volunteer("Kari Berg", wishes=("visit",))
    eva = volunteer("Eva Lund", wishes=("escort",))
    later(0, kind="visit")
    later(0, kind="escort")
    later(26, kind="homework", demands=("course",))
    plan = plan_week(most_each=1)
    actions.exclude_from_shift(plan.pk, choice_of(plan, kari).pk, seen_version=1, by=ola, at=at)
    assert set(who(plan)) == {"escort"}
    ali = volunteer("Ali Hassan", wishes=("visit",))
    actions.note_qualification(kari.volunteer, kind="course", held_from_on=at.date(), by=ola, at=at)
    found = compared(actions.plan_anew(now(plan), by=ola, at=at))
    assert {one.person for one in found.difference.new} == {ali, kari}
    assert [one.person for one in found.difference.same] == [eva]
    assert ("planned", 1, 3) in found.figures
    later_on = compared(actions.plan_anew(now(found.before), by=ola, at=at))
    assert later_on.before == found.before


@pytest.mark.parametrize("lots", range(6))
def test_between_equals_nobody_is_moved_when_a_plan_is_made_anew(lots, volunteer, later, plan_week, ola, at):
    for name in ("Kari Berg", "Eva Lund", "Ali Hassan"):
        volunteer(name)
    for day in range(3):
        later(24 * day, kind=("visit", "walk", "escort")[day])
    plan = plan_week(most_each=1)
    first = plan.choices.order_by("shift__starts_at").first()
    actions.exclude_from_shift(plan.pk, first.pk, seen_version=1, by=ola, at=at)
    turid = volunteer("Turid Moen")
    found = compared(actions.plan_anew(now(plan), by=ola, at=at)).difference
    assert [one.person for one in found.new] == [turid]
    assert len(found.same) == 2 and not found.moved and not found.gone


def test_one_who_changes_shift_is_moved_and_neither_new_nor_gone(volunteer, later, plan_week, ola, at):
    kari = volunteer("Kari Berg", wishes=("visit",))
    first = later(0, kind="visit")
    later(0.5, kind="walk")
    plan = plan_week()
    assert who(plan) == {"visit": {"Kari Berg"}}
    actions.cancel_need(first.pk, reason="Syk", by=ola, at=at)
    found = compared(actions.plan_anew(now(plan), by=ola, at=at)).difference
    [moved] = found.moved
    assert (moved.was.person, moved.was.shift.need.kind, moved.now.shift.need.kind) == (kari, "visit", "walk")
    assert not found.new and not found.gone


def test_a_colleague_may_not_choose_one_who_cannot_or_is_needed_at_the_same_time(
    volunteer, later, plan_week, ola, at
):
    kari = volunteer("Kari Berg", wishes=("visit",))
    ali = volunteer("Ali Hassan", wishes=("walk",))
    visit, walk = later(0, kind="visit").shifts.get(), later(0.5, kind="walk").shifts.get()
    wise = later(26, kind="homework", demands=("course",)).shifts.get()
    plan = plan_week()
    choose = partial(actions.choose_for_shift, plan.pk, seen_version=1, by=ola, at=at)
    with pytest.raises(DoesNotFit):
        choose(wise.pk, ali.pk)
    with pytest.raises(ShiftIsFull):
        choose(visit.pk, ali.pk)
    with pytest.raises(TakenElsewhere) as error:
        choose(walk.pk, kari.pk, instead_of=choice_of(plan, ali).pk)
    assert error.value.shift == visit
    with pytest.raises(NotInPlan):
        choose(uuid.uuid4(), kari.pk)
    assert who(plan) == {"visit": {"Kari Berg"}, "walk": {"Ali Hassan"}} and now(plan).version == 1


def test_two_colleagues_do_not_overwrite_each_other(volunteer, later, plan_week, ola, centre, at):
    kari = volunteer("Kari Berg")
    later()
    plan = plan_week()
    lise = make_staff("Lise Lund", centre, "coordinator", at=at)
    lock = partial(actions.lock_choice, plan.pk, choice_of(plan, kari).pk, is_locked=True, at=at)
    lock(seen_version=1, by=ola)
    with pytest.raises(PlanChanged) as error:
        lock(seen_version=1, by=lise)
    assert error.value.plan.changed_by == ola
    with pytest.raises(PlanChanged):
        actions.approve_plan(plan.pk, seen_version=1, by=lise, at=at)
    assert not Offer.objects.exists()


def test_others_who_fit_are_shown_with_what_they_are_planned_for_meanwhile(volunteer, later, plan_week, at):
    volunteer("Kari Berg", wishes=("visit",))
    volunteer("Ali Hassan", wishes=("walk",))
    later(0, kind="visit")
    later(0.5, kind="walk")
    plan = plan_week()
    row = plan.shifts.select_related("plan", "shift__need__request__recipient").get(shift__need__kind="visit")
    [(other, meanwhile)] = others_who_fit(row, at=at).fits
    assert other.name == "Ali Hassan" and meanwhile.need.kind == "walk"


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_change_the_plan_at_once_one_is_told(
    volunteer, later, plan_week, ola, town, together, at
):
    kari = volunteer("Kari Berg")
    volunteer("Ali Hassan")
    later()
    later(26)
    plan = plan_week()
    key = plan.choices.first().pk
    calls = [
        partial(actions.lock_choice, plan.pk, key, is_locked=True, seen_version=1, by=ola, at=at),
        partial(actions.exclude_from_shift, plan.pk, key, seen_version=1, by=ola, at=at),
    ]
    outcomes = together(town, calls)
    assert sum(isinstance(outcome, PlanChanged) for outcome in outcomes) == 1
    assert kari and now(plan).version == 2


def test_two_who_turn_out_to_be_one_are_planned_once(volunteer, later, plan_week, ola, at):
    kari, same = volunteer("Kari Berg"), volunteer("Kari Berg Lie")
    later(places=2)
    plan = plan_week()
    assert plan.choices.count() == 2
    PlanExclusion.objects.bulk_create(
        [
            PlanExclusion(plan=plan, shift=plan.shifts.get().shift, person=one, made_at=at)
            for one in (kari, same)
        ]
    )
    merge_persons(kari, same, by=ola, at=at, channel="web")
    assert plan.choices.get().person == kari and plan.exclusions.get().person == kari


def test_one_who_is_forgotten_is_in_no_plan_that_waits(volunteer, later, plan_week, ola, at):
    kari = volunteer("Kari Berg")
    later()
    plan = plan_week()
    forget_person(kari, by=ola, at=at, channel="web")
    assert plan.choices.count() == 0
