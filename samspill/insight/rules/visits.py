"""Which requests are somebody reading, and how counts of them may be told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspill.insight.rules.figures import FEWEST

#: What can be counted. Of "page" the name is kept, of the others the key of the row. A "frame" is the calendar as it
#: stands on a page of others: under the key of the association that it is of, or under `WHOLE_WEEK`; or the open needs
#: there, under `ALL_NEEDS`.
PAGE, ACTIVITY, NEED, ORGANISATION, FRAME = KINDS = ("page", "activity", "need", "organisation", "frame")
WHOLE_WEEK, ALL_NEEDS = "week", "needs"
#: The pages that are counted by name.
PAGES = ("home", "week", "needs", "associations", "about")

_BROWSERS = ("Mozilla/", "Opera/")
_MACHINES = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|preview|headless|lighthouse|monitor|scanner|fetcher|archiver|https?://|"
    r"facebookexternalhit|whatsapp|python|curl|wget",
    re.IGNORECASE,
)


def is_reader(
    agent: str, *, purpose: str = "", wanted_for: str = "", wanted_by: str = "", is_framed: bool = False
) -> bool:
    """Whether a request is somebody who opens a page, by what the browser says of itself; nothing of it is kept.

    `purpose` is `Sec-Purpose` or `Purpose` (a browser that only prepares says prefetch), `wanted_for` is
    `Sec-Fetch-Dest` (a page is "document"; a script that fetches says something else). Machines that call themselves
    browsers are counted: only by watching people could they be told apart. A framed page is one only in a frame, and
    not in ours (`wanted_by`, `Sec-Fetch-Site`), where somebody looks at how it would be.
    """
    if not agent.startswith(_BROWSERS) or _MACHINES.search(agent):
        return False
    if "prefetch" in purpose or "prerender" in purpose:
        return False
    if is_framed:
        return wanted_for in ("", "iframe") and wanted_by != "same-origin"
    return wanted_for in ("", "document")


def week_of(day: dt.date) -> dt.date:
    """The Monday of its week."""
    return day - dt.timedelta(days=day.weekday())


def weeks_until(day: dt.date, number: int) -> list[dt.date]:
    """The Mondays of so many weeks, the last one that of this day."""
    last = week_of(day)
    return [last - dt.timedelta(weeks=back) for back in reversed(range(number))]


@dataclass(frozen=True, slots=True)
class Told:
    """A count as it is told: `number`, or None where it is too small; "at least" where something is left out."""

    number: int | None
    is_at_least: bool = False

    @property
    def is_few(self) -> bool:
        return self.number is None


def told(number: int) -> Told:
    """One count. From one to four is told as fewer than five: a link sent to one person must not tell that it was
    opened."""
    return Told(number if number == 0 or number >= FEWEST else None)


def told_total(numbers: Iterable[int]) -> Told:
    """The sum of counts that are each told too. Where just one of them is hidden, it must not be the difference."""
    numbers = list(numbers)
    hidden = [one for one in numbers if told(one).is_few]
    if len(hidden) == 1:
        rest = sum(numbers) - hidden[0]
        return Told(rest, is_at_least=True) if rest else Told(None)
    return told(sum(numbers))


def by_week(counts: Iterable[Mapping[dt.date, int]], weeks: Iterable[dt.date]) -> list[int]:
    """The sum of all counts in each of these weeks."""
    counts = list(counts)
    return [sum(one.get(week, 0) for one in counts) for week in weeks]
