"""Rows of times as HTML, written by hand: a template costs ten times as much, and a week has hundreds of rows.

How they look stands in the design's `.week`: a row is a time, a link (struck out where it is cancelled), a line about
it, and one mark.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspill.activities.queries import ListedTime
from samspill.foundation import clock
from samspill.web.design.dates import day as day_in_words
from samspill.web.design.dates import short_day
from samspill.web.design.language_names import language_name

NORWEGIAN = frozenset({"nb", "nn", "no"})


class Line(NamedTuple):
    """A time in words, for what is not a page. `about` says where, by whom and what it costs."""

    activity_id: uuid.UUID
    when: str
    title: str
    about: str
    is_free: bool
    is_cancelled: bool


def week_in_words(times: Sequence[ListedTime], first_on: dt.date) -> list[tuple[dt.date, list[Line]]]:
    """All times by day, in the language of the page; what began before `first_on` stands on that day."""
    writer = _Writer()
    return [(day, list(map(writer.line, group))) for day, group in _by_day(times, first_on)]


def week_as_html(
    times: Sequence[ListedTime], first_on: dt.date, language: str, *, square_at: str = ""
) -> SafeString:
    """All times under a heading for each day. What began before `first_on` and still goes on stands on that day.

    On a page of others `square_at` says where the square is, as «https://lillevik.no»: links are then whole, and open
    in a window of their own.
    """
    writer = _Writer(square_at)
    return SafeString("".join(_day(day, group, writer, language) for day, group in _by_day(times, first_on)))


def times_as_html(times: Iterable[ListedTime], language: str) -> SafeString:
    """A plain list, each line with its day."""
    writer = _Writer()
    rows = "".join(writer.row(time, short_day(clock.local_day(time.starts_at), language)) for time in times)
    return SafeString(f'<div class="week"><ul>{rows}</ul></div>') if rows else SafeString("")


def _by_day(times: Sequence[ListedTime], first_on: dt.date) -> Iterable[tuple[dt.date, Iterable[ListedTime]]]:
    return groupby(times, key=lambda time: max(_on_the_wall(time.starts_at)[0], first_on))


def _day(day: dt.date, times: Iterable[ListedTime], writer: _Writer, language: str) -> str:
    rows = "".join(map(writer.row, times))
    return f"<h2>{day_in_words(day, language)}</h2><ul>{rows}</ul>"


class _Writer:
    """Writes rows; looks addresses and words up once for the whole page."""

    def __init__(self, square_at: str = "") -> None:
        nobody = uuid.UUID(int=0)
        address = escape(square_at) + reverse("public:activities:activity", args=[nobody])
        self._before, self._after = address.split(str(nobody))
        self._in_new_window = ' target="_blank" rel="noopener"' if square_at else ""
        self._all_day, self._until = _("All day"), _("until %(time)s")
        self._free, self._cancelled = _("Free"), _("Cancelled")
        self._far = _("about %(km)s km")
        self._spoken: dict[tuple[str, ...], str] = {}

    def row(self, time: ListedTime, day: str = "") -> str:
        """One line: when, what, where, by whom, and what one would want to know before going."""
        title = escape(time.title, quote=False)
        when = self._all_day if time.is_all_day else _on_the_wall(time.starts_at)[1]
        what = f"<del>{title}</del>" if time.cancelled_at else self._link(time, title)
        about = escape(self._about(time), quote=False)
        mark = f"<i>{self._free}</i>" if time.is_free else ""
        return f"<li><time>{f'{day}<br>' if day else ''}{when}</time>{what}<span>{about}</span>{mark}"

    def line(self, time: ListedTime) -> Line:
        """The same as `row`, in words."""
        when = self._all_day if time.is_all_day else _on_the_wall(time.starts_at)[1]
        free = bool(time.is_free)
        return Line(time.activity_id, when, time.title, self._about(time), free, bool(time.cancelled_at))

    def _link(self, time: ListedTime, title: str) -> str:
        address = f"{self._before}{time.activity_id}{self._after}"
        return f'<a href="{address}"{self._in_new_window}>{title}</a>'

    def _about(self, time: ListedTime) -> str:
        told = (
            self._cancelled if time.cancelled_at else "",
            self._ends(time),
            _where(time.place, time.area),
            self._far % {"km": _kilometres(time.km)} if time.km is not None else "",
            time.organiser,
            "" if time.is_free else time.price,
            self._languages(time.languages),
        )
        return " · ".join(filter(None, told))

    def _ends(self, time: ListedTime) -> str:
        if time.is_all_day or time.ends_at is None or time.ends_at == time.starts_at:
            return ""
        return self._until % {"time": _on_the_wall(time.ends_at)[1]}

    def _languages(self, codes: tuple[str, ...]) -> str:
        """Languages other than Norwegian: what a reader with little Norwegian looks for."""
        if codes not in self._spoken:
            self._spoken[codes] = ", ".join(language_name(code) for code in codes if code not in NORWEGIAN)
        return self._spoken[codes]


@lru_cache(maxsize=4096)
def _on_the_wall(moment: dt.datetime) -> tuple[dt.date, str]:
    """The day and the time, «17.00», in Norway; most things begin at the same few moments."""
    local = clock.local(moment)
    return local.date(), f"{local.hour:02}.{local.minute:02}"


def _kilometres(km: float) -> str:
    """«1», «12»: what one was asked from is coarse, so more would be made up."""
    return str(max(1, round(km)))


def _where(place: str, area: str) -> str:
    return f"{place}, {area}" if place and area and place != area else place or area
