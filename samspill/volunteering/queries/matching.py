"""Who fits a shift: the facts fetched in a handful of queries, judged by `rules.fit`."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.remembering import remembered
from samspill.people.models import Consent, ContactPoint, Person
from samspill.volunteering.models import (
    COMES,
    Absence,
    Assignment,
    Need,
    Offer,
    Pairing,
    Qualification,
    Shift,
    Volunteer,
)
from samspill.volunteering.queries.as_text import as_text, codes_of, key_as_text
from samspill.volunteering.queries.reach import stopped_persons
from samspill.volunteering.queries.standing_first import first_of
from samspill.volunteering.rules.codes import NEAR_KINDS
from samspill.volunteering.rules.fit import Candidate, Fit, Judge, Known, Wanted

LATELY = dt.timedelta(days=90)
#: Needs that may be met at any time between two moments; a pair finds its own days.
WITHOUT_HOURS = (Need.Form.WINDOW, Need.Form.PAIR)

#: The walls that stand also where she says herself that she comes.
HINDERS_HER = frozenset(
    "booked busy missing expired gender gender_untold too_young turns_this_year age_untold is_recipient".split()
)
#: Key, name, latitude, longitude.
AreaRow = tuple[uuid.UUID, str, float | None, float | None]


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

    def __init__(self, judge: Judge, everybody: Iterable[Candidate]) -> None:
        self._judge = judge
        self._fitting: list[Candidate] = []
        self._walled: list[Candidate] = []
        for candidate in everybody:
            (self._fitting if judge.may(candidate) else self._walled).append(candidate)

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
        return self._judged(self._judge.best(self._fitting, number))

    def nearly(self, number: int | None = None) -> list[Suggestion]:
        """Those who do not fit, those who lack least first."""
        walls = self._judge.walls
        if number is not None:
            with_one = (candidate for candidate in self._walled if len(walls(candidate)) == 1)
            if len(first := list(islice(with_one, number))) == number:
                return self._judged(first)
        return self._judged(sorted(self._walled, key=lambda candidate: len(walls(candidate)))[:number])

    def of(self, person_ids: Iterable[uuid.UUID]) -> list[Suggestion]:
        """These people, whether they fit or not, best first; who is no volunteer is left out."""
        wanted = {person.hex for person in person_ids}
        fitting, walled = (
            [one for one in some if one.person.replace("-", "") in wanted]
            for some in (self._fitting, self._walled)
        )
        return self._judged([*self._judge.best(fitting), *walled])

    def _judged(self, candidates: list[Candidate]) -> list[Suggestion]:
        ids = [uuid.UUID(candidate.person) for candidate in candidates]
        names = Person.objects.in_bulk(ids) if len(ids) < 900 else _all_names()
        return [
            Suggestion(key, str(names.get(key, "")), self._judge.fit(candidate))
            for key, candidate in zip(ids, candidates, strict=True)
        ]


def who_fits(shift: Shift, *, at: dt.datetime, among: Collection[uuid.UUID] | None = None) -> Suggestions:
    """Every volunteer judged against this shift, or those named in `among`.

    At most eleven queries, and one more for a pair, however many they are.

    The shift's `need`, its role, its request and its recipient should be fetched with it.
    """
    judge = Judge(wanted(shift, at=at), _known(shift, at), today=clock.local_day(at), lot=lot_of(shift))
    return Suggestions(judge, candidates(among, with_interests=bool(judge.wanted.interests)))


def demands_of(shift: Shift) -> tuple[str, ...]:
    """What a volunteer must hold: what the need demands, and what her role there does. Both should be fetched."""
    of_the_role = shift.role.demands if shift.role else ()
    return tuple(dict.fromkeys((*shift.need.demands, *of_the_role)))


def wanted(shift: Shift, *, at: dt.datetime | None = None) -> Wanted:
    """What matching needs to know of the shift and its need. Of a window, what is left of it at this moment."""
    return shift_as_wanted(shift, areas(), at=at)


@remembered(seconds=60)
def areas() -> list[AreaRow]:
    """The parts of the municipality, as `shift_as_wanted` takes them; remembered for a minute."""
    return list(Area.objects.values_list("pk", "name", "latitude", "longitude"))


def shift_as_wanted(shift: Shift, areas: Sequence[AreaRow], *, at: dt.datetime | None = None) -> Wanted:
    """The same with the municipality's areas given, for many shifts at a time."""
    need = shift.need
    starts, ends = what_is_left(shift, at)
    return Wanted(
        kind=need.kind,
        starts=clock.local(starts),
        ends=clock.local(ends),
        is_window=need.form in WITHOUT_HOURS,
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
        **_of_the_pair(need),
    )


