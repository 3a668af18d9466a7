"""Visits as a chart, a table and a file: the same for an association and for the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.foundation import clock
from samspill.insight.queries.visits import Opened
from samspill.insight.rules.visits import (
    ACTIVITY,
    ALL_NEEDS,
    FRAME,
    NEED,
    ORGANISATION,
    PAGE,
    WHOLE_WEEK,
    Told,
    told,
    told_total,
    weeks_until,
)
from samspill.web.access.csv_files import csv_file

#: How many weeks may be looked at.
SPANS = (12, 26, 52)

KIND_WORDS: dict[str, str | Promise] = {
    ACTIVITY: gettext_lazy("Activities"),
    NEED: gettext_lazy("Needs"),
    ORGANISATION: gettext_lazy("Associations"),
    PAGE: gettext_lazy("Pages"),
    FRAME: gettext_lazy("On other websites"),
}
PAGE_WORDS: dict[str, tuple[str | Promise, str]] = {
    "home": (gettext_lazy("The front page"), "public:home"),
    "week": (gettext_lazy("The week"), "public:activities:week"),
    "needs": (gettext_lazy("What volunteers are wanted for"), "public:needs:list"),
    "associations": (gettext_lazy("The list of associations"), "public:organisations:list"),
    "about": (gettext_lazy("What does it mean to be a volunteer?"), "public:about:volunteering"),
}
_ADDRESSES = {
    ACTIVITY: "public:activities:activity",
    NEED: "public:needs:need",
    ORGANISATION: "public:organisations:organisation",
}


@dataclass(frozen=True)
class Bar:
    """A week of the chart: the Monday, what is told, and its length in per cent of the longest."""

    week: dt.date
    told: Told
    length: float

    @property
    def number(self) -> int:
        """The week's number in its year (ISO 8601)."""
        return self.week.isocalendar().week


@dataclass(frozen=True)
class Line:
    """A page in the table: what it is called, where it is, and how often it was opened in all."""

    name: str
    address: str
    total: Told


def weeks_asked_for(request: HttpRequest) -> list[dt.date]:
    """The Mondays of the weeks that `?weeks=` asks for, this week the last; twelve where it asks for nonsense."""
    asked = request.GET.get("weeks", "")
    number = next((span for span in SPANS if str(span) == asked), SPANS[0])
    return weeks_until(clock.today(), number)


def bars(counts: Mapping[dt.date, int], weeks: Sequence[dt.date]) -> list[Bar]:
    """A bar for each week, the latest first. One that is too small to tell has no length."""
    found = [(week, told(counts.get(week, 0))) for week in reversed(weeks)]
    longest = max((one.number or 0 for _, one in found), default=0) or 1
    return [Bar(week, one, round(100 * (one.number or 0) / longest, 2)) for week, one in found]


def line(one: Opened) -> Line:
    """A page as the table shows it."""
    if one.what == PAGE:
        words, address = PAGE_WORDS.get(one.key, (one.key, ""))
        return Line(str(words), reverse(address) if address else "", told_total(one.weeks.values()))
    if one.what == FRAME:
        return Line(_framed(one), "", told_total(one.weeks.values()))
    address = reverse(_ADDRESSES[one.what], args=[one.key]) if one.name else ""
    return Line(one.name or _("There no more"), address, told_total(one.weeks.values()))


def _framed(one: Opened) -> str:
    if one.key == WHOLE_WEEK:
        return _("The week, on other websites")
    if one.key == ALL_NEEDS:
        return _("What volunteers are wanted for, on other websites")
    return _("The calendar of %(name)s, on other websites") % {
        "name": one.name or _("an association that is no more")
    }


def words_of(one: Told) -> str:
    """«12», «fewer than 5» or «at least 12»."""
    if one.number is None:
        return _("fewer than 5")
    return _("at least %(number)s") % {"number": one.number} if one.is_at_least else str(one.number)


def as_csv(filename: str, rows: Sequence[Opened], weeks: Sequence[dt.date]) -> HttpResponse:
    """Each page a row, each week a column by its Monday; a number too small to tell in words."""
    headings = [_("Page"), *(week.isoformat() for week in weeks), _("In all")]
    table = [
        [
            line(one).name,
            *(words_of(told(one.weeks.get(week, 0))) for week in weeks),
            words_of(line(one).total),
        ]
        for one in rows
    ]
    return csv_file(filename, headings, table)
