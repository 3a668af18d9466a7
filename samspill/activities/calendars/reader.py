"""A calendar file read: the whole of it, the broken events reported and the rest brought in."""

from __future__ import annotations

import datetime as dt
import hashlib

from samspill.activities.calendars.components import Blocks, Component, blocks
from samspill.activities.calendars.definitions import Definition, categories, organiser_name, read_definition
from samspill.activities.calendars.lines import Line, content_lines
from samspill.activities.calendars.results import (
    CalendarTooBig,
    Limits,
    Problem,
    ReadCalendar,
    ReadEvent,
)
from samspill.activities.calendars.series import TooManyTimes, Window, occurrences
from samspill.activities.calendars.values import BrokenValue, read_text
from samspill.activities.calendars.what_came import why_no_calendar
from samspill.activities.calendars.zones import Zones, known_zone
from samspill.foundation.recurrence import OSLO, Effort, RunsAway

_STANDARD_LIMITS = Limits()


def read_calendar(
    source: bytes,
    *,
    since: dt.datetime,
    until: dt.datetime,
    home: dt.tzinfo = OSLO,
    limits: Limits = _STANDARD_LIMITS,
) -> ReadCalendar:
    """Read iCalendar bytes: every event, with its times that touch the window from `since` to `until` (aware moments).

    `home` is the clock for days and for times that name no zone. Several calendars in one file are read as one. Events
    come in the order they first stand in the file; one with nothing in the window comes with no times.
    Raises NotACalendar and CalendarTooBig; whatever is wrong with a single event is a Problem.
    """
    if len(source) > limits.bytes:
        raise CalendarTooBig(f"{len(source)} bytes")
    sorted_blocks = blocks(content_lines(source), most_events=limits.events)
    if not sorted_blocks.calendars:
        raise why_no_calendar(source)
    return _Reading(
        sorted_blocks, Window(since.astimezone(dt.UTC), until.astimezone(dt.UTC)), home, limits
    ).result()


