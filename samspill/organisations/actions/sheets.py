"""A contact sheet comes in: received, its columns confirmed, brought in row by row, and what failed given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import nullcontext

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.foundation.actions import note
from samspill.foundation.workbooks import workbook_of
from samspill.organisations import wording
from samspill.organisations.actions.sheet_rows import SheetIntake
from samspill.organisations.models import SheetImport
from samspill.organisations.queries.sheets import left_out, sheet_of
from samspill.organisations.sheets.columns import FIELDS, find_heading, propose_columns
from samspill.organisations.sheets.reading import MOST_ROWS, Sheet, SheetUnreadable, read_sheets
from samspill.people.models import StaffMember

CLAIM_LASTS = dt.timedelta(hours=1)


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


def import_sheet(
    sheet_import: SheetImport, *, by: StaffMember, at: dt.datetime, all_or_nothing: bool = False
) -> SheetImport:
    """Bring the rows in, each whole or not at all; those that cannot come in are kept with their reason, the file goes.

    Saved some rows at a time, so that a long sheet does not keep everybody else waiting; `counts` tells how far it has
    come. Broken off, it can be brought in again: rows that are in change nothing. `all_or_nothing`: one transaction,
    and `SheetHasProblems` rather than leave any row out. Raises `ColumnsNotConfirmed` and `SheetAlreadyDone`.
    """
    if sheet_import.confirmed_at is None:
        raise ColumnsNotConfirmed
    _claim(sheet_import, at=at)
    intake = SheetIntake(sheet_import, by=by, at=at)
    try:
        with transaction.atomic() if all_or_nothing else nullcontext():
            while intake.bring_in_some():
                _keep_account(sheet_import, intake)
            if intake.problems and all_or_nothing:
                raise SheetHasProblems
            return _finish(sheet_import, intake, by=by, at=at)
    except BaseException:
        SheetImport.objects.filter(pk=sheet_import.pk).update(imported_at=None)
        raise


@transaction.atomic
def abandon_sheet(sheet_import: SheetImport, *, by: StaffMember | str, at: dt.datetime) -> SheetImport:
    """Drop a sheet without bringing it in, or the rows that were left over; nothing of it is kept."""
    if sheet_import.abandoned_at is None:
        sheet_import.content, sheet_import.problems, sheet_import.abandoned_at = None, [], at
        sheet_import.save(update_fields=["content", "problems", "abandoned_at"])
        note("abandon_sheet", sheet_import, by=by, channel="web", at=at)
    return sheet_import


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


def _claim(sheet_import: SheetImport, *, at: dt.datetime) -> None:
    """Nobody else brings it in now. A process that died while at it lost its claim after an hour."""
    is_free = Q(imported_at__isnull=True) | Q(imported_at__lt=at - CLAIM_LASTS)
    free = SheetImport.objects.filter(is_free, content__isnull=False, abandoned_at__isnull=True)
    if not free.filter(pk=sheet_import.pk).update(imported_at=at):
        raise SheetAlreadyDone


def _keep_account(sheet_import: SheetImport, intake: SheetIntake) -> None:
    SheetImport.objects.filter(pk=sheet_import.pk).update(counts=dict(intake.counts))


@transaction.atomic
def _finish(
    sheet_import: SheetImport, intake: SheetIntake, *, by: StaffMember, at: dt.datetime
) -> SheetImport:
    sheet_import.counts = dict(intake.counts)
    sheet_import.problems = intake.problems_with_headings()
    sheet_import.imported_at = at
    sheet_import.content = None
    sheet_import.save(update_fields=["counts", "problems", "imported_at", "content"])
    note("import_sheet", sheet_import, by=by, channel="web", at=at, **intake.counts)
    return sheet_import


def _refuse_done(sheet_import: SheetImport) -> None:
    if sheet_import.imported_at or sheet_import.abandoned_at:
        raise SheetAlreadyDone


def _padded(cells: list[str], width: int) -> list[str]:
    return (cells + [""] * width)[:width] if width else cells
