"""Borrowing without an account: name and phone, a code to the phone, and the code back.

Until the phone has shown to be hers nothing of it is stored: all of it travels in the page itself, sealed.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.messaging.actions.confirming import confirmed, send_code, who_has_a_mobile
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person, refuse_national_ids
from samspill.venues import wording
from samspill.venues.actions.bookings import MayNotBorrow, NotLent, Order, TimeTaken, book
from samspill.venues.models import Booking, Space
from samspill.venues.queries import clashes, named_organisation, objection_to, space_for
from samspill.venues.rules import Objection

PURPOSE = "venues.booking"


def order_of(
    space: Space, starts_at: dt.datetime, ends_at: dt.datetime, *, purpose: str, group: str
) -> Order:
    """What is wanted, with the association that goes by the name or number in `group`. Raises `MayNotBorrow`."""
    organisation = named_organisation(group) if group.strip() else None
    if space.lends_to == Space.Lends.ASSOCIATIONS and not group.strip():
        raise MayNotBorrow(space.lends_to)
    if space.lends_to == Space.Lends.REGISTERED and organisation is None:
        raise MayNotBorrow(space.lends_to)
    return Order(
        space_id=space.pk,
        starts_at=starts_at,
        ends_at=ends_at,
        purpose=purpose.strip(),
        organisation=organisation,
        on_behalf_of="" if organisation else " ".join(group.split()),
    )


@transaction.atomic
def ask_to_borrow(order: Order, name: str, phone: str, *, language: str, at: dt.datetime) -> str:
    """Send a code to the phone; gives back what the page must bring with the code. Nothing is stored or held.

    Raises `NotLent`, `TimeTaken`, `NameMissing`, `HoldsNationalId`, `phones.NotAPhone`, `NotAMobile` and
    `limits.TooOften`.
    """
    space = space_for(None, order.space_id)
    why: Objection | None = objection_to(space, order.starts_at, order.ends_at, at=at, by_staff=False)
    if why:
        raise NotLent(why)
    if clashes(space, [(order.starts_at, order.ends_at)]):
        raise TimeTaken
    name, number = who_has_a_mobile(name, phone)
    refuse_national_ids(purpose=order.purpose, on_behalf_of=order.on_behalf_of)
    return send_code(
        number,
        lambda code: wording.code_to_confirm(str(space), code),
        [_written(order), name, number, language],
        purpose=PURPOSE,
        language=language,
        at=at,
    )


def borrow(asked: str, code: str, *, at: dt.datetime) -> Booking:
    """The code came back: she is who she says, and has the space or has asked for it. `asked` is from `ask_to_borrow`.

    Raises `WrongCode`, `limits.TooOften` and as `book`.
    """
    order, name, number, language = confirmed(asked, code, purpose=PURPOSE, at=at)
    with transaction.atomic():
        person = find_or_add_person(name, [number], by="public", at=at, channel="web", language=language)
        return book(_read(order), person, channel="web", by=person, at=at)


def _written(order: Order) -> list[str]:
    organisation = str(order.organisation.pk) if order.organisation else ""
    times = [order.starts_at.isoformat(), order.ends_at.isoformat()]
    return [str(order.space_id), *times, order.purpose, organisation, order.on_behalf_of]


def _read(written: list[str]) -> Order:
    space_id, starts, ends, purpose, organisation, group = written
    return Order(
        space_id=uuid.UUID(space_id),
        starts_at=dt.datetime.fromisoformat(starts),
        ends_at=dt.datetime.fromisoformat(ends),
        purpose=purpose,
        organisation=Organisation.objects.get(pk=organisation) if organisation else None,
        on_behalf_of=group,
    )
