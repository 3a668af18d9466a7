"""A room's week for everybody: a calendar to follow, and the notice on its door. Private people are not named.

Both tell what keeps others from the room, also in its whole and its parts, just as nobody can borrow it then.
"""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill import venues
from samspill.activities.queries import CONTENT_TYPE, FeedEvent, write_calendar
from samspill.foundation import clock
from samspill.venues.models import Booking, Loan, Space
from samspill.venues.queries import bookings_of_week, space_for, taken_since, terms_of
from samspill.venues.wording import day_words

DOOR = Path(venues.__file__).parent / "data" / "door.typ"


@require_safe
def feed(request: HttpRequest, space_id: uuid.UUID) -> HttpResponse:
    """When the room cannot be had, as a calendar that others follow."""
    space = _space(space_id)
    events = [
        FeedEvent(
            key=str(row.pk),
            title=in_public(row) + _in_which_room(row, space),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            changed_at=row.moved_at or row.approved_at or row.asked_at,
            is_tentative=row.approved_at is None,
            place=str(row.space),
        )
        for row in taken_since(space, since=clock.now() - dt.timedelta(days=7))
    ]
    made = write_calendar(events, name=str(space), host=request.get_host(), language=get_language() or "nb")
    return HttpResponse(made, content_type=CONTENT_TYPE)


@require_safe
def door(request: HttpRequest, space_id: uuid.UUID) -> HttpResponse:
    """This week's bookings in large print, to hang on the door."""
    from samspill.foundation.documents import pdf

    space = _space(space_id)
    rows = [
        {
            "day": day_words(day),
            "lines": [_line(row, space) for row in found],
            "empty": _empty_day(day, space),
        }
        for day, found in bookings_of_week(space, clock.today()).items()
    ]
    told: dict[str, Any] = {
        "language": get_language() or "nb",
        "title": space.name,
        "place": space.place.name,
        "days": rows,
        "address": request.build_absolute_uri(request.path.removesuffix("door.pdf")),
        "borrow": _("Borrow the room here:"),
    }
    return HttpResponse(pdf(DOOR, told), content_type="application/pdf")


def _empty_day(day: dt.date, space: Space) -> str:
    """What stands on a day on which nobody has it: that it is free, closed, or not lent on such days."""
    terms = terms_of(space)
    if terms.is_closed(day):
        return pgettext("a house", "Closed")
    if not any(hours.weekday == day.weekday() for hours in terms.hours):
        return _("Not lent")
    return pgettext("a room", "Free")


def in_public(row: Booking | Loan) -> str:
    """Who has it, as everybody may read it: the name of an association that is on the square, never a person's nor a
    group's we do not know. Who asks and has no answer yet is not named.
    """
    if row.approved_at is None:
        return _("Somebody has asked for it")
    shown = row.organisation if row.organisation and row.organisation.hidden_at is None else None
    return shown.name if shown else _("Borrowed")


def _line(booking: Booking, space: Space) -> list[str]:
    starts, ends = clock.local(booking.starts_at), clock.local(booking.ends_at)
    return [f"{starts:%H.%M}–{ends:%H.%M}", in_public(booking) + _in_which_room(booking, space)]


def _in_which_room(booking: Booking, space: Space) -> str:
    """Where it is the whole hall, or a part of it, that is borrowed."""
    return "" if booking.space_id == space.pk else f" ({booking.space.name})"


def _space(space_id: uuid.UUID) -> Space:
    try:
        return space_for(None, space_id)
    except Space.DoesNotExist as error:
        raise Http404 from error
