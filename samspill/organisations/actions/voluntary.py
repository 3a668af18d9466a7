"""Frivillighetsregisteret comes in: kept for the whole country, and joined to our associations on number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction

from samspill.foundation.queries import open_municipalities
from samspill.foundation.tenancy import entered
from samspill.organisations.actions.entities import BATCH, digest_of, follow_voluntary
from samspill.organisations.actions.finding import make_findable
from samspill.organisations.actions.runs import Bookkeeping, Progress, start_run
from samspill.organisations.models import Organisation, RegisterRun, VoluntaryRow
from samspill.organisations.registers.voluntary import read_voluntary
from samspill.organisations.rules.entries import Rejected, VoluntaryEntry


def import_voluntary(
    file: BinaryIO,
    *,
    origin: str,
    at: dt.datetime,
    municipalities: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> RegisterRun:
    """Read pages of Frivillighetsregisteret. Before or after Enhetsregisteret, the result is the same.

    Categories follow the register where nobody has written others. Repeating it changes nothing.
    """
    run = start_run("voluntary", origin, at=at)
    book = Bookkeeping.of(run, progress)
    intake = VoluntaryIntake(book, municipalities=municipalities)
    with book.telling_why_it_stops():
        for row in read_voluntary(file):
            intake.take(row)
        intake.save()
    return book.finish()


@dataclass(slots=True)
class VoluntaryIntake:
    """Takes entries one at a time and saves them in batches, with the associations they concern."""

    book: Bookkeeping
    municipalities: Iterable[str] | None = None
    _held: tuple[str, ...] = ()
    _waiting: dict[str, VoluntaryEntry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chosen = self.municipalities
        self._held = tuple(open_municipalities().values_list("pk", flat=True) if chosen is None else chosen)

    def take(self, row: VoluntaryEntry | Rejected) -> None:
        """Keep an entry, or count why it is refused."""
        if isinstance(row, Rejected):
            self.book.refuse(row)
            return
        self.book.count("read")
        self._waiting[row.number] = row
        if len(self._waiting) >= BATCH:
            self.save()

    def save(self) -> None:
        """Write the entries that are new or changed, let our associations follow, and write down how far we are."""
        with transaction.atomic():
            self._write_rows()
        rows = VoluntaryRow.objects.in_bulk(list(self._waiting))
        for municipality in self._held if rows else ():
            with entered(municipality), transaction.atomic():
                _join(rows)
        self._waiting.clear()
        self.book.save()

    def _write_rows(self) -> None:
        before = VoluntaryRow.objects.in_bulk(list(self._waiting))
        rows = []
        for entry in self._waiting.values():
            row = _row(entry)
            known = before.get(entry.number)
            if known is not None and _words(known) == _words(row):
                self.book.count("unchanged")
            else:
                self.book.count("changed" if known else "new")
                rows.append(row)
        VoluntaryRow.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=["categories", "entered_on", "deleted_on"],
        )


def _row(entry: VoluntaryEntry) -> VoluntaryRow:
    return VoluntaryRow(
        number=entry.number,
        categories=entry.categories,
        entered_on=entry.entered_on or entry.first_entered_on,
        deleted_on=entry.deleted_on,
    )


def _words(row: VoluntaryRow) -> tuple[object, ...]:
    return (tuple(row.categories), row.entered_on, row.deleted_on)


def _join(rows: dict[str, VoluntaryRow]) -> None:
    """Let the entered municipality's associations follow the rows that say something new."""
    changed = []
    for organisation in Organisation.objects.select_for_update().filter(number__in=list(rows)):
        if organisation.voluntary_digest != digest_of(*_words(rows[organisation.number or ""])):
            follow_voluntary(organisation, rows[organisation.number or ""])
            changed.append(organisation)
    Organisation.objects.bulk_update(
        changed, ["categories", "register_facts", "voluntary_digest", "voluntary_since_on"], batch_size=200
    )
    make_findable(changed)
