"""From lines to calendars, events and time zones: which line belongs to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from samspill.activities.calendars.lines import Line
from samspill.activities.calendars.results import Problem

_KEPT = ("VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT")


@dataclass(slots=True)
class Component:
    """A BEGIN … END block: its own lines by name, and the blocks inside it that we care about."""

    kind: str
    line: int
    lines: dict[str, list[Line]] = field(default_factory=dict)
    inside: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """The first line of this name, if any."""
        found = self.lines.get(name)
        return found[0] if found else None

    def raw(self, name: str) -> str:
        """The first value of this name as it stands, or "" if there is none or it is broken."""
        line = self.first(name)
        try:
            return line.value_and_parameters()[0].strip() if line else ""
        except ValueError:
            return ""


@dataclass(slots=True)
class Blocks:
    """The calendars of a file, what was wrong with their shape, and whether the file ends where it should."""

    calendars: list[Component]
    problems: list[Problem]
    is_complete: bool
    too_many: bool = False


def blocks(lines: Iterable[Line], *, most_events: int) -> Blocks:
    """Sort lines into calendars. An event that is not closed before the next begins is reported and left out."""
    sorter = _Sorter(most_events)
    for line in lines:
        if sorter.result.too_many:
            break
        sorter.take(line)
    return sorter.finished()


class _Sorter:
    def __init__(self, most_events: int) -> None:
        self.result = Blocks([], [], True)
        self.stack: list[Component] = []
        self.room = most_events

    def take(self, line: Line) -> None:
        if line.name == "BEGIN":
            self._begin(_kind(line), line)
        elif line.name == "END":
            self._end(_kind(line))
        elif self.stack:
            self.stack[-1].lines.setdefault(line.name, []).append(line)

    def finished(self) -> Blocks:
        for component in self.stack:
            self.result.is_complete = False
            if component.kind == "VEVENT":
                self._leave_out(component, "cut_off")
        return self.result

    def _begin(self, kind: str, line: Line) -> None:
        component = Component(kind, line.number)
        if kind == "VCALENDAR":
            self._close_all()
            self.result.calendars.append(component)
        elif kind == "VEVENT":
            self._close_down_to("VCALENDAR")
            self._count_event(component)
        self.stack.append(component)

    def _count_event(self, event: Component) -> None:
        if not self.stack:
            # Events without a calendar round them: read them all the same.
            self.result.calendars.append(Component("VCALENDAR", event.line))
            self.stack.append(self.result.calendars[-1])
        self.room -= 1
        self.result.too_many = self.room < 0

    def _end(self, kind: str) -> None:
        if not any(component.kind == kind for component in self.stack):
            return
        self._close_down_to(kind)
        closed = self.stack.pop()
        if closed.kind in _KEPT and self.stack:
            self.stack[-1].inside.append(closed)

    def _close_down_to(self, kind: str) -> None:
        while self.stack and self.stack[-1].kind != kind:
            unclosed = self.stack.pop()
            if unclosed.kind == "VEVENT":
                self._leave_out(unclosed, "not_closed")

    def _close_all(self) -> None:
        self._close_down_to("")

    def _leave_out(self, event: Component, reason: str) -> None:
        self.result.problems.append(Problem(reason, event.line, event.raw("UID"), event.raw("SUMMARY")[:80]))


def _kind(line: Line) -> str:
    return line.rest.lstrip(":").strip().upper()
