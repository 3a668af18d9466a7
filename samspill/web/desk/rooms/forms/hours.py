"""When a room is lent, or a thing fetched and brought back: all days of the week at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samspill.venues.rules import Hours
from samspill.web.access.rooms import HOURS

ROWS_A_DAY = 2


class HoursForm(forms.Form):
    """Two rows a day: from, until, and whether somebody must answer."""

    def __init__(self, *args: Any, hours: tuple[Hours, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday in range(7):
            known = [one for one in hours if one.weekday == weekday]
            for row in range(ROWS_A_DAY):
                self._add_row(f"{weekday}_{row}", known[row] if row < len(known) else None)

    def rows(self) -> Iterator[tuple[int, int, BoundField, BoundField, BoundField]]:
        """Weekday, which of the day's rows, and the three fields."""
        for weekday in range(7):
            for row in range(ROWS_A_DAY):
                key = f"{weekday}_{row}"
                yield weekday, row, self[f"opens_{key}"], self[f"closes_{key}"], self[f"handled_{key}"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for weekday in range(7):
            for row in range(ROWS_A_DAY):
                key = f"{weekday}_{row}"
                if (given.get(f"opens_{key}") is None) != (given.get(f"closes_{key}") is None):
                    raise forms.ValidationError(_("Write both from when and until when, or neither."))
        return given

    def hours(self) -> list[Hours]:
        """What `set_hours` takes."""
        found = []
        for weekday, row, *_fields in self.rows():
            key = f"{weekday}_{row}"
            opens, closes = self.cleaned_data[f"opens_{key}"], self.cleaned_data[f"closes_{key}"]
            if opens is not None:
                until = _minutes(closes) or 1440
                found.append(Hours(weekday, _minutes(opens), until, not self.cleaned_data[f"handled_{key}"]))
        return found

    def _add_row(self, key: str, known: Hours | None) -> None:
        for name, minutes in (
            ("opens", known.opens if known else None),
            ("closes", known.closes if known else None),
        ):
            self.fields[f"{name}_{key}"] = forms.TimeField(
                required=False,
                input_formats=HOURS,
                initial=None if minutes is None else dt.time(minutes // 60 % 24, minutes % 60),
                widget=forms.TimeInput(
                    attrs={"type": "time", "step": 900, "class": "ds-input"}, format="%H:%M"
                ),
            )
        self.fields[f"handled_{key}"] = forms.BooleanField(
            required=False,
            initial=known is not None and not known.at_once,
            widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
        )


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute
