"""The day's board: what waits for a person, in one order of urgency, and the shifts of today and the next days.

To let something more wait here: give its word a place in `rules.urgency.ORDER`, its query a line in `SOURCES`, and
write `desk/needs/waiting/<word>.html`, which shows one of it with its next action.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery

from samspill.foundation import clock
from samspill.foundation.models import AuditEntry, Municipality
from samspill.foundation.tenancy import entered_number
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import inbox
from samspill.people.models import Claim, Unit
from samspill.people.queries import Asker, what_waits_of_claims
from samspill.people.queries.rights import ANSWERED_WITHIN
from samspill.volunteering.models import Interest, Request, Shift
from samspill.volunteering.queries.attendance import shifts_without_attendance
from samspill.volunteering.queries.callers import what_waits_callers
from samspill.volunteering.queries.callouts import what_waits_in_callouts
from samspill.volunteering.queries.coming import with_who_comes
from samspill.volunteering.queries.needs import in_sight, requests_waiting, shifts_for
from samspill.volunteering.queries.profiles import interests_for
from samspill.volunteering.queries.swaps import what_waits_swaps
from samspill.volunteering.rules.next_step import Step, next_step
from samspill.volunteering.rules.urgency import rank, urgency_of_claim, urgency_of_shift
from samspill.volunteering.rules.versions import version_of

DAYS_AHEAD = 7
MOST_OPEN = 25
MOST_UNCLEAR = 5
#: Whoever wants to help hears from us within so many days.
INTEREST_WAITS = dt.timedelta(days=14)
#: What time alone changes on the board is shown anew so often.
FRESH = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person. `what` is one of `rules.urgency.ORDER`.

    `at` is what orders it among its like: since when it has waited, or when it takes place. `row` is the thing itself,
    with what its template needs fetched; or None where it stands for `number` of them.
    """

    what: str
    at: dt.datetime
    row: Any = None
    number: int = 1
    late: int = 0

    @property
    def template(self) -> str:
        """What shows it, with its next action."""
        return f"desk/needs/waiting/{self.what}.html"

    @property
    def key(self) -> str:
        """What it is called on the page, the same each time."""
        return f"waits-{self.row.pk if self.row else self.what}"


@dataclass(frozen=True)
class Board:
    """What a coordinator needs to know now. Everything is fetched."""

    waiting: list[Waiting]
    today: list[Shift]
    days: list[tuple[dt.date, list[Shift]]]


Source = Callable[[Asker, dt.datetime, uuid.UUID | None], Iterable[Waiting]]


def board(asker: Asker, *, at: dt.datetime, unit: uuid.UUID | None = None) -> Board:
    """The board of all units the asker sees, or of one of them. As many queries whatever waits."""
    today, *later = _days(_shifts(asker, unit), clock.local_day(at))
    return Board(
        waiting=what_waits(asker, at=at, unit=unit),
        today=today[1],
        days=[day for day in later if day[1]],
    )


def what_waits(asker: Asker, *, at: dt.datetime, unit: uuid.UUID | None = None) -> list[Waiting]:
    """Everything that waits for a person, the most urgent first."""
    found = [one for source in SOURCES for one in source(asker, at, unit)]
    return sorted(found, key=lambda one: (rank(one.what), one.at))


def board_version(*, at: dt.datetime) -> str:
    """Changes whenever the board may have changed, and at times by itself. One query, by keys that grow with time."""
    newest = AuditEntry.objects.exclude(verb="looked")
    waiting = InboundMessage.objects.filter(waits_since_at__isnull=False, settled_at__isnull=True)
    tables = (
        newest,
        waiting,
        InboundMessage.objects.all(),
        Request.objects.all(),
        Interest.objects.all(),
        Claim.objects.all(),
    )
    newest_keys = {
        f"key_{n}": Subquery(rows.order_by("-pk").values("pk")[:1]) for n, rows in enumerate(tables)
    }
    row = Municipality.objects.filter(pk=entered_number()).values_list(*newest_keys.values()).get()
    return version_of(*row, int(at.timestamp() // FRESH.total_seconds()))


def day_list(asker: Asker, day: dt.date) -> list[Shift]:
    """The shifts of one day in Norway with who comes, as `shifts_for` gives them. Two queries."""
    rows = shifts_for(asker).filter(cancelled_at__isnull=True)
    return with_who_comes(rows.filter(_touching(day, day)).order_by("starts_at", "code"))


def units_to_filter_by(asker: Asker) -> list[Unit]:
    """The asker's units, where she has more than one to choose from."""
    return list(asker.units) if len(asker.units) > 1 else []


def _shifts(asker: Asker, unit: uuid.UUID | None) -> QuerySet[Any]:
    rows = shifts_for(asker).filter(cancelled_at__isnull=True)
    return rows.filter(need__unit=unit) if unit else rows


def _open_shifts(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    uncovered = _shifts(asker, unit).filter(in_sight(at), ends_at__gt=at, taken__lt=F("places"))
    for shift in uncovered.order_by("starts_at", "code")[:MOST_OPEN]:
        what = urgency_of_shift(_step(shift, at), withdrew=shift.withdrew)
        yield Waiting(what, shift.starts_at, shift, shift.places - shift.taken)


def _unclear(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    for message in inbox(asker)[:MOST_UNCLEAR]:
        yield Waiting("unclear", message.waits_since_at or message.received_at, message)


def _requests(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    waiting = requests_waiting(asker)
    for request in waiting.filter(unit=unit) if unit else waiting:
        yield Waiting("request", request.received_at, request)


def _interests(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    """All of them as one line: they are called one after the other. Urgent when one has waited too long."""
    received = list(interests_for(asker).values_list("received_at", flat=True))
    late = sum(at - moment > INTEREST_WAITS for moment in received)
    if received:
        what = "interests_late" if late else "interests"
        yield Waiting(what, min(received), number=len(received), late=late)


def _claims(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    for claim in what_waits_of_claims(asker, at=at):
        yield Waiting(urgency_of_claim(claim.asked_at, at, ANSWERED_WITHIN), claim.asked_at, claim)


def _callouts(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    for callout in what_waits_in_callouts(asker, at=at):
        yield Waiting("callout", callout.started_at, callout)


def _attendance(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    """All of them as one line: the sheets lie in one pile."""
    rows = shifts_without_attendance(asker, at=at)
    ended = list((rows.filter(need__unit=unit) if unit else rows).values_list("ends_at", flat=True))
    if ended:
        yield Waiting("attendance", min(ended), number=len(ended))


def _callers(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    """Those who asked for help and must hear that somebody is missing, as one line."""
    shifts = [one for one in what_waits_callers(asker, at=at) if unit in (None, one.need.unit_id)]
    if shifts:
        yield Waiting("callers", min(one.caller_owed_at for one in shifts), number=len(shifts))


def _swaps(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    """Those who want to change, and wait for somebody to be asked or for a blessing, as one line."""
    swaps = what_waits_swaps(asker, at=at)
    waiting = [one for one in swaps if unit in (None, one.assignment.shift.need.unit_id)]
    if waiting:
        yield Waiting("swaps", min(one.wished_at for one in waiting), number=len(waiting))


#: What may wait, each its own question: those who ask, what they asked for, and what came of it.
SOURCES: tuple[Source, ...] = (
    _open_shifts,
    _unclear,
    _requests,
    _interests,
    _claims,
    _callouts,
    _attendance,
    _callers,
    _swaps,
)


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
