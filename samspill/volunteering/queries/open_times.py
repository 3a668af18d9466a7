"""The times that are open to all, by the thousand: what the square counts, narrows and searches."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from samspill.foundation.plain_rows import codes, key, moment, plain_rows, question_of
from samspill.foundation.search import Text
from samspill.volunteering.models import Need, Shift
from samspill.volunteering.queries.needs import places_taken
from samspill.volunteering.rules.finding import Key, OpenTime
from samspill.volunteering.rules.vocabulary import words_of_kind
from samspill.volunteering.wording.languages import words_of_language

_COLUMNS = (
    "pk",
    "need_id",
    "need__title",
    "need__kind",
    "form",
    "need__area_id",
    "need__unit_id",
    "need__languages",
    "starts_at",
    "ends_at",
    "places",
    "taken",
    "need__published_at",
    "need__area__latitude",
    "need__area__longitude",
    "need__area__name",
    "need__unit__name",
)
#: What all may read of a need, and what it is found by.
_TOLD = ("pk", "title", "public_text", "kind", "languages", "area__name", "unit__name")


class OpenTimes(NamedTuple):
    """The times, the next first, and what the parts of town and the units in them are called."""

    times: list[OpenTime]
    areas: dict[uuid.UUID, str]
    units: dict[uuid.UUID, str]


def open_shifts(*, at: dt.datetime) -> QuerySet[Any]:
    """The shifts of needs that are published, not called off, not past and with places left; the next first."""
    rows = Shift.objects.filter(
        Q(need__published_at__isnull=False, need__cancelled_at__isnull=True),
        cancelled_at__isnull=True,
        ends_at__gt=at,
    )
    left = rows.annotate(taken=places_taken()).filter(taken__lt=F("places"))
    return left.select_related("need__area", "need__unit", "role").order_by("starts_at", "code")


def open_times(*, at: dt.datetime) -> OpenTimes:
    """Every time that is open, with what everybody may know of it. One query."""
    # A single evening with roles is kept as a rota that never comes back.
    once = When(need__form=Need.Form.ROTA, need__pattern__pattern="once", then=Value(Need.Form.ONCE))
    rows = open_shifts(at=at).annotate(form=Case(once, default=F("need__form"), output_field=CharField()))
    found = OpenTimes([], {}, {})
    for row in plain_rows(question_of(rows.values_list(*_COLUMNS))):
        time = _time(row)
        found.times.append(time)
        found.units[time.unit] = row[-1]
        if time.area:
            found.areas[time.area] = row[-2]
    return found


def texts_of(times: Iterable[OpenTime], *, at: dt.datetime) -> list[Text[Key]]:
    """What the needs of these times are found by: what the square tells of them and nothing else. One query."""
    open_now = {time.need for time in times}
    to_come = Shift.objects.filter(ends_at__gt=at, cancelled_at__isnull=True).values("need_id")
    needs = Need.objects.filter(pk__in=to_come, published_at__isnull=False, cancelled_at__isnull=True)
    rows = plain_rows(question_of(needs.values_list(*_TOLD)))
    return [_text(row) for row in rows if row[0] in open_now]


def _time(row: tuple[Any, ...]) -> OpenTime:
    (
        shift, need, title, kind, form, area, unit, languages, begins, ends, places, taken, published,
        latitude, longitude, _area, _unit,
    ) = row  # fmt: skip
    return OpenTime(
        shift=shift,
        need=need,
        title=title,
        kind=kind,
        form=form,
        area=key(area) if area else None,
        unit=key(unit),
        languages=codes(languages),
        starts_at=moment(begins),
        ends_at=moment(ends),
        left=places - taken,
        published_at=moment(published),
        spot=None if latitude is None or longitude is None else (latitude, longitude),
    )


def _text(row: tuple[Any, ...]) -> Text[Key]:
    need, title, text, kind, languages, area, unit = row
    told = (text, words_of_kind(kind), *map(words_of_language, codes(languages)), area or "", unit)
    return Text(need, title, "\n".join(told))
