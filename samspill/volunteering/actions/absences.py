"""Somebody is ill or away: in one step she is off all she had taken on in those days, and the next are asked."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from samspill.foundation import clock
from samspill.people.models import Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.asking_next import fill_again
from samspill.volunteering.actions.telling import News, tell_each_once
from samspill.volunteering.actions.volunteers import EndsBeforeItStarts, note_absence
from samspill.volunteering.models import Absence, Assignment, Need, Offer, Shift, Volunteer
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.wording import messages, rotas


class Away(NamedTuple):
    """The days she is away, and what she is off."""

    absence: Absence
    released: list[Assignment]


@transaction.atomic
def call_in_away(
    volunteer: Volunteer,
    *,
    from_on: dt.date,
    until_on: dt.date,
    by: StaffMember | Person,
    at: dt.datetime,
    channel: str,
) -> Away:
    """She cannot from one day until another, both included. Why is not written down: that may be health.

    She is off all she has on those days, questions about them lapse, and reserves move up or the next are asked. One
    message tells her what she is off. What may be done within a window that goes on longer stays hers. Raises
    `EndsBeforeItStarts`.
    """
    if until_on < from_on:
        raise EndsBeforeItStarts
    shifts = seats.lock_shifts(_shifts_in(volunteer.person_id, from_on, until_on, at))
    seats.lock_volunteers([volunteer.person_id])
    absence = note_absence(volunteer, from_on=from_on, until_on=until_on, by=by, at=at, channel=channel)
    released = [one for shift in shifts for one in _take_off(volunteer.person, shift, channel, by, at)]
    _tell(released, {shift.pk: shift for shift in shifts}, absence, channel, at)
    for shift in shifts:
        fill_again(shift, at=at)
    return Away(absence, released)


def _shifts_in(person_id: uuid.UUID, from_on: dt.date, until_on: dt.date, at: dt.datetime) -> list[uuid.UUID]:
    """What she has, or is asked about, that cannot be done outside those days and is not over."""
    begin, end = clock.start_of_day(from_on), clock.start_of_day(until_on + dt.timedelta(days=1))
    touching = Q(starts_at__lt=end, ends_at__gt=begin)
    within = Q(starts_at__gte=begin, ends_at__lte=end) | Q(ends_at__lte=end, starts_at__lt=begin)
    booked = Assignment.objects.filter(person=person_id, released_at__isnull=True)
    asked = Offer.objects.filter(person=person_id, answer="", lapsed_at__isnull=True)
    rows = Shift.objects.filter(
        (Q(need__form__in=Need.WITH_HOURS) & touching)
        | (~Q(need__form__in=Need.WITH_HOURS) & touching & within),
        Q(pk__in=booked.values("shift")) | Q(pk__in=asked.values("shift")),
        cancelled_at__isnull=True,
        ends_at__gt=at,
    ).exclude(need__form=Need.Form.PAIR)  # A pair has a break of its own.
    return list(rows.values_list("pk", flat=True))


def _take_off(
    person: Person, shift: Shift, channel: str, by: StaffMember | Person, at: dt.datetime
) -> list[Assignment]:
    seats.open_offers(shift).filter(person=person).update(lapsed_at=at)
    hers = list(seats.live_assignments(shift).filter(person=person).select_related("person", "shift__need"))
    for assignment in hers:
        seats.release(assignment, "withdrew", channel=channel, by=by, at=at)
    return hers


def _tell(
    released: list[Assignment],
    shifts: dict[uuid.UUID, Shift],
    absence: Absence,
    channel: str,
    at: dt.datetime,
) -> None:
    news = [News(one.person, f"away:{absence.pk}:{one.pk}", one, shifts[one.shift_id]) for one in released]
    tell_each_once(news, messages.released, rotas.off_several, at=at, answers_now=channel in CARRIED)
