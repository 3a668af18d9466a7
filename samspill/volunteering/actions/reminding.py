"""What those who are booked are told as the time draws near: the private part, and a reminder.

Of a group its contact person is told; a reserve is told when she moves up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, QuerySet

from samspill.people.models import Person
from samspill.volunteering.actions.telling import tell
from samspill.volunteering.models import COMES, Assignment, GroupBooking, Need
from samspill.volunteering.queries.tasks import meeting, opens_at
from samspill.volunteering.wording import groups, messages
from samspill.volunteering.wording.messages import Meeting, Task

REMINDED_BEFORE = dt.timedelta(hours=24)
#: Whoever has just been told everything is not reminded of it.
JUST_TOLD = dt.timedelta(hours=12)
LONGEST_LOOK_AHEAD = dt.timedelta(days=31)
FETCHED = ("shift__need__unit", "shift__need__area", "shift__role")
Booked = Assignment | GroupBooking


def send_due_details_and_reminders(at: dt.datetime) -> int:
    """Tell everybody booked what is due: the private part when it opens, a reminder the day before; how many."""
    booked = (_upcoming_volunteers(at), _upcoming_groups(at))
    return sum(
        sum(_send_details(one, at) for one in _untold(rows, at))
        + sum(_remind(one, at) for one in _unreminded(rows, at))
        for rows in booked
    )


def _upcoming_volunteers(at: dt.datetime) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(COMES, shift__cancelled_at__isnull=True, shift__ends_at__gt=at)
    rows = rows.exclude(
        shift__need__form=Need.Form.PAIR
    )  # A pair is told when its first meeting is arranged.
    return rows.select_related("person", *FETCHED).order_by("shift__starts_at")


def _upcoming_groups(at: dt.datetime) -> QuerySet[GroupBooking]:
    rows = GroupBooking.objects.filter(
        released_at__isnull=True, shift__cancelled_at__isnull=True, shift__ends_at__gt=at
    )
    return rows.select_related("contact", "organisation", *FETCHED).order_by("shift__starts_at")


def _untold(rows: QuerySet[Booked], at: dt.datetime) -> list[Booked]:
    near = rows.filter(details_told_at__isnull=True, shift__starts_at__lt=at + LONGEST_LOOK_AHEAD)
    return [one for one in near if opens_at(one.shift) <= at]


def _unreminded(rows: QuerySet[Booked], at: dt.datetime) -> QuerySet[Booked]:
    near = rows.filter(
        reminded_at__isnull=True, details_told_at__isnull=False, shift__starts_at__lte=at + REMINDED_BEFORE
    )
    return near.filter(
        shift__starts_at__gt=at,
        made_at__lt=F("shift__starts_at") - REMINDED_BEFORE - JUST_TOLD,
        details_told_at__lt=at - JUST_TOLD,
    )


@transaction.atomic
def _send_details(booked: Booked, at: dt.datetime) -> bool:
    if not _first_time(booked, "details_told_at", at):
        return False
    private = meeting(booked.shift.need)
    if not messages.details(private):
        return False
    return _tell(booked, _details_for(booked, private), "details", at)


@transaction.atomic
def _remind(booked: Booked, at: dt.datetime) -> bool:
    if not _first_time(booked, "reminded_at", at):
        return False
    return _tell(booked, _reminder_for(booked, meeting(booked.shift.need)), "reminder", at)


def _details_for(booked: Booked, private: Meeting) -> Callable[[Task], str]:
    if isinstance(booked, GroupBooking):
        group = booked.organisation.name
        return lambda task: groups.details_now(task, private, group)
    return lambda task: messages.details_now(task, private)


def _reminder_for(booked: Booked, private: Meeting) -> Callable[[Task], str]:
    if isinstance(booked, GroupBooking):
        group, size = booked.organisation.name, booked.size
        return lambda task: groups.reminder(task, private, group, size)
    return lambda task: messages.reminder(task, private)


def _first_time(booked: Booked, fact: str, at: dt.datetime) -> bool:
    """Whether it fell to us, decided by one conditional update: two workers may look at the same time."""
    rows = type(booked).objects.filter(pk=booked.pk, released_at__isnull=True)
    return bool(rows.filter(**{f"{fact}__isnull": True}).update(**{fact: at}))


def _tell(booked: Booked, words: Callable[[Task], str], what: str, at: dt.datetime) -> bool:
    shift = booked.shift
    key = f"{what}:{booked.pk}:{shift.need.version}"
    is_needed = what == "details"
    return tell(_person(booked), shift, words, key=key, about=booked, at=at, must_hear=is_needed)


def _person(booked: Booked) -> Person:
    return booked.contact if isinstance(booked, GroupBooking) else booked.person
