"""What happens to a person: she is added, changed, reached in a new way, looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.foundation.models import AuditEntry
from samspill.foundation.national_ids import holds_national_id
from samspill.foundation.phones import read_phone
from samspill.foundation.tenancy import Owned
from samspill.people import queries
from samspill.people.actions.changes import keep_change
from samspill.people.models import ContactPoint, Person, StaffMember
from samspill.people.rules.names import tidy_name

Who = StaffMember | Person | str


class NameMissing(ValueError):
    """A person needs a name."""


class HoldsNationalId(ValueError):
    """The text holds a national identity number, which we never keep. The argument is the field's name."""


class NotAnEmail(ValueError):
    """The text is not an e-mail address."""


class IsRestricted(ValueError):
    """Nothing may be done with what we have of this person until the restriction is lifted."""


#: What `change_person` may change, and `find_or_add_person` fills in for somebody new.
FACTS = frozenset(
    {
        "name",
        "birth_year",
        "gender",
        "language",
        "languages",
        "preferred_channel",
        "address",
        "postcode",
        "area",
    }
)


@transaction.atomic
def find_or_add_person(
    name: str,
    phones: Iterable[str] = (),
    emails: Iterable[str] = (),
    *,
    by: Who,
    at: dt.datetime,
    channel: str,
    same_as: Person | None = None,
    is_another: bool = False,
    **facts: Any,
) -> Person:
    """The person of this name at one of these phones (as written or E.164) or e-mail addresses; a new one otherwise.

    Whoever types it in may know better: `same_as` is she, whatever she is called there; with `is_another` it is
    somebody new. Somebody known keeps her facts (`facts` fills in only what was empty) and gets the contact points she
    lacked. A member of staff finds only those she may know of, so that nobody is guessed at. Raises `NameMissing`,
    `phones.NotAPhone`, `NotAnEmail`, `HoldsNationalId`, and `IsRestricted` where a member of staff finds such a person.
    """
    name = tidy_name(name)
    if not name:
        raise NameMissing
    refuse_national_ids(name=name, **facts)
    numbers = [read_phone(phone).e164 for phone in phones if phone.strip()]
    addresses = [read_email(email) for email in emails if email.strip()]
    person = same_as
    if person is None and not is_another:
        person = queries.person_called(name, phones=numbers, emails=addresses, among=_known_to(by, at))
    if person is None:
        person = _add(name, by=by, at=at, channel=channel, **facts)
    else:
        _refuse_restricted(person, by)
        _fill_in(person, facts)
    for kind, value in [("phone", number) for number in numbers] + [("email", email) for email in addresses]:
        _reach(person, kind, value, at=at)
    return person


@transaction.atomic
def change_person(person: Person, *, by: Who, at: dt.datetime, channel: str, **facts: Any) -> Person:
    """Change some of `FACTS`; what is not given stays. Raises `NameMissing` and `HoldsNationalId`."""
    _only_known(facts)
    refuse_national_ids(**facts)
    if "name" in facts:
        facts["name"] = tidy_name(facts["name"])
        if not facts["name"]:
            raise NameMissing
    changed = [name for name, value in facts.items() if getattr(person, name) != value]
    for name in changed:
        keep_change(person, name, getattr(person, name), facts[name], by=by, at=at, channel=channel)
        setattr(person, name, facts[name])
    if changed:
        person.save(update_fields=[*changed, *(["search_name"] if "name" in changed else [])])
        note("change_person", person, by=by, channel=channel, at=at, changed=sorted(changed))
    return person


@transaction.atomic
def add_contact_point(
    person: Person, kind: str, text: str, *, by: Who, at: dt.datetime, channel: str, label: str = ""
) -> ContactPoint:
    """A new way of reaching her; `kind` is phone, email or post. The same again changes nothing but the label.

    Raises `phones.NotAPhone`, `NotAnEmail` and `HoldsNationalId`.
    """
    refuse_national_ids(text=text if kind == ContactPoint.Kind.POST else "", label=label)
    point, is_new = _reach(person, kind, _value_of(kind, text), at=at, label=label)
    if is_new:
        keep_change(person, point.kind, "", point.value, by=by, at=at, channel=channel)
        note("add_contact_point", person, by=by, channel=channel, at=at, kind=kind)
    return point


