"""Several dates that cannot be kept get another thing at once, with one message; and it is undone.

Each date by itself gets all or nothing: where the other thing is taken, the date is left as it is.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.messaging.actions import cancel_message
from samspill.messaging.models import OutboundMessage
from samspill.people.models import StaffMember
from samspill.venues import wording
from samspill.venues.actions.borrowing import NotLent, reason_of
from samspill.venues.actions.dates import LeftOut
from samspill.venues.actions.instead import key_of_instead, put_instead, where_it_stands
from samspill.venues.actions.pieces import TooFewLeft, lock_thing
from samspill.venues.actions.telling import tell_of_dates
from samspill.venues.models import Loan, Thing
from samspill.venues.queries.dates import dates_to_come
from samspill.venues.queries.instead import is_promised_meanwhile, lent_instead_together
from samspill.venues.queries.things import loan_as_it_stands
from samspill.venues.wording import Told


@transaction.atomic
def lend_dates_instead(
    loan: Loan,
    dates: Collection[uuid.UUID],
    thing_id: uuid.UUID,
    reason: str,
    *,
    by: StaffMember,
    at: dt.datetime,
) -> tuple[list[Loan], list[LeftOut]]:
    """Lend another thing on these of the dates that were asked for together; the dates that got it, and the others.

    The borrower is told once, of those that got it. Pressing twice does it once. Raises `ReasonMissing` and
    `HoldsNationalId`.
    """
    reason = reason_of(reason)
    rows, thing = _locked(loan, dates, thing_id, at)
    made, left, before = list[Loan](), list[LeftOut](), list[Thing]()
    for row in rows:
        if row.thing_id == thing.pk:
            continue
        try:
            was = put_instead(row, thing, by=by, at=at)
        except (NotLent, TooFewLeft) as error:
            left.append((row.starts_at, error))
            continue
        made.append(row)
        before.append(was)
    if made:
        _tell(made, before, reason, at=at)
    return made, left


@transaction.atomic
def undo_instead(loan: Loan, *, by: StaffMember, at: dt.datetime) -> tuple[list[Loan], list[Loan]]:
    """What was lent instead together with this is of what it was of before; the dates, and those that cannot be.

    A date cannot be where the other thing has been promised to somebody else meanwhile (`queries.instead`), where it
    has begun, or is settled. The borrower is told once; or is told nothing, where the message that told of the other
    thing has not gone yet and nothing of it stands.
    """
    keys = sorted(
        {key for row in lent_instead_together(loan) for key in (row.thing_id, row.instead_of_id) if key}
    )
    for key in keys:
        lock_thing(key)
    rows = lent_instead_together(loan)
    keys_told, was = [key_of_instead(row, row.moved_at or at)[:120] for row in rows], loan.thing
    back = [row for row in rows if _goes_back(row, by=by, at=at)]
    stays = [row for row in rows if row not in back]
    if back and (stays or not _is_called_off(keys_told, at)):
        _tell_undone(back, was, at=at)
    return back, stays


def _locked(
    loan: Loan, dates: Collection[uuid.UUID], thing_id: uuid.UUID, at: dt.datetime
) -> tuple[list[Loan], Thing]:
    """Those of the dates to come that were chosen, as they stand, and the thing; all things are locked."""
    rows = [row for row in dates_to_come(loan, at=at) if row.pk in dates]
    for key in sorted({thing_id, *(row.thing_id for row in rows)}):
        lock_thing(key)
    return [loan_as_it_stands(row) for row in rows], lock_thing(thing_id)


def _goes_back(row: Loan, *, by: StaffMember, at: dt.datetime) -> bool:
    other = row.instead_of
    if other is None or not row.is_live or row.fetched_at or row.starts_at <= at:
        return False
    if is_promised_meanwhile(row, other, at=at):
        return False
    row.thing, row.instead_of, row.moved_at, row.reminded_at = other, None, at, None
    try:
        with transaction.atomic():
            row.save(update_fields=["thing", "instead_of", "moved_at", "reminded_at"])
    except IntegrityError:
        return False
    facts = {"person": str(row.person_id), "thing": str(other.pk)}
    note("undo_instead", row, by=by, channel="web", at=at, **facts)
    return True


def _tell(rows: Sequence[Loan], before: Sequence[Thing], reason: str, *, at: dt.datetime) -> None:
    thing = rows[0].thing
    was = _named([wording.pieces_words(row.pieces, one.name) for row, one in zip(rows, before, strict=True)])
    place = next((words for one in before if (words := where_it_stands(thing, one))), "")
    waits = any(row.approved_at is None for row in rows)

    def said(told: Told, _some: list[str]) -> str:
        dates = wording.dates_words([row.starts_at for row in rows])
        return wording.several_lent_instead(told, was, dates, place, reason, waits=waits)

    tell_of_dates(rows, said, key=key_of_instead(rows[0], at), at=at)


def _is_called_off(keys: Sequence[str], at: dt.datetime) -> bool:
    """Whether nobody was told yet, and nobody will be."""
    told = OutboundMessage.objects.filter(key__in=keys, cancelled_at__isnull=True).first()
    return told is not None and cancel_message(told, at=at)


def _tell_undone(rows: Sequence[Loan], was: Thing, *, at: dt.datetime) -> None:
    def said(told: Told, _some: list[str]) -> str:
        return wording.not_instead(told, was.name, wording.dates_words([row.starts_at for row in rows]))

    tell_of_dates(rows, said, key=f"loan_not_instead:{rows[0].pk}:{at.isoformat()}", at=at)


def _named(words: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(words))
