"""Who fits a shift: the facts fetched in a handful of queries, judged by `rules.fit`."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from heapq import nsmallest
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from samspill.foundation import clock
from samspill.foundation.codes import holding
from samspill.foundation.models import Area
from samspill.people.models import Consent, ContactPoint, Person
from samspill.volunteering.models import (
    COMES,
    Absence,
    Assignment,
    Need,
    Offer,
    PoolMember,
    Qualification,
    Shift,
    Volunteer,
)
from samspill.volunteering.queries.reach import stopped_persons
from samspill.volunteering.rules.fit import Candidate, Fit, Judge, Known, Wanted

LATELY = dt.timedelta(days=90)
#: The walls that stand also where she says herself that she comes.
HINDERS_HER = frozenset(
    "booked busy missing expired gender gender_untold too_young turns_this_year age_untold is_recipient".split()
)


class Suggestion(NamedTuple):
    """A volunteer and how she fits a shift. She fits where `fit.walls` is empty."""

    person_id: uuid.UUID
    name: str
    fit: Fit

    @property
    def is_unwanted(self) -> bool:
        """Whether she has said that she does not want this kind of task."""
        return any(mark.code == "unwanted" for mark in self.fit.reasons)


class Suggestions:
    """All volunteers seen from one shift. Words are made only for those who are looked at: thousands are cheap."""

    def __init__(self, judge: Judge, among: Collection[uuid.UUID] | None = None) -> None:
        self._judge = judge
        candidates = _candidates(among)
        walls = [judge.walls(candidate) for candidate in candidates]
        self._walled = [pair for pair in zip(candidates, walls, strict=True) if pair[1]]
        self._fitting = [candidate for candidate, wall in zip(candidates, walls, strict=True) if not wall]
        self._standing = [judge.standing(candidate) for candidate in self._fitting]

    @property
    def how_many_fit(self) -> int:
        """How many could be asked."""
        return len(self._fitting)

    @property
    def how_many_do_not(self) -> int:
        """How many have a wall in the way."""
        return len(self._walled)

    def best(self, number: int | None = None) -> list[Suggestion]:
        """The best of those who fit, the very best first; all of them without a number."""
        return self._named([(candidate, self._judge.fit(candidate)) for candidate in self._first(number)])

    def nearly(self, number: int | None = None) -> list[Suggestion]:
        """Those who do not fit, those who lack least first."""
        most = len(self._walled) if number is None else number
        pairs = nsmallest(most, self._walled, key=lambda pair: len(pair[1]))
        return self._named([(candidate, Fit(walls, (), (len(walls),))) for candidate, walls in pairs])

    def of(self, person_ids: Iterable[uuid.UUID]) -> list[Suggestion]:
        """These people, whether they fit or not, best first; who is no volunteer is left out."""
        wanted = {text for person in person_ids for text in (person.hex, str(person))}
        fitting = sorted((one for one in self._fitting if one.person in wanted), key=self._judge.score)
        walled = [candidate for candidate, _ in self._walled if candidate.person in wanted]
        return self._named([(candidate, self._judge.fit(candidate)) for candidate in (*fitting, *walled)])

    def _first(self, number: int | None) -> list[Candidate]:
        """So many of those who fit, best first. Lots are drawn only among those who may be of them: it saves half."""
        if number is None or not 0 < number < len(self._fitting):
            return sorted(self._fitting, key=self._judge.score)[:number]
        last = nsmallest(number, self._standing)[-1]
        near = [one for one, standing in zip(self._fitting, self._standing, strict=True) if standing <= last]
        return sorted(near, key=self._judge.score)[:number]

    def _named(self, pairs: list[tuple[Candidate, Fit]]) -> list[Suggestion]:
        ids = [uuid.UUID(candidate.person) for candidate, _ in pairs]
        names = Person.objects.in_bulk(ids) if len(ids) < 900 else _all_names()
        return [
            Suggestion(key, str(names.get(key, "")), fit) for key, (_, fit) in zip(ids, pairs, strict=True)
        ]


def who_fits(shift: Shift, *, at: dt.datetime, among: Collection[uuid.UUID] | None = None) -> Suggestions:
    """Every volunteer judged against this shift, or only these persons. Eleven queries, however many they are.

    The shift's `need`, its role, its request and its recipient should be fetched with it.
    """
    told = wanted(shift, at=at)
    return Suggestions(Judge(told, _known(shift, at), today=clock.local_day(at), lot=_lot(shift)), among)


def demands_of(shift: Shift) -> tuple[str, ...]:
    """What a volunteer must hold: what the need demands, and what her role there does. Both should be fetched."""
    of_the_role = shift.role.demands if shift.role else ()
    return tuple(dict.fromkeys((*shift.need.demands, *of_the_role)))


def wanted(shift: Shift, *, at: dt.datetime | None = None) -> Wanted:
    """What matching needs to know of the shift and its need. Of a window, what is left of it at this moment."""
    return shift_as_wanted(
        shift, list(Area.objects.values_list("pk", "name", "latitude", "longitude")), at=at
    )


def shift_as_wanted(
    shift: Shift, areas: Iterable[tuple[Any, ...]], *, at: dt.datetime | None = None
) -> Wanted:
    """The same with the municipality's areas given (key, name, latitude, longitude), for many shifts at a time."""
    need, areas = shift.need, list(areas)
    starts, ends = _what_is_left(shift, at)
    return Wanted(
        kind=need.kind,
        starts=clock.local(starts),
        ends=clock.local(ends),
        is_window=need.form == Need.Form.WINDOW,
        minutes=shift.minutes,
        area=str(need.area_id or ""),
        languages=frozenset(need.languages),
        gender=need.gender,
        min_age=need.min_age,
        demands=demands_of(shift),
        points={
            str(pk): (north, east) for pk, _, north, east in areas if north is not None and east is not None
        },
        area_names={str(pk): name for pk, name, _, _ in areas},
    )


