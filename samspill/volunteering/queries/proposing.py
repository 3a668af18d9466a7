"""How many to ask at a time about a shift, from how it has gone before."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from samspill.volunteering.models import COMES, Assignment, GroupSeat, Need, Offer, Shift
from samspill.volunteering.rules import deadlines
from samspill.volunteering.rules.waves import acceptance_rate, how_many_to_ask

REMEMBERED = dt.timedelta(days=180)


def open_places(shift: Shift) -> int:
    """How many places nobody has, neither a volunteer nor a group; `shifts_for` has counted it already."""
    if hasattr(shift, "taken"):
        return max(0, shift.places - int(shift.taken))
    single = Assignment.objects.filter(COMES, shift=shift).count()
    return shift.places - single - GroupSeat.objects.filter(shift=shift, released_at__isnull=True).count()


def latest_start_of(shift: Shift) -> dt.datetime:
    """When it must have begun; the shift's `need` should be fetched."""
    is_window = shift.need.form == Need.Form.WINDOW
    return deadlines.latest_start(shift.starts_at, shift.ends_at, is_window=is_window, minutes=shift.minutes)


def deadline_of(shift: Shift, at: dt.datetime) -> dt.datetime:
    """By when a yes is of use; the shift's `need` should be fetched."""
    return deadlines.deadline(latest_start_of(shift), shift.ends_at, at)


def is_worth_asking(shift: Shift, at: dt.datetime) -> bool:
    """Whether there is time for a message to be read and answered; the shift's `need` should be fetched."""
    return deadlines.is_worth_asking(latest_start_of(shift), shift.ends_at, at)


def proposed_size(shift: Shift, *, candidates: int, at: dt.datetime) -> int:
    """The size of the next wave; 0 where there is nobody to ask or nothing to ask for."""
    waiting = Offer.objects.filter(
        shift=shift, answer="", lapsed_at__isnull=True, undelivered_at__isnull=True
    ).count()
    return how_many_to_ask(
        open_places=open_places(shift),
        rate=_rate(shift.need.kind, at),
        hours_left=(deadline_of(shift, at) - at).total_seconds() / 3600,
        waiting=waiting,
        candidates=candidates,
    )


def _rate(kind: str, at: dt.datetime) -> float:
    """How often people said yes to this kind of help in the last half year."""
    rows = Offer.objects.filter(shift__need__kind=kind, asked_at__gt=at - REMEMBERED)
    counted = rows.aggregate(asked=Count("pk"), yes=Count("pk", filter=Q(answer=Offer.Answer.YES)))
    return acceptance_rate(yes=counted["yes"], asked=counted["asked"])
