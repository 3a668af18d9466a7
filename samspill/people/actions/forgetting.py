"""A person is forgotten: what tells who she was goes, what counts stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from samspill.foundation.actions import note, subject_of
from samspill.foundation.models import OneTimeLink, SearchDocument
from samspill.foundation.tenancy import Owned
from samspill.people import signals
from samspill.people.models import ContactPoint, Person, StaffMember
from samspill.people.queries.holdings import rows_about


@transaction.atomic
def forget_person(person: Person, *, by: StaffMember | Person | str, at: dt.datetime, channel: str) -> None:
    """Erase the person in every room by each table's `erasure` rules; her assignments still count.

    Repeating it changes nothing. Those merged into her are forgotten with her.
    """
    if person.erased_at is not None:
        return
    for merged in Person.objects.filter(merged_into=person, erased_at__isnull=True):
        forget_person(merged, by=by, at=at, channel=channel)
    signals.person_leaving.send(
        sender=Person, person=person, addresses=_only_hers(person), by=by, at=at, channel=channel
    )
    rows = list(rows_about(person))
    _forget_what_leads_to(rows)
    for row in reversed(rows):
        erase_row(row, at)
    Person.objects.filter(pk=person.pk).update(erased_at=at)
    person.refresh_from_db()
    note("forget_person", person, by="person" if by == person else by, channel=channel, at=at)


def erase_row(row: Owned, at: dt.datetime) -> None:
    """Erase what is personal in one row by its table's `erasure` rules; what counts stays.

    It is the `end` of a keeping rule, and so is told when.
    """
    rules = type(row).erasure
    if "delete row" in rules.values():
        row.delete()
        return
    changed = [name for name, rule in rules.items() if rule in ("blank", "null")]
    for name in changed:
        setattr(row, name, _nothing(row, name, rules[name]))
    if changed:
        row.save(update_fields=changed)


def _only_hers(person: Person) -> list[str]:
    hers = set(person.contact_points.values_list("value", flat=True))
    shared = ContactPoint.objects.filter(value__in=hers).exclude(person=person)
    return sorted(hers - set(shared.values_list("value", flat=True)))


def _forget_what_leads_to(rows: list[Owned]) -> None:
    """One-time links and search words name their row by id, not by a foreign key."""
    ids = [row.pk for row in rows]
    names = [str(row.pk) for row in rows] + [subject_of(row) for row in rows]
    for start in range(0, len(names), 500):
        OneTimeLink.objects.filter(subject__in=names[start : start + 500]).delete()
        SearchDocument.objects.filter(Q(subject_id__in=ids[start : start + 500])).delete()


def _nothing(row: Owned, name: str, rule: str) -> object:
    """What stands in the field afterwards: None, or the empty value of its type."""
    if rule == "null":
        return None
    value = getattr(row, name)
    return type(value)() if isinstance(value, str | tuple | list | dict) else ""
