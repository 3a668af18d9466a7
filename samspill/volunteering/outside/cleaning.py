"""What a format told becomes what we keep: plain texts of a bearable length, times in UTC, pages one can open."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from samspill.foundation.markup import plain
from samspill.foundation.national_ids import holds_national_id
from samspill.foundation.recurrence import OSLO, to_utc
from samspill.volunteering.outside.results import Limits, Problem, ReadTask, ToldTask

_LONGEST_KEY, _LONGEST_ADDRESS = 200, 500
_LONGEST_LINE, _LONGEST_TEXT = 200, 4_000
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")


class BrokenTask(ValueError):
    """The task cannot be kept; `reason` is a code, `key` and `title` what may be said of it."""

    def __init__(self, reason: str, key: str = "", title: str = "") -> None:
        super().__init__(reason)
        self.reason, self.key, self.title = reason, key, title


class Cleaner:
    """Takes tasks until there is no more room; what stands twice is taken once."""

    def __init__(self, url: str, limits: Limits) -> None:
        self._url, self._limits = url, limits
        self.tasks: dict[str, ReadTask] = {}
        self.problems: list[Problem] = []
        self.present: set[str] = set()
        self.has_room = True

    def take(self, told: Iterable[ToldTask]) -> None:
        """Clean each task; one that cannot be kept is a problem, and the others come in."""
        for one in told:
            if len(self.tasks) >= self._limits.tasks:
                self._note(Problem("too_many_tasks"))
                self.has_room = False
                return
            self._take(one)

    def _take(self, told: ToldTask) -> None:
        key = key_of(told.key) or key_of(told.url)
        self.present.add(key)
        try:
            task = cleaned(told, key, self._url, self._limits)
        except BrokenTask as error:
            self._note(Problem(error.reason, error.key, error.title))
            return
        if key in self.tasks:
            self._note(Problem("twice", key, task.title))
        else:
            self.tasks[key] = task

    def _note(self, problem: Problem) -> None:
        if len(self.problems) < self._limits.problems:
            self.problems.append(problem)


def cleaned(told: ToldTask, key: str, base: str, limits: Limits) -> ReadTask:
    """One task. Raises BrokenTask."""
    letters = limits.letters
    lines = [one_line(written, letters) for written in (told.title, told.organiser, told.place)]
    text, url = plain(told.text[:letters]), page_at(told.url, base)
    if any(map(holds_national_id, (*lines, text, key, url))):
        raise BrokenTask("national_id")
    title, organiser, place = (shortened(line, _LONGEST_LINE) for line in lines)
    if not title or not url or not key:
        raise BrokenTask("no_page" if title else "no_title", key, title)
    starts_at, ends_at = moment_of(told.starts), moment_of(told.ends, is_end=True)
    if starts_at and ends_at and ends_at < starts_at:
        ends_at = None
    return ReadTask(key, title, url, shortened(text, _LONGEST_TEXT), organiser, place, starts_at, ends_at)


def key_of(written: str) -> str:
    """What names the task at its source, in a length that can be kept."""
    key = "".join(letter for letter in written[:10_000].strip() if letter.isprintable())
    return key if len(key) <= _LONGEST_KEY else "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def one_line(written: str, letters: int) -> str:
    """Plain text in one line."""
    return " ".join(plain(written[:letters]).split())


def page_at(written: str, base: str) -> str:
    """The whole address of a page one can open; "" where it is none, or longer than any page has."""
    written = written.strip().replace(" ", "%20")
    if not written or not written.isprintable():
        return ""
    try:
        url = urljoin(base, written)
        parts = urlsplit(url)
        is_page = parts.scheme in ("http", "https") and parts.hostname and not parts.username
        _ = parts.port
    except ValueError:
        return ""
    return url if is_page and len(url) <= _LONGEST_ADDRESS else ""


def moment_of(written: str, *, is_end: bool = False) -> dt.datetime | None:
    """A time in the forms feeds write (ISO 8601, RFC 822, iCalendar) in UTC; None where it is none.

    A time without a zone is a time in Norway. A day alone begins at midnight; one that something ends on lasts out.
    """
    written = written.strip()[:60]
    try:
        found = _read(written)
        if _DAY.fullmatch(written) and is_end:
            found += dt.timedelta(days=1)
        found = to_utc(found, OSLO) if found.tzinfo is None else found.astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if 2000 <= found.year <= 2100 else None


def _read(written: str) -> dt.datetime:
    compact = _COMPACT.fullmatch(written)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        wall = dt.datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0)
        )
        return wall.replace(tzinfo=dt.UTC) if zone else wall
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError:
        return parsedate_to_datetime(written)


def shortened(text: str, most: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"
