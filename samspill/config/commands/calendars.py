"""`samspill calendar …`: read other people's calendars."""

from __future__ import annotations

from pathlib import Path

import click

from samspill.activities.actions.calendars import import_calendar, refresh_subscription, subscribe
from samspill.activities.calendars.results import UnreadableCalendar
from samspill.activities.models import CalendarRun
from samspill.activities.wording import problem_words
from samspill.config.commands.choosing import the_municipality
from samspill.foundation import clock
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered

SHOWN_PROBLEMS = 20


@click.group()
def calendar() -> None:
    """Calendars as Outlook, Apple and Google write them (iCalendar)."""


@calendar.command("import")
@click.argument("source")
@click.option(
    "--municipality", "number", default="", help="Its number; may be left out where only one is open."
)
@click.option(
    "--name", default="", help="What the calendar is called here; its file name or address unless told."
)
def import_one(source: str, number: str, name: str) -> None:
    """Read SOURCE, a file or an address. An address is read again every so often from now on.

    Running it twice changes only what differs.
    """
    municipality = the_municipality(number)
    is_address = "://" in source
    with entered(municipality):
        run = _from_address(source, name) if is_address else _from_file(Path(source), name, municipality)
        _report(run)


def _from_address(url: str, name: str) -> CalendarRun:
    at = clock.now()
    subscription = subscribe(name or url, url, by="system", at=at, channel="system")
    run = refresh_subscription(subscription, at=at)
    if run is None and subscription.last_error:
        raise click.ClickException(f"The calendar could not be had: {problem_words(subscription.last_error)}")
    if run is None:
        click.echo("Nothing has changed since last time.")
        raise SystemExit(0)
    return run


def _from_file(path: Path, name: str, municipality: Municipality) -> CalendarRun:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}.") from None
    try:
        return import_calendar(municipality, content, source_name=name or path.name, at=clock.now())
    except UnreadableCalendar as error:
        raise click.ClickException(
            f"{path} is not a calendar that can be read: {problem_words(error.reason)}"
        ) from None


def _report(run: CalendarRun) -> None:
    for word, number in run.counts.items():
        click.echo(f"  {number:>7,} {word}")
    for problem in run.problems.all()[:SHOWN_PROBLEMS]:
        where = f"line {problem.line}" if problem.line else problem.uid
        click.echo(f"  {where}: {problem_words(problem.reason)} {problem.excerpt[:80]}")
