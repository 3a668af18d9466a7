"""What fits one who wants to help: `rules.fit` the other way round, one person over all open shifts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import Asker
from samspill.volunteering.models import (
    Absence,
    Assignment,
    Interest,
    Need,
    Offer,
    Qualification,
    Shift,
    Volunteer,
)
from samspill.volunteering.queries.matching import LATELY, areas, shift_as_wanted
from samspill.volunteering.queries.needs import places_taken
from samspill.volunteering.queries.profiles import assignments_of
from samspill.volunteering.rules.fit import OTHER_WISH, UNTOLD, Candidate, Fit, Judge, Known

#: So many open shifts are looked through, the next first.
MOST_LOOKED_AT = 400
#: A wall that is no reason to hide a task from her: she may still say that she wants it. That she cannot be reached or
#: did not say yes to being written to is not looked up: it stands in the way of asking her, not of what she may want.
ONLY_ASKING = frozenset({"asked"})


@dataclass(frozen=True)
class FittingTask:
    """An open shift and how it fits her. `asked` is how her question about it went, "" where she was not asked."""

    shift: Any
    fit: Fit
    asked: str = ""


def tasks_for(
    person: Person,
    *,
    at: dt.datetime,
    asker: Asker | None = None,
    most: int = 8,
    taken: Sequence[Assignment] | None = None,
) -> list[FittingTask]:
    """Open shifts without a wall for this volunteer, her likeliest first. Seven queries at most, whatever there is.

    For the desk those of the units the asker cares for, also where she would rather do something else; without an
    asker those that are shown to everybody and are what she has wished for. A caller who has fetched her profile with
    her, or all she has `taken` on (`profiles.assignments_of`), spares a query with each.
    """
    shifts = _open_shifts(at, asker)
    volunteer = getattr(person, "volunteer", None)
    key = str(person.pk)
    candidate = _candidate(person, volunteer, key)
    hers = _Hers(person, volunteer, shifts, at, list(assignments_of(person)) if taken is None else taken)
    least = UNTOLD if asker is None else OTHER_WISH
    return _best(shifts, candidate, hers.known, hers.asked, at, most, least=least)


def tasks_for_interest(
    interest: Interest, *, at: dt.datetime, asker: Asker, most: int = 8
) -> list[FittingTask]:
    """Open shifts that fit what somebody has told who is no volunteer yet: her wishes, no more. Three queries."""
    if interest.person_id and interest.person is not None:
        return tasks_for(interest.person, at=at, asker=asker, most=most)
    shifts = _open_shifts(at, asker)
    candidate = Candidate(person="", wishes=interest.wishes)
    return _best(shifts, candidate, lambda shift: Known(), {}, at, most, least=OTHER_WISH)


class _Hers:
    """What is known of one volunteer, fetched once for all the shifts."""

    def __init__(
        self,
        person: Person,
        volunteer: Volunteer | None,
        shifts: list[Any],
        at: dt.datetime,
        taken: Sequence[Assignment],
    ) -> None:
        self.key = key = str(person.pk)
        self.person = person
        self.booked = [
            one for one in reversed(taken) if one.released_at is None and one.shift.cancelled_at is None
        ]
        self.absences = list(Absence.objects.filter(volunteer=volunteer)) if volunteer else []
        self.held = _held(volunteer)
        self.paused = {key: volunteer.is_paused_from} if volunteer and volunteer.is_paused_from else {}
        offers = _offers(person, shifts, at)
        self.asked = {shift: answer or "asked" for shift, answer, _ in offers}
        self.lately = _lately([asked_at for _, _, asked_at in offers], at, key)
        self.helped = Counter(one.shift.need.request.recipient_id for one in self.booked)

    def known(self, shift: Any) -> Known:
        """All that `rules.fit` asks of her for one shift."""
        recipient = shift.need.request.recipient
        helped = self.helped.get(shift.need.request.recipient_id, 0) if recipient else 0
        return Known(
            busy=self._busy(shift),
            absent=self._absent(shift),
            held={self.key: self.held},
            paused=self.paused,
            asked=self._asked(shift),
            lately=self.lately,
            helped={self.key: helped} if helped else {},
            recipients=frozenset({self.key} if recipient and recipient.person_id == self.person.pk else ()),
        )

    def _asked(self, shift: Any) -> dict[str, str]:
        if any(one.shift_id == shift.pk for one in self.booked):
            return {self.key: "booked"}
        said = self.asked.get(shift.pk, "")
        return {self.key: {"no": "declined"}.get(said, "asked")} if said else {}

    def _busy(self, shift: Any) -> dict[str, list[tuple[dt.datetime, dt.datetime]]]:
        hours = [
            (clock.local(one.shift.starts_at), clock.local(one.shift.ends_at))
            for one in self.booked
            if one.shift_id != shift.pk
            and one.shift.need.form in Need.WITH_HOURS
            and one.shift.starts_at < shift.ends_at
            and shift.starts_at < one.shift.ends_at
        ]
        return {self.key: hours} if hours else {}

    def _absent(self, shift: Any) -> dict[str, dt.date]:
        first, last = clock.local_day(shift.starts_at), clock.local_day(shift.ends_at)
        whole = shift.need.form == Need.Form.WINDOW
        for one in self.absences:
            covers = one.from_on <= first and one.until_on >= last
            touches = one.from_on <= last and one.until_on >= first
            if covers if whole else touches:
                return {self.key: one.until_on}
        return {}


def open_shift_for(person: Person, need_id: uuid.UUID, *, at: dt.datetime) -> FittingTask:
    """The gate of her own page: a task open to all that fits her. Raises `Shift.DoesNotExist`."""
    found = [task for task in tasks_for(person, at=at, most=MOST_LOOKED_AT) if task.shift.need_id == need_id]
    if not found:
        raise Shift.DoesNotExist(need_id)
    return found[0]


def _best(
    shifts: list[Any],
    candidate: Candidate,
    known: Callable[[Any], Known],
    asked: dict[Any, str],
    at: dt.datetime,
    most: int,
    *,
    least: int,
) -> list[FittingTask]:
    """Those without a wall and with a wish as good as `least`, the best first."""
    parts, today = areas(), clock.local_day(at)
    found = []
    for shift in shifts:
        told = shift_as_wanted(shift, parts, at=at)
        judge = Judge(told, known(shift), today=today, lot=lambda person: 0.0)
        walls = [wall for wall in judge.walls(candidate) if wall.code not in ONLY_ASKING]
        score = judge.score(candidate)
        if not walls and score[1] <= least:
            fit = Fit((), judge.reasons(candidate), score)
            found.append(FittingTask(shift, fit, asked.get(shift.pk, "")))
    found.sort(key=lambda task: (task.fit.score[:4], task.shift.starts_at))
    nearest: dict[Any, FittingTask] = {}
    for task in found:  # Of what comes back, the time that suits best stands for the others.
        nearest.setdefault(task.shift.need_id, task)
    return list(nearest.values())[:most]


def _open_shifts(at: dt.datetime, asker: Asker | None) -> list[Any]:
    seen = Q(need__published_at__isnull=False)
    if asker is not None:
        seen = Q(need__unit__in=asker.caring_unit_ids)
    rows = Shift.objects.filter(
        seen, cancelled_at__isnull=True, need__cancelled_at__isnull=True, ends_at__gt=at
    ).exclude(need__form=Need.Form.PAIR)
    open_still = rows.annotate(taken=places_taken()).filter(taken__lt=F("places"))
    fetched = open_still.select_related("need__unit", "need__area", "need__request__recipient", "role")
    return list(fetched.order_by("starts_at", "code")[:MOST_LOOKED_AT])


def _candidate(person: Person, volunteer: Volunteer | None, key: str) -> Candidate:
    told = volunteer or Volunteer()
    return Candidate(
        key,
        told.wishes,
        told.unwanted,
        told.areas,
        told.availability,
        person.languages,
        person.gender,
        person.birth_year,
        str(person.area_id or ""),
    )


def _held(volunteer: Volunteer | None) -> dict[str, dt.date | None]:
    rows = Qualification.objects.filter(volunteer=volunteer, withdrawn_at__isnull=True) if volunteer else ()
    return {row.kind: row.valid_until_on for row in rows}


def _offers(person: Person, shifts: list[Any], at: dt.datetime) -> list[tuple[Any, str, dt.datetime]]:
    """Shift, answer and moment of each question about one of these shifts, and of all she was asked lately."""
    rows = Offer.objects.filter(Q(shift__in=shifts) | Q(asked_at__gt=at - LATELY), person=person)
    return list(rows.values_list("shift_id", "answer", "asked_at"))


def _lately(asked: list[dt.datetime], at: dt.datetime, key: str) -> dict[str, tuple[int, dt.date]]:
    moments = [moment for moment in asked if moment > at - LATELY]
    return {key: (len(moments), clock.local_day(max(moments)))} if moments else {}
