"""When something comes back, entered in words with the next dates shown: the fields, for every door that asks."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.foundation.recurrence import BrokenPattern, Pattern, in_words, next_dates
from samspill.foundation.recurrence.pattern import WEEKDAYS
from samspill.volunteering.queries.rotas import school_holidays
from samspill.volunteering.rules import rotas
from samspill.volunteering.rules.when import (
    LONGEST_MINUTES,
    LONGEST_NIGHT,
    NotUnderstood,
    read_days,
    read_hours,
    read_minutes,
    read_night,
)
from samspill.volunteering.rules.when.told import Why
from samspill.volunteering.wording.times import day_words
from samspill.web.design.words import choices, weekdays

#: What was wrong with a day, an hour or a length.
WHEN: dict[Why, str | Promise] = {
    Why.NOT_A_DAY: _("We cannot read this as a day. Write for instance «Tuesday», «12.3» or «this week»."),
    Why.NO_SUCH_DAY: _("There is no such day. Look at the date once more."),
    Why.OTHER_WEEKDAY: _("That date is another day of the week. Ask which one is right."),
    Why.NOT_AN_HOUR: _("We cannot read this as an hour. Write for instance «10», «10.30» or «10-12»."),
    Why.NOT_A_LENGTH: _("We cannot read how long. Write for instance «1 hour» or «90 min»."),
    Why.BACKWARDS: _("The end comes before the beginning."),
    Why.NEXT_DAY: _(
        "Does it end the next day? Then write «next day» behind the hours. If not, look at the hours once more."
    ),
    Why.SEVERAL_DAYS: _("With several days there can be no hour. Leave it empty, or write one day."),
    Why.TOO_LONG: _("This is too long. A task takes at most a day, and a period at most three months."),
}


#: What is said of how often, and what it means: the kind of pattern, how many of it apart, which one in the month.
RHYTHMS: dict[str, tuple[str, int, int | None]] = {
    "week": ("weekly", 1, None),
    "other_week": ("weekly", 2, None),
    "third_week": ("weekly", 3, None),
    "fourth_week": ("weekly", 4, None),
    "first": ("monthly", 1, 1),
    "second": ("monthly", 1, 2),
    "third": ("monthly", 1, 3),
    "fourth": ("monthly", 1, 4),
    "last": ("monthly", 1, -1),
    "day": ("daily", 1, None),
    "once": ("once", 1, None),
}
RHYTHM_WORDS: dict[str, str | Promise] = {
    "week": _("Every week"),
    "other_week": _("Every other week"),
    "third_week": _("Every third week"),
    "fourth_week": _("Every fourth week"),
    "first": _("The first in the month"),
    "second": _("The second in the month"),
    "third": _("The third in the month"),
    "fourth": _("The fourth in the month"),
    "last": _("The last in the month"),
    "day": _("Every day"),
    "once": _("Only once"),
}
#: What is written behind hours that end the next day; the reader knows it (`rules.when.read_night`).
_NEXT_DAY = _("next day")
#: How many dates are shown before anything is saved.
LOOKED_AT = 6


class SeenFromToday(forms.Form):
    """A form that reads days as they are said: seen from `today`."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


