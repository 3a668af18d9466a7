"""What is to be planned: a week, units, and how much one person may have."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspill.people.models import Unit
from samspill.people.queries import Asker
from samspill.web.design import dates

WEEKS_AHEAD = 8
WEEK = dt.timedelta(days=7)


class PlanForm(forms.Form):
    """Which week, for which of the asker's units."""

    week = forms.ChoiceField(label=gettext_lazy("Week"))
    units = forms.MultipleChoiceField(label=gettext_lazy("Units"), widget=forms.CheckboxSelectMultiple)
    most_each = forms.TypedChoiceField(label=gettext_lazy("So many tasks at most for one person"), coerce=int)

    def __init__(self, *args: Any, asker: Asker, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.choosable = {str(unit.pk): unit for unit in asker.units if unit.pk in asker.caring_unit_ids}
        weeks = [(monday.isoformat(), week_words(monday)) for monday in _mondays(today)]
        self._choose("week", weeks, weeks[1][0])
        self._choose("units", [(key, unit.name) for key, unit in self.choosable.items()], [*self.choosable])
        self._choose("most_each", [(n, str(n)) for n in range(1, 6)], 2)

    def facts(self) -> dict[str, Any]:
        """What `make_plan` takes; days that are over are left out of this week."""
        monday = dt.date.fromisoformat(self.cleaned_data["week"])
        return {
            "from_on": max(monday, self.today),
            "until_on": monday + WEEK - dt.timedelta(days=1),
            "most_each": self.cleaned_data["most_each"],
        }

    def chosen_units(self) -> list[Unit]:
        """The units that are ticked."""
        return [self.choosable[key] for key in self.cleaned_data["units"]]

    def _choose(self, name: str, options: list[tuple[Any, str]], first: Any) -> None:
        field: Any = self.fields[name]
        field.choices, field.initial = options, first


def week_words(day: dt.date) -> str:
    """«Uke 50: ma. 7. des. – sø. 13. des.»"""
    language = get_language() or "nb"
    monday = day - dt.timedelta(days=day.weekday())
    return _("Week %(number)s: %(first)s – %(last)s") % {
        "number": monday.isocalendar().week,
        "first": dates.short_day(monday, language),
        "last": dates.short_day(monday + dt.timedelta(days=6), language),
    }


def _mondays(today: dt.date) -> list[dt.date]:
    monday = today - dt.timedelta(days=today.weekday())
    return [monday + n * WEEK for n in range(WEEKS_AHEAD)]
