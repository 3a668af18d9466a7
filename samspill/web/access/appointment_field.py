"""Choosing one of the free appointments, wherever somebody books one."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.activities.queries.appointments import Free
from samspill.foundation import clock
from samspill.web.design import dates


class AppointmentField(forms.ChoiceField):
    """Which of the free appointments, day by day. Clean, it is the key of its time and its number."""

    def __init__(self, **kwargs: Any) -> None:
        missing = {
            "required": _("Choose an hour."),
            "invalid_choice": _("This hour is taken. Choose another."),
        }
        super().__init__(label=_("When?"), error_messages=missing, **kwargs)

    def offer(self, free: Sequence[Free]) -> None:
        """Let one choose among these."""
        days = itertools.groupby(free, key=lambda one: clock.local_day(one[1].starts_at))
        language = get_language() or "nb"
        named: list[Any] = [
            (
                dates.day(on, language).capitalize(),
                [(f"{time.pk}:{one.number}", f"{dates.hours(one.starts_at)}–{dates.hours(one.ends_at)}")
                 for time, one in found],
            )
            for on, found in days
        ]  # fmt: skip
        self.choices = [("", _("Choose an hour")), *named]

    def clean(self, value: Any) -> Any:
        time_id, _sign, number = str(super().clean(value)).partition(":")
        return uuid.UUID(time_id), int(number)
