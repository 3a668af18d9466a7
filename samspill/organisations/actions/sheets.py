"""A contact sheet comes in: received, its columns confirmed, brought in row by row, and what failed given back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from samspill.foundation.actions import note
from samspill.foundation.models import Area
from samspill.foundation.national_ids import holds_national_id
from samspill.foundation.phones import NotAPhone
from samspill.foundation.places import folded
from samspill.organisations import wording
from samspill.organisations.actions.finding import make_findable
from samspill.organisations.actions.posts import give_post
from samspill.organisations.models import Organisation, SheetImport
from samspill.organisations.queries.sheets import columns_of, folded_areas, left_out, sheet_of, what_we_have
from samspill.organisations.sheets.columns import FIELDS, find_heading, headings_of, propose_columns
from samspill.organisations.sheets.planning import NEW, PROBLEM, UPDATE, PlannedRow, plan_rows
from samspill.organisations.sheets.reading import MOST_ROWS, Sheet, SheetUnreadable, read_sheets
from samspill.organisations.sheets.rows import Contact
from samspill.organisations.sheets.workbook import workbook_of
from samspill.people.actions import (
    HoldsNationalId,
    NameMissing,
    NotAnEmail,
    add_contact_point,
    find_or_add_person,
)
from samspill.people.models import Person, StaffMember

#: How long a sheet that nobody brings in, and rows left out that nobody mends, are kept.
KEPT_FOR = dt.timedelta(days=30)


class ColumnsUnclear(ValueError):
    """The columns do not say which holds the association's name, or two columns are said to hold the same."""


class ColumnsNotConfirmed(ValueError):
    """Nobody has confirmed the columns yet."""


class SheetAlreadyDone(ValueError):
    """The sheet has been brought in or dropped."""


class SheetHasProblems(ValueError):
    """All rows were to come in, and some cannot. Nothing was brought in."""


@transaction.atomic
def receive_sheet(content: bytes, filename: str, *, by: StaffMember, at: dt.datetime) -> SheetImport:
    """Keep a sheet until it is brought in or dropped, with the columns we guess. Raises `SheetUnreadable`."""
    sheet, heading = _most_promising(read_sheets(content))
    if len(sheet.rows) - heading - 1 > MOST_ROWS:
        raise SheetUnreadable(SheetUnreadable.TOO_MANY_ROWS)
    received = SheetImport.objects.create(
        filename=filename.replace("\\", "/").rsplit("/", 1)[-1][:200],
        content=content,
        received_at=at,
        received_by=by,
        sheet_name=sheet.name[:80],
        heading_row=heading,
        columns={str(column): name for column, name in propose_columns(sheet.rows, heading).items()},
    )
    note("receive_sheet", received, by=by, channel="web", at=at, rows=len(sheet.rows))
    return received


@transaction.atomic
def confirm_columns(
    sheet_import: SheetImport,
    columns: Mapping[int, str],
    *,
    by: StaffMember,
    at: dt.datetime,
    heading_row: int | None = None,
) -> SheetImport:
    """Say which column (from 0) holds which field of `sheets.columns.FIELDS`; others are left alone.

    Raises `ColumnsUnclear` and `SheetAlreadyDone`.
    """
    _refuse_done(sheet_import)
    chosen = {column: name for column, name in columns.items() if name}
    if (
        "name" not in chosen.values()
        or len(set(chosen.values())) != len(chosen)
        or set(chosen.values()) - set(FIELDS)
    ):
        raise ColumnsUnclear
    if heading_row is not None:
        if not 0 <= heading_row < len(sheet_of(sheet_import).rows):
            raise ColumnsUnclear
        sheet_import.heading_row = heading_row
    sheet_import.columns = {str(column): name for column, name in chosen.items()}
    sheet_import.confirmed_at = at
    sheet_import.save(update_fields=["columns", "heading_row", "confirmed_at"])
    note("confirm_columns", sheet_import, by=by, channel="web", at=at)
    return sheet_import


@transaction.atomic
def import_sheet(
    sheet_import: SheetImport, *, by: StaffMember, at: dt.datetime, all_or_nothing: bool = False
) -> SheetImport:
    """Bring the rows in, each whole or not at all; those that cannot come in are kept with their reason, the file goes.

    Repeating a sheet changes nothing. `all_or_nothing`: raise `SheetHasProblems` rather than leave any row out.
    Raises `ColumnsNotConfirmed` and `SheetAlreadyDone`.
    """
    sheet_import = SheetImport.objects.select_for_update().get(pk=sheet_import.pk)
    _refuse_done(sheet_import)
    if sheet_import.confirmed_at is None:
        raise ColumnsNotConfirmed
    counts, problems = _bring_in(sheet_import, by=by, at=at)
    if problems and all_or_nothing:
        raise SheetHasProblems
    sheet_import.counts = dict(counts)
    sheet_import.problems = problems
    sheet_import.imported_at = at
    sheet_import.content = None
    sheet_import.save(update_fields=["counts", "problems", "imported_at", "content"])
    note("import_sheet", sheet_import, by=by, channel="web", at=at, **counts)
    return sheet_import


@transaction.atomic
def abandon_sheet(sheet_import: SheetImport, *, by: StaffMember | str, at: dt.datetime) -> SheetImport:
    """Drop a sheet without bringing it in, or the rows that were left over; nothing of it is kept."""
    if sheet_import.abandoned_at is None:
        sheet_import.content, sheet_import.problems, sheet_import.abandoned_at = None, [], at
        sheet_import.save(update_fields=["content", "problems", "abandoned_at"])
        note("abandon_sheet", sheet_import, by=by, channel="web", at=at)
    return sheet_import


