"""Plans are approved once, and those who are planned are asked once, whatever has happened meanwhile."""

import datetime as dt
from functools import partial

import pytest

from samspill.messaging.actions import opt_out
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.volunteering import actions
from samspill.volunteering.actions.plans import AlreadyApproved, ask_for_approved_plans
from samspill.volunteering.models import Offer, PlanShift, Wave
from samspill.volunteering.queries.plans import since_approved, what_waits_of_plans
from samspill.volunteering.tests.plans import approve, choice_of, now, who

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


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
