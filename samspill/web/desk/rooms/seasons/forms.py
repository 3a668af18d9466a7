"""Forms of a season: what is told of it, who phones, and a time that is put down by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from samspill.venues.models import Season, Space
from samspill.venues.rules.seasons import GROUPS, MOST_WISHES, USUAL_WISHES, SeasonFacts
from samspill.venues.wording.seasons import GROUPS as GROUP_WORDS
from samspill.web.access.rooms import DAYS
from samspill.web.access.seasons import HopesForm, minutes_of, time_field, time_of

#: A day, or two with a line between, then perhaps a name: «16.02.2026–20.02.2026 Vinterferie».
BREAK = re.compile(r"^(?P<first>[\d.\-]+)(?:\s*[–—]\s*|\s+-\s+)?(?P<last>\d[\d.\-]+)?\s*(?P<name>.*)$")
Break = tuple[dt.date, dt.date, str]


def _day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, input_formats=DAYS, widget=widget, **options)


class SeasonForm(forms.Form):
    """What is told of a season."""

    name = forms.CharField(label=_("Name"), max_length=120)
    first_on = _day_field(_("First day"))
    last_on = _day_field(_("Last day"))
    ask_by_on = _day_field(_("Last day to ask"), help_text=_("Before the first day. After it wishes stand."))
    spaces = forms.MultipleChoiceField(
        label=_("Rooms whose hours are shared out"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one room.")},
    )  # fmt: skip
    weekdays = forms.MultipleChoiceField(
        label=_("Days of the week"),
        choices=[(str(day), str(name).capitalize()) for day, name in WEEKDAYS.items()],
        initial=["0", "1", "2", "3", "4"],
        widget=forms.CheckboxSelectMultiple,
    )
    opens = time_field(_("From"), required=True, initial=dt.time(16))
    closes = time_field(_("Until"), required=True, initial=dt.time(22))
    first_groups = forms.MultipleChoiceField(
        label=_("Who comes first"),
        required=False,
        choices=[(code, GROUP_WORDS[code]) for code in GROUPS],
        initial=["children", "youth"],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "First everybody gets one time, as far as there is room. Then these get theirs before others."
        ),
    )
    most_hours = forms.DecimalField(
        label=_("Most hours a week for one association"),
        min_value=1,
        max_value=100,
        decimal_places=2,
        required=False,
    )
    most_wishes = forms.IntegerField(
        label=_("How many wishes each request has"),
        min_value=1,
        max_value=MOST_WISHES,
        initial=USUAL_WISHES,
        help_text=_("A wish is a room, days and hours. More wishes give more of those who ask a time."),
    )
    breaks = forms.CharField(
        label=_("Days off"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One on each line, such as: 16.02.2026–20.02.2026 Winter holiday. Public holidays are always off."
        ),
    )
    appeal = forms.CharField(
        label=_("How one complains"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the letter to each who asked."),
    )

    def __init__(self, *args: Any, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in spaces}
        self.fields["spaces"].choices = [(pk, str(one)) for pk, one in self.known.items()]  # type: ignore[attr-defined]

    def clean_breaks(self) -> list[Break]:
        lines = [line.strip() for line in self.cleaned_data["breaks"].splitlines()]
        return [_break(line) for line in lines if line]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last, ask_by = (given.get(name) for name in ("first_on", "last_on", "ask_by_on"))
        if first and last and not first < last <= first + dt.timedelta(days=400):
            self.add_error("last_on", _("Choose a day after the first, at most a year ahead."))
        if first and ask_by and ask_by >= first:
            self.add_error("ask_by_on", _("Choose a day before the first day of the season."))
        opens, closes = given.get("opens"), given.get("closes")
        if opens is not None and closes is not None and minutes_of(opens) >= (minutes_of(closes) or 1440):
            self.add_error("closes", _("It must end after it begins."))
        return given

    def facts(self) -> SeasonFacts:
        """What `open_season` takes."""
        given = self.cleaned_data
        hours = given["most_hours"]
        return SeasonFacts(
            name=" ".join(given["name"].split()),
            first_on=given["first_on"],
            last_on=given["last_on"],
            ask_by_on=given["ask_by_on"],
            opens=minutes_of(given["opens"]),
            closes=minutes_of(given["closes"]) or 1440,
            weekdays=tuple(given["weekdays"]),
            first_groups=tuple(given["first_groups"]),
            most_minutes=None if hours is None else round(hours * 60),
            appeal=given["appeal"],
            most_wishes=given["most_wishes"],
            breaks=tuple(given["breaks"]),
        )

    def rooms(self) -> list[Space]:
        """The spaces that were chosen."""
        return [self.known[key] for key in self.cleaned_data["spaces"]]


class CopyForm(SeasonForm):
    """Another season like the last, with or without what was asked for."""

    with_requests = forms.BooleanField(
        label=_("Bring along what was asked for"),
        required=False,
        help_text=_("Each association can change or withdraw it until the deadline."),
    )


def initial_of(facts: SeasonFacts, spaces: Sequence[Space]) -> dict[str, Any]:
    """A season as its form shows it."""
    shown = facts.fields()
    return shown | {
        "opens": time_of(facts.opens),
        "closes": time_of(facts.closes),
        "most_hours": None if facts.most_minutes is None else round(facts.most_minutes / 60, 2),
        "breaks": lines_of(facts.breaks),
        "spaces": [str(one.pk) for one in spaces],
    }


def lines_of(breaks: Sequence[Break]) -> str:
    """Days off as they are typed."""
    return "\n".join(f"{first:%d.%m.%Y}–{last:%d.%m.%Y} {name}".strip() for first, last, name in breaks)


class HopesForOneForm(HopesForm):
    """Somebody phones, and staff write it down."""

    name = forms.CharField(label=_("Who asks"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    association = forms.CharField(
        label=_("Association or group"), max_length=160, help_text=_("Name or organisation number.")
    )
    field_order = ("name", "phone", "association")


class PutForm(forms.Form):
    """A time that is put down by hand."""

    space = forms.ChoiceField(label=_("Room"))
    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int)
    begins = time_field(_("From"), required=True)

    def __init__(self, *args: Any, season: Season, spaces: Sequence[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = {str(one.pk): one for one in spaces}
        days = [(day, str(WEEKDAYS[int(day)]).capitalize()) for day in season.weekdays]
        self.fields["space"].choices = [(pk, str(one)) for pk, one in self.spaces.items()]  # type: ignore[attr-defined]
        self.fields["weekday"].choices = days  # type: ignore[attr-defined]

    def place(self) -> tuple[Space, int, int]:
        """The space, the weekday, and the minutes after midnight."""
        given = self.cleaned_data
        return self.spaces[given["space"]], given["weekday"], minutes_of(given["begins"])


def _break(line: str) -> Break:
    found = BREAK.match(line)
    try:
        first = _day(found["first"] if found else "")
        last = _day(found["last"]) if found and found["last"] else first
    except ValueError as error:
        raise forms.ValidationError(_("We do not understand this line: %(line)s") % {"line": line}) from error
    if last < first:
        raise forms.ValidationError(_("We do not understand this line: %(line)s") % {"line": line})
    return first, last, found["name"].strip()[:120] if found else ""


def _day(text: str) -> dt.date:
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(text)