def drop_old_sheets(*, at: dt.datetime) -> int:
    """Drop the entered municipality's sheets, and rows left over, a month after they came; how many were dropped."""
    old = SheetImport.objects.filter(abandoned_at__isnull=True, received_at__lt=at - KEPT_FOR).defer(
        "content"
    )
    for sheet_import in old:
        abandon_sheet(sheet_import, by="system", at=at)
    return len(old)


def rejected_rows_workbook(sheet_import: SheetImport) -> bytes:
    """The rows left out, as an xlsx in the reader's language: mend them there and bring it in again."""
    headings, rows = left_out(sheet_import)
    return workbook_of(
        [*headings, _("Row"), _("Why it was left out")],
        (
            [*_padded(problem["cells"], len(headings)), str(problem["row"]), wording.problem_words(problem)]
            for problem in rows
        ),
    )


def _most_promising(sheets: list[Sheet]) -> tuple[Sheet, int]:
    """The sheet whose heading we understand best, and where it stands; else the first sheet and its first row."""
    found = [(sheet, heading) for sheet in sheets if (heading := find_heading(sheet.rows)) is not None]
    if not found:
        return sheets[0], 0
    return max(found, key=lambda pair: len(propose_columns(pair[0].rows, pair[1])))


def _refuse_done(sheet_import: SheetImport) -> None:
    if sheet_import.imported_at or sheet_import.abandoned_at:
        raise SheetAlreadyDone


def _bring_in(
    sheet_import: SheetImport, *, by: StaffMember, at: dt.datetime
) -> tuple[Counter[str], list[dict[str, Any]]]:
    sheet, heading = sheet_of(sheet_import), sheet_import.heading_row or 0
    register, made = what_we_have(), dict[str, Organisation]()
    counts: Counter[str] = Counter()
    problems: list[dict[str, Any]] = []
    for planned in plan_rows(sheet.rows, heading, columns_of(sheet_import), register, folded_areas()):
        reason, text = planned.problem, planned.problem_text
        if planned.what in {NEW, UPDATE}:
            reason, text = _bring_row_in(planned, made, by=by, at=at)
        counts[PROBLEM if reason else planned.what] += 1
        if reason:
            problems.append(_problem(planned.row, sheet.rows[planned.row - 1], reason, text))
    if problems:
        problems.insert(0, {"headings": headings_of(sheet.rows, heading)})
    return counts, problems


def _bring_row_in(
    planned: PlannedRow, made: dict[str, Organisation], *, by: StaffMember, at: dt.datetime
) -> tuple[str, str]:
    """Save one row whole, or nothing of it; gives back why not, and the text it is about."""
    try:
        with transaction.atomic():
            _save(planned, made, by=by, at=at)
    except NotAPhone as error:
        return "phone_unreadable", error.text
    except NotAnEmail as error:
        return "email_unreadable", str(error)
    except HoldsNationalId:
        return "holds_national_id", ""
    except NameMissing:
        return "contact_without_name", ""
    except (DatabaseError, Organisation.DoesNotExist, KeyError):
        return "could_not_be_saved", ""
    return "", ""


def _save(planned: PlannedRow, made: dict[str, Organisation], *, by: StaffMember, at: dt.datetime) -> None:
    organisation = _organisation(planned, made, at=at)
    for column, word in planned.changes.items():
        _set(organisation, column, word)
    organisation.save()
    make_findable([organisation])
    note("import_row", organisation, by=by, channel="import", at=at, columns=sorted(planned.changes))
    for contact in planned.contacts:
        _give_post(organisation, contact, is_published=planned.facts.is_published, by=by, at=at)
    if planned.what == NEW:
        made[planned.facts.number or folded(planned.name)] = organisation


def _organisation(planned: PlannedRow, made: dict[str, Organisation], *, at: dt.datetime) -> Organisation:
    """The row's association: new, known, or made by an earlier row (a `KeyError` where that row failed)."""
    known = planned.known
    if known is None:
        return Organisation(number=planned.facts.number or None, came_from="sheet", created_at=at)
    if known.key is not None:
        return Organisation.objects.select_for_update().get(pk=known.key)
    return made[known.number or folded(known.name)]


def _set(organisation: Organisation, column: str, word: str) -> None:
    if column == "area":
        organisation.area = next(
            (area for area in Area.objects.all() if folded(area.name) == folded(word)), None
        )
    elif column == "categories":
        organisation.categories = tuple(word.split())
    else:
        setattr(organisation, column, word)


def _give_post(
    organisation: Organisation, contact: Contact, *, is_published: bool, by: StaffMember, at: dt.datetime
) -> None:
    person = _holder(organisation, contact)
    if person is None:
        person = find_or_add_person(
            contact.name, contact.phones, contact.emails, by=by, at=at, channel="import"
        )
    else:
        for kind, values in (("phone", contact.phones), ("email", contact.emails)):
            for value in values:
                add_contact_point(person, kind, value, by=by, at=at, channel="import")
    give_post(organisation, person, contact.title, by=by, at=at, channel="import", is_published=is_published)


def _holder(organisation: Organisation, contact: Contact) -> Person | None:
    """Somebody of that name who holds a post there now is the person meant."""
    posts = organisation.posts.filter(until_on__isnull=True).select_related("person")
    return next((post.person for post in posts if folded(post.person.name) == folded(contact.name)), None)


def _problem(row: int, cells: list[str], reason: str, text: str) -> dict[str, Any]:
    """What is kept of a row left out. A national identity number is not, not even here."""
    shown = ["•••" if holds_national_id(cell) else cell for cell in cells]
    return {"row": row, "cells": shown, "reason": reason, "text": "" if holds_national_id(text) else text}


def _padded(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * width)[:width] if width else cells
