"""Saying thank you: after a task where a unit has the habit, or to many in one press. Once a month at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import language_of
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Channel, Person, StaffMember, Unit
from samspill.volunteering.models import COMES, Assignment, Attendance, ThanksHabit, Volunteer
from samspill.volunteering.queries.inviting import NAME, written_ways
from samspill.volunteering.queries.reach import Way
from samspill.volunteering.queries.thanking import A_MONTH
from samspill.volunteering.wording import onboarding as words
from samspill.volunteering.wording.messages import first_name

#: A thank-you comes a few hours after the task, and not when it is long gone.
SOONEST, LATEST = dt.timedelta(hours=2), dt.timedelta(days=3)


@transaction.atomic
def begin_thanking(unit: Unit, *, by: StaffMember, at: dt.datetime) -> ThanksHabit:
    """This unit thanks its volunteers after a task from now on. The habit that is there if it has one."""
    habit, is_new = ThanksHabit.objects.get_or_create(
        unit=unit, ended_at=None, defaults={"begun_at": at, "begun_by": by}
    )
    if is_new:
        note("begin_thanking", unit, by=by, channel="web", at=at)
    return habit


@transaction.atomic
def end_thanking(unit: Unit, *, by: StaffMember, at: dt.datetime) -> None:
    """It no longer does."""
    if ThanksHabit.objects.filter(unit=unit, ended_at__isnull=True).update(ended_at=at):
        note("end_thanking", unit, by=by, channel="web", at=at)


def thank_after_tasks(at: dt.datetime) -> int:
    """Thank everybody whose task for a unit with the habit is just over; how many were written to.

    Whoever did not come, has been thanked within a month or does not want to hear from us is left in peace.
    """
    thanked = 0
    for one in _just_helped(at).select_related("person", "shift__need__unit"):
        thanked += _thank_after(one, at)
    return thanked


@transaction.atomic
def thank_many(persons: Sequence[Person], text: str, *, unit: Unit, by: StaffMember, at: dt.datetime) -> int:
    """Thank all of these in one press; `{name}` in the text is each one's first name. How many were written to.

    Whoever has been thanked within a month is left out, so pressing twice writes once. Raises `HoldsNationalId` and
    `messaging.actions.BudgetSpent`, and then nobody is written to.
    """
    refuse_national_ids(text=text)
    ways = written_ways(persons)
    written = 0
    for person in persons:
        if person.pk in ways and _first_this_month(person, at):
            body = text.replace(NAME, first_name(person.name)).strip()
            _send(person, ways[person.pk], unit, body, by, at)
            written += 1
    note("thank_many", unit, by=by, channel="web", at=at, written=written)
    return written


@transaction.atomic
def _thank_after(one: Assignment, at: dt.datetime) -> bool:
    person, unit = one.person, one.shift.need.unit
    way = written_ways([person]).get(person.pk)
    if way is None or not _first_this_month(person, at):
        return False
    with override(language_of(person)):
        _send(person, way, unit, words.thanks(person.name, unit.name), None, at)
    return True


def _just_helped(at: dt.datetime) -> QuerySet[Assignment]:
    habit = ThanksHabit.objects.filter(unit=OuterRef("shift__need__unit"), ended_at__isnull=True)
    stayed_away = Attendance.objects.filter(shift=OuterRef("shift"), person=OuterRef("person"), came=False)
    rows = Assignment.objects.filter(
        Q(person__volunteer__thanked_at__isnull=True) | Q(person__volunteer__thanked_at__lt=at - A_MONTH),
        Exists(habit.filter(begun_at__lt=OuterRef("shift__ends_at"))),
        ~Exists(stayed_away),
        COMES,
        shift__cancelled_at__isnull=True,
        shift__ends_at__gt=at - LATEST,
        shift__ends_at__lt=at - SOONEST,
        person__erased_at__isnull=True,
    )
    return rows.order_by("shift__ends_at", "pk")


def _first_this_month(person: Person, at: dt.datetime) -> bool:
    """Whether it is a month since she was thanked, decided by one conditional update."""
    due = Volunteer.objects.filter(Q(thanked_at__isnull=True) | Q(thanked_at__lt=at - A_MONTH), person=person)
    return bool(due.update(thanked_at=at))


def _send(person: Person, way: Way, unit: Unit, body: str, by: StaffMember | None, at: dt.datetime) -> None:
    queue_message(
        channel=way.channel,
        address=way.address,
        subject=unit.name[:200] if way.channel == Channel.EMAIL else "",
        body=body,
        key=f"thanks:{person.pk}:{clock.local_day(at)}",
        person=person,
        about=subject_of(person),
        by=by,
        at=at,
    )
