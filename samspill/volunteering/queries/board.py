"""The day's board: what is urgent, in order, and the shifts of today and the next days."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery

from samspill.foundation import clock
from samspill.foundation.models import AuditEntry, Municipality
from samspill.foundation.tenancy import entered_number
from samspill.messaging.models import InboundMessage
from samspill.people.models import Unit
from samspill.people.queries import Asker
from samspill.volunteering.models import Assignment, Interest, Request, Shift
from samspill.volunteering.queries.needs import requests_waiting, shifts_for
from samspill.volunteering.queries.profiles import interests_for
from samspill.volunteering.rules.next_step import Step, next_step

DAYS_AHEAD = 7
MOST_OPEN = 25
#: Whoever wants to help hears from us within so many days.
INTEREST_WAITS = dt.timedelta(days=14)
#: What time alone changes on the board is shown anew so often.
FRESH = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class OpenShift:
    """A shift with places left, and what to do about it."""

    shift: Any
    step: Step
    left: int


@dataclass(frozen=True)
class Board:
    """What a coordinator needs to know now. Everything is fetched."""

    open: list[OpenShift]
    requests: list[Request]
    interests: int
    interests_too_long: int
    today: list[Shift]
    days: list[tuple[dt.date, list[Shift]]]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits for anybody."""
        return not (self.open or self.requests or self.interests)


def board(asker: Asker, *, at: dt.datetime, unit: uuid.UUID | None = None) -> Board:
    """The board of all units the asker sees, or of one of them. Six queries."""
    rows = shifts_for(asker).filter(cancelled_at__isnull=True)
    rows = rows.filter(need__unit=unit) if unit else rows
    waiting = requests_waiting(asker)
    received = list(interests_for(asker).values_list("received_at", flat=True))
    today, *later = _days(rows, clock.local_day(at))
    return Board(
        open=_open(rows, at),
        requests=list(waiting.filter(unit=unit) if unit else waiting),
        interests=len(received),
        interests_too_long=sum(at - moment > INTEREST_WAITS for moment in received),
        today=today[1],
        days=[day for day in later if day[1]],
    )


def board_version(*, at: dt.datetime) -> str:
    """Changes whenever the board may have changed, and at times by itself. One query, by keys that grow with time."""
    newest = AuditEntry.objects.exclude(verb="looked")
    waiting = InboundMessage.objects.filter(waits_since_at__isnull=False, settled_at__isnull=True)
    tables = (newest, waiting, InboundMessage.objects.all(), Request.objects.all(), Interest.objects.all())
    newest_keys = {
        f"key_{n}": Subquery(rows.order_by("-pk").values("pk")[:1]) for n, rows in enumerate(tables)
    }
    row = Municipality.objects.filter(pk=entered_number()).values_list(*newest_keys.values()).get()
    return version_of(*row, int(at.timestamp() // FRESH.total_seconds()))


def day_list(asker: Asker, day: dt.date) -> list[Shift]:
    """The shifts of one day in Norway with who comes, as `shifts_for` gives them. Two queries."""
    rows = shifts_for(asker).filter(cancelled_at__isnull=True)
    return with_who_comes(rows.filter(_touching(day, day)).order_by("starts_at", "code"))


def with_who_comes(rows: Iterable[Shift]) -> list[Shift]:
    """The shifts, each with the names of those booked in `who`. Two queries."""
    shifts = list(rows)
    booked = Assignment.objects.filter(shift__in=shifts, released_at__isnull=True)
    names: dict[uuid.UUID, list[str]] = {}
    for shift_id, name in booked.order_by("seat").values_list("shift_id", "person__name"):
        names.setdefault(shift_id, []).append(name)
    for shift in shifts:
        shift.who = names.get(shift.pk, [])  # type: ignore[attr-defined]
    return shifts


def version_of(*facts: object) -> str:
    """Facts as a short word that fits in an address."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "|".join(map(str, facts))).hex[:16]


def units_to_filter_by(asker: Asker) -> list[Unit]:
    """The asker's units, where she has more than one to choose from."""
    return list(asker.units) if len(asker.units) > 1 else []


def _open(rows: QuerySet[Any], at: dt.datetime) -> list[OpenShift]:
    uncovered = rows.filter(ends_at__gt=at, taken__lt=F("places")).order_by("starts_at", "code")
    return [OpenShift(shift, _step(shift, at), shift.places - shift.taken) for shift in uncovered[:MOST_OPEN]]


def _touching(first: dt.date, last: dt.date) -> Q:
    """Those that take place on any of these days, windows that are open then included."""
    after = clock.start_of_day(last + dt.timedelta(days=1))
    return Q(starts_at__lt=after, ends_at__gt=clock.start_of_day(first))


def _days(rows: QuerySet[Any], today: dt.date) -> list[tuple[dt.date, list[Shift]]]:
    """Today and the days to come, each with its shifts; what began before today stands under today."""
    last = today + dt.timedelta(days=DAYS_AHEAD)
    shifts = with_who_comes(rows.filter(_touching(today, last)).order_by("starts_at", "code"))
    days: dict[dt.date, list[Shift]] = {today + dt.timedelta(days=n): [] for n in range(DAYS_AHEAD + 1)}
    for shift in shifts:
        days[max(today, clock.local_day(shift.starts_at))].append(shift)
    return list(days.items())


def _step(shift: Any, at: dt.datetime) -> Step:
    return next_step(
        places=shift.places,
        taken=shift.taken,
        asked=shift.asked,
        waiting=shift.waiting,
        unreached=shift.unreached,
        starts=shift.ends_at if shift.need.form == "window" else shift.starts_at,
        at=at,
    )
