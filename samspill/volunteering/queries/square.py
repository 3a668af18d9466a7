"""What everybody may see: needs that are published and have places left. Never a recipient, never an address."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from samspill.activities.queries.nearness import around
from samspill.activities.queries.standing_areas import standing_area
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.plain_rows import key
from samspill.foundation.recurrence import ClosedPeriod, Pattern
from samspill.foundation.search import look_among
from samspill.organisations.queries.square import norwegian_order
from samspill.people.models import Unit
from samspill.volunteering.models import Need, Shift
from samspill.volunteering.queries.open_times import OpenTimes, open_shifts, open_times, texts_of
from samspill.volunteering.queries.rotas import school_holidays
from samspill.volunteering.rules import rotas
from samspill.volunteering.rules.codes import KINDS, PAIR_KINDS
from samspill.volunteering.rules.finding import Chosen, sieve
from samspill.volunteering.rules.square import EVERYTHING, LookedFor, read_looked_for


def looked_for_in(given: Mapping[str, str]) -> LookedFor:
    """What an address asks for; a part of town that another took over from is that other."""
    looked_for = read_looked_for(given)
    return looked_for._replace(area=standing_area(looked_for.area))


class NextShift(NamedTuple):
    """When it is; for a window, any time between the two; for a pair, from the first of them on."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_window: bool
    is_pair: bool = False


class OpenNeed(NamedTuple):
    """A need as the square shows it: with its next open time, and of a rota how many more are open.

    `pattern`: how it comes back; None where it does not, as for a rota of a single evening with roles.
    `code` is the short number of that time; `told_at` is when what stands here was last written or put up.
    """

    id: uuid.UUID
    title: str
    public_text: str
    kind: str
    area: str
    unit: str
    phone: str
    languages: tuple[str, ...]
    demands: tuple[str, ...]
    gender: str
    min_age: int | None
    places_left: int
    shift: NextShift
    code: int
    published_at: dt.datetime
    told_at: dt.datetime
    pattern: Pattern | None = None
    more_times: int = 0


class Choices(NamedTuple):
    """What one may narrow the list by: only what finds something."""

    kinds: list[str]
    areas: list[tuple[uuid.UUID, str]]
    units: list[tuple[uuid.UUID, str]]


class Looked(NamedTuple):
    """What was found of all that is open. `chosen`, `counts` and `without` as `rules.finding.Sieved` has them.
    `is_exact`: the words that were looked for were found as they were written.
    """

    chosen: list[Chosen]
    counts: dict[str, dict[str, int]]
    without: dict[str, int]
    opened: OpenTimes
    is_exact: bool

    @property
    def choices(self) -> Choices:
        """What there is to choose from, whatever was looked for."""
        kinds = {time.kind for time in self.opened.times}
        return Choices(
            [kind for kind in (*KINDS, *PAIR_KINDS) if kind in kinds],
            _by_name(self.opened.areas),
            _by_name(self.opened.units),
        )


def open_needs(*, at: dt.datetime, limit: int = 200, looked_for: LookedFor = EVERYTHING) -> list[OpenNeed]:
    """Needs published, not called off, not past and with places left; the next first. Three queries, and two more where
    words are looked for.
    """
    return needs_of(look(looked_for, at=at).chosen[:limit], at=at)


def ids_of_open_needs(
    *,
    at: dt.datetime,
    after: uuid.UUID | None = None,
    among: Collection[uuid.UUID] | None = None,
    limit: int | None = None,
) -> list[uuid.UUID]:
    """Which needs are open to all, the first made first: all, those made `after` one, or those `among` some.

    One query.
    """
    rows = open_shifts(at=at)
    if after is not None:
        rows = rows.filter(need_id__gt=after)
    if among is not None:
        rows = rows.filter(need_id__in=among)
    return list(rows.order_by("need_id").values_list("need_id", flat=True).distinct()[:limit])


def open_needs_page(*, at: dt.datetime, after: uuid.UUID | None, limit: int) -> list[OpenNeed]:
    """Open needs as the square shows them, the first made first, `after` where a page before ended. Three queries."""
    ids = ids_of_open_needs(at=at, after=after, limit=limit)
    times: dict[uuid.UUID, list[Any]] = {}
    for row in open_shifts(at=at).filter(need_id__in=ids):
        times.setdefault(row.need_id, []).append(row)
    holidays = school_holidays()
    return [_of_its_times(times[id], holidays) for id in ids if id in times]


