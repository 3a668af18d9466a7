"""Everybody seen from many shifts at once: the facts fetched once, each shift judged from them in memory.

It gives what `matching.who_fits` gives, shift by shift, without a query for each.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Count

from samspill.foundation import clock
from samspill.volunteering.models import COMES, Absence, Assignment, Need, Offer, Shift
from samspill.volunteering.queries import matching
from samspill.volunteering.queries.as_text import as_text, key_as_text
from samspill.volunteering.queries.standing_first import first_of_each
from samspill.volunteering.rules.fit import Candidate, Judge, Known

Span = tuple[dt.datetime, dt.datetime]
#: Of those who do not fit, so many are looked at to tell what is missing most.
LOOKED_AT = 400


class Crowd:
    """All volunteers, and what is known of them between the first and the last of these shifts. Fifteen queries.

    Each shift's `need`, its role, its request and its recipient should be fetched with it. Persons are keys as text.
    """

    def __init__(
        self, shifts: Sequence[Shift], *, at: dt.datetime, among: Collection[uuid.UUID] | None = None
    ) -> None:
        self.today, self._at = clock.local_day(at), at
        self.candidates = matching.candidates(among)
        self._areas = matching.areas()
        self._common = matching.known_of_all(at)
        self._held = matching.held(
            tuple({demand for shift in shifts for demand in matching.demands_of(shift)})
        )
        self._absences = _absences(shifts)
        self._busy = _busy_by_day(shifts)
        self._asked = _asked_by_need(shifts)
        self._booked = _booked_by_shift(shifts)
        self._helped = _helped_by_recipient(shifts)
        self._came = _came_by_rota(shifts, at)
        self._first = first_of_each(shift.need for shift in shifts)
        self._recipients = _recipients(shifts)
        self._suited: dict[tuple[Any, ...], list[Candidate]] = {}
        self._never = self._common.opted_out | self._common.unreachable | self._common.unasked

    def judge(self, shift: Shift) -> Judge:
        """Who tells of each of them how she fits this shift."""
        told = matching.shift_as_wanted(shift, self._areas, at=self._at)
        return Judge(told, self._known(shift), today=self.today, lot=matching.lot_of(shift))

    def fitting(self, judge: Judge) -> list[Candidate]:
        """Those who may be asked, in no order."""
        return [candidate for candidate in self._suiting(judge) if judge.may(candidate)]

    def lacking(self, judge: Judge) -> Counter[str]:
        """What is in the way of those who do not fit, the walls counted by code, with what is missing named.

        Nobody is counted who cannot be asked at all.
        """
        walls: Counter[str] = Counter()
        possible = (one for one in self.candidates if one.person not in self._never and not judge.may(one))
        for _, candidate in zip(range(LOOKED_AT), possible, strict=False):
            walls.update(_told(mark.code, mark.value) for mark in judge.walls(candidate))
        return walls

    def _suiting(self, judge: Judge) -> list[Candidate]:
        """Those whose own words leave room for it and who can be asked at all; the same for many shifts."""
        wanted = judge.wanted
        alike = (judge.parts, wanted.is_window, wanted.gender, wanted.min_age, judge.day.year)
        if alike not in self._suited:
            self._suited[alike] = [
                one for one in self.candidates if one.person not in self._never and judge.suits(one)
            ]
        return self._suited[alike]

    def _known(self, shift: Shift) -> Known:
        need, common = shift.need, self._common
        recipient = self._recipients.get(need.request.recipient_id)
        return Known(
            busy=self._busy_at(shift),
            absent=self._absent_at(shift),
            held=self._held,
            paused=common.paused,
            opted_out=common.opted_out,
            unreachable=common.unreachable,
            unasked=common.unasked,
            asked=self._asked_at(shift) | dict.fromkeys(self._booked[shift.pk], "booked"),
            lately=common.lately,
            helped=self._helped_at(need),
            first=self._first[need.pk],
            recipients=frozenset({recipient}) if recipient else frozenset(),
        )

    def _busy_at(self, shift: Shift) -> dict[str, list[Span]]:
        """The local hours people are booked to at the time of the shift, other than itself."""
        busy: dict[str, list[Span]] = defaultdict(list)
        of_others = (row for day in _days_of(shift) for row in self._busy.get(day, ()) if row[1] != shift.pk)
        for person, _, starts, ends in dict.fromkeys(of_others):
            if starts < shift.ends_at and ends > shift.starts_at:
                busy[person].append((clock.local(starts), clock.local(ends)))
        return busy

    def _asked_at(self, shift: Shift) -> dict[str, str]:
        """How its question stands with those who have had it; each time of a rota is a question of its own."""
        is_rota = shift.need.form == Need.Form.ROTA
        return {
            person: word
            for starts, ends, person, word in self._asked[shift.need_id]
            if not is_rota or (starts < shift.ends_at and ends > shift.starts_at)
        }

    def _absent_at(self, shift: Shift) -> dict[str, dt.date]:
        first, last = map(clock.local_day, matching.what_is_left(shift, self._at))
        if shift.need.form in matching.WITHOUT_HOURS:
            first, last = last, first
        return {
            person: until_on
            for person, from_on, until_on in self._absences
            if from_on <= last and until_on >= first
        }

    def _helped_at(self, need: Need) -> dict[str, int]:
        """How often each has helped this recipient, by other needs than this; at a rota, how often she came to it."""
        if need.form == Need.Form.ROTA:
            return self._came.get(need.pk, {})
        helped: Counter[str] = Counter()
        for person, other, times in self._helped.get(need.request.recipient_id, ()):
            if other != need.pk:
                helped[person] += times
        return dict(helped)


def _told(code: str, value: Any) -> str:
    """A wall as one word; of what is missing, which."""
    return f"{code}:{value[0] if code == 'expired' else value}" if code in ("missing", "expired") else code


def _days_of(shift: Shift) -> list[dt.date]:
    first, last = clock.local_day(shift.starts_at), clock.local_day(shift.ends_at)
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def _absences(shifts: Sequence[Shift]) -> list[tuple[str, dt.date, dt.date]]:
    first = min((clock.local_day(shift.starts_at) for shift in shifts), default=None)
    last = max((clock.local_day(shift.ends_at) for shift in shifts), default=None)
    if first is None or last is None:
        return []
    rows = Absence.objects.filter(from_on__lte=last, until_on__gte=first)
    return list(rows.values_list(as_text("volunteer__person_id"), "from_on", "until_on"))


def _busy_by_day(
    shifts: Sequence[Shift],
) -> dict[dt.date, list[tuple[str, uuid.UUID, dt.datetime, dt.datetime]]]:
    """What people are booked to with hours of its own, by each local day it touches."""
    by_day: dict[dt.date, list[tuple[str, uuid.UUID, dt.datetime, dt.datetime]]] = defaultdict(list)
    if not shifts:
        return by_day
    rows = Assignment.objects.filter(
        released_at__isnull=True,
        shift__cancelled_at__isnull=True,
        shift__need__form__in=Need.WITH_HOURS,
        shift__starts_at__lt=max(shift.ends_at for shift in shifts),
        shift__ends_at__gt=min(shift.starts_at for shift in shifts),
    )
    for row in rows.values_list(as_text("person_id"), "shift_id", "shift__starts_at", "shift__ends_at"):
        day, last = clock.local_day(row[2]), clock.local_day(row[3])
        while day <= last:
            by_day[day].append(row)
            day += dt.timedelta(days=1)
    return by_day


def _asked_by_need(
    shifts: Sequence[Shift],
) -> dict[uuid.UUID, list[tuple[dt.datetime, dt.datetime, str, str]]]:
    """The questions of each need: from when until when it was about, who was asked, how it stands."""
    asked: dict[uuid.UUID, list[tuple[dt.datetime, dt.datetime, str, str]]] = defaultdict(list)
    rows = Offer.objects.filter(shift__need__in={shift.need_id for shift in shifts})
    for need, starts_at, ends_at, person, answer in rows.values_list(
        "shift__need_id", "shift__starts_at", "shift__ends_at", as_text("person_id"), "answer"
    ):
        asked[need].append((starts_at, ends_at, person, "declined" if answer == Offer.Answer.NO else "asked"))
    return asked


def _booked_by_shift(shifts: Sequence[Shift]) -> dict[uuid.UUID, list[str]]:
    booked: dict[uuid.UUID, list[str]] = defaultdict(list)
    rows = Assignment.objects.filter(shift__in=[shift.pk for shift in shifts], released_at__isnull=True)
    for shift, person in rows.values_list("shift_id", as_text("person_id")):
        booked[shift].append(person)
    return booked


def _helped_by_recipient(
    shifts: Sequence[Shift],
) -> dict[uuid.UUID | None, list[tuple[str, uuid.UUID, int]]]:
    helped: dict[uuid.UUID | None, list[tuple[str, uuid.UUID, int]]] = defaultdict(list)
    wanted = {shift.need.request.recipient_id for shift in shifts} - {None}
    rows = (
        Assignment.objects.filter(
            COMES, shift__cancelled_at__isnull=True, shift__need__request__recipient__in=wanted
        )
        .values_list("shift__need__request__recipient_id", as_text("person_id"), "shift__need_id")
        .annotate(Count("pk"))
    )
    for recipient, person, need, times in rows:
        helped[recipient].append((person, need, times))
    return helped


def _came_by_rota(shifts: Sequence[Shift], at: dt.datetime) -> dict[uuid.UUID, dict[str, int]]:
    came: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    rotas = {shift.need_id for shift in shifts if shift.need.form == Need.Form.ROTA}
    if not rotas:
        return came
    rows = Assignment.objects.filter(
        COMES, shift__cancelled_at__isnull=True, shift__need__in=rotas, shift__ends_at__lte=at
    )
    counted = rows.values_list("shift__need_id", as_text("person_id")).annotate(Count("pk"))
    for need, person, times in counted:
        came[need][person] = times
    return came


def _recipients(shifts: Sequence[Shift]) -> dict[uuid.UUID | None, str]:
    """Who gets the help, by recipient, as the database writes a person's key."""
    found = [shift.need.request.recipient for shift in shifts]
    return {recipient.pk: key_as_text(recipient.person_id) for recipient in found if recipient}
