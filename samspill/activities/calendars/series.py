"""An event counted out: its rule, its added and removed times, and the times that were moved, changed or cancelled."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from samspill.activities.calendars.definitions import Definition, Note
from samspill.activities.calendars.results import ReadOccurrence
from samspill.activities.calendars.values import BrokenValue, Stamp, read_stamps
from samspill.activities.calendars.zones import Zones
from samspill.foundation.recurrence import BrokenRule, Effort, Rule, expand, read_rule, to_utc

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """What we want to know about: everything that begins, goes on or was planned from `since` to `until` (UTC)."""

    since: dt.datetime
    until: dt.datetime

    def meets(self, starts_at: dt.datetime, ends_at: dt.datetime | None) -> bool:
        """Whether something from `starts_at` to `ends_at` touches the window."""
        return starts_at <= self.until and (
            starts_at >= self.since or (ends_at is not None and ends_at > self.since)
        )


class TooManyTimes(Exception):
    """The event takes place more often in the window than we take."""


def occurrences(
    master: Definition | None,
    changes: list[Definition],
    *,
    zones: Zones,
    window: Window,
    effort: Effort,
    most: int,
    note: Note,
) -> list[ReadOccurrence]:
    """All times of an event that touch the window, by slot. Raises BrokenValue, RunsAway and TooManyTimes."""
    single = [change for change in changes if not change.and_later or master is None]
    if master is None:
        found = [_changed(change, None) for change in single]
    else:
        later = [change for change in changes if change.and_later]
        found = list(_Series(master, single, later, zones, window, effort, most, note).occurrences())
    met = (
        time
        for time in found
        if window.since <= time.slot <= window.until or window.meets(time.starts_at, time.ends_at)
    )
    return sorted(met, key=lambda time: (time.slot, time.starts_at))


class _Series:
    def __init__(
        self,
        master: Definition,
        single: list[Definition],
        later: list[Definition],
        zones: Zones,
        window: Window,
        effort: Effort,
        most: int,
        note: Note,
    ) -> None:
        self.master, self.zones, self.window, self.effort, self.most, self.note = (
            master,
            zones,
            window,
            effort,
            most,
            note,
        )
        self.lengths: dict[dt.datetime, dt.timedelta] = {}
        self.removed, self.removed_days = self._removed()
        self.single = {self._slot(change): change for change in single}
        self.later = sorted(((self._slot(change), change) for change in later), key=lambda pair: pair[0])

    def occurrences(self) -> Iterator[ReadOccurrence]:
        used = set()
        for wall in self._walls():
            slot = to_utc(wall, self.master.start.zone)
            key = slot if slot in self.single else self._day_key(wall)
            if key in self.single and key not in used:
                used.add(key)
                if not self._is_removed(wall, slot, self.single[key]):
                    yield _changed(self.single[key], self.master, slot)
            elif not self._is_removed(wall, slot):
                yield self._regular(wall, slot)
        for key, change in self.single.items():
            if key not in used and not self._is_removed(_wall_of(key, self.master.start.zone), key, change):
                yield _changed(change, self.master, key)

    def _day_key(self, wall: dt.datetime) -> dt.datetime:
        """A change may name its time by the day alone; it is then kept under that day's midnight."""
        return to_utc(dt.datetime.combine(wall.date(), dt.time.min), self.zones.home)

    def _slot(self, change: Definition) -> dt.datetime:
        """The moment of the time that a change is about."""
        stamp = change.slot
        assert stamp is not None
        if self.master.start.is_day and not stamp.is_day:
            day = stamp.in_zone(self.zones.home).date()
            return to_utc(dt.datetime.combine(day, dt.time.min), self.zones.home)
        return (
            to_utc(stamp.in_zone(self.master.start.zone), self.master.start.zone)
            if not stamp.is_day
            else stamp.moment
        )

    def _is_removed(self, wall: dt.datetime, slot: dt.datetime, change: Definition | None = None) -> bool:
        """Whether an EXDATE takes this time out.

        Apple's first calendar took out every time it wrote a change for, so a change wins over an older event.
        """
        if change is not None and change.age[0] >= self.master.age[0]:
            return False
        return slot in self.removed or wall.date() in self.removed_days

    def _regular(self, wall: dt.datetime, slot: dt.datetime) -> ReadOccurrence:
        """A time that has no change of its own, though perhaps one that holds from some time on."""
        index = bisect_right(self.later, slot, key=lambda pair: pair[0])
        if not index:
            return _occurrence(self.master, wall, slot, {}, self.master.is_cancelled, self.lengths.get(slot))
        change_slot, change = self.later[index - 1]
        zone = self.master.start.zone
        shift = change.start.in_zone(zone) - _wall_of(change_slot, zone)
        cancelled = change.is_cancelled or self.master.is_cancelled
        moved = replace(change, start=replace(change.start, zone=zone))
        return _occurrence(moved, wall + shift, slot, _differences(change, self.master), cancelled, None)

    def _walls(self) -> Iterator[dt.datetime]:
        """The wall-clock times the event plans, each once: the start, the rules, the added times, less EXRULE.

        The start is a time also where the rule misses it, and is then not counted in the rule's COUNT: that is how
        Apple, Google and KDE show what they wrote.
        """
        walls = set(self._rule_walls("RRULE")) | self._added()
        walls.add(self.master.start.wall)
        walls -= set(self._rule_walls("EXRULE")) if "EXRULE" in self.master.component.lines else set()
        if len(walls) > self.most:
            raise TooManyTimes
        return iter(sorted(walls))

    def _rule_walls(self, name: str) -> Iterator[dt.datetime]:
        rules = {}
        for line in self.master.component.lines.get(name, []):
            rules[line.rest.upper()] = self._rule(line.value_and_parameters()[0])
        for rule in rules.values():
            for number, wall in enumerate(self._counted_out(rule)):
                if number > self.most:
                    raise TooManyTimes
                yield wall

    def _rule(self, text: str) -> Rule:
        try:
            rule = read_rule(text)
        except BrokenRule as error:
            raise BrokenValue("bad_rule", str(error)) from error
        return rule.without_times() if self.master.start.is_day else rule

    def _counted_out(self, rule: Rule) -> Iterator[dt.datetime]:
        """The rule's times in the window."""
        start = self.master.start
        first, last = self._wall_window()
        until = _utc_end(rule, start)
        naive = rule if rule.until is None or rule.until.tzinfo is None else replace(rule, until=None)
        bound = last if until is None else min(last, (until + 2 * _DAY).replace(tzinfo=None))
        for wall in expand(naive, start.wall, first=first, last=bound, effort=self.effort):
            if until is not None and to_utc(wall, start.zone) > until:
                return
            yield wall

    def _wall_window(self) -> tuple[dt.datetime, dt.datetime]:
        """The window on the event's own clock, wide enough for what still goes on and what was moved."""
        zone = self.master.start.zone
        shifts = [abs(change.start.in_zone(zone) - _wall_of(slot, zone)) for slot, change in self.later]
        margin = min(max([dt.timedelta(0), *shifts]), 60 * _DAY) + _DAY
        first = self.window.since.replace(tzinfo=None) - margin - self.master.lasts()
        return first, self.window.until.replace(tzinfo=None) + margin

    def _added(self) -> set[dt.datetime]:
        added = set()
        for stamp, length in self._stamps("RDATE"):
            wall = stamp.wall if self.master.start.is_day else stamp.in_zone(self.master.start.zone)
            wall = dt.datetime.combine(wall.date(), self.master.start.wall.time()) if stamp.is_day else wall
            added.add(wall)
            if length is not None:
                self.lengths[to_utc(wall, self.master.start.zone)] = length
        return added

    def _removed(self) -> tuple[set[dt.datetime], set[dt.date]]:
        moments, days = set(), set()
        for stamp, _ in self._stamps("EXDATE"):
            if stamp.is_day:
                days.add(stamp.wall.date())
            elif self.master.start.is_day:
                days.add(stamp.in_zone(self.zones.home).date())
            else:
                moments.add(to_utc(stamp.in_zone(self.master.start.zone), self.master.start.zone))
        return moments, days

    def _stamps(self, name: str) -> Iterator[tuple[Stamp, dt.timedelta | None]]:
        for line in self.master.component.lines.get(name, []):
            try:
                yield from read_stamps(line, self.zones)
            except BrokenValue as error:
                self.note("bad_exception", line, str(error))


