"""A form field dressed for a page: which kind it is, and which words describe it to a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Textarea,
)
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString


class Dressed:
    """A bound field with its hint, as `design/field.html` shows it."""

    def __init__(self, bound: BoundField, hint: str = "", attributes: dict[str, Any] | None = None) -> None:
        self.bound = bound
        self.hint = hint or bound.help_text
        self.attributes = attributes or {}

    @property
    def kind(self) -> str:
        """`group` of boxes, one `box`, `hidden`, or `line` (anything with a single control under its label)."""
        if self.bound.is_hidden:
            return "hidden"
        widget = self.bound.field.widget
        if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
            return "group"
        return "box" if isinstance(widget, CheckboxInput) else "line"

    @property
    def hint_id(self) -> str:
        return f"{self.bound.auto_id}_hint" if self.hint else ""

    @property
    def error_id(self) -> str:
        return f"{self.bound.auto_id}_error" if self.bound.errors else ""

    @property
    def described_by(self) -> str:
        return " ".join(filter(None, (self.hint_id, self.error_id)))

    @property
    def control(self) -> SafeString:
        """The control itself with class, description and, where the answer was wrong, the mark of it."""
        attributes = {"class": "ds-input", **self._told(), **self._as_html_names()}
        return self.bound.as_widget(attrs=attributes)

    @property
    def boxes(self) -> Iterator[BoundWidget]:
        """The boxes of a group, one by one, dressed like single ones."""
        for box in self.bound:
            box.data["attrs"] = {**box.data["attrs"], "class": "ds-input", **self._mark_of_error()}
            yield box

    def _told(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if self.described_by and self.kind != "group":
            told["aria-describedby"] = self.described_by
        told.update(self._mark_of_error())
        if isinstance(self.bound.field.widget, Textarea):
            told.setdefault("rows", 4)
        if isinstance(self.bound.field.widget, FileInput):
            told["class"] = "file"
        return told

    def _mark_of_error(self) -> dict[str, str]:
        return {"aria-invalid": "true"} if self.bound.errors else {}

    def _as_html_names(self) -> dict[str, Any]:
        """Words given in a template cannot hold a hyphen: `data_key` stands for `data-key`."""
        return {name.replace("_", "-"): value for name, value in self.attributes.items()}
