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

from samspill.activities.models import ReaderReport
from samspill.activities.queries.choosing import times_it_chooses_at
from samspill.activities.queries.reports import waiting_reports
from samspill.foundation import clock
from samspill.foundation.counting import counted_together
from samspill.foundation.models import AuditEntry, Municipality
from samspill.foundation.tenancy import entered_number
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import inbox
from samspill.organisations.queries.reviews import waiting_reviews
from samspill.people.models import Claim, Unit
from samspill.people.queries import Asker, what_waits_of_claims
from samspill.people.queries.rights import ANSWERED_WITHIN
from samspill.venues.queries.closed_days import bookings_meeting_closed_doors, loans_meeting_closed_doors
from samspill.venues.queries.promises import things_with_too_few
from samspill.volunteering.models import Interest, Need, Plan, Request, Shift
from samspill.volunteering.queries.attendance import shifts_without_attendance
from samspill.volunteering.queries.callers import what_waits_callers
from samspill.volunteering.queries.callouts import what_waits_in_callouts
from samspill.volunteering.queries.capabilities import what_waits_in_capabilities
from samspill.volunteering.queries.coming import with_who_comes
from samspill.volunteering.queries.follow_ups import waiting_answers
from samspill.volunteering.queries.interests import talks_for, waiting_for_a_call
from samspill.volunteering.queries.needs import in_sight, requests_waiting, shifts_for
from samspill.volunteering.queries.onboarding import courses_without_attendance, running_out, unsigned
from samspill.volunteering.queries.pair_waits import PairWait, what_waits_of_known_pairs
from samspill.volunteering.queries.plans import what_waits_of_plans
from samspill.volunteering.queries.swaps import what_waits_swaps
from samspill.volunteering.rules.next_step import Step, next_step
from samspill.volunteering.rules.urgency import rank, urgency_of_claim, urgency_of_plan, urgency_of_shift
from samspill.volunteering.rules.versions import version_of

DAYS_AHEAD = 7
MOST_OPEN = 25
MOST_UNCLEAR = 5
#: Whoever wants to help hears from us within so many days.
INTEREST_WAITS = dt.timedelta(days=14)
#: What time alone changes on the board is shown anew so often.
FRESH = dt.timedelta(minutes=15)
#: A pair has no day of its own; the day it is wanted from is no task.
PAIRS = Q(need__form=Need.Form.PAIR)


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
        ReaderReport.objects.all(),
        Plan.objects.filter(solved_at__isnull=False),
    )
    newest_keys = {
        f"key_{n}": Subquery(rows.order_by("-pk").values("pk")[:1]) for n, rows in enumerate(tables)
    }
    row = Municipality.objects.filter(pk=entered_number()).values_list(*newest_keys.values()).get()
    return version_of(*row, int(at.timestamp() // FRESH.total_seconds()))


def day_list(asker: Asker, day: dt.date) -> list[Shift]:
    """The shifts of one day in Norway with who comes, as `shifts_for` gives them. Two queries."""
    rows = shifts_for(asker).filter(cancelled_at__isnull=True)
    return with_who_comes(rows.filter(_touching(day, day)).exclude(PAIRS).order_by("starts_at", "code"))


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


def _claims(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    for claim in what_waits_of_claims(asker, at=at):
        yield Waiting(urgency_of_claim(claim.asked_at, at, ANSWERED_WITHIN), claim.asked_at, claim)


def _callouts(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    for callout in what_waits_in_callouts(asker, at=at):
        yield Waiting("callout", callout.started_at, callout)


def _talks(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    """First conversations of today, and earlier ones of which nobody has said what came."""
    today = clock.start_of_day(clock.local_day(at))
    for talk in talks_for(asker).filter(booked_for_at__lt=today + dt.timedelta(days=1))[:MOST_OPEN]:
        yield Waiting("talk" if talk.booked_for_at >= today else "talk_after", talk.booked_for_at, talk)


def _pairs(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    """What is urgent, one by one; the rest as one line, for it lies in order on the page of pairs."""
    found = what_waits_of_known_pairs(asker, at=at)
    rest = []
    for wait in found if unit is None else (one for one in found if _is_of(one, unit)):
        since = clock.start_of_day(wait.since)
        if wait.what == "review":
            yield Waiting("review", since, wait.pairing)
        elif wait.is_urgent:
            yield Waiting("pair_low", since, wait.follow_up)
        else:
            rest.append(since)
    if rest:
        yield Waiting("pairs", min(rest), number=len(rest))


def _is_of(wait: PairWait, unit: uuid.UUID) -> bool:
    return wait.pairing is not None and wait.pairing.unit_id == unit


def _piles(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    """What lies in a pile stands as one line, and all piles are counted in one query.

    Whoever wants to help is called one after the other; urgent when one has waited too long.
    """
    sheets = shifts_without_attendance(asker, at=at)
    callers = waiting_for_a_call(asker)
    found = counted_together(
        {
            "interests": callers,
            "late": callers.filter(received_at__lt=at - INTEREST_WAITS),
            "callers": what_waits_callers(asker, at=at).filter(**({"need__unit": unit} if unit else {})),
            "swaps": what_waits_swaps(asker, at=at).filter(
                **({"assignment__shift__need__unit": unit} if unit else {})
            ),
            "attendance": sheets.filter(need__unit=unit) if unit else sheets,
            "running_out": running_out(asker, on=clock.local_day(at)),
            "unsigned": unsigned(asker, at=at),
            "pair_answers": waiting_answers(asker),
            "course": courses_without_attendance(asker, at=at),
            "capability": what_waits_in_capabilities(asker, at=at),
            "reports": waiting_reports(asker),
            "readings": waiting_reviews(asker),
            "too_few": things_with_too_few(asker, at=at),
            "closed_rooms": bookings_meeting_closed_doors(asker, at=at),
            "closed_doors": loans_meeting_closed_doors(asker, at=at),
            "choose": times_it_chooses_at(asker.unit, at=at),
        }
    )
    late = found.pop("late")
    numbers = {
        "interests_late" if late else "interests": found.pop("interests"),
        "papers": found.pop("running_out") + found.pop("unsigned"),
        **found,
    }
    for what, number in numbers.items():
        if number:
            yield Waiting(what, at, number=number, late=late if what == "interests_late" else 0)


def _plans(asker: Asker, at: dt.datetime, unit: uuid.UUID | None) -> Iterator[Waiting]:
    for plan in what_waits_of_plans(asker, at=at):
        if unit is None or unit in {row.unit_id for row in plan.units.all()}:
            yield Waiting(urgency_of_plan(plan.from_on, clock.local_day(at)), plan.made_at, plan)


#: What may wait, each its own question: those who ask, what they asked for, and what came of it.
SOURCES: tuple[Source, ...] = (
    _open_shifts,
    _unclear,
    _requests,
    _claims,
    _callouts,
    _talks,
    _pairs,
    _piles,
    _plans,
)


def _touching(first: dt.date, last: dt.date) -> Q:
    """Those that take place on any of these days, windows that are open then included."""
    after = clock.start_of_day(last + dt.timedelta(days=1))
    return Q(starts_at__lt=after, ends_at__gt=clock.start_of_day(first))


def _days(rows: QuerySet[Any], today: dt.date) -> list[tuple[dt.date, list[Shift]]]:
    """Today and the days to come, each with its shifts; what began before today stands under today."""
    last = today + dt.timedelta(days=DAYS_AHEAD)
    shifts = with_who_comes(rows.filter(_touching(today, last)).exclude(PAIRS).order_by("starts_at", "code"))
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
