"""A new phone or e-mail address that a person adds herself: hers when she can read what is sent there."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import transaction

from samspill.foundation.one_time_codes import make_code, use_code
from samspill.foundation.phones import read_phone
from samspill.people.actions.persons import add_contact_point, read_email
from samspill.people.models import ContactPoint, Person

PURPOSE = "people.contact_point"
CODE_LASTS = dt.timedelta(minutes=20)


def begin_confirming(person: Person, kind: str, text: str, *, at: dt.datetime) -> tuple[str, str]:
    """The address as it is kept, and the code to send there. Raises `phones.NotAPhone` and `NotAnEmail`."""
    value = read_phone(text).e164 if kind == ContactPoint.Kind.PHONE else read_email(text)
    return value, make_code(PURPOSE, _subject(person, value), at=at, valid_for=CODE_LASTS)


@transaction.atomic
def add_confirmed_point(
    person: Person, kind: str, value: str, code: str, *, at: dt.datetime, channel: str
) -> ContactPoint:
    """She is reached there: the code she typed is the one that was sent. Raises `one_time_codes.WrongCode`."""
    use_code(PURPOSE, _subject(person, value), code, at=at)
    point = add_contact_point(person, kind, value, by=person, at=at, channel=channel)
    point.verified_at, point.unusable_at = at, None
    point.save(update_fields=["verified_at", "unusable_at"])
    return point


def _subject(person: Person, value: str) -> str:
    """Her and the address, short and telling nothing."""
    return f"{person.pk}:{hashlib.sha256(value.encode()).hexdigest()[:32]}"
