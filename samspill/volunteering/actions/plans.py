"""What a colleague does to a plan before it is approved, and what approving it sets going.

Every change counts the plan's version up, and is made only to the version she was shown. Approving is one fact;
the questions follow shift by shift, each in a transaction of its own with the shift locked first, so that a process
that ends in between loses nothing and asks nobody twice: the worker goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from django.db import transaction

from samspill.foundation.actions import note
from samspill.messaging.actions import BudgetSpent
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.planning import fill_the_gaps
from samspill.volunteering.actions.waves import DoesNotFit, NobodyNew, send_wave
from samspill.volunteering.models import Plan, PlanChoice, PlanExclusion, PlanShift, Shift
from samspill.volunteering.queries.matching import Suggestion, who_fits

#: So many shifts are asked about while somebody waits for the page; the worker does the rest.
AT_ONCE = 30
#: After these the proof is of the plan as it was made, and no longer as it is.
CHANGES_THE_CHOICE = ("exclude_from_shift", "choose_for_shift")


class PlanChanged(RuntimeError):
    """A colleague changed the plan after it was shown: `plan` as it is now, with `changed_by`."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(str(plan.pk))
        self.plan = plan


class PlanNotMade(RuntimeError):
    """It is still being made, or could not be."""


class AlreadyApproved(RuntimeError):
    """It has been approved: `plan` tells by whom and when."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(str(plan.pk))
        self.plan = plan


class NotInPlan(LookupError):
    """She is not planned for this shift, or the shift is not in the plan."""


class ShiftIsFull(RuntimeError):
    """So many are planned for the shift as it has places; take somebody out first."""


class TakenElsewhere(RuntimeError):
    """She is planned for another shift at the same time: `shift`."""

    def __init__(self, shift: Shift) -> None:
        super().__init__(str(shift.pk))
        self.shift = shift


class Asking(NamedTuple):
    """What came of putting the questions: people and shifts asked, shifts passed over, people left out, shifts left."""

    people: int = 0
    shifts: int = 0
    passed_over: int = 0
    left_out: int = 0
    to_come: int = 0


@transaction.atomic
def lock_choice(
    plan_id: uuid.UUID,
    choice_id: uuid.UUID,
    *,
    is_locked: bool,
    seen_version: int,
    by: StaffMember,
    at: dt.datetime,
) -> None:
    """Let a choice stay when the plan is made anew, or no longer.

    Raises `PlanChanged`, `AlreadyApproved`, `NotInPlan`.
    """
    plan = _open_for_changes(plan_id, seen_version)
    if not plan.choices.filter(pk=choice_id).update(is_locked=is_locked):
        raise NotInPlan(choice_id)
    _changed(plan, "lock_choice" if is_locked else "unlock_choice", by, at)


@transaction.atomic
def exclude_from_shift(
    plan_id: uuid.UUID, choice_id: uuid.UUID, *, seen_version: int, by: StaffMember, at: dt.datetime
) -> Person | None:
    """Not her for this shift: somebody else is found for what is open now, and nobody is moved; the first found.

    Raises `PlanChanged`, `AlreadyApproved`, `NotInPlan`.
    """
    plan = _open_for_changes(plan_id, seen_version)
    choice = plan.choices.filter(pk=choice_id).first()
    if choice is None:
        raise NotInPlan(choice_id)
    pair = {"plan": plan, "shift_id": choice.shift_id, "person_id": choice.person_id}
    PlanExclusion.objects.get_or_create(**pair, defaults={"made_at": at, "made_by": by})
    choice.delete()
    found = [person for person, shift in fill_the_gaps(plan, at=at) if shift == choice.shift_id]
    _changed(plan, "exclude_from_shift", by, at, person=choice.person_id)
    return Person.objects.filter(pk__in=found).first()


@transaction.atomic
def choose_for_shift(
    plan_id: uuid.UUID,
    shift_id: uuid.UUID,
    person_id: uuid.UUID,
    *,
    seen_version: int,
    by: StaffMember,
    at: dt.datetime,
    instead_of: uuid.UUID | None = None,
) -> None:
    """A colleague wants her for this shift, `instead_of` the choice with that key where one is given; it is locked.

    Raises `PlanChanged`, `AlreadyApproved`, `NotInPlan`, `ShiftIsFull`, `TakenElsewhere` and `DoesNotFit`.
    """
    plan = _open_for_changes(plan_id, seen_version)
    row = (
        plan.shifts.filter(shift=shift_id)
        .select_related("shift__need__request__recipient", "shift__role")
        .first()
    )
    if row is None:
        raise NotInPlan(shift_id)
    there = plan.choices.filter(shift=shift_id)
    if instead_of:
        there.filter(pk=instead_of).delete()
    if there.exclude(person=person_id).count() >= row.places:
        raise ShiftIsFull(shift_id)
    _check_that_she_is_free(plan, row.shift, person_id)
    suggestion = _one_who_fits(row.shift, person_id, at)
    there.filter(person=person_id).delete()
    plan.exclusions.filter(shift=shift_id, person=person_id).delete()
    reasons = [[mark.code, mark.value] for mark in suggestion.fit.reasons]
    chosen = {"person_id": person_id, "is_locked": True, "reasons": reasons, "chosen_by": by}
    PlanChoice.objects.create(plan=plan, shift=row.shift, **chosen)
    _changed(plan, "choose_for_shift", by, at, person=person_id)


@transaction.atomic
def _approve(plan_id: uuid.UUID, seen_version: int, by: StaffMember, at: dt.datetime) -> Plan:
    plan = _open_for_changes(plan_id, seen_version)
    Plan.objects.filter(pk=plan.pk).update(approved_at=at, approved_by=by)
    note("approve_plan", plan, by=by, channel="web", at=at)
    return plan


def approve_plan(plan_id: uuid.UUID, *, seen_version: int, by: StaffMember, at: dt.datetime) -> Asking:
    """Put the questions out: to begin with to those who are planned, then in waves until each shift is covered.

    A shift that is covered, called off or asked about by now is passed over, and whoever cannot be asked any more is
    left out; both stand on the plan's page. Raises `PlanChanged`, `AlreadyApproved` and `PlanNotMade`.
    """
    plan = _approve(plan_id, seen_version, by, at)
    return put_the_questions(plan.pk, at=at, at_most=AT_ONCE)


def ask_for_approved_plans(at: dt.datetime) -> int:
    """Go on with plans that were approved and have shifts nobody has been asked about; how many people were asked."""
    rows = PlanShift.objects.filter(plan__approved_at__isnull=False, asked_at__isnull=True, passed_over="")
    plans = rows.values_list("plan_id", flat=True).distinct()
    return sum(put_the_questions(plan, at=at).people for plan in sorted(set(plans)))


def put_the_questions(plan_id: uuid.UUID, *, at: dt.datetime, at_most: int | None = None) -> Asking:
    """Ask about the shifts of an approved plan that have not been asked about, the next first. When the day's money is
    spent the rest wait until there is more.
    """
    rows = PlanShift.objects.filter(plan=plan_id, asked_at__isnull=True, passed_over="")
    keys = list(rows.order_by("shift__starts_at", "pk").values_list("pk", flat=True))
    sums = Asking(to_come=len(keys))
    for key in keys[:at_most]:
        try:
            came = _ask_about(key, at)
        except BudgetSpent:
            break
        sums = Asking(*(one + other for one, other in zip(sums, came, strict=True)))
    return sums


@transaction.atomic
def _ask_about(key: uuid.UUID, at: dt.datetime) -> Asking:
    """Ask those planned for one shift, once. Locks the shift first, as everything does."""
    shift = seats.lock_shift(PlanShift.objects.values_list("shift_id", flat=True).get(pk=key))
    waiting = PlanShift.objects.filter(pk=key, asked_at__isnull=True, passed_over="")
    why = _why_not(shift, at)
    if why:
        return Asking(passed_over=waiting.update(passed_over=why), to_come=-1)
    if not waiting.update(asked_at=at):
        return Asking(to_come=-1)
    row = PlanShift.objects.select_related("plan__approved_by").get(pk=key)
    people, left_out = _those_who_still_can(row, shift, at)
    if not people:
        PlanShift.objects.filter(pk=key).update(asked_at=None, passed_over="nobody")
        return Asking(passed_over=1, left_out=left_out, to_come=-1)
    send_wave(shift.pk, people, by=row.plan.approved_by or "system", at=at)
    return Asking(people=len(people), shifts=1, left_out=left_out, to_come=-1)


def _why_not(shift: Shift, at: dt.datetime) -> str:
    """Why nobody is to be asked about the shift any more, or ""."""
    if shift.cancelled_at or shift.need.cancelled_at:
        return "cancelled"
    if seats.is_over(shift, at):
        return "over"
    if not seats.free_seats(shift):
        return "covered"
    return "being_asked" if seats.open_offers(shift).filter(undelivered_at__isnull=True).exists() else ""


def let_go_of(person: Person) -> None:
    """She leaves: no plan that is not approved counts on her."""
    PlanChoice.objects.filter(person=person, plan__approved_at__isnull=True).delete()
    PlanExclusion.objects.filter(person=person).delete()


def settle_plans(keep: Person, gone: Person) -> None:
    """Two persons are one: where both are planned for a shift, or both were excluded from it, one of them goes."""
    for table in (PlanChoice, PlanExclusion):
        for double in table.objects.filter(person=gone):
            if table.objects.filter(person=keep, plan=double.plan_id, shift=double.shift_id).exists():
                double.delete()


def _those_who_still_can(row: PlanShift, shift: Shift, at: dt.datetime) -> tuple[list[uuid.UUID], int]:
    """The planned who may be asked now, no more than there are seats; it is written down why the others are not."""
    chosen = {
        choice.person_id: choice
        for choice in PlanChoice.objects.filter(plan=row.plan_id, shift=shift).order_by("-is_locked", "pk")
    }
    judged = {one.person_id: one.fit for one in who_fits(shift, at=at, among=list(chosen)).of(chosen)}
    people: list[uuid.UUID] = []
    for person, choice in chosen.items():
        why = _left_out(judged.get(person), full=len(people) >= len(seats.free_seats(shift)))
        if why:
            PlanChoice.objects.filter(pk=choice.pk).update(dropped_for=why)
        else:
            people.append(person)
    return people, len(chosen) - len(people)


def _left_out(fit: object, *, full: bool) -> str:
    if fit is None:
        return "left"
    walls = fit.walls  # type: ignore[attr-defined]
    if walls:
        return str(walls[0].code)[:40]
    return "covered" if full else ""


def _open_for_changes(plan_id: uuid.UUID, seen_version: int) -> Plan:
    """The plan, locked, if it is as she saw it and may still be changed."""
    rows = Plan.objects.select_related("changed_by", "approved_by")
    plan = rows.select_for_update(no_key=True, of=("self",)).get(pk=plan_id)
    if plan.approved_at:
        raise AlreadyApproved(plan)
    if not plan.solved_at:
        raise PlanNotMade(plan_id)
    if plan.version != seen_version:
        raise PlanChanged(plan)
    return plan


def _changed(
    plan: Plan, verb: str, by: StaffMember, at: dt.datetime, *, person: uuid.UUID | None = None
) -> None:
    figures = plan.figures | {
        "planned": plan.choices.count(),
        "people": plan.choices.values("person").distinct().count(),
        "is_changed": plan.figures.get("is_changed", False) or verb in CHANGES_THE_CHOICE,
    }
    facts = {"version": plan.version + 1, "changed_by": by, "changed_at": at, "figures": figures}
    Plan.objects.filter(pk=plan.pk).update(**facts)
    told = {"person": str(person)} if person else {}
    note(verb, plan, by=by, channel="web", at=at, **told)


def _check_that_she_is_free(plan: Plan, shift: Shift, person_id: uuid.UUID) -> None:
    if shift.need.form not in shift.need.WITH_HOURS:
        return
    elsewhere = plan.choices.filter(
        person=person_id,
        shift__need__form__in=shift.need.WITH_HOURS,
        shift__starts_at__lt=shift.ends_at,
        shift__ends_at__gt=shift.starts_at,
    ).exclude(shift=shift)
    clash = elsewhere.select_related("shift__need", "shift__role").first()
    if clash:
        raise TakenElsewhere(clash.shift)


def _one_who_fits(shift: Shift, person_id: uuid.UUID, at: dt.datetime) -> Suggestion:
    found = who_fits(shift, at=at, among=[person_id]).of([person_id])
    if not found:
        raise NobodyNew(person_id)
    if found[0].fit.walls:
        raise DoesNotFit(found[0])
    return found[0]