def what_is_left(shift: Shift, at: dt.datetime | None) -> tuple[dt.datetime, dt.datetime]:
    """From when until when the shift is; of a window, what is left of it at this moment."""
    if at is None or shift.need.form != Need.Form.WINDOW or at >= shift.ends_at:
        return shift.starts_at, shift.ends_at
    return max(shift.starts_at, at), shift.ends_at


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


def lot_of(shift: Shift) -> Callable[[str], float]:
    """A lot drawn anew for each shift, the same however often one asks: an old id is no merit."""
    seeded = hashlib.blake2b(key=shift.pk.bytes, digest_size=6)

    def draw(person: str) -> float:
        drawn = seeded.copy()
        drawn.update(person.encode())
        return float(int.from_bytes(drawn.digest()))

    return draw


def candidates(among: Collection[uuid.UUID] | None = None, *, with_interests: bool = True) -> list[Candidate]:
    """The volunteers as matching needs them: all of them, or these. What they like counts in pairs only. One query."""
    volunteers = _volunteers() if among is None else _volunteers().filter(person__in=among)
    rows = volunteers.values_list(
        as_text("person_id"),
        as_text("wishes"),
        as_text("unwanted"),
        as_text("areas"),
        "availability",
        as_text("person__languages"),
        "person__gender",
        "person__birth_year",
        Coalesce(as_text("person__area_id"), Value(""), output_field=TextField()),
        as_text("interests") if with_interests else Value("", output_field=TextField()),
    )
    return [
        Candidate(
            person, codes_of(wishes), codes_of(unwanted), codes_of(areas), grid, codes_of(spoken), gender, born, home,
            codes_of(likes),
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


def known_of_all(at: dt.datetime) -> Known:
    """What is known of the volunteers whatever the shift. Three queries."""
    set_aside = list(_set_aside())
    return Known(
        paused={person: since for person, since, _, _ in set_aside if since},
        opted_out=frozenset(map(key_as_text, stopped_persons())),
        unreachable=frozenset(person for person, _, is_reached, _ in set_aside if not is_reached),
        unasked=frozenset(person for person, _, _, said_yes in set_aside if not said_yes),
        lately=_lately(at),
    )


def _known(shift: Shift, at: dt.datetime) -> Known:
    need = shift.need
    recipient = need.request.recipient
    starts, ends = what_is_left(shift, at)
    return replace(
        known_of_all(at),
        busy=_busy(shift),
        absent=_absent(clock.local_day(starts), clock.local_day(ends), need.form),
        held=held(demands_of(shift)),
        asked=_asked(shift) | _paired(need),
        helped=_helped(need, at),
        first=first_of(need),
        recipients=frozenset({key_as_text(recipient.person_id)}) if recipient else frozenset(),
    )


def _keys(rows: QuerySet[Any], field: str) -> frozenset[str]:
    return frozenset(rows.values_list(as_text(field), flat=True))


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
    for person, starts, ends in rows.values_list(as_text("person_id"), "shift__starts_at", "shift__ends_at"):
        busy.setdefault(person, []).append((clock.local(starts), clock.local(ends)))
    return busy


def _absent(first: dt.date, last: dt.date, form: str) -> dict[str, dt.date]:
    """Who is away, and until which day: on any day of the shift, or through all of a window."""
    away = Q(from_on__lte=last, until_on__gte=first)
    if form in WITHOUT_HOURS:
        away = Q(from_on__lte=first, until_on__gte=last)
    return dict(Absence.objects.filter(away).values_list(as_text("volunteer__person_id"), "until_on"))


def _set_aside() -> Iterable[tuple[str, dt.date | None, bool, bool]]:
    """Those who have a break, have no phone, address or e-mail that works, or never said that we may contact them:
    since when the break is, whether she is reached, whether she said yes.
    """
    points = ContactPoint.objects.filter(unusable_at__isnull=True)
    housed = Person.objects.filter(pk=OuterRef("person")).exclude(address="")
    consents = Consent.objects.filter(purpose="contact", withdrawn_at__isnull=True)
    rows = Volunteer.objects.annotate(
        is_reached=Q(person__in=points.values("person")) | Exists(housed),
        said_yes=Q(person__in=consents.values("person")),
    )
    aside = rows.filter(Q(is_paused_from__isnull=False) | Q(is_reached=False) | Q(said_yes=False))
    return aside.values_list(as_text("person_id"), "is_paused_from", "is_reached", "said_yes")


def held(demands: tuple[str, ...]) -> dict[str, dict[str, dt.date | None]]:
    """Who holds which of these qualifications, and until when. At most one query."""
    if not demands:
        return {}
    rows = Qualification.objects.filter(kind__in=demands, withdrawn_at__isnull=True)
    found: dict[str, dict[str, dt.date | None]] = {}
    for person, kind, until in rows.values_list(as_text("volunteer__person_id"), "kind", "valid_until_on"):
        found.setdefault(person, {})[kind] = until
    return found


def _asked(shift: Shift) -> dict[str, str]:
    """How this need's question stands with those who have had it: on this shift or an earlier one of the need.

    Each time of a rota is a question of its own, whatever the role. One query.
    """
    offers = Offer.objects.filter(shift__need=shift.need_id)
    if shift.need.form == Need.Form.ROTA:
        offers = offers.filter(shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at)
    asked = Case(
        When(answer=Offer.Answer.NO, then=Value("declined")), default=Value("asked"), output_field=TextField()
    )
    booked = Assignment.objects.filter(shift=shift, released_at__isnull=True)
    questions = offers.values_list(as_text("person_id"), asked)
    seats = booked.values_list(as_text("person_id"), Value("booked", output_field=TextField()))
    words: dict[str, str] = {}
    for person, word in questions.union(seats, all=True):
        if word == "booked" or words.get(person) != "booked":
            words[person] = word
    return words


def _paired(need: Need) -> dict[str, str]:
    """Of a pair: those who meet this recipient now, or did before it ended."""
    recipient = need.request.recipient
    if need.form != Need.Form.PAIR or recipient is None:
        return {}
    rows = Pairing.objects.filter(recipient=recipient).order_by("agreed_at")
    pairs = rows.values_list(as_text("volunteer__person_id"), "ended_at")
    return {person: "paired_before" if ended_at else "booked" for person, ended_at in pairs}


def _lately(at: dt.datetime) -> dict[str, tuple[int, dt.date]]:
    rows = (
        Offer.objects.filter(asked_at__gt=at - LATELY)
        .values_list(as_text("person_id"))
        .annotate(times=Count("pk"), last=Cast(Max("asked_at"), TextField()))
    )
    return {person: (times, _day_of(last[:13])) for person, times, last in rows}


@lru_cache(maxsize=4096)
def _day_of(hour: str) -> dt.date:
    """The day in Norway of an hour as the database writes it, in UTC: thousands were asked within few hours."""
    return clock.local_day(dt.datetime.fromisoformat(f"{hour}:00+00:00"))


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
    return dict(rows.values_list(as_text("person_id")).annotate(Count("pk")))


def _all_names() -> dict[uuid.UUID, Any]:
    return dict(Volunteer.objects.values_list("person_id", "person__name"))
