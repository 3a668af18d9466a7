"""Rows of times as HTML, written by hand: a template costs ten times as much, and a week has hundreds of rows.

How they look stands in the design's `.week`: a row is a time, a link (struck out where it is cancelled), a line about
it, and one mark.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.activities.queries import ListedTime
from samspill.foundation import clock
from samspill.web.design.dates import day as day_in_words
from samspill.web.design.dates import short_day
from samspill.web.design.language_names import language_name

NORWEGIAN = frozenset({"nb", "nn", "no"})


def week_as_html(times: Sequence[ListedTime], first_on: dt.date, language: str) -> SafeString:
    """All times under a heading for each day. What began before `first_on` and still goes on stands on that day."""
    writer = _Writer()
    days = groupby(times, key=lambda time: max(clock.local_day(time.starts_at), first_on))
    return SafeString("".join(_day(day, group, writer, language) for day, group in days))


def times_as_html(times: Iterable[ListedTime], language: str) -> SafeString:
    """A plain list, each line with its day."""
    writer = _Writer()
    rows = "".join(writer.row(time, short_day(clock.local_day(time.starts_at), language)) for time in times)
    return SafeString(f'<div class="week"><ul>{rows}</ul></div>') if rows else SafeString("")


def _day(day: dt.date, times: Iterable[ListedTime], writer: _Writer, language: str) -> str:
    rows = "".join(map(writer.row, times))
    return f"<h2>{day_in_words(day, language)}</h2><ul>{rows}</ul>"


class _Writer:
    """Writes rows; looks addresses and words up once for the whole page."""

    def __init__(self) -> None:
        nobody = uuid.UUID(int=0)
        address = reverse("public:activities:activity", args=[nobody])
        self._before, self._after = address.split(str(nobody))
        self._all_day, self._until = _("All day"), _("until %(time)s")
        self._free, self._cancelled = _("Free"), _("Cancelled")
        self._wall_times: dict[dt.datetime, str] = {}
        self._settings: dict[tuple[object, ...], str] = {}

    def row(self, time: ListedTime, day: str = "") -> str:
        """One line: when, what, where, by whom, and what one would want to know before going."""
        title = escape(time.title, quote=False)
        when = self._all_day if time.is_all_day else self._wall_time(time.starts_at)
        return (
            f"<li><time>{f'{day}<br>{when}' if day else when}</time>"
            + (f"<del>{title}</del>" if time.cancelled_at else self._link(time, title))
            + f"<span>{self._cancelled + ' · ' if time.cancelled_at else ''}{self._about(time)}</span>"
            + (f"<i>{self._free}</i>" if time.is_free else "")
        )

    def _link(self, time: ListedTime, title: str) -> str:
        return f'<a href="{self._before}{time.activity_id}{self._after}">{title}</a>'

    def _about(self, time: ListedTime) -> str:
        ends = "" if time.is_all_day or time.ends_at in (None, time.starts_at) else self._ends(time)
        setting = self._setting(time)
        return f"{ends} · {setting}" if ends and setting else ends or setting

    def _ends(self, time: ListedTime) -> str:
        assert time.ends_at is not None
        return self._until % {"time": self._wall_time(time.ends_at)}

    def _setting(self, time: ListedTime) -> str:
        """Where, by whom, at what price and in which language, as HTML: the same for many rows of a week."""
        key = (time.place, time.area, time.organiser, time.is_free, time.price, time.languages)
        if key not in self._settings:
            self._settings[key] = escape(_setting_in_words(time), quote=False)
        return self._settings[key]

    def _wall_time(self, moment: dt.datetime) -> str:
        """«17.00» in Norway; most things begin at the same few times."""
        if moment not in self._wall_times:
            local = clock.local(moment)
            self._wall_times[moment] = f"{local.hour:02}.{local.minute:02}"
        return self._wall_times[moment]


def _setting_in_words(time: ListedTime) -> str:
    area = time.area if time.area != time.place else ""
    where = ", ".join(filter(None, (time.place, area)))
    price = "" if time.is_free else time.price
    return " · ".join(filter(None, (where, time.organiser, price, _spoken(time.languages))))


def _spoken(languages: tuple[str, ...]) -> str:
    """Languages other than Norwegian: what a reader with little Norwegian looks for."""
    return ", ".join(language_name(code) for code in languages if code not in NORWEGIAN)
