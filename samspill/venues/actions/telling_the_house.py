"""Whoever keeps a thing is told, once a day, of loans that cannot be kept. The borrower is not: the house decides.

What cannot be kept is counted (0049). A loan remembers how many were left for it when the house was told: so a shortage
is told once, one that grows once more, and one that was solved and comes again as a new one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import translation

from samspill.foundation import clock
from samspill.foundation.holidays import is_public_holiday
from samspill.foundation.models import Host
from samspill.foundation.phones import formatted
from samspill.foundation.queries import web_address
from samspill.messaging import queries as messaging
from samspill.messaging.actions import queue_message
from samspill.messaging.models import OutboundMessage
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.people.models import Channel
from samspill.venues import wording
from samspill.venues.actions.telling import town
from samspill.venues.models import Loan, Place, Thing
from samspill.venues.queries.keeping_promises import NotKept, addresses_of_keepers, loans_not_kept
from samspill.venues.wording.keeping import LoanNotKept, letter, subject

#: Local hours in which the letter of the day may go: while somebody is there to do something about it.
FROM, UNTIL = dt.time(7), dt.time(17)
MOST_LINES = 20


@transaction.atomic
def tell_who_keeps_them(at: dt.datetime) -> int:
    """One e-mail a day to each who keeps things that are promised and cannot be lent; how many were written.

    It may run as often as it likes, and with others at the same time: the houses are locked first.
    """
    list(
        Place.objects.select_for_update(no_key=True)
        .filter(pk__in=Thing.objects.values("place"))
        .order_by("pk")
    )
    found = loans_not_kept(at=at)
    _forget_what_is_solved(found)
    if not _may_go(at):
        return 0
    news = [one for one in found if not one.is_told]
    return sum(_write(address, rows, at) for address, rows in _by_address(news, at).items())


def _forget_what_is_solved(found: Sequence[NotKept]) -> None:
    told = Loan.objects.filter(short_told_left__isnull=False)
    told.exclude(pk__in=[one.loan.pk for one in found]).update(short_told_at=None, short_told_left=None)


def _may_go(at: dt.datetime) -> bool:
    """Nothing is written that would lie in the outbox: what is solved meanwhile is not told."""
    quiet = messaging.quiet_hours(messaging.policy())
    return (
        FROM <= clock.local(at).time() < UNTIL
        and next_permitted(at, quiet, is_holiday=is_public_holiday) <= at
    )


def _by_address(news: Sequence[NotKept], at: dt.datetime) -> dict[str, list[NotKept]]:
    known = addresses_of_keepers({one.loan.thing.place for one in news}, on=clock.local_day(at))
    found: dict[str, list[NotKept]] = defaultdict(list)
    for one in news:
        for address in known[one.loan.thing.place]:
            found[address].append(one)
    return found


def _write(address: str, rows: Sequence[NotKept], at: dt.datetime) -> bool:
    """False where today's letter has gone: then these wait until tomorrow, if they are not solved."""
    whose = hashlib.sha256(address.casefold().encode()).hexdigest()[:24]
    key = f"loans_not_kept:{whose}:{clock.local_day(at)}"
    if OutboundMessage.objects.filter(key=key).exists():
        return False
    here, desk = town(), _desk()
    with translation.override(here.standard_language):
        told = [_line(one, desk) for one in rows[:MOST_LINES]]
        phone = formatted(here.contact_phone) if here.contact_phone else ""
        body = letter(told, len(rows) - len(told), wording.signed_by(here.name_nb, phone))
        head = subject(len(rows))
    queue_message(channel=Channel.EMAIL, address=address, subject=head, body=body, key=key, at=at)
    for one in rows:
        Loan.objects.filter(pk=one.loan.pk).update(short_told_at=at, short_told_left=one.left)
    return True


def _line(one: NotKept, desk: str) -> LoanNotKept:
    """A private person is not named in a letter that may be read by a whole house."""
    loan = one.loan
    return LoanNotKept(
        what=wording.pieces_words(loan.pieces, loan.thing.name),
        when=wording.span_words(loan.starts_at, loan.ends_at),
        who=loan.organisation.name if loan.organisation else loan.on_behalf_of,
        where=loan.thing.place.name,
        left=one.left,
        is_closed=one.is_closed,
        address=f"{desk}{loan.pk}/" if desk else "",
    )


def _desk() -> str:
    """Where the desk does something about a loan, "" for a municipality that is not on the web."""
    try:
        return web_address(town(), "/desk/rooms/loans/")
    except Host.DoesNotExist:
        return ""
