"""Who can what, across all units and organisations: for the crisis cell alone, and never who gets help."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Avg, F, Q, QuerySet

from samspill.foundation import clock
from samspill.foundation.models import Area, AuditEntry
from samspill.people.models import Person
from samspill.people.queries import Asker
from samspill.volunteering.models import COMES, Absence, Assignment, Need, Qualification, Shift, Volunteer
from samspill.volunteering.queries.needs import counted
from samspill.volunteering.rules import availability
from samspill.volunteering.rules.crisis import Able, Criteria, can, is_near, km_between
from samspill.volunteering.rules.fit import Point
from samspill.volunteering.wording import kind_title, when_words

#: Whoever is free has nothing else within so long.
NOW_LASTS = dt.timedelta(hours=3)


class NotInTheCell(LookupError):
    """Only the crisis cell and leaders look across units."""


class Found(NamedTuple):
    """One who can what is looked for. `km` is None where nobody knows where she lives; `is_free`: she can now."""

    person_id: uuid.UUID
    name: str
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    skill_words: str
    area: str
    km: float | None
    is_free: bool


class Needed(NamedTuple):
    """What a unit needs, as all may see it: never whom it is for, nor where she lives.

    The title is the unit's own where it is on the square, else the kind of help.
    """

    title: str
    kind: str
    when: str
    area: str
    unit: str
    left: int


class Ability(NamedTuple):
    """All volunteers who can it, nearest first, and how many can it whose place nobody knows."""

    found: list[Found]
    without_place: int


def who_can(asker: Asker, criteria: Criteria, *, at: dt.datetime, lot: str = "") -> Ability:
    """Every volunteer of every unit who has what is asked for, the nearest first; the equally near by lot.

    `lot` is what the lot is drawn for, so that it falls alike each time. Eight queries, however many they are. Raises
    `NotInTheCell`.
    """
    if not asker.may_call_out:
        raise NotInTheCell
    return everybody_who_can(criteria, at=at, lot=lot)


def everybody_who_can(criteria: Criteria, *, at: dt.datetime, lot: str = "") -> Ability:
    """The same for the system itself, which asks nobody's leave."""
    points, names = _areas()
    centre = criteria.centre(points)
    able = [(one, km_between(centre, one.point)) for one in _able(criteria, points, at) if can(criteria, one)]
    near = [pair for pair in able if is_near(criteria, pair[1])]
    near.sort(key=lambda pair: (pair[1] is None, pair[1] or 0.0, _drawn(lot, pair[0].person)))
    found = [_found(one, km, names) for one, km in near]
    return Ability(found, sum(km is None for _, km in able) if centre else 0)


def needed_across_units(asker: Asker, *, at: dt.datetime, limit: int = 50) -> list[Needed]:
    """What is needed in all units just now, the next first: what all may see of it, and how many places are open.

    Raises `NotInTheCell`.
    """
    if not asker.may_call_out:
        raise NotInTheCell
    rows = Shift.objects.filter(ends_at__gt=at, cancelled_at__isnull=True, need__cancelled_at__isnull=True)
    open_still = counted(rows.select_related("need__area", "need__unit")).filter(taken__lt=F("places"))
    return [_needed(shift) for shift in open_still.order_by("starts_at", "code")[:limit]]


def last_paper(asker: Asker) -> AuditEntry | None:
    """When somebody last took the lists with her on paper."""
    return AuditEntry.objects.filter(verb="took_crisis_lists").order_by("-at").first()


def points_of_areas() -> dict[str, Point]:
    """The point of each area that has one, by id as text."""
    return _areas()[0]


def _needed(shift: Any) -> Needed:
    need = shift.need
    when = when_words(shift.starts_at, shift.ends_at, is_window=need.form == Need.Form.WINDOW)
    area = need.area.name if need.area else ""
    title = need.title if need.published_at else kind_title(need.kind)
    return Needed(title, need.kind, when, area, need.unit.name, shift.places - shift.taken)


def _areas() -> tuple[dict[str, Point], dict[str, str]]:
    """Each area's point, where it has one, and its name, by id as text."""
    rows = list(Area.objects.values_list("pk", "name", "latitude", "longitude"))
    points = {str(pk): (north, east) for pk, _, north, east in rows if north is not None and east is not None}
    return points, {str(pk): name for pk, name, _, _ in rows}


def _able(criteria: Criteria, points: Mapping[str, Point], at: dt.datetime) -> list[Able]:
    held, busy, absent = _held(criteria, at), _busy(at), _absent(at)
    now = availability.touched(clock.local(at), clock.local(at + dt.timedelta(minutes=1)))
    by_postcode, today = _by_postcode(), clock.local_day(at)
    able = []
    for person, name, skills, spoken, area, postcode, words, wish_words, grid, paused in _volunteers():
        is_away = person in absent or person in busy or (paused is not None and paused <= today)
        can_now = not is_away and availability.allows(grid, now, any_will_do=True)
        able.append(
            Able(
                str(person), name, skills, spoken, held.get(person, frozenset()), f"{words}\n{wish_words}",
                str(area or ""), points.get(str(area or "")) or by_postcode.get(postcode), can_now,
            )
        )  # fmt: skip
    return able


def _volunteers() -> QuerySet[Any, Any]:
    living = Volunteer.objects.filter(
        left_at__isnull=True, person__merged_into__isnull=True, person__erased_at__isnull=True
    )
    return living.values_list(
        "person_id", "person__name", "skills", "person__languages", "person__area_id", "person__postcode",
        "skill_words", "wish_words", "availability", "is_paused_from",
    )  # fmt: skip


def _held(criteria: Criteria, at: dt.datetime) -> dict[uuid.UUID, frozenset[str]]:
    if not criteria.holds:
        return {}
    today = clock.local_day(at)
    valid = Qualification.objects.filter(
        Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=today),
        kind__in=criteria.holds,
        withdrawn_at__isnull=True,
    )
    held: dict[uuid.UUID, frozenset[str]] = {}
    for person, kind in valid.values_list("volunteer__person_id", "kind"):
        held[person] = held.get(person, frozenset()) | {kind}
    return held


def _busy(at: dt.datetime) -> set[uuid.UUID]:
    """Those booked to something within the next hours."""
    rows = Assignment.objects.filter(
        COMES,
        shift__cancelled_at__isnull=True,
        shift__need__form__in=Need.WITH_HOURS,
        shift__starts_at__lt=at + NOW_LASTS,
        shift__ends_at__gt=at,
    )
    return set(rows.values_list("person_id", flat=True))


def _absent(at: dt.datetime) -> set[uuid.UUID]:
    today = clock.local_day(at)
    rows = Absence.objects.filter(from_on__lte=today, until_on__gte=today)
    return set(rows.values_list("volunteer__person_id", flat=True))


def _by_postcode() -> dict[str, Point]:
    """Where a postcode is, as far as people whose area is known live there."""
    known = Person.objects.exclude(postcode="").filter(area__latitude__isnull=False)
    rows = known.values_list("postcode").annotate(Avg("area__latitude"), Avg("area__longitude"))
    return {postcode: (north, east) for postcode, north, east in rows.order_by("postcode")}


def _found(one: Able, km: float | None, names: Mapping[str, str]) -> Found:
    words = one.own_words.partition("\n")[0]
    key, area = uuid.UUID(one.person), names.get(one.area, "")
    return Found(key, one.name, one.skills, one.languages, words, area, km, one.is_free)


def _drawn(lot: str, person: str) -> bytes:
    """A lot for each: an old id is no merit, and no burden."""
    return hashlib.blake2b(f"{lot}:{person}".encode(), digest_size=8).digest()
