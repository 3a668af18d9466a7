"""The figures in words, in their order, and the columns of the lists behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from babel.dates import get_month_names
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.insight.rules import figures
from samspill.insight.rules.figures import Given, Task, Year
from samspill.web.design.words import CHANNEL_WORDS, KIND_WORDS, word_for
from samspill.web.desk.columns import OUTCOMES
from samspill.web.desk.spreadsheets import Column


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, its value (None: none to tell), and the list it is of."""

    name: str | Promise
    value: float | int | None
    listed: str
    measure: str | Promise = ""
    is_hidden: bool = False

    @property
    def words(self) -> str:
        """The value as people read it: a comma, and a space between thousands."""
        if self.value is None:
            return ""
        text = f"{self.value:,.1f}".removesuffix(".0").replace(",", "\u00a0")
        return text if (get_language() or "nb").startswith("en") else text.replace(".", ",")


@dataclass(frozen=True)
class Bar:
    """A line of a chart and of its table: what it is of, how many, and how many of those are covered; in per cent of
    the longest for the drawing.
    """

    name: str
    number: int | None
    part: int
    length: float
    part_length: float


def told(year: Year, *, may_see_few: bool) -> list[Figure]:
    """Every figure, the most telling first. `may_see_few`: small numbers of recipients too."""
    helped = figures.hidden_if_few(len(year.recipients), may_see=may_see_few)
    return [
        Figure(_("People helped"), helped, "recipients", is_hidden=helped is None),
        Figure(_("Requests"), len(year.requests), "requests"),
        Figure(_("Tasks"), len(year.tasks), "tasks"),
        Figure(_("Tasks covered"), len(year.covered), "covered"),
        Figure(_("Share covered"), figures.share(len(year.covered), len(year.tasks)), "covered", "%"),
        Figure(_("Times somebody helped"), len(year.given), "given"),
        Figure(_("Hours given"), figures.hours_of(year.given), "given", _("hours")),
        Figure(_("Volunteers active"), len(year.volunteers), "volunteers"),
        Figure(
            _("Time to the first yes (median)"),
            figures.median_hours_to_yes(year.answered),
            "answered",
            _("hours"),
        ),
        Figure(_("Said they want to help"), len(year.interests), "interests"),
        Figure(_("Of these, heard from us within 14 days"), len(year.in_time), "in_time"),
        Figure(
            _("Share heard from within 14 days"),
            figures.share(len(year.in_time), len(year.interests)),
            "in_time",
            "%",
        ),
    ]


def months(year: Year) -> list[Bar]:
    """Tasks and covered tasks, month by month."""
    names = get_month_names("wide", locale={"en": "en_GB", "nn": "nn"}.get(get_language() or "nb", "nb"))
    counted = list(figures.by_month(year, lambda moment: clock.local(moment).month))
    return _bars([(names[month], number, part) for month, number, part in counted])


def kinds(year: Year) -> list[Bar]:
    """Tasks and covered tasks by kind of help, the most first."""
    return _grouped(year.tasks, lambda task: word_for(task.kind, KIND_WORDS))


def units(year: Year) -> list[Bar]:
    """Tasks and covered tasks by unit."""
    return _grouped(year.tasks, lambda task: task.unit)


def channels(year: Year) -> list[Bar]:
    """By which way volunteers said yes. Every one of them without an account."""
    groups = figures.grouped(year.given, lambda one: one.channel)
    counted = [(word_for(code, CHANNEL_WORDS), len(some), len(some)) for code, some in groups.items()]
    return _bars(sorted(counted, key=lambda row: -row[1]))


def areas(year: Year, *, may_see_few: bool) -> list[tuple[str, int, int | None]]:
    """Each part of town with its tasks and how many people were helped there; None where they are too few to tell."""
    tasks = figures.grouped(year.tasks, lambda task: task.area)
    helped = figures.grouped(year.recipients, lambda one: one.area)
    return [
        (area, len(some), figures.hidden_if_few(len(helped.get(area, [])), may_see=may_see_few))
        for area, some in sorted(tasks.items())
    ]


def _grouped(tasks: Iterable[Task], by: Callable[[Task], str]) -> list[Bar]:
    groups = figures.grouped(tasks, by)
    counted = [(name, len(some), sum(task.is_covered for task in some)) for name, some in groups.items()]
    return _bars(sorted(counted, key=lambda row: (-row[1], row[0])))


def _bars(counted: Sequence[tuple[str, int, int]]) -> list[Bar]:
    longest = max((number for _name, number, _part in counted), default=0) or 1
    return [
        Bar(name, number, part, round(100 * number / longest, 2), round(100 * part / longest, 2))
        for name, number, part in counted
    ]


def _task_columns(of: Callable[[object], Task]) -> tuple[Column, ...]:
    return (
        Column(_("Task"), lambda row: of(row).title),
        Column(_("Kind"), lambda row: word_for(of(row).kind, KIND_WORDS)),
        Column(_("Begins"), lambda row: of(row).starts_at),
        Column(_("Unit"), lambda row: of(row).unit),
        Column(_("Part of town"), lambda row: of(row).area),
    )


def _itself(row: object) -> Task:
    assert isinstance(row, Task)
    return row


def _its_task(row: object) -> Task:
    assert isinstance(row, Given)
    return row.task


_PLACES = (
    Column(_("Places"), lambda row: row.places),
    Column(_("Taken"), lambda row: row.taken),
)
_TASKS = (*_task_columns(_itself), *_PLACES)
_INTERESTS = (
    Column(_("Came"), lambda row: row.received_at),
    Column(_("Settled"), lambda row: row.settled_at),
    Column(_("Outcome"), lambda row: word_for(row.outcome, OUTCOMES)),
)
#: The columns of each list, and what the list is called.
LISTS: dict[str, tuple[str | Promise, tuple[Column, ...]]] = {
    "recipients": (
        _("People helped, without names"),
        (
            Column(_("Unit"), lambda row: row.unit),
            Column(_("Part of town"), lambda row: row.area),
            Column(_("Times"), lambda row: row.times),
            Column(_("Hours"), lambda row: row.hours),
        ),
    ),
    "requests": (
        _("Requests"),
        (
            Column(_("Came"), lambda row: row.received_at),
            Column(_("Way in"), lambda row: word_for(row.channel, CHANNEL_WORDS)),
            Column(_("Unit"), lambda row: row.unit),
        ),
    ),
    "tasks": (_("Tasks"), _TASKS),
    "covered": (_("Tasks covered"), _TASKS),
    "given": (
        _("Times somebody helped"),
        (
            Column(_("Volunteer"), lambda row: row.name),
            *_task_columns(_its_task),
            Column(_("Said yes by"), lambda row: word_for(row.channel, CHANNEL_WORDS)),
            Column(_("Hours"), lambda row: row.hours),
        ),
    ),
    "volunteers": (
        _("Volunteers active"),
        (
            Column(_("Volunteer"), lambda row: row.name),
            Column(_("Times"), lambda row: row.times),
            Column(_("Hours"), lambda row: row.hours),
        ),
    ),
    "answered": (
        _("Tasks somebody said yes to"),
        (
            *_task_columns(_itself),
            Column(_("Hours to the first yes"), lambda row: round(row.hours_to_yes or 0, 2)),
        ),
    ),
    "interests": (_("Said they want to help"), _INTERESTS),
    "in_time": (_("Heard from us within 14 days"), _INTERESTS),
}
FIGURES = (
    Column(_("Figure"), lambda figure: str(figure.name)),
    Column(_("Value"), lambda figure: figure.value),
    Column(_("Measured in"), lambda figure: str(figure.measure)),
)
