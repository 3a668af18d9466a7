"""A sheet's way in, step by step: file, columns, what would happen, done."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations import wording
from samspill.organisations.actions.sheets import (
    FIELDS,
    ColumnsNotConfirmed,
    ColumnsUnclear,
    SheetAlreadyDone,
    SheetUnreadable,
    abandon_sheet,
    confirm_columns,
    import_sheet,
    receive_sheet,
    rejected_rows_workbook,
)
from samspill.organisations.models import SheetImport
from samspill.organisations.queries.sheets import (
    SheetIsGone,
    columns_of,
    preview_sheet,
    sheet_import_for,
    sheet_of,
    sheets_waiting_for,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import SHEETS
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import file_to_save, is_wanted, spreadsheet

EXAMPLE_ROWS = 4


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("The sheet"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.ods,.xls,.txt"}),
        help_text=gettext_lazy("Excel or CSV, at most 10 MB. Nothing is brought in before you have seen it."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )


@at_the_desk
def sheets(request: DeskRequest) -> HttpResponse:
    """Sheets that wait, and a place for a new one."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            sheet = receive_sheet(given.read(), given.name, by=request.user, at=clock.now())
            return redirect("desk:sheets:columns", sheet.pk)
        except SheetUnreadable as error:
            form.add_error("file", str(wording.UNREADABLE[error.reason]))
    waiting = sheets_waiting_for(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "sheets", waiting, SHEETS)
    return render(request, "desk/sheets/list.html", {"here": "sheets", "form": form, "waiting": waiting})


@at_the_desk
def columns(request: DeskRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Which column holds what: proposed, and confirmed by a person."""
    found, problem = sheet_import_for(request.asker, sheet_id), ""
    try:
        if request.method == "POST":
            confirm_columns(found, **_chosen(request.POST), by=request.user, at=clock.now())
            return redirect("desk:sheets:preview", found.pk)
    except SheetAlreadyDone:
        return redirect("desk:sheets:preview", found.pk)
    except ValueError:
        problem = _("One column must hold the association's name, and no two columns the same.")
    try:
        return render(request, "desk/sheets/columns.html", _columns_shown(found, problem))
    except SheetIsGone:
        return redirect("desk:sheets:preview", found.pk)


@at_the_desk
def preview(request: DeskRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """What would happen, row by row; or what happened, when it is done."""
    found = sheet_import_for(request.asker, sheet_id)
    shown: dict[str, object] = {"here": "sheets", "sheet": found}
    if found.imported_at or found.abandoned_at:
        return render(request, "desk/sheets/done.html", shown)
    if found.confirmed_at is None:
        return redirect("desk:sheets:columns", found.pk)
    plan = preview_sheet(found)
    what = request.GET.get("what", "")
    rows = [row for row in plan.rows if row.what == what] if what in wording.PLANS else plan.rows
    shown |= {
        "plan": plan,
        "counts": dict(plan.counts),
        "what": what,
        "page": page_of(request, rows, size=100),
    }
    return render(request, "desk/sheets/preview.html", shown)


@at_the_desk
@require_POST
def bringing_in(request: DeskRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Bring the rows in; those that cannot come in are kept with the reason."""
    found = sheet_import_for(request.asker, sheet_id)
    try:
        import_sheet(found, by=request.user, at=clock.now())
    except SheetAlreadyDone:
        messages.error(request, _("A colleague has dealt with this already."))
    except ColumnsNotConfirmed:
        return redirect("desk:sheets:columns", found.pk)
    return redirect("desk:sheets:preview", found.pk)


@at_the_desk
def problems(request: DeskRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """The rows left out, as a sheet with the reason in the last column."""
    found = sheet_import_for(request.asker, sheet_id)
    return file_to_save(rejected_rows_workbook(found), "left-out.xlsx")


@at_the_desk
@require_POST
def removal(request: DeskRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Drop the sheet; nothing of it is kept."""
    abandon_sheet(sheet_import_for(request.asker, sheet_id), by=request.user, at=clock.now())
    messages.success(request, _("The sheet is dropped. Nothing of it is kept."))
    return redirect("desk:sheets:list")


def _chosen(given: Mapping[str, str]) -> dict[str, Any]:
    """The columns and the heading as the form says them. Raises `ColumnsUnclear` for what is no number."""
    try:
        fields = {
            int(name.removeprefix("column_")): field
            for name, field in given.items()
            if name.startswith("column_")
        }
        heading = given.get("heading", "")
        return {"columns": fields} | ({"heading_row": int(heading) - 1} if heading else {})
    except ValueError:
        raise ColumnsUnclear from None


def _columns_shown(found: SheetImport, problem: str) -> dict[str, object]:
    sheet, heading, chosen = sheet_of(found), found.heading_row or 0, columns_of(found)
    examples = sheet.rows[heading + 1 : heading + 1 + EXAMPLE_ROWS]
    headings = sheet.rows[heading] if sheet.rows else []
    return {
        "here": "sheets",
        "sheet": found,
        "problem": problem,
        "heading": heading + 1,
        "fields": FIELDS,
        "columns": [
            (place, text, chosen.get(place, ""), [row[place] for row in examples if place < len(row)])
            for place, text in enumerate(headings)
        ],
    }
