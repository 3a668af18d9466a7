"""Of a police certificate only that it was shown is kept: no form takes a file, and no table holds one."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.db import models

import samspill
from samspill.volunteering.models import Qualification

pytestmark = pytest.mark.one_database

PACKAGE = Path(samspill.__file__).parent
#: Forms that take a file, and what it is: tables and calendars of associations, read and never shown as they came.
TAKE_FILES = {
    "samspill.web.desk.sheets.views.FileForm": "a spreadsheet of associations",
    "samspill.web.desk.calendars.forms.CalendarFileForm": "a calendar in iCalendar form",
    "samspill.web.desk.fairs.forms.ListForm": "the pupils of a class, read once and not kept",
    "samspill.web.access.picture_pages.NewForm": "a picture an association shows to all; written anew (0025)",
}
#: Columns that hold bytes, and why.
HOLD_BYTES = {
    "organisations.SheetImport.content": "a spreadsheet until it is brought in; then it is emptied",
    "organisations.PictureFile.content": "a picture an association shows to all, written anew (0025)",
}


def all_forms() -> set[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(samspill.__path__, "samspill."):
        if ".tests" not in module.name and not module.name.endswith(("__main__", "wsgi", "conftest")):
            import_module(module.name)
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        found.add(form)
        waiting.extend(form.__subclasses__())
    return {form for form in found if form.__module__.startswith("samspill.")}


def test_only_these_forms_take_a_file():
    taking = {
        f"{form.__module__}.{form.__qualname__}"
        for form in all_forms()
        if any(isinstance(field, forms.FileField) for field in getattr(form, "base_fields", {}).values())
    }
    assert taking == set(TAKE_FILES)


def test_nothing_else_reads_what_a_browser_uploads():
    reading = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if "tests" not in file.parts
        and re.search(r"\.FILES\b|request\.read\(|upload_handlers", file.read_text("utf-8"))
    }
    assert reading == {
        "web/desk/sheets/views.py",
        "web/desk/calendars/views.py",
        "web/access/picture_pages.py",
        "web/desk/fairs/classes.py",
    }
    written_by_hand = [
        file.name for file in PACKAGE.rglob("*.html") if re.search(r'type="?file', file.read_text("utf-8"))
    ]
    assert written_by_hand == ["components.html"], "the design's own page shows one, and sends it nowhere"


def test_no_table_holds_a_file():
    held = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("samspill.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField | models.BinaryField)
    }
    assert held == set(HOLD_BYTES)


def test_a_qualification_is_dates_and_who_saw_it_and_nothing_more():
    fields = {field.name for field in Qualification._meta.concrete_fields}
    assert fields == {
        "id", "municipality", "volunteer", "kind", "held_from_on", "valid_until_on", "seen_by", "recorded_at",
        "withdrawn_at", "reminded_early_at", "reminded_late_at",
    }  # fmt: skip