def open_need_for(asker: None, need_id: uuid.UUID | str, *, at: dt.datetime) -> OpenNeed:
    """The public gate: one need that is open to all. Raises `Need.DoesNotExist`."""
    try:
        rows = list(open_shifts(at=at).filter(need=uuid.UUID(str(need_id))))
    except ValueError as error:
        raise Need.DoesNotExist(need_id) from error
    if not rows:
        raise Need.DoesNotExist(need_id)
    return _of_its_times(rows, school_holidays())


def newest_needs(*, at: dt.datetime, looked_for: LookedFor, limit: int = 50) -> list[OpenNeed]:
    """The open needs that fit, those put on the square last first. As many queries as `open_needs`."""
    found = look(looked_for, at=at).chosen
    newest = sorted(found, key=lambda chosen: (chosen.published_at, chosen.need), reverse=True)
    return needs_of(newest[:limit], at=at)


def look(looked_for: LookedFor, *, at: dt.datetime) -> Looked:
    """What fits of all that is open. One query; one more for a part of town widened, one for one where nothing is open,
    and two for words.
    """
    opened = _with_names_of(looked_for, open_times(at=at))
    hits = look_among(texts_of(opened.times, at=at), looked_for.words) if looked_for.words else None
    is_widened = looked_for.area and looked_for.within_km
    found = sieve(
        opened.times,
        looked_for,
        today=clock.local_day(at),
        around=around(looked_for.area, looked_for.within_km) if looked_for.area and is_widened else None,
        hits=None if hits is None or hits.is_everything else frozenset(hits.keys),
    )
    return Looked(
        found.chosen, found.counts, found.without, opened, bool(hits and hits.keys and not hits.is_respelled)
    )


def _with_names_of(looked_for: LookedFor, opened: OpenTimes) -> OpenTimes:
    """With the names of what is looked for, also where nothing is open there."""
    for table, wanted, names in (
        (Area, looked_for.area, opened.areas),
        (Unit, looked_for.unit, opened.units),
    ):
        if wanted and wanted not in names:
            names.update(table.objects.filter(pk=wanted).values_list("pk", "name"))
    return opened


def needs_of(chosen: Sequence[Chosen], *, at: dt.datetime) -> list[OpenNeed]:
    """These needs as the square shows them, in this order. Two queries."""
    rows = open_shifts(at=at).filter(pk__in=[key(one.shift) for one in chosen])
    by_key = {row.pk: row for row in rows}
    holidays = school_holidays()
    found = ((by_key.get(key(one.shift)), one.more) for one in chosen)
    return [_shown(row, more, holidays) for row, more in found if row is not None]


def need_with_code(code: int) -> uuid.UUID | None:
    """The need that has a shift with this short number, whether it is open or not."""
    return Shift.objects.filter(code=code).values_list("need_id", flat=True).first()


def choices(*, at: dt.datetime) -> Choices:
    """The kinds, parts of town and units of the needs that are open. One query."""
    return look(EVERYTHING, at=at).choices


def _of_its_times(rows: Sequence[Any], holidays: list[ClosedPeriod]) -> OpenNeed:
    """One need by all its open times, the next first."""
    return _shown(rows[0], len({row.starts_at for row in rows}) - 1, holidays)


def _shown(shift: Any, more: int, holidays: list[ClosedPeriod]) -> OpenNeed:
    need = shift.need
    pattern = rotas.read(need.pattern, holidays) if need.form == Need.Form.ROTA else None
    return OpenNeed(
        id=need.pk,
        title=need.title,
        public_text=need.public_text,
        kind=need.kind,
        area=need.area.name if need.area else "",
        unit=need.unit.name,
        phone=need.unit.phone,
        languages=tuple(need.languages),
        demands=tuple(need.demands),
        gender=need.gender,
        min_age=need.min_age,
        places_left=shift.places - shift.taken,
        shift=NextShift(
            shift.starts_at, shift.ends_at, need.form == Need.Form.WINDOW, need.form == Need.Form.PAIR
        ),
        code=shift.code,
        published_at=need.published_at,
        told_at=max(need.published_at, need.changed_at or need.published_at),
        pattern=pattern if pattern and pattern.kind != "once" else None,
        more_times=more if pattern else 0,
    )


def _by_name(names: dict[uuid.UUID, str]) -> list[tuple[uuid.UUID, str]]:
    return sorted(names.items(), key=lambda pair: norwegian_order(pair[1]))
