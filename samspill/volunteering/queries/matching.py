"""Who fits a shift: the facts fetched in a handful of queries, judged by `rules.fit`."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.people.models import Consent, ContactPoint, Person
from samspill.volunteering.models import (
    Absence,
    Assignment,
    Need,
    Offer,
    Pairing,
    Qualification,
    Shift,
    Volunteer,
)
from samspill.volunteering.queries.reach import stopped_persons
from samspill.volunteering.rules.codes import NEAR_KINDS
from samspill.volunteering.rules.fit import Candidate, Fit, Judge, Known, Wanted

LATELY = dt.timedelta(days=90)
#: Needs that may be met at any time between two moments; a pair finds its own days.
WITHOUT_HOURS = (Need.Form.WINDOW, Need.Form.PAIR)


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

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        candidates = _candidates()
        walls = [judge.walls(candidate) for candidate in candidates]
        self._walled = [pair for pair in zip(candidates, walls, strict=True) if pair[1]]
        self._fitting = [candidate for candidate, wall in zip(candidates, walls, strict=True) if not wall]
        self._fitting.sort(key=judge.score)

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
        return self._named([(candidate, self._judge.fit(candidate)) for candidate in self._fitting[:number]])

    def nearly(self, number: int | None = None) -> list[Suggestion]:
        """Those who do not fit, those who lack least first."""
        pairs = sorted(self._walled, key=lambda pair: len(pair[1]))[:number]
        return self._named([(candidate, Fit(walls, (), (len(walls),))) for candidate, walls in pairs])

    def of(self, person_ids: Iterable[uuid.UUID]) -> list[Suggestion]:
        """These people, whether they fit or not, best first; who is no volunteer is left out."""
        wanted = {person.hex for person in person_ids}
        walled = [candidate for candidate, _ in self._walled]
        chosen = [one for one in (*self._fitting, *walled) if one.person.replace("-", "") in wanted]
        return self._named([(candidate, self._judge.fit(candidate)) for candidate in chosen])

    def _named(self, pairs: list[tuple[Candidate, Fit]]) -> list[Suggestion]:
        ids = [uuid.UUID(candidate.person) for candidate, _ in pairs]
        names = Person.objects.in_bulk(ids) if len(ids) < 900 else _all_names()
        return [
            Suggestion(key, str(names.get(key, "")), fit) for key, (_, fit) in zip(ids, pairs, strict=True)
        ]


def who_fits(shift: Shift, *, at: dt.datetime) -> Suggestions:
    """Every volunteer judged against this shift. Ten queries, one more for a pair, however many they are.

    The shift's `need`, its request and its recipient should be fetched with it.
    """
    return Suggestions(Judge(wanted(shift), _known(shift, at), today=clock.local_day(at), lot=_lot(shift)))


def wanted(shift: Shift) -> Wanted:
    """What matching needs to know of the shift and its need."""
    return shift_as_wanted(shift, list(Area.objects.values_list("pk", "name", "latitude", "longitude")))


def shift_as_wanted(shift: Shift, areas: Iterable[tuple[Any, ...]]) -> Wanted:
    """The same with the municipality's areas given (key, name, latitude, longitude), for many shifts at a time."""
    need, areas = shift.need, list(areas)
    return Wanted(
        kind=need.kind,
        starts=clock.local(shift.starts_at),
        ends=clock.local(shift.ends_at),
        is_window=need.form in WITHOUT_HOURS,
        minutes=shift.minutes,
        area=str(need.area_id or ""),
        languages=frozenset(need.languages),
        gender=need.gender,
        min_age=need.min_age,
        demands=need.demands,
        points={
            str(pk): (north, east) for pk, _, north, east in areas if north is not None and east is not None
        },
        area_names={str(pk): name for pk, name, _, _ in areas},
        **_of_the_pair(need),
    )