@transaction.atomic
def remove_contact_point(
    person: Person, point: ContactPoint, *, by: Who, at: dt.datetime, channel: str
) -> None:
    """She is no longer reached this way; the preferred one passes to the next of its kind."""
    point.delete()
    keep_change(person, point.kind, point.value, "", by=by, at=at, channel=channel)
    if point.is_preferred:
        following = person.contact_points.filter(kind=point.kind).order_by("added_at", "pk").first()
        if following is not None:
            _prefer(following)
    note("remove_contact_point", person, by=by, channel=channel, at=at, kind=point.kind)


@transaction.atomic
def prefer_contact_point(
    person: Person, point: ContactPoint, *, by: Who, at: dt.datetime, channel: str
) -> None:
    """Reach her this way first, among those of its kind."""
    person.contact_points.filter(kind=point.kind, is_preferred=True).update(is_preferred=False)
    _prefer(point)
    note("prefer_contact_point", person, by=by, channel=channel, at=at, kind=point.kind)


def note_look(
    asker: queries.Asker, row: Owned, *, at: dt.datetime | None = None, why: str = ""
) -> AuditEntry:
    """Write that this member of staff looked at a sensitive row, so that the person can be shown who did, and in which
    errand: `why` is a word for it (`request`, `person`, `export`).
    """
    facts = _errand(asker, why)
    return note("looked", row, by=asker.staff, channel="web", at=at or clock.now(), **facts)


def note_looks(asker: queries.Asker, rows: Iterable[Owned], *, at: dt.datetime, why: str = "") -> None:
    """The same for many rows at once, as on a list that names them. One statement."""
    actor, facts = subject_of(asker.staff), _errand(asker, why)
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(at=at, verb="looked", subject=subject_of(row), actor=actor, channel="web", facts=facts)
            for row in {row.pk: row for row in rows}.values()
        ]
    )


def _errand(asker: queries.Asker, why: str) -> dict[str, str]:
    return {"unit": str(asker.unit.pk)} | ({"why": why} if why else {})


def refuse_national_ids(**texts: Any) -> None:
    """Raise `HoldsNationalId` with the first field whose text holds a national identity number."""
    for field, text in texts.items():
        if isinstance(text, str) and holds_national_id(text):
            raise HoldsNationalId(field)


def read_email(text: str) -> str:
    """The address as it is kept, in lower case. Raises `NotAnEmail`."""
    address = text.strip().removeprefix("mailto:").strip("<>").lower()
    try:
        validate_email(address)
    except ValidationError:
        raise NotAnEmail(text) from None
    return address


def _known_to(by: Who, at: dt.datetime) -> Any:
    if not isinstance(by, StaffMember):
        return queries.living_persons()
    try:
        return queries.known_to(queries.asker_for(by, on=clock.local_day(at)))
    except queries.NoUnit:
        return Person.objects.none()


def _refuse_restricted(person: Person, by: Who) -> None:
    if person.restricted_at and isinstance(by, StaffMember):
        raise IsRestricted(person.pk)


def _add(name: str, *, by: Who, at: dt.datetime, channel: str, **facts: Any) -> Person:
    _only_known(facts)
    person = Person.objects.create(name=name, came_through=channel, created_at=at, **facts)
    note("add_person", person, by=by, channel=channel, at=at)
    return person


def _fill_in(person: Person, facts: dict[str, Any]) -> None:
    _only_known(facts)
    missing = [name for name, value in facts.items() if value and not getattr(person, name)]
    for name in missing:
        setattr(person, name, facts[name])
    if missing:
        person.save(update_fields=missing)


def _only_known(facts: dict[str, Any]) -> None:
    unknown = facts.keys() - FACTS
    if unknown:
        raise TypeError(f"A person has no {', '.join(sorted(unknown))}")


def _value_of(kind: str, text: str) -> str:
    if kind == ContactPoint.Kind.PHONE:
        return read_phone(text).e164
    if kind == ContactPoint.Kind.EMAIL:
        return read_email(text)
    return " ".join(text.split())


def _reach(
    person: Person, kind: str, value: str, *, at: dt.datetime, label: str = ""
) -> tuple[ContactPoint, bool]:
    is_first = not person.contact_points.filter(kind=kind).exists()
    point, is_new = ContactPoint.objects.get_or_create(
        person=person,
        kind=kind,
        value=value,
        defaults={"label": label, "added_at": at, "is_preferred": is_first},
    )
    if label and point.label != label:
        point.label = label
        point.save(update_fields=["label"])
    return point, is_new


def _prefer(point: ContactPoint) -> None:
    point.is_preferred = True
    point.save(update_fields=["is_preferred"])
