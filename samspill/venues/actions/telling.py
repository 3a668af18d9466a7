"""Writing to those who borrow, each in her language and by the way she prefers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.utils import translation

from samspill.foundation.actions import make_link, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.outgoing import way_to_write
from samspill.messaging.queries import language_of
from samspill.people.models import Channel
from samspill.venues import wording
from samspill.venues.models import Booking
from samspill.venues.queries import door_is_told
from samspill.venues.wording import Told

#: What her private link opens, how long after the time itself, and where (`web/public/rooms`).
LINK = "venues.booking"
LINK_LASTS_AFTER = dt.timedelta(days=2)
PATH = "/booking/{token}/"


def tell(
    booking: Booking, say: Callable[[Told], str], *, key: str, at: dt.datetime, answers_now: bool = False
) -> bool:
    """Put a message about a booking in the outbox; False where she has neither a mobile nor e-mail."""
    return _write(booking, say, key=key, at=at, until=booking.ends_at, answers_now=answers_now)


def tell_of_several(bookings: Sequence[Booking], *, at: dt.datetime) -> bool:
    """One message about all that was asked for together; its link leads to the first."""
    first, last = bookings[0], bookings[-1]

    def say(told: Told) -> str:
        dates = [wording.time_words(one.starts_at, one.ends_at) for one in bookings]
        shown = dates if len(dates) <= 3 else [dates[0], "…", dates[-1]]
        return wording.several(told, shown, any(one.approved_at is None for one in bookings))

    return _write(first, say, key=f"bookings:{first.series}", at=at, until=last.ends_at, answers_now=True)


def link_to(booking: Booking, *, at: dt.datetime) -> str:
    """A new private address of a booking."""
    lasts = max(booking.starts_at - at, dt.timedelta()) + LINK_LASTS_AFTER
    token = make_link(LINK, str(booking.pk), at=at, valid_for=lasts)
    return web_address(town(), PATH.format(token=token))


def _write(
    booking: Booking,
    say: Callable[[Told], str],
    *,
    key: str,
    at: dt.datetime,
    until: dt.datetime,
    answers_now: bool,
) -> bool:
    way = way_to_write(booking.person)
    if way is None or until <= at:
        return False
    with translation.override(language_of(booking.person)):
        told = _told_of(booking, at)
        subject, body = f"{told.what}, {told.when}"[:200], say(told)
    queue_message(
        channel=way[0],
        address=way[1],
        subject=subject if way[0] == Channel.EMAIL else "",
        body=body,
        key=key[:120],
        person=booking.person,
        about=subject_of(booking),
        at=at,
        expires_at=until,
        answers_now=answers_now,
        is_owed=True,
    )
    return True


def _told_of(booking: Booking, at: dt.datetime) -> Told:
    near, space = door_is_told(booking, at=at), booking.space
    here = town()
    return Told(
        what=str(space),
        when=wording.time_words(booking.starts_at, booking.ends_at),
        answer_by=booking.answer_by_on,
        signed=wording.signed_by(here.name_nb, formatted(here.contact_phone) if here.contact_phone else ""),
        link=link_to(booking, at=at) if booking.is_live else "",
        door=" ".join(part for part in (space.place.way_in, space.door) if part) if near else "",
        duties=space.duties if near else "",
        reason=booking.reason,
    )


def town() -> Municipality:
    """The municipality that lends."""
    return Municipality.objects.get(pk=entered_number())