def _of_the_pair(need: Need) -> dict[str, Any]:
    """What the recipient of a pair likes, and when it suits her; nothing for other needs."""
    recipient = need.request.recipient
    if need.form != Need.Form.PAIR or recipient is None:
        return {}
    return {
        "near_kinds": NEAR_KINDS.get(need.kind, ()),
        "times": recipient.times,
        "interests": frozenset(recipient.interests),
    }


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


def _candidates() -> list[Candidate]:
    rows = _volunteers().values_list(
        _text("person_id"),
        _text("wishes"),
        _text("unwanted"),
        _text("areas"),
        "availability",
        _text("person__languages"),
        "person__gender",
        "person__birth_year",
        Coalesce(_text("person__area_id"), Value(""), output_field=TextField()),
        _text("interests"),
    )
    return [
        Candidate(
            person, _codes(wishes), _codes(unwanted), _codes(areas), grid, _codes(spoken), gender, born, home,
            _codes(likes),
        )
        for person, wishes, unwanted, areas, grid, spoken, gender, born, home, likes in rows
    ]  # fmt: skip


def _volunteers() -> QuerySet[Volunteer]:
    return Volunteer.objects.filter(
        left_at__isnull=True,
        person__merged_into__isnull=True,
        person__erased_at__isnull=True,
        person__restricted_at__isnull=True,
    )


@lru_cache(maxsize=4096)
def _codes(kept: str) -> tuple[str, ...]:
    """The codes of a `CodesField`; most volunteers have the same few combinations."""
    return tuple(kept.split())


def _known(shift: Shift, at: dt.datetime) -> Known:
    need = shift.need
    recipient = need.request.recipient
    return Known(
        busy=_busy(shift),
        absent=_absent(clock.local_day(shift.starts_at), clock.local_day(shift.ends_at), need.form),
        held=_held(need.demands),
        paused=_paused(),
        opted_out=_keys(Person.objects.filter(pk__in=stopped_persons()), "pk"),
        unreachable=_unreachable(),
        unasked=_unasked(),
        asked=_asked(shift) | _paired(need),
        lately=_lately(at),
        helped=_helped(need) if recipient else {},
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
    if form in WITHOUT_HOURS:
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
    """How this need's question stands with those who have had it, on this shift or an earlier one of the need."""
    offers = Offer.objects.filter(shift__need=shift.need_id).values_list(_text("person_id"), "answer")
    asked = {person: "declined" if answer == Offer.Answer.NO else "asked" for person, answer in offers}
    booked = Assignment.objects.filter(shift=shift, released_at__isnull=True)
    return asked | dict.fromkeys(_keys(booked, "person_id"), "booked")


def _paired(need: Need) -> dict[str, str]:
    """Of a pair: those who meet this recipient now, or did before it ended."""
    recipient = need.request.recipient
    if need.form != Need.Form.PAIR or recipient is None:
        return {}
    rows = Pairing.objects.filter(recipient=recipient).order_by("agreed_at")
    pairs = rows.values_list(_text("volunteer__person_id"), "ended_at")
    return {person: "paired_before" if ended_at else "booked" for person, ended_at in pairs}


def _lately(at: dt.datetime) -> dict[str, tuple[int, dt.date]]:
    rows = (
        Offer.objects.filter(asked_at__gt=at - LATELY)
        .values_list(_text("person_id"))
        .annotate(Count("pk"), Max("asked_at"))
    )
    return {person: (times, clock.local_day(last)) for person, times, last in rows}


def _helped(need: Need) -> dict[str, int]:
    rows = (
        Assignment.objects.filter(
            released_at__isnull=True,
            shift__cancelled_at__isnull=True,
            shift__need__request__recipient=need.request.recipient_id,
        )
        .exclude(shift__need=need)
        .values_list(_text("person_id"))
        .annotate(Count("pk"))
    )
    return dict(rows)


def _all_names() -> dict[uuid.UUID, Any]:
    return dict(Volunteer.objects.values_list("person_id", "person__name"))