def _what_is_left(shift: Shift, at: dt.datetime | None) -> tuple[dt.datetime, dt.datetime]:
    if at is None or shift.need.form != Need.Form.WINDOW or at >= shift.ends_at:
        return shift.starts_at, shift.ends_at
    return max(shift.starts_at, at), shift.ends_at


def _lot(shift: Shift) -> Callable[[str], float]:
    """A lot drawn anew for each shift, the same however often one asks: an old id is no merit."""
    seeded = hashlib.blake2b(key=shift.pk.bytes, digest_size=6)

    def draw(person: str) -> float:
        drawn = seeded.copy()
        drawn.update(person.encode())
        return float(int.from_bytes(drawn.digest()))

    return draw


def _text(field: str) -> Cast:
    """A field as the database writes it. Making thousands of UUIDs takes longer than all the rest of the matching."""
    return Cast(field, TextField())


def _candidates(among: Collection[uuid.UUID] | None) -> list[Candidate]:
    judged = _volunteers() if among is None else _volunteers().filter(person__in=among)
    rows = judged.values_list(
        _text("person_id"),
        _text("wishes"),
        _text("unwanted"),
        _text("areas"),
        "availability",
        _text("person__languages"),
        "person__gender",
        "person__birth_year",
        Coalesce(_text("person__area_id"), Value(""), output_field=TextField()),
    )
    return [
        Candidate(
            person, _codes(wishes), _codes(unwanted), _codes(areas), grid, _codes(spoken), gender, born, home
        )
        for person, wishes, unwanted, areas, grid, spoken, gender, born, home in rows
    ]


def _volunteers() -> QuerySet[Volunteer]:
    return Volunteer.objects.filter(
        left_at__isnull=True,
        person__merged_into__isnull=True,
        person__erased_at__isnull=True,
        person__restricted_at__isnull=True,
    )


#: Those of a wave were asked at the same moment.
_local_day = lru_cache(maxsize=4096)(clock.local_day)


@lru_cache(maxsize=4096)
def _codes(kept: str) -> tuple[str, ...]:
    """The codes of a `CodesField`; most volunteers have the same few combinations."""
    return tuple(kept.split())


def _known(shift: Shift, at: dt.datetime) -> Known:
    need = shift.need
    recipient = need.request.recipient
    starts, ends = _what_is_left(shift, at)
    return Known(
        busy=_busy(shift),
        absent=_absent(clock.local_day(starts), clock.local_day(ends), need.form),
        held=_held(demands_of(shift)),
        paused=_paused(),
        opted_out=_keys(Person.objects.filter(pk__in=stopped_persons()), "pk"),
        unreachable=_unreachable(),
        unasked=_unasked(),
        asked=_asked(shift),
        lately=_lately(at),
        helped=_helped(need, at),
        first=_first(need),
        recipients=_keys(Person.objects.filter(pk=recipient.person_id), "pk") if recipient else frozenset(),
    )


def _keys(rows: QuerySet[Any], field: str) -> frozenset[str]:
    return frozenset(rows.values_list(_text(field), flat=True))


