"""Plans: made, changed by hand, compared, approved once, and what comes of them."""

import datetime as dt
import uuid
from functools import partial
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import make_staff
from samspill.messaging.actions import opt_out
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.people.actions import forget_person, merge_persons
from samspill.people.models import Unit
from samspill.people.queries import asker_for
from samspill.volunteering import actions
from samspill.volunteering.actions import planning
from samspill.volunteering.actions.plans import (
    AlreadyApproved,
    NotInPlan,
    PlanChanged,
    PlanNotMade,
    ShiftIsFull,
    TakenElsewhere,
    ask_for_approved_plans,
)
from samspill.volunteering.actions.waves import DoesNotFit
from samspill.volunteering.models import Assignment, Offer, Plan, PlanChoice, PlanExclusion, PlanShift, Wave
from samspill.volunteering.queries.plans import (
    compared,
    others_who_fit,
    plan_for,
    plans_for,
    shifts_of,
    since_approved,
    sums_of,
    what_waits_of_plans,
    with_choices,
)

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def later(phoned_in, at):
    """A task so many hours after ten o'clock in three days: `later(0)`, `later(26, kind="walk")`."""
    names = iter(f"Mottaker{n} Sør" for n in range(99))

    def task(hours: float = 0, **facts):
        starts = at + 3 * DAY + hours * HOUR
        return phoned_in(starts_at=starts, recipient_name=next(names), **facts)

    return task


def who(plan) -> dict[str, set[str]]:
    """Who is planned, by the kind of the need."""
    planned: dict[str, set[str]] = {}
    for choice in plan.choices.select_related("person", "shift__need"):
        planned.setdefault(choice.shift.need.kind, set()).add(choice.person.name)
    return planned


def choice_of(plan, person) -> PlanChoice:
    return plan.choices.get(person=person)


def now(plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


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


# By hand.


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
    later_on = compared(actions.plan_anew(plan_for_of(found.before), by=ola, at=at))
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


def plan_for_of(plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


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


# Approved.


def approve(plan, ola, at):
    return actions.approve_plan(plan.pk, seen_version=now(plan).version, by=ola, at=at)


def test_approving_asks_those_who_are_planned_and_the_next_follow_in_waves(
    volunteer, later, plan_week, texts, ola, at
):
    kari = volunteer("Kari Berg", wishes=("visit",))
    ali = volunteer("Ali Hassan")
    later(0, kind="visit")
    plan = plan_week()
    came = approve(plan, ola, at)
    assert (came.people, came.shifts, came.to_come) == (1, 1, 0)
    assert [offer.person for offer in Offer.objects.all()] == [kari]
    assert Wave.objects.get().next_due_at
    texts(kari, "nei")
    from samspill.volunteering.actions.asking_next import send_due_waves

    send_due_waves(at + HOUR)
    assert {offer.person for offer in Offer.objects.all()} == {kari, ali}
    texts(ali, "ja", when=at + 2 * HOUR)
    since = since_approved(now(plan))
    assert (since.covered, since.asked, since.yes, since.no, since.in_vain) == (1, 2, 1, 1, 0)


def test_approving_twice_asks_once(volunteer, later, plan_week, ola, at):
    volunteer("Kari Berg")
    later()
    plan = plan_week()
    approve(plan, ola, at)
    with pytest.raises(AlreadyApproved) as error:
        approve(plan, ola, at)
    assert error.value.plan.approved_by == ola
    assert Offer.objects.count() == 1 and ask_for_approved_plans(at) == 0


def test_what_has_happened_meanwhile_ends_well(volunteer, later, plan_week, ask, ola, at):
    """Covered, called off, asked about by a colleague; one said STOPP and one was booked elsewhere."""
    people = {kind: volunteer(f"{kind.title()} Nord", wishes=(kind,)) for kind in (
        "visit", "walk", "escort", "tech", "garden", "kitchen")}  # fmt: skip
    needs = {kind: later(n * 2, kind=kind) for n, kind in enumerate(people)}
    plan = plan_week(most_each=1)
    assert len(who(plan)) == 6
    spare = volunteer("Eva Lund")
    [offer] = ask(needs["visit"], spare)
    actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    actions.cancel_need(needs["walk"].pk, reason="Syk", by=ola, at=at)
    ask(needs["escort"], spare)
    opt_out("sms", people["tech"].contact_points.get().value, source="sms", at=at)
    other = later(8.5, kind="repair")
    [offer] = ask(other, people["garden"])
    actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    came = approve(plan, ola, at)
    why = {row.shift.need.kind: row.passed_over for row in plan.shifts.select_related("shift__need")}
    assert why == {
        "visit": "covered", "walk": "cancelled", "escort": "being_asked", "tech": "nobody", "garden": "nobody",
        "kitchen": "",
    }  # fmt: skip
    assert choice_of(plan, people["tech"]).dropped_for == "opted_out"
    assert choice_of(plan, people["garden"]).dropped_for == "busy"
    assert (came.people, came.passed_over, came.left_out) == (1, 5, 2)
    assert Offer.objects.filter(person=people["kitchen"]).exists()


def test_when_the_days_money_is_spent_the_rest_are_asked_tomorrow(volunteer, later, plan_week, ola, at):
    MessagingPolicy.objects.create(daily_budget_ore=90, price_ore=40)
    for n in range(3):
        volunteer(f"Person{n} Nord")
        later(26 * n)
    plan = plan_week(most_each=1)
    came = approve(plan, ola, at)
    assert came.people < 3 and came.to_come == 3 - came.people
    assert ask_for_approved_plans(at) == 0
    assert ask_for_approved_plans(at + DAY) >= 1


def test_a_large_plan_is_asked_about_by_the_worker_where_the_page_stopped(
    volunteer, later, plan_week, ola, at, monkeypatch
):
    monkeypatch.setattr("samspill.volunteering.actions.plans.AT_ONCE", 1)
    for n in range(3):
        volunteer(f"Person{n} Nord")
        later(26 * n)
    plan = plan_week(most_each=1)
    assert approve(plan, ola, at).to_come == 2
    assert ask_for_approved_plans(at) == 2
    assert Offer.objects.count() == 3 == PlanShift.objects.filter(asked_at__isnull=False).count()


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_and_two_workers_at_once_ask_everybody_once(
    volunteer, later, plan_week, ola, town, together, at
):
    for n in range(4):
        volunteer(f"Person{n} Nord")
        later(26 * n)
    plan = plan_week(most_each=1)
    calls = [partial(actions.approve_plan, plan.pk, seen_version=1, by=ola, at=at)] * 2
    outcomes = together(town, [*calls, *[partial(ask_for_approved_plans, at)] * 2])
    assert sum(isinstance(outcome, AlreadyApproved) for outcome in outcomes) == 1
    assert not [
        one for one in outcomes if isinstance(one, Exception) and not isinstance(one, AlreadyApproved)
    ]
    ask_for_approved_plans(at)
    assert Offer.objects.count() == 4 == OutboundMessage.objects.count()


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


# Whose it is.


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


def test_a_made_plan_waits_on_the_desk_until_it_is_approved_or_replaced(
    volunteer, later, plan_week, asker, ola, at
):
    volunteer("Kari Berg")
    later()
    plan = plan_week()
    assert what_waits_of_plans(asker, at=at) == [plan]
    anew = actions.plan_anew(plan, by=ola, at=at)
    assert what_waits_of_plans(asker, at=at) == [anew]
    approve(anew, ola, at)
    assert what_waits_of_plans(asker, at=at) == []


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