class _Reading:
    """One file being read: what is found so far, and how much work is left."""

    def __init__(self, found: Blocks, window: Window, home: dt.tzinfo, limits: Limits) -> None:
        self.blocks, self.window, self.home, self.limits = found, window, home, limits
        self.problems = list(found.problems)
        self.is_complete = found.is_complete
        self.steps_left = limits.steps
        self.occurrences_left = limits.occurrences

    def result(self) -> ReadCalendar:
        if self.blocks.too_many:
            self._stop("too_many_events", str(self.limits.events))
        events = self._events()
        problems = tuple(sorted(self.problems, key=lambda problem: problem.line or 0)[: self.limits.problems])
        name = next(filter(None, (read_text(one.first("X-WR-CALNAME")) for one in self.blocks.calendars)), "")
        return ReadCalendar(name[:120], events, problems, self.is_complete)

    def _events(self) -> tuple[ReadEvent, ...]:
        events = []
        for uid, parts in self._by_uid().items():
            if self.occurrences_left <= 0 or self.steps_left <= 0:
                self._stop("too_many_occurrences", str(self.limits.occurrences))
                break
            if (event := self._event(uid, parts)) is not None:
                events.append(event)
                self.occurrences_left -= len(event.occurrences)
        return tuple(events)

    def _by_uid(self) -> dict[str, list[tuple[Component, Zones, bool]]]:
        """The event blocks of all calendars, those with the same UID together."""
        definitions = [
            part for one in self.blocks.calendars for part in one.inside if part.kind == "VTIMEZONE"
        ]
        grouped: dict[str, list[tuple[Component, Zones, bool]]] = {}
        for calendar in self.blocks.calendars:
            standard = known_zone(calendar.raw("X-WR-TIMEZONE")) if calendar.raw("X-WR-TIMEZONE") else None
            around = (self.window.since, self.window.until)
            zones = Zones(definitions, home=self.home, standard=standard, around=around)
            is_cancelled = calendar.raw("METHOD").upper() == "CANCEL"
            for part in calendar.inside:
                if part.kind == "VEVENT":
                    grouped.setdefault(_uid(part), []).append((part, zones, is_cancelled))
        return grouped

    def _event(self, uid: str, parts: list[tuple[Component, Zones, bool]]) -> ReadEvent | None:
        first = parts[0][0]
        effort = Effort(min(self.limits.steps_per_event, self.steps_left))
        begun_with = effort.left
        try:
            return self._counted_out(uid, parts, effort)
        except BrokenValue as error:
            self._leave_out(error.reason, first, uid, str(error))
        except RunsAway:
            self._leave_out("runs_away", first, uid, first.raw("RRULE"))
        except TooManyTimes:
            self._leave_out("too_many_times", first, uid, first.raw("RRULE"))
        except (ValueError, TypeError, LookupError, ArithmeticError) as error:
            # Nothing a stranger writes may stop the rest. The tests hold that known garbage never comes this far.
            self._leave_out("unreadable", first, uid, f"{type(error).__name__}")
        finally:
            self.steps_left -= begun_with - max(0, effort.left)
        return None

    def _counted_out(self, uid: str, parts: list[tuple[Component, Zones, bool]], effort: Effort) -> ReadEvent:
        master, changes, zones, is_cancelled = self._definitions(uid, parts)
        shown = master or changes[0]

        def note(reason: str, line: Line | None, detail: str) -> None:
            self._note(reason, line, uid, detail)

        times = occurrences(
            master,
            changes,
            zones=zones,
            window=self.window,
            effort=effort,
            most=min(self.limits.occurrences_per_event, self.occurrences_left),
            note=note,
        )
        is_cancelled = is_cancelled or shown.is_cancelled
        return ReadEvent(
            uid=uid,
            title=shown.texts.get("title", ""),
            text=shown.texts.get("text", ""),
            location=shown.texts.get("location", ""),
            url=shown.texts.get("url", ""),
            organiser=organiser_name(shown.component),
            status="cancelled" if is_cancelled and master else shown.component.raw("STATUS").lower()[:20],
            categories=categories(shown.component),
            occurrences=tuple(times),
            is_private=shown.component.raw("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"),
            line=shown.component.line,
        )

    def _definitions(
        self, uid: str, parts: list[tuple[Component, Zones, bool]]
    ) -> tuple[Definition | None, list[Definition], Zones, bool]:
        """The event itself and its changed times, the newest where the same thing is written twice."""
        masters: list[tuple[Definition, Zones, bool]] = []
        changes: dict[tuple[dt.datetime, bool], Definition] = {}
        failure: BrokenValue | None = None
        for part, zones, is_cancelled in parts:
            try:
                definition = read_definition(
                    part, zones, lambda *told: self._note(told[0], told[1], uid, told[2])
                )
            except BrokenValue as error:
                if "RECURRENCE-ID" in part.lines:
                    self._note("bad_change", part.first("RECURRENCE-ID"), uid, str(error))
                failure = error
                continue
            if definition.slot is None:
                masters.append((definition, zones, is_cancelled))
                continue
            key = (definition.slot.moment, definition.and_later)
            if key not in changes or changes[key].age <= definition.age:
                changes[key] = definition
        if not masters and (failure or not changes):
            raise failure or BrokenValue("no_start", uid)
        if not masters:
            return None, list(changes.values()), parts[0][1], parts[0][2]
        newest = max(masters, key=lambda one: one[0].age)
        return newest[0], list(changes.values()), newest[1], newest[2]

    def _leave_out(self, reason: str, component: Component, uid: str, detail: str) -> None:
        self.problems.append(Problem(reason, component.line, uid, detail[:200]))

    def _note(self, reason: str, line: Line | None, uid: str, detail: str) -> None:
        problem = Problem(reason, line.number if line else None, uid, detail[:200], left_out=False)
        if problem not in self.problems[-50:]:
            self.problems.append(problem)

    def _stop(self, reason: str, detail: str) -> None:
        self.is_complete = False
        self.problems.append(Problem(reason, None, "", detail))


def _uid(component: Component) -> str:
    """The event's UID; where it has none, one made of when and what it is, the same each time the file is read."""
    if uid := component.raw("UID"):
        return uid if len(uid) <= 255 else hashlib.sha256(uid.encode()).hexdigest()
    told = "\n".join(component.raw(name) for name in ("DTSTART", "SUMMARY", "LOCATION"))
    return f"no-uid-{hashlib.sha256(told.encode()).hexdigest()[:32]}"
