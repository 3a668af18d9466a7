"""What borrowing a room and borrowing a thing have in common: who may, what is refused and why, when it is answered."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.organisations.queries.acting import acting_posts
from samspill.people.actions import ReasonMissing, refuse_national_ids
from samspill.people.models import Person, StaffMember
from samspill.venues.models import Lent
from samspill.venues.rules import Objection

Who = StaffMember | Person


class NotLent(ValueError):
    """It is not lent at that time. `objection` says why."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.value)
        self.objection = objection


class MayNotBorrow(ValueError):
    """It is lent to associations, or to registered ones, and this is none."""


class Wanted(Protocol):
    """For what, and for whom. `on_behalf_of` is a group we do not know."""

    @property
    def purpose(self) -> str: ...
    @property
    def organisation(self) -> Organisation | None: ...
    @property
    def on_behalf_of(self) -> str: ...


def check_may(lent: Lent, wanted: Wanted) -> None:
    """Raises `MayNotBorrow` where it is not lent to such as these, and `HoldsNationalId`."""
    refuse_national_ids(purpose=wanted.purpose, on_behalf_of=wanted.on_behalf_of)
    if lent.lends_to == Lent.Lends.ASSOCIATIONS and not (wanted.organisation or wanted.on_behalf_of):
        raise MayNotBorrow(lent.lends_to)
    if lent.lends_to == Lent.Lends.REGISTERED and wanted.organisation is None:
        raise MayNotBorrow(lent.lends_to)


def is_at_once(lent: Lent, wanted: Wanted, person: Person, *, by: Who, hours_say_so: bool) -> bool:
    """Whether nobody needs to look at it: staff say so, or it is for all, or for an association she acts for."""
    if isinstance(by, StaffMember):
        return True
    if not hours_say_so:
        return False
    if lent.lends_to == Lent.Lends.EVERYBODY:
        return True
    return acting_posts().filter(person=person, organisation=wanted.organisation).exists()


def answer_by(lent: Lent, starts_at: dt.datetime, at: dt.datetime) -> dt.date:
    """The day a request is answered at the latest: as promised, and before it begins."""
    promised = clock.local_day(at) + dt.timedelta(days=lent.answer_days)
    return min(promised, clock.local_day(starts_at))


def reason_of(reason: str) -> str:
    """What staff wrote, as the borrower reads it. Raises `ReasonMissing` and `HoldsNationalId`."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    refuse_national_ids(reason=reason)
    return reason


def channel_of(by: Who) -> str:
    """How it came: staff write down what was said on the phone."""
    return "phone" if isinstance(by, StaffMember) else "web"
