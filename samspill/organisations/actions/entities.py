"""Enhetsregisteret comes in: associations of our municipalities are made, followed and closed; nothing else is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.places import current_numbers
from samspill.foundation.queries import open_municipalities
from samspill.foundation.tenancy import entered
from samspill.organisations.actions.finding import make_findable
from samspill.organisations.actions.runs import Bookkeeping, Progress, start_run
from samspill.organisations.models import Organisation, RegisterRun, VoluntaryRow
from samspill.organisations.registers.entities import EntityRow, read_entities
from samspill.organisations.rules.entries import NotAnAssociation, Reason, RegisterEntity, Rejected
from samspill.organisations.rules.keeping import may_close_the_missing
from samspill.organisations.rules.register_facts import facts_of, followed
from samspill.organisations.signals import organisation_closed

BATCH = 500


def import_entities(
    file: BinaryIO,
    *,
    origin: str,
    at: dt.datetime,
    municipalities: Iterable[str] | None = None,
    is_whole_register: bool = False,
    progress: Progress | None = None,
) -> RegisterRun:
    """Read a file from Enhetsregisteret (JSON or CSV, gzipped or plain) into the given municipalities, by number.

    Without `municipalities`: all that are open. Repeating it changes nothing. What was saved before a break stands,
    and the run tells why it stopped. `is_whole_register`: the file holds every entity there is, so associations we
    know from the register that are missing in it are closed (never when many are missing, or the file is damaged).
    Rings `organisation_closed`.
    """
    run = start_run("entities", origin, at=at)
    book = Bookkeeping.of(run, progress)
    intake = EntityIntake(book, at=at, municipalities=municipalities)
    with book.telling_why_it_stops():
        for row in read_entities(file):
            intake.take(row)
        intake.save()
        if is_whole_register and not run.failed_reason:
            intake.close_the_missing()
    return book.finish()


def digest_of(*parts: Any) -> str:
    """A short fingerprint of values, to tell whether a row is as it was last time."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


@dataclass(slots=True)
class EntityIntake:
    """Takes rows one at a time, and saves those that are new or changed in batches, one municipality at a time."""

    book: Bookkeeping
    at: dt.datetime
    municipalities: Iterable[str] | None = None
    _held: frozenset[str] = frozenset()
    _known: dict[str, dict[str, str]] = field(default_factory=dict)  # number → municipality → digest
    _waiting: dict[str, dict[str, RegisterEntity]] = field(
        default_factory=dict
    )  # municipality → number → entity
    _seen: set[str] = field(default_factory=set)
    _rows: int = 0

    def __post_init__(self) -> None:
        chosen = self.municipalities
        self._held = frozenset(
            open_municipalities().values_list("pk", flat=True) if chosen is None else chosen
        )
        for municipality in self._held:
            self._learn(municipality)

    def take(self, row: EntityRow) -> None:
        """Sort one row: refused, not ours, as before, or to be saved."""
        self.book.count("read")
        if isinstance(row, Rejected):
            self.book.refuse(row)
        elif isinstance(row, NotAnAssociation):
            self._seen_if_known(row.number)
            self.book.count("skipped_not_association")
        else:
            self._take_association(row)

    def knows(self, number: str) -> bool:
        """Whether any of the municipalities has an organisation with this number."""
        return number in self._known

    def save(self) -> None:
        """Save what waits, each municipality in a transaction of its own, and write down how far we are."""
        for municipality, entities in self._waiting.items():
            with entered(municipality), transaction.atomic():
                _save(list(entities.values()), at=self.at, book=self.book)
        self._waiting.clear()
        self.book.save()

    def close_the_missing(self) -> None:
        """Close the associations we know from the register that no row named; refuse when they are too many."""
        missing = [
            number for number in self._known if number not in self._seen and any(self._known[number].values())
        ]
        if not may_close_the_missing(missing=len(missing), known=len(self._known)):
            self.book.run.failed_reason = (
                f"{len(missing)} of {len(self._known)} are missing: none of them was closed."
            )
            return
        for number in missing:
            for municipality in self._known[number]:
                with entered(municipality), transaction.atomic():
                    self.book.count("closed", _close_missing(number, at=self.at))

    def _learn(self, municipality: str) -> None:
        with entered(municipality):
            open_rows = Organisation.with_merged.filter(number__isnull=False)
            for number, digest, closed_on in open_rows.values_list(
                "number", "register_digest", "closed_on"
            ).iterator():
                self._known.setdefault(number or "", {})[municipality] = digest
                if closed_on is not None:
                    self._seen.add(number or "")

    def _seen_if_known(self, number: str) -> None:
        if number in self._known:
            self._seen.add(number)

    def _take_association(self, entity: RegisterEntity) -> None:
        self._seen_if_known(entity.number)
        places = self._places_of(entity)
        if not places:
            return
        digest = digest_of(entity)
        known = self._known.get(entity.number, {})
        if all(known.get(place) == digest for place in places):
            self.book.count("unchanged")
            return
        for place in places:
            if known.get(place) != digest:
                self._wait(place, entity, digest)

    def _wait(self, place: str, entity: RegisterEntity, digest: str) -> None:
        if entity.number in self._waiting.get(place, {}):
            self.save()
        self._waiting.setdefault(place, {})[entity.number] = entity
        self._known.setdefault(entity.number, {})[place] = digest
        self._seen.add(entity.number)
        if sum(map(len, self._waiting.values())) >= BATCH:
            self.save()

    def _places_of(self, entity: RegisterEntity) -> set[str]:
        """Where the association is kept: wherever it is known, and where the register says it is, if that is ours."""
        known = set(self._known.get(entity.number, ()))
        numbers = (
            (entity.municipality,)
            if entity.municipality in self._held
            else current_numbers(entity.municipality)
        )
        ours = self._held.intersection(numbers)
        if known or (ours and len(numbers) == 1 and not entity.has_ended):
            return known if entity.has_ended or len(numbers) != 1 else known | ours
        self._count_as_not_kept(entity, is_divided=bool(ours) and len(numbers) > 1)
        return set()

    def _count_as_not_kept(self, entity: RegisterEntity, *, is_divided: bool) -> None:
        if is_divided and not entity.has_ended:
            row = self.book.counts["read"]
            self.book.refuse(Rejected(row, Reason.DIVIDED_MUNICIPALITY, entity.number, entity.name))
        else:
            self.book.count("skipped_elsewhere")


