"""Events told as JSON: Linked Events, schema.org Event and OpenActive, into the same results as a calendar file gives.

One activity is what the source calls a series, with its times; an event that stands alone is a series of one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from samspill.activities.calendars import told_values as values
from samspill.activities.calendars.repeating import repeats
from samspill.activities.calendars.results import Limits, Problem, ReadCalendar, ReadEvent, ReadOccurrence
from samspill.activities.calendars.told_values import Told, first
from samspill.activities.calendars.values import BrokenValue

_DEEPEST = 12
#: RPDE kinds that are no events one comes to, and things that others point at.
_PASSED_OVER = ("FacilityUse", "Slot", "OnDemandEvent", "Order", "Place")


def read_told(
    kind: str,
    pages: Sequence[Any],
    *,
    since: dt.datetime,
    until: dt.datetime,
    home: dt.tzinfo,
    limits: Limits,
    language: str,
) -> ReadCalendar:
    """The events of all pages, with their times from `since` to `until` (aware moments)."""
    reading = _Reading(kind, since.astimezone(dt.UTC), until.astimezone(dt.UTC), home, limits, language)
    reading.take(_things(kind, pages, reading))
    return reading.result()


class _Reading:
    """What is found so far, by series."""

    def __init__(
        self,
        kind: str,
        since: dt.datetime,
        until: dt.datetime,
        home: dt.tzinfo,
        limits: Limits,
        language: str,
    ) -> None:
        self.kind, self.since, self.until, self.home = kind, since, until, home
        self.limits, self.language = limits, language
        self.problems: list[Problem] = []
        self.gone: set[str] = set()
        self.is_complete = True
        self.series: dict[str, Told] = {}
        self.parts: defaultdict[str, list[Told]] = defaultdict(list)

    def take(self, things: Iterable[tuple[Told, Told | None]]) -> None:
        """Sort events, each with the series it stands inside (or None), under their series."""
        alone: list[Told] = []
        for count, (told, around) in enumerate(things):
            if count >= self.limits.events:
                self._stop("too_many_events", str(self.limits.events))
                break
            if told.get("deleted") is True:
                self.gone.add(_short(values.key(told)))
            elif first(told, "publication_status") in (None, "public"):
                self._sort(told, around, alone)
        titles = defaultdict(set)
        for told in alone:
            titles[_page(told)].add(values.title(told.get("name"), self.language))
        for told in alone:
            self.parts[_uid_alone(told, titles[_page(told)], self.language)].append(told)

    def _sort(self, told: Told, around: Told | None, alone: list[Told]) -> None:
        above = around or first(told, "superEvent", "super_event")
        own = values.key(told)
        if _is_series(told) and own:
            self.series[own] = {**self.series.get(own, {}), **told}
            if not _inner(told):
                self.parts[own].extend([told] if first(told, "eventSchedule") else [])
                self.parts.setdefault(own, [])
        elif upper := values.key(above):
            if isinstance(above, dict) and len(above) > 1:
                self.series.setdefault(upper, above)
            self.parts[upper].append(told)
        elif "#" in own and own.partition("#")[0]:
            self.parts[own.partition("#")[0]].append(told)
        elif own:
            self.parts[own].append(told)
        else:
            alone.append(told)

    def result(self) -> ReadCalendar:
        events, left = [], self.limits.occurrences
        for uid, parts in self.parts.items():
            if left <= 0:
                self._stop("too_many_occurrences", str(self.limits.occurrences))
                break
            event = self._event(uid, parts, min(left, self.limits.occurrences_per_event))
            if event is not None:
                events.append(event)
                left -= len(event.occurrences)
        problems = tuple(self.problems[: self.limits.problems])
        return ReadCalendar("", tuple(events), problems, self.is_complete, self.kind, frozenset(self.gone))

    def _event(self, uid: str, parts: list[Told], most: int) -> ReadEvent | None:
        series = self.series.get(uid, {})
        shown = {**(parts[0] if parts else {}), **_given(series)}
        shown_title = values.title(shown.get("name"), self.language)[:500]
        shown_place = values.place(shown.get("location"), self.language)
        times = self._times(_short(uid), parts, shown_title, shown_place, most)
        if times is None:
            return None
        is_off = values.is_off(series) or (len(parts) == 1 and values.is_off(parts[0]))
        told = first(shown, "description", "short_description", "shortDescription")
        return ReadEvent(
            uid=_short(uid),
            title=shown_title,
            text=values.text(told, self.language),
            location=shown_place,
            url=values.web_address(first(shown, "url", "info_url"), self.language),
            organiser=self._organiser(shown),
            status="cancelled" if is_off else "",
            categories=tuple(dict.fromkeys(values.words_about(shown, self.language)))[:50],
            occurrences=tuple(times),
        )

    def _organiser(self, shown: Told) -> str:
        found = first(shown, "organizer", "provider")
        name = values.title(found.get("name") if isinstance(found, dict) else found, self.language)
        return "" if "@" in name or "://" in name else name[:200]

    def _times(
        self, uid: str, parts: list[Told], title: str, place: str, most: int
    ) -> list[ReadOccurrence] | None:
        """The series' times in order, each start once; None where none of its parts has a time that can be read."""
        found: dict[dt.datetime, ReadOccurrence] = {}
        broken = 0
        for told in parts:
            try:
                for time in self._times_of(told, title, place, most):
                    found.setdefault(time.slot, time)
            except BrokenValue as error:
                broken += 1
                name = values.title(told.get("name"), self.language)
                self.problems.append(Problem(error.reason, None, uid, f"{name} {error}".strip()[:200]))
        if len(found) > most:
            self._stop("too_many_times", uid[:80])
        return None if broken and broken == len(parts) else [found[slot] for slot in sorted(found)][:most]

    def _times_of(self, told: Told, title: str, place: str, most: int) -> Iterator[ReadOccurrence]:
        begin_told = first(told, "startDate", "start_time")
        schedules = first(told, "eventSchedule")
        if schedules is not None and (begin_told is None or _is_series(told)):
            for schedule in (schedules if isinstance(schedules, list) else [schedules])[:20]:
                yield from repeats(schedule, since=self.since, until=self.until, home=self.home, most=most)
            return
        begin, is_day = values.moment(begin_told, self.home)
        end = self._end(told, begin, is_day)
        if not (begin <= self.until and (end or begin) >= self.since):
            return
        yield ReadOccurrence(
            slot=begin,
            starts_at=begin,
            ends_at=end,
            all_day=is_day,
            overrides=self._own(told, title, place),
            cancelled=values.is_off(told),
        )

    def _end(self, told: Told, begin: dt.datetime, is_day: bool) -> dt.datetime | None:
        """The end; a day as the end is the last day, and ends at midnight."""
        told_end = first(told, "endDate", "end_time")
        try:
            if told_end is None:
                lasts = values.length(told.get("duration"))
                end = begin + lasts if lasts else self._day_after(begin) if is_day else None
            else:
                end, ends_with_day = values.moment(told_end, self.home)
                end = self._day_after(end) if ends_with_day else end
        except (BrokenValue, OverflowError):
            return self._day_after(begin) if is_day else None
        return end if end is None or end >= begin else None

    def _day_after(self, moment: dt.datetime) -> dt.datetime:
        local = moment.astimezone(self.home).replace(tzinfo=None)
        return (local + dt.timedelta(days=1)).replace(tzinfo=self.home).astimezone(dt.UTC)

    def _own(self, told: Told, title: str, place: str) -> dict[str, str]:
        own = {
            "title": values.title(told.get("name"), self.language)[:500],
            "location": values.place(told.get("location"), self.language),
        }
        return {
            name: said
            for name, said in own.items()
            if said and said != {"title": title, "location": place}[name]
        }

    def _stop(self, reason: str, detail: str) -> None:
        self.is_complete = False
        self.problems.append(Problem(reason, None, "", detail))


