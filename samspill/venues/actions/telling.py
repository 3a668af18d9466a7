"""Writing to those who borrow, each in her language and by the way she prefers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

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
from samspill.venues.models import Booking, Loan
from samspill.venues.queries import door_is_told
from samspill.venues.queries.dates import last_end_of
from samspill.venues.queries.things import where_to_fetch_is_told
from samspill.venues.wording import Told

#: What her private link opens, how long after the time itself, and where (`web/public/rooms`).
LINK = "venues.booking"
LINK_LASTS_AFTER = dt.timedelta(days=2)
PATH = "/booking/{token}/"
#: The same for a thing, which may be late.
LOAN_LINK = "venues.loan"
LOAN_LINK_LASTS_AFTER = dt.timedelta(days=60)
LOAN_PATH = "/loan/{token}/"


def tell(
    row: Booking | Loan, say: Callable[[Told], str], *, key: str, at: dt.datetime, answers_now: bool = False
) -> bool:
    """Put a message about what is borrowed in the outbox; False where she has neither a mobile nor e-mail."""
    late = dt.timedelta() if isinstance(row, Booking) else LOAN_LINK_LASTS_AFTER
    return _write(row, say, key=key, at=at, until=row.ends_at + late, answers_now=answers_now)


def tell_of_several(rows: Sequence[Booking | Loan], *, at: dt.datetime) -> bool:
    """One message about all that was asked for together; its link leads to the first."""
    waits = any(one.approved_at is None for one in rows)
    key = f"bookings:{rows[0].series}"
    return tell_of_dates(
        rows, lambda told, dates: wording.several(told, dates, waits), key=key, at=at, answers_now=True
    )


def tell_of_dates(
    rows: Sequence[Booking | Loan],
    say: Callable[[Told, list[str]], str],
    *,
    key: str,
    at: dt.datetime,
    answers_now: bool = False,
) -> bool:
    """One message about several dates, which are given to `say` in words, the middle of many left out.

    Where they are not of as many pieces, no number is told. Where some got another thing, each is named.
    """
    first, last = rows[0], rows[-1]
    late = dt.timedelta() if isinstance(first, Booking) else LOAN_LINK_LASTS_AFTER

    def said(told: Told) -> str:
        dates = [wording.span_words(one.starts_at, one.ends_at) for one in rows]
        if isinstance(first, Loan):
            told = replace(told, what=_things_of([one for one in rows if isinstance(one, Loan)]))
        return say(told, dates if len(dates) <= 3 else [dates[0], "…", dates[-1]])

    return _write(first, said, key=key, at=at, until=last.ends_at + late, answers_now=answers_now)


def _things_of(loans: Sequence[Loan]) -> str:
    """What is lent on several dates."""
    names = list(dict.fromkeys(one.thing.name for one in loans))
    if len(names) == 1 and len({one.pieces for one in loans}) == 1:
        return wording.pieces_words(loans[0].pieces, names[0])
    return ", ".join(names)


def link_to(row: Booking | Loan, *, at: dt.datetime) -> str:
    """A new private address of a booking or a loan."""
    if isinstance(row, Booking):
        purpose, path, after = LINK, PATH, LINK_LASTS_AFTER
    else:
        purpose, path, after = LOAN_LINK, LOAN_PATH, LOAN_LINK_LASTS_AFTER
    lasts = max(last_end_of(row) - at, dt.timedelta()) + after
    token = make_link(purpose, str(row.pk), at=at, valid_for=lasts)
    return web_address(town(), path.format(token=token))


def _write(
    row: Booking | Loan,
    say: Callable[[Told], str],
    *,
    key: str,
    at: dt.datetime,
    until: dt.datetime,
    answers_now: bool,
) -> bool:
    way = way_to_write(row.person)
    if way is None or until <= at:
        return False
    with translation.override(language_of(row.person)):
        told = _told_of(row, at)
        subject, body = f"{told.what}, {told.when}"[:200], say(told)
    queue_message(
        channel=way[0],
        address=way[1],
        subject=subject if way[0] == Channel.EMAIL else "",
        body=body,
        key=key[:120],
        person=row.person,
        about=subject_of(row),
        at=at,
        expires_at=until,
        answers_now=answers_now,
        is_owed=True,
    )
    return True


def _told_of(row: Booking | Loan, at: dt.datetime) -> Told:
    here = town()
    told = Told(
        what="",
        when=wording.span_words(row.starts_at, row.ends_at),
        answer_by=row.answer_by_on,
        signed=wording.signed_by(here.name_nb, formatted(here.contact_phone) if here.contact_phone else ""),
        link=link_to(row, at=at) if row.is_live else "",
        reason=row.reason,
    )
    return _of_room(row, told, at) if isinstance(row, Booking) else _of_thing(row, told, at)


def _of_room(booking: Booking, told: Told, at: dt.datetime) -> Told:
    near, space = door_is_told(booking, at=at), booking.space
    door = " ".join(part for part in (space.place.way_in, space.door) if part)
    return replace(told, what=str(space), door=door if near else "", duties=space.duties if near else "")


def _of_thing(loan: Loan, told: Told, at: dt.datetime) -> Told:
    near, thing = where_to_fetch_is_told(loan, at=at), loan.thing
    where = ", ".join(part for part in (thing.place.name, thing.place.address) if part)
    return replace(
        told,
        what=wording.pieces_words(loan.pieces, thing.name),
        door=f"{where}. {thing.fetching}" if near else "",
        duties=thing.duties if near else "",
        place=thing.place.name,
        back=f"{wording.moment_words(loan.ends_at)}, {thing.place.name}",
    )


def town() -> Municipality:
    """The municipality that lends."""
    return Municipality.objects.get(pk=entered_number())
