"""A contact sheet on its way in: what it holds, what its columns seem to be, and what bringing it in would do."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samspill.foundation.models import Area
from samspill.foundation.places import folded
from samspill.organisations.models import Organisation, Post, SheetImport
from samspill.organisations.queries.merging import gone_to
from samspill.organisations.rules.register_facts import SHARED
from samspill.organisations.sheets.columns import headings_of
from samspill.organisations.sheets.planning import Known, PlannedRow, Register, plan_rows
from samspill.organisations.sheets.reading import Sheet, SheetUnreadable, read_sheets
from samspill.people.models import ContactPoint
from samspill.people.queries import Asker


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen, row by row, and how many of each (`new`, `update`, `same`, `problem`)."""

    headings: list[str]
    rows: list[PlannedRow]
    counts: Mapping[str, int]


class FileUnreadable(ValueError):
    """It is no spreadsheet that we can read, or too large a one."""


class SheetIsGone(LookupError):
    """The file has been brought in or dropped already, and is not kept."""


def sheet_import_for(asker: Asker, sheet_id: uuid.UUID) -> SheetImport:
    """A sheet of this municipality, for staff who may change things. Raises `SheetImport.DoesNotExist`."""
    if not asker.may_change:
        raise SheetImport.DoesNotExist
    return SheetImport.objects.select_related("received_by").get(pk=sheet_id)


def sheets_waiting_for(asker: Asker) -> list[SheetImport]:
    """Sheets received and neither brought in nor dropped, newest first."""
    if not asker.may_change:
        return []
    waiting = SheetImport.objects.filter(content__isnull=False, abandoned_at__isnull=True)
    return list(waiting.defer("content").order_by("-received_at"))


def sheet_of(sheet_import: SheetImport) -> Sheet:
    """The sheet the import is about. Raises `SheetIsGone`."""
    if sheet_import.content is None:
        raise SheetIsGone(sheet_import.filename)
    sheets = read_sheets(bytes(sheet_import.content))
    return next((sheet for sheet in sheets if sheet.name == sheet_import.sheet_name), sheets[0])


def rows_of_file(content: bytes) -> list[list[str]]:
    """The rows of the first sheet of an xlsx, ods, xls or CSV read once and not kept. Raises `FileUnreadable`."""
    try:
        return read_sheets(content)[0].rows
    except SheetUnreadable as error:
        raise FileUnreadable from error


def columns_of(sheet_import: SheetImport) -> dict[int, str]:
    """Column number (from 0) → field."""
    return {int(column): name for column, name in sheet_import.columns.items()}


def preview_sheet(sheet_import: SheetImport) -> Preview:
    """What bringing it in would do now, with the columns as they stand. Raises `SheetIsGone`."""
    sheet, heading = sheet_of(sheet_import), sheet_import.heading_row or 0
    rows = list(plan_rows(sheet.rows, heading, columns_of(sheet_import), what_we_have(), folded_areas()))
    return Preview(headings_of(sheet.rows, heading), rows, Counter(row.what for row in rows))


def left_out(sheet_import: SheetImport) -> tuple[list[str], list[dict[str, Any]]]:
    """The sheet's headings, and each row left out as {"row", "cells", "reason", "text"}, after it was brought in."""
    kept = sheet_import.problems
    headings: list[str] = next((problem["headings"] for problem in kept if "headings" in problem), [])
    return headings, [problem for problem in kept if "cells" in problem]


def what_we_have() -> Register:
    """The municipality's organisations with those who hold posts in them now. Four queries.

    A row of the sheet about one that became a part of another finds that other, by the old name and the old number.
    """
    holders = _holders()
    columns = [column for column in SHARED if column != "categories"]
    register = Register(
        Known(
            key=row.pk,
            number=row.number or "",
            name=row.name,
            current={column: getattr(row, column) for column in columns}
            | {
                "categories": " ".join(row.categories),
                "audiences": " ".join(row.audiences),
                "place_text": row.place_text,
                "about": row.about,
                "number": row.number or "",
                "area": row.area.name if row.area else "",
            },
            register=row.register_facts,
            has_taken_over=row.presented_at is not None,
            holders=holders.get(row.pk, {}),
        )
        for row in Organisation.objects.select_related("area").defer("register_purpose").iterator()
    )
    merged = Organisation.with_merged.filter(merged_into__isnull=False).values_list("pk", "number", "name")
    old = {key: (number or "", name) for key, number, name in merged}
    for key, standing_key in gone_to(list(old)).items():
        register.also_known_as(standing_key, *old[key])
    return register


def folded_areas() -> frozenset[str]:
    """The names of the municipality's areas, folded for comparing."""
    return frozenset(folded(name) for name in Area.objects.values_list("name", flat=True))


def _holders() -> dict[uuid.UUID, dict[tuple[str, str], frozenset[str]]]:
    held = Post.objects.filter(until_on__isnull=True, person__erased_at__isnull=True)
    reached: dict[uuid.UUID, set[str]] = {}
    points = ContactPoint.objects.filter(~Q(kind="post"), person__in=held.values("person"))
    for person, value in points.values_list("person_id", "value"):
        reached.setdefault(person, set()).add(value)
    found: dict[uuid.UUID, dict[tuple[str, str], frozenset[str]]] = {}
    for organisation, title, person, name in held.values_list(
        "organisation_id", "title", "person_id", "person__name"
    ):
        found.setdefault(organisation, {})[title, folded(name)] = frozenset(reached.get(person, ()))
    return found