def _things(kind: str, pages: Sequence[Any], reading: _Reading) -> Iterator[tuple[Told, Told | None]]:
    if kind == "openactive":
        for item in _last_told(pages, reading):
            yield from _events_in(item)
        return
    for page in pages:
        yield from _events_in(page["data"] if kind == "linked_events" else page)


def _last_told(pages: Sequence[Any], reading: _Reading) -> Iterator[Told]:
    """What an RPDE feed says of each thing in the end: a later item replaces an earlier, and may take it away."""
    items = {(str(item.get("kind"))[:80], values.key(item.get("id"))): item for item in _items(pages)}
    passed_over = set()
    for (kind, key), item in items.items():
        data = item.get("data")
        if item.get("state") == "deleted":
            reading.gone.add(_short(key))
        elif any(word in kind for word in _PASSED_OVER):
            passed_over.add(kind)
        elif isinstance(data, dict):
            yield data if values.key(data) else {**data, "@id": key}
    for kind in sorted(passed_over):
        reading.problems.append(Problem("kind_not_read", None, "", kind))


def _items(pages: Sequence[Any]) -> Iterator[Told]:
    for page in pages:
        found = page.get("items")
        yield from (item for item in found if isinstance(item, dict)) if isinstance(found, list) else ()


def _events_in(told: Any, around: Told | None = None, depth: int = 0) -> Iterator[tuple[Told, Told | None]]:
    """Every event in it, with the series it stands inside. What an event points up at is no event of its own."""
    if depth > _DEEPEST:
        return
    if isinstance(told, list):
        for one in told:
            yield from _events_in(one, around, depth + 1)
    elif isinstance(told, dict) and (values.is_event(told) or (depth == 1 and "start_time" in told)):
        yield told, around
        yield from _events_in(_inner(told), told, depth + 1)
    elif isinstance(told, dict):
        for value in told.values():
            yield from _events_in(value, None, depth + 1)


def _inner(told: Told) -> list[Told]:
    """The times that stand inside a series; references to others do not."""
    found = first(told, "subEvent", "sub_events")
    inside = found if isinstance(found, list) else [found]
    return [one for one in inside if isinstance(one, dict) and first(one, "startDate", "start_time")]


def _is_series(told: Told) -> bool:
    is_told_so = any(kind in ("SessionSeries", "EventSeries") for kind in values.kinds_of(told))
    return is_told_so or bool(told.get("super_event_type")) or bool(_inner(told))


def _given(series: Told) -> Told:
    return {name: value for name, value in series.items() if value not in (None, "", [], {})}


def _page(told: Told) -> str:
    found = told.get("url")
    return found if isinstance(found, str) else ""


def _uid_alone(told: Told, titles: set[str], language: str) -> str:
    """For an event without a name of its own: its page, if that is its alone; else what, and where or when."""
    name, page = values.title(told.get("name"), language), _page(told)
    if page and len(titles) == 1:
        return page
    where = page or values.place(told.get("location"), language) or str(first(told, "startDate"))[:40]
    told_of = "\n".join((name, where))
    return f"no-id-{hashlib.sha256(told_of.encode()).hexdigest()[:32]}"


def _short(uid: str) -> str:
    return uid if len(uid) <= 255 else hashlib.sha256(uid.encode()).hexdigest()