REGISTER_COLUMNS = [
    "name",
    "website",
    "email",
    "phone",
    "address",
    "postcode",
    "town",
    "categories",
    "register_name",
    "register_form",
    "register_purpose",
    "register_facts",
    "register_digest",
    "voluntary_digest",
    "founded_on",
    "voluntary_since_on",
    "bankrupt",
    "dissolving",
    "closed_on",
]


def _save(entities: list[RegisterEntity], *, at: dt.datetime, book: Bookkeeping) -> None:
    """Write a batch of the entered municipality in one statement, and ring for those that have closed."""
    numbers = [entity.number for entity in entities]
    known = Organisation.with_merged.select_for_update(of=("self",)).filter(number__in=numbers)
    found = {row.number: row for row in known}
    voluntary = VoluntaryRow.objects.in_bulk(numbers)
    rows, closed = [], []
    for entity in entities:
        row = found.get(entity.number)
        was_open = row is not None and row.closed_on is None
        book.count("changed" if row else "new")
        row = row or Organisation(number=entity.number, created_at=at, came_from="register")
        follow_entity(row, entity, at=at)
        follow_voluntary(row, voluntary.get(entity.number))
        rows.append(row)
        closes = was_open and row.closed_on is not None and not row.merged_into_id
        closed += [row] if closes else []
    Organisation.with_merged.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["municipality", "number"],
        update_fields=REGISTER_COLUMNS,
    )
    make_findable(rows)
    for row in closed:
        book.count("closed")
        ring_closed(row, at=at)


def follow_entity(row: Organisation, entity: RegisterEntity, *, at: dt.datetime) -> None:
    """Set the register's own columns, and those shared ones nobody has written. Does not save."""
    row.register_digest = digest_of(entity)
    row.closed_on = (entity.deleted_on or clock.local_day(at)) if entity.has_ended else None
    if entity.has_ended:
        return
    row.register_name = entity.name
    row.register_form = entity.form
    row.register_purpose = entity.purpose or entity.activity
    row.founded_on = entity.founded_on
    row.voluntary_since_on = entity.voluntary_since_on if entity.in_voluntary_register else None
    row.bankrupt = entity.is_bankrupt
    row.dissolving = entity.is_winding_up
    follow_facts(row, facts_of(entity))


def follow_voluntary(row: Organisation, entry: VoluntaryRow | None) -> None:
    """Set what Frivillighetsregisteret says, unless somebody has written something else. Does not save."""
    if entry is None:
        return
    follow_facts(row, {"categories": " ".join(entry.categories)})
    row.voluntary_digest = digest_of(entry.categories, entry.entered_on, entry.deleted_on)
    if entry.deleted_on is not None:
        row.voluntary_since_on = None
    elif row.voluntary_since_on is None:
        row.voluntary_since_on = entry.entered_on


def follow_facts(row: Organisation, now: dict[str, str]) -> None:
    """Let the shared columns follow the register, and remember its word. Does not save."""
    current = {column: _as_word(getattr(row, column)) for column in now}
    if row.presented_at is None:
        for column, word in followed(current=current, before=row.register_facts, now=now).items():
            setattr(row, column, tuple(word.split()) if column == "categories" else word)
    row.register_facts = row.register_facts | now


def ring_closed(row: Organisation, *, at: dt.datetime) -> None:
    """Tell the house, and the trail, that an organisation has closed."""
    note("closed_by_register", row, by="system", channel="system", at=at, closed_on=str(row.closed_on))
    organisation_closed.send(sender=Organisation, organisation=row, closed_on=row.closed_on, at=at)


def _as_word(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple | list) else value


def _close_missing(number: str, *, at: dt.datetime) -> int:
    rows = Organisation.with_merged.select_for_update(of=("self",))
    row = rows.filter(number=number, closed_on__isnull=True).first()
    if row is None:
        return 0
    row.closed_on = clock.local_day(at)
    row.save(update_fields=["closed_on"])
    if row.merged_into_id:
        return 0  # It is a part of one that goes on; only its own history follows the register.
    make_findable([row])
    ring_closed(row, at=at)
    return 1
