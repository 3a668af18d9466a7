"""The rows of a contact sheet are saved: each whole, in a savepoint of its own, some in each transaction."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import DataError, IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.foundation.models import Area
from samspill.foundation.national_ids import holds_national_id
from samspill.foundation.phones import NotAPhone
from samspill.foundation.places import folded
from samspill.organisations.actions.finding import make_findable
from samspill.organisations.actions.posts import give_post
from samspill.organisations.models import Organisation, SheetImport
from samspill.organisations.queries.sheets import columns_of, folded_areas, sheet_of, what_we_have
from samspill.organisations.sheets.columns import headings_of
from samspill.organisations.sheets.planning import NEW, PROBLEM, UPDATE, PlannedRow, plan_rows
from samspill.organisations.sheets.rows import Contact
from samspill.people.actions import (
    HoldsNationalId,
    NameMissing,
    NotAnEmail,
    add_contact_point,
    find_or_add_person,
)
from samspill.people.models import Person, StaffMember

#: Rows saved in one transaction: some tenths of a second, so that others get a turn to write.
AT_A_TIME = 20


class SheetIntake:
    """One sheet being brought in. `counts` (as in a preview) and `problems` tell what has come of it so far."""

    def __init__(self, sheet_import: SheetImport, *, by: StaffMember, at: dt.datetime) -> None:
        self.counts: Counter[str] = Counter()
        self.problems: list[dict[str, Any]] = []
        self._by, self._at = by, at
        self._sheet, self._heading = sheet_of(sheet_import), sheet_import.heading_row or 0
        self._areas = {folded(area.name): area for area in Area.objects.all()}
        self._made: dict[str, uuid.UUID] = {}
        self._rows: Iterator[PlannedRow] = plan_rows(
            self._sheet.rows, self._heading, columns_of(sheet_import), what_we_have(), folded_areas()
        )

    @transaction.atomic
    def bring_in_some(self) -> bool:
        """Save the next rows, or say why not; False when there are no more."""
        rows = list(islice(self._rows, AT_A_TIME))
        saved = []
        for planned in rows:
            reason, text = planned.problem, planned.problem_text
            if planned.what in {NEW, UPDATE}:
                organisation, reason, text = self._try(planned)
                saved += [organisation] if organisation else []
            self._account(planned, reason, text)
        make_findable({organisation.pk: organisation for organisation in saved}.values())
        return bool(rows)

    def problems_with_headings(self) -> list[dict[str, Any]]:
        """What is kept of the rows left out, with the sheet's headings first; nothing where all came in."""
        if not self.problems:
            return []
        return [{"headings": headings_of(self._sheet.rows, self._heading)}, *self.problems]

    def _account(self, planned: PlannedRow, reason: str, text: str) -> None:
        self.counts[PROBLEM if reason else planned.what] += 1
        if reason:
            cells = self._sheet.rows[planned.row - 1]
            self.problems.append(_problem(planned.row, cells, reason, text))

    def _try(self, planned: PlannedRow) -> tuple[Organisation | None, str, str]:
        """The organisation of a row saved whole; else nothing of it, why, and the text it is about."""
        try:
            with transaction.atomic():
                return self._save(planned), "", ""
        except NotAPhone as error:
            return None, "phone_unreadable", error.text
        except NotAnEmail as error:
            return None, "email_unreadable", str(error)
        except HoldsNationalId:
            return None, "holds_national_id", ""
        except NameMissing:
            return None, "contact_without_name", ""
        except (IntegrityError, DataError, Organisation.DoesNotExist):
            return None, "could_not_be_saved", ""

    def _save(self, planned: PlannedRow) -> Organisation:
        organisation = self._organisation(planned)
        for column, word in planned.changes.items():
            self._set(organisation, column, word)
        organisation.save()
        columns = sorted(planned.changes)
        note("import_row", organisation, by=self._by, channel="import", at=self._at, columns=columns)
        for contact in planned.contacts:
            self._give_post(organisation, contact, is_published=planned.facts.is_published)
        if planned.what == NEW:
            self._made[planned.facts.number or folded(planned.name)] = organisation.pk
        return organisation

    def _organisation(self, planned: PlannedRow) -> Organisation:
        """The row's association: new, known, or made by an earlier row (which may have failed: `DoesNotExist`)."""
        known = planned.known
        if known is None:
            return Organisation(number=planned.facts.number or None, came_from="sheet", created_at=self._at)
        key = known.key or self._made.get(known.number or folded(known.name))
        if key is None:
            raise Organisation.DoesNotExist
        return Organisation.objects.select_for_update().get(pk=key)

    def _set(self, organisation: Organisation, column: str, word: str) -> None:
        if column == "area":
            organisation.area = self._areas.get(folded(word))
        elif column in ("categories", "audiences"):
            setattr(organisation, column, tuple(word.split()))
        else:
            setattr(organisation, column, word)

    def _give_post(self, organisation: Organisation, contact: Contact, *, is_published: bool) -> None:
        told: dict[str, Any] = {"by": self._by, "at": self._at, "channel": "import"}
        person = _holder(organisation, contact)
        if person is None:
            person = find_or_add_person(contact.name, contact.phones, contact.emails, **told)
        else:
            for kind, values in (("phone", contact.phones), ("email", contact.emails)):
                for value in values:
                    add_contact_point(person, kind, value, **told)
        give_post(organisation, person, contact.title, is_published=is_published, **told)


def _holder(organisation: Organisation, contact: Contact) -> Person | None:
    """Somebody of that name who holds a post there now is the person meant."""
    posts = organisation.posts.filter(until_on__isnull=True).select_related("person")
    return next((post.person for post in posts if folded(post.person.name) == folded(contact.name)), None)


def _problem(row: int, cells: list[str], reason: str, text: str) -> dict[str, Any]:
    """What is kept of a row left out. A national identity number is not, not even here."""
    shown = ["•••" if holds_national_id(cell) else cell for cell in cells]
    return {"row": row, "cells": shown, "reason": reason, "text": "" if holds_national_id(text) else text}