class PatternFields(SeenFromToday):
    """When it comes back. The dates are shown before it is saved: `seen` is the pattern she was shown them of."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=choices(RHYTHM_WORDS))
    weekdays = forms.MultipleChoiceField(
        label=_("Which days"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.CharField(label=_("Hour"), max_length=40)
    length = forms.CharField(label=_("How long"), max_length=40, required=False)
    starts_on = forms.CharField(label=_("From"), max_length=40, required=False)
    ends_on = forms.CharField(label=_("Until and including"), max_length=40, required=False)
    skips_public_holidays = forms.BooleanField(label=_("Not on public holidays"), required=False)
    skips_school_holidays = forms.BooleanField(label=_("Not in the school holidays"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    #: How long it lasts where nobody says; None: that is not told.
    usual_minutes: int | None = rotas.USUAL_MINUTES
    #: The longest it may last.
    longest_minutes = LONGEST_MINUTES
    #: Whether it may go on all day, and then has no hour.
    may_last_all_day = False

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.pattern: Pattern | None = None
        self._asks = ""
        self.fields["weekdays"].choices = weekdays()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.pattern = self._try_pattern(given, complain=True)
        return given

    @property
    def is_seen(self) -> bool:
        """Whether the dates of just this pattern have been shown."""
        return bool(self.pattern and self.cleaned_data.get("seen") == self.signature)

    @property
    def signature(self) -> str:
        """A short word for the pattern as it is written now."""
        pattern = self._now()
        told = json.dumps(rotas.kept(pattern), sort_keys=True) if pattern else ""
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def in_words(self) -> str:
        """The pattern as one would say it, "" where it cannot be read yet."""
        pattern = self._now()
        return in_words(pattern, (get_language() or "nb")[:2]) if pattern else ""

    @property
    def next_dates(self) -> list[str]:
        """The next six days it takes place, in words."""
        pattern = self._now()
        return (
            [day_words(day) for day in next_dates(pattern, after=self.today, count=LOOKED_AT)]
            if pattern
            else []
        )

    @property
    def why_never(self) -> str:
        """What is said where the pattern has no day to come."""
        pattern = self._now()
        if pattern and (pattern.skips_public_holidays or pattern.skips_school_holidays):
            return str(
                _(
                    "There is no such day to come that is not a holiday. Look at the dates and what you ticked."
                )
            )
        return str(_("There is no such day to come. Look at the days and the dates."))

    @property
    def asks(self) -> str:
        """What is asked about the hours before they are taken as they are written; "" where nothing is."""
        return "" if self._now() else self._asks

    def _now(self) -> Pattern | None:
        if self.pattern is None and not self._is_wrong():
            told = getattr(self, "cleaned_data", None) or _plain(self.data) or self.initial
            self.pattern = self._try_pattern(told, complain=False)
        return self.pattern

    def _is_wrong(self) -> bool:
        """Whether a field of the pattern is wrong; without it the rest would tell of other days."""
        found = getattr(self, "_errors", None) or {}  # Not `errors`, which would check the form first.
        return any(name in found for name in PatternFields.base_fields)

    def _try_pattern(self, told: Any, *, complain: bool) -> Pattern | None:
        try:
            return self._pattern_of(told)
        except NotUnderstood as error:
            self._asks = str(WHEN[error.why]) if error.why == Why.NEXT_DAY else ""
            part = {"day": "starts_on"}.get(error.part, error.part)
            self._complain(complain, part, str(WHEN[error.why]))
        except BrokenPattern as error:
            field, words = BROKEN.get(error.field, ("rhythm", _("This does not make sense together.")))
            self._complain(complain, field, str(words))
        return None

    def _complain(self, complain: bool, field: str, words: str) -> None:
        if complain and field in self.fields and field not in self.errors:
            self.add_error(field, words)

    def _pattern_of(self, told: Any) -> Pattern | None:
        hours = str(told.get("hours") or "").strip()
        if told.get("rhythm") not in RHYTHMS or not (hours or self.may_last_all_day):
            return None
        kind, every, nth = RHYTHMS[told["rhythm"]]
        starts_time, minutes = self._hours(hours, str(told.get("length") or "")) if hours else (None, None)
        days = tuple(told.get("weekdays") or ()) if kind in ("weekly", "monthly") else ()
        # Who names the one day it is means that day, also when it is 17 May.
        skips_public, skips_school = (
            kind != "once" and bool(told.get(name))
            for name in ("skips_public_holidays", "skips_school_holidays")
        )
        return Pattern(
            kind=kind, every=every, nth=nth, weekdays=days, starts_time=starts_time, minutes=minutes,
            starts_on=self._day(told.get("starts_on"), "starts_on") or self.today,
            ends_on=self._day(told.get("ends_on"), "ends_on"),
            skips_public_holidays=skips_public, skips_school_holidays=skips_school,
            closed=tuple(school_holidays()) if skips_school else (),
        )  # fmt: skip

    def _day(self, text: Any, field: str) -> dt.date | None:
        if not str(text or "").strip():
            return None
        try:
            return read_days(str(text), today=self.today).first
        except NotUnderstood as error:
            raise NotUnderstood(field, error.why) from error

    def _hours(self, hours: str, length: str) -> tuple[dt.time, int | None]:
        """Start and minutes. What ends before it begins goes on past midnight, for long only if that is said."""
        night = read_night(hours)
        if night is not None and night[1] > self.longest_minutes:
            raise NotUnderstood("hours", Why.TOO_LONG)
        if night is not None:
            return night
        told = read_hours(hours)
        if told.ends is None:
            return told.starts, read_minutes(length) if length.strip() else self.usual_minutes
        return told.starts, _minutes(told.starts, told.ends)


def typed_pattern(pattern: Pattern) -> dict[str, Any]:
    """A pattern as the form's fields hold it."""
    days = pattern.weekdays
    if pattern.kind == "weekly" and not days:
        days = (WEEKDAYS[pattern.starts_on.weekday()],)
    return {
        "rhythm": _rhythm_of(pattern),
        "weekdays": list(days),
        "hours": _typed_hours(pattern),
        "starts_on": _figures(pattern.starts_on),
        "ends_on": _figures(pattern.ends_on) if pattern.ends_on else "",
        "skips_public_holidays": pattern.skips_public_holidays,
        "skips_school_holidays": pattern.skips_school_holidays,
    }


def typed_hours(starts: dt.datetime, ends: dt.datetime | None) -> str:
    """Local hours as somebody would have typed them, with «next day» behind them where that must be said."""
    if ends is None or ends <= starts:
        return f"{starts:%H.%M}"
    is_next_day = ends.date() == starts.date() + dt.timedelta(days=1)
    must_be_said = is_next_day and ends - starts > dt.timedelta(minutes=LONGEST_NIGHT)
    return f"{starts:%H.%M}-{ends:%H.%M} {_NEXT_DAY if must_be_said else ''}".strip()


def _typed_hours(pattern: Pattern) -> str:
    if pattern.starts_time is None:
        return ""
    begin = dt.datetime.combine(pattern.starts_on, pattern.starts_time)
    return typed_hours(begin, begin + dt.timedelta(minutes=pattern.minutes or 0))


def _plain(data: Any) -> dict[str, Any]:
    """What was typed, before it is checked."""
    if not data:
        return {}
    lists = {"weekdays"}
    many = hasattr(data, "getlist")
    return {name: data.getlist(name) if many and name in lists else data.get(name) for name in data}


def _minutes(starts: dt.time, ends: dt.time) -> int:
    return (ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute)


def _rhythm_of(pattern: Pattern) -> str:
    said = (pattern.kind, pattern.every, pattern.nth)
    return next((name for name, meant in RHYTHMS.items() if meant == said), "week")


def _figures(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


#: What was wrong with a pattern: at which field, and in which words.
BROKEN: dict[str, tuple[str, str | Promise]] = {
    "ends_on": ("ends_on", _("It ends before it begins.")),
    "nth": ("weekdays", _("Tick the one day of the week it is.")),
    "weekdays": ("weekdays", _("Tick one day only.")),
}