def _busy(shift: Shift) -> dict[str, list[tuple[dt.datetime, dt.datetime]]]:
    """The local hours people are booked to at the time. What is booked within a window has no hour yet: not counted."""
    rows = Assignment.objects.filter(
        released_at__isnull=True,
        shift__cancelled_at__isnull=True,
        shift__need__form__in=Need.WITH_HOURS,
        shift__starts_at__lt=shift.ends_at,
        shift__ends_at__gt=shift.starts_at,
    ).exclude(shift=shift)
    busy: dict[str, list[tuple[dt.datetime, dt.datetime]]] = {}
    for person, starts, ends in rows.values_list(_text("person_id"), "shift__starts_at", "shift__ends_at"):
        busy.setdefault(person, []).append((clock.local(starts), clock.local(ends)))
    return busy


def _absent(first: dt.date, last: dt.date, form: str) -> dict[str, dt.date]:
    """Who is away, and until which day: on any day of the shift, or through all of a window."""
    away = Q(from_on__lte=last, until_on__gte=first)
    if form == Need.Form.WINDOW:
        away = Q(from_on__lte=first, until_on__gte=last)
    return dict(Absence.objects.filter(away).values_list(_text("volunteer__person_id"), "until_on"))


def _paused() -> dict[str, dt.date]:
    rows = Volunteer.objects.filter(is_paused_from__isnull=False)
    return dict(rows.values_list(_text("person_id"), "is_paused_from"))


def _unreachable() -> frozenset[str]:
    """Those without a phone, an e-mail address that works, or a postal address."""
    points = ContactPoint.objects.filter(person=OuterRef("person"), unusable_at__isnull=True)
    return _keys(Volunteer.objects.filter(~Exists(points), person__address=""), "person_id")


def _unasked() -> frozenset[str]:
    consents = Consent.objects.filter(person=OuterRef("person"), purpose="contact", withdrawn_at__isnull=True)
    return _keys(Volunteer.objects.filter(~Exists(consents)), "person_id")


def _held(demands: tuple[str, ...]) -> dict[str, dict[str, dt.date | None]]:
    if not demands:
        return {}
    rows = Qualification.objects.filter(kind__in=demands, withdrawn_at__isnull=True)
    held: dict[str, dict[str, dt.date | None]] = {}
    for person, kind, until in rows.values_list(_text("volunteer__person_id"), "kind", "valid_until_on"):
        held.setdefault(person, {})[kind] = until
    return held


def _asked(shift: Shift) -> dict[str, str]:
    """How this need's question stands with those who have had it: on this shift or an earlier one of the need.

    Each time of a rota is a question of its own, whatever the role.
    """
    offers = Offer.objects.filter(shift__need=shift.need_id)
    if shift.need.form == Need.Form.ROTA:
        offers = offers.filter(shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at)
    asked = {
        person: "declined" if answer == Offer.Answer.NO else "asked"
        for person, answer in offers.values_list(_text("person_id"), "answer")
    }
    booked = Assignment.objects.filter(shift=shift, released_at__isnull=True)
    return asked | dict.fromkeys(_keys(booked, "person_id"), "booked")


def _lately(at: dt.datetime) -> dict[str, tuple[int, dt.date]]:
    rows = (
        Offer.objects.filter(asked_at__gt=at - LATELY)
        .values_list(_text("person_id"))
        .annotate(Count("pk"), Max("asked_at"))
    )
    return {person: (times, _local_day(last)) for person, times, last in rows}


def _helped(need: Need, at: dt.datetime) -> dict[str, int]:
    """How often each has helped this recipient; at a rota, how often she has come to it."""
    came = Assignment.objects.filter(COMES, shift__cancelled_at__isnull=True)
    if need.form == Need.Form.ROTA:
        rows = came.filter(shift__need=need, shift__ends_at__lte=at)
    elif need.request.recipient_id:
        rows = came.filter(shift__need__request__recipient=need.request.recipient_id).exclude(
            shift__need=need
        )
    else:
        return {}
    return dict(rows.values_list(_text("person_id")).annotate(Count("pk")))


def _first(need: Need) -> dict[str, tuple[str, str]]:
    """Who stands before the others, and why: those in a pool for this, and those who came last term."""
    members = PoolMember.objects.filter(
        Q(pool__unit=need.unit_id) | Q(pool__unit__isnull=True),
        Q(pool__kinds="") | holding("pool__kinds", need.kind),
        left_at__isnull=True,
        pool__closed_at__isnull=True,
    )
    pooled = members.values_list(_text("person_id"), "pool__name")
    first: dict[str, tuple[str, str]] = {person: ("in_pool", name) for person, name in pooled}
    if need.asks_former_first and need.copied_from_id:
        came = Assignment.objects.filter(COMES, shift__need=need.copied_from_id)
        first |= dict.fromkeys(_keys(came, "person_id"), ("came_last_term", ""))
    return first


def _all_names() -> dict[uuid.UUID, Any]:
    return dict(Volunteer.objects.values_list("person_id", "person__name"))