def _utc_end(rule: Rule, start: Stamp) -> dt.datetime | None:
    """The last moment of a rule whose end is written in UTC; for all-day events its day counts, to the end."""
    if rule.until is None or rule.until.tzinfo is None:
        return None
    if start.is_day:
        return to_utc(dt.datetime.combine(rule.until.date(), dt.time.max), start.zone)
    return rule.until


def _wall_of(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _changed(
    change: Definition, master: Definition | None, slot: dt.datetime | None = None
) -> ReadOccurrence:
    """One time as its own block tells it."""
    if slot is None:
        slot = change.slot.moment if change.slot else change.start.moment
    own = _differences(change, master) if master else {}
    cancelled = change.is_cancelled or (master is not None and master.is_cancelled)
    return _occurrence(change, change.start.wall, slot, own, cancelled, None)


def _differences(change: Definition, master: Definition) -> dict[str, str]:
    return {name: text for name, text in change.texts.items() if text != master.texts.get(name, "")}


def _occurrence(
    by: Definition,
    wall: dt.datetime,
    slot: dt.datetime,
    overrides: dict[str, str],
    cancelled: bool,
    length: dt.timedelta | None,
) -> ReadOccurrence:
    starts_at = to_utc(wall, by.start.zone)
    if by.start.is_day:
        ends_at: dt.datetime | None = to_utc(wall + dt.timedelta(days=by.days or 1), by.start.zone)
    else:
        lasts = length if length is not None and length > dt.timedelta(0) else by.length
        ends_at = None if lasts is None else starts_at + lasts
    return ReadOccurrence(slot, starts_at, ends_at, by.start.is_day, overrides, cancelled)
