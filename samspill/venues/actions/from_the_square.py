"""Borrowing without an account: name and phone, a code to the phone, and the code back.

Until the phone has shown to be hers nothing of it is stored: all of it travels in the page itself, sealed.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.messaging.actions.confirming import confirmed, send_code, who_has_a_mobile
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.venues import wording
from samspill.venues.actions.bookings import Order, book
from samspill.venues.actions.borrowing import NotLent, check_may
from samspill.venues.actions.halls import TimeTaken
from samspill.venues.actions.loans import ThingOrder, borrow_thing
from samspill.venues.actions.pieces import TooFewLeft
from samspill.venues.models import Booking, Lent, Loan, Space, Thing
from samspill.venues.queries import clashes, named_organisation, objection_to, space_for, terms_of
from samspill.venues.queries.things import free_pieces, thing_for
from samspill.venues.rules.loans import loan_objection

PURPOSE = "venues.booking"
LOAN_PURPOSE = "venues.loan"


def order_of(
    space: Space,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    *,
    purpose: str,
    group: str,
    wants: tuple[str, ...] = (),
) -> Order:
    """What is wanted of a room, with the association that goes by the name or number in `group`.

    Raises `MayNotBorrow` and `HoldsNationalId`.
    """
    order = Order(space.pk, starts_at, ends_at, purpose.strip(), *_who(group), wants)
    check_may(space, order)
    return order


def thing_order_of(
    thing: Thing, pieces: int, starts_at: dt.datetime, ends_at: dt.datetime, *, purpose: str, group: str
) -> ThingOrder:
    """The same of a thing."""
    order = ThingOrder(thing.pk, pieces, starts_at, ends_at, purpose.strip(), *_who(group))
    check_may(thing, order)
    return order


@transaction.atomic
def ask_to_borrow(order: Order | ThingOrder, name: str, phone: str, *, language: str, at: dt.datetime) -> str:
    """Send a code to the phone; gives back what the page must bring with the code. Nothing is stored or held.

    Raises `NotLent`, `TimeTaken`, `TooFewLeft`, `MayNotBorrow`, `NameMissing`, `HoldsNationalId`,
    `phones.NotAPhone`, `NotAMobile` and `limits.TooOften`.
    """
    lent = _free_room(order, at) if isinstance(order, Order) else _free_thing(order, at)
    check_may(lent, order)
    name, number = who_has_a_mobile(name, phone)
    return send_code(
        number,
        lambda code: wording.code_to_confirm(str(lent), code),
        [_written(order), name, number, language],
        purpose=PURPOSE if isinstance(order, Order) else LOAN_PURPOSE,
        language=language,
        at=at,
    )


def borrow(asked: str, code: str, *, at: dt.datetime) -> Booking:
    """The code came back: she is who she says, and has the space or has asked for it. `asked` is from `ask_to_borrow`.

    Raises `WrongCode`, `limits.TooOften` and as `book`.
    """
    written, *who = confirmed(asked, code, purpose=PURPOSE, at=at)
    space_id, *times, purpose, organisation, group, wants = written
    starts_at, ends_at = map(dt.datetime.fromisoformat, times)
    order = Order(
        uuid.UUID(space_id), starts_at, ends_at, purpose, _known(organisation), group, tuple(wants.split())
    )
    with transaction.atomic():
        person = find_or_add_person(who[0], [who[1]], by="public", at=at, channel="web", language=who[2])
        return book(order, person, channel="web", by=person, at=at)


def borrow_pieces(asked: str, code: str, *, at: dt.datetime) -> Loan:
    """The same for a thing. Raises `WrongCode`, `limits.TooOften` and as `borrow_thing`."""
    written, *who = confirmed(asked, code, purpose=LOAN_PURPOSE, at=at)
    thing_id, *times, purpose, organisation, group, pieces = written
    starts_at, ends_at = map(dt.datetime.fromisoformat, times)
    order = ThingOrder(
        uuid.UUID(thing_id), int(pieces), starts_at, ends_at, purpose, _known(organisation), group
    )
    with transaction.atomic():
        person = find_or_add_person(who[0], [who[1]], by="public", at=at, channel="web", language=who[2])
        return borrow_thing(order, person, channel="web", by=person, at=at)


def _free_room(order: Order, at: dt.datetime) -> Lent:
    space = space_for(None, order.space_id)
    why = objection_to(space, order.starts_at, order.ends_at, at=at, by_staff=False)
    if why:
        raise NotLent(why)
    if clashes(space, [(order.starts_at, order.ends_at)]):
        raise TimeTaken
    return space


def _free_thing(order: ThingOrder, at: dt.datetime) -> Lent:
    thing = thing_for(None, order.thing_id)
    why = loan_objection(order.starts_at, order.ends_at, terms_of(thing), at=at, by_staff=False)
    if why:
        raise NotLent(why)
    left = free_pieces(thing, order.starts_at, order.ends_at, at=at)
    if left < order.pieces:
        raise TooFewLeft(left)
    return thing


def _who(group: str) -> tuple[Organisation | None, str]:
    """The association that goes by this name or number, or the group by its name."""
    organisation = named_organisation(group) if group.strip() else None
    return organisation, "" if organisation else " ".join(group.split())


def _known(organisation: str) -> Organisation | None:
    return Organisation.objects.get(pk=organisation) if organisation else None


def _written(order: Order | ThingOrder) -> list[str]:
    key = order.space_id if isinstance(order, Order) else order.thing_id
    more = " ".join(order.wants) if isinstance(order, Order) else str(order.pieces)
    organisation = str(order.organisation.pk) if order.organisation else ""
    times = [order.starts_at.isoformat(), order.ends_at.isoformat()]
    return [str(key), *times, order.purpose, organisation, order.on_behalf_of, more]
