"""Setting up: the database, municipalities, staff."""

from __future__ import annotations

import click
from django.core.management import call_command

from samspill.foundation import actions as foundation
from samspill.foundation import clock


@click.command()
def migrate() -> None:
    """Bring the database up to date. Safe to repeat."""
    call_command("migrate", interactive=False, verbosity=0)
    click.echo("The database is up to date.")


@click.group()
def municipality() -> None:
    """Municipalities of this installation."""


@municipality.command("create")
@click.argument("number")
@click.option(
    "--host", "hosts", multiple=True, required=True, help="A host name that leads to it; may be repeated."
)
def create_municipality(number: str, hosts: tuple[str, ...]) -> None:
    """Serve the municipality with this NUMBER (four digits, from the national list)."""
    try:
        opened = foundation.open_municipality(number, hosts=list(hosts), at=clock.now())
    except foundation.UnknownMunicipality:
        raise click.ClickException(
            f"No municipality has the number {number}. Write four digits, such as 3222."
        ) from None
    except foundation.HostTaken as error:
        raise click.ClickException(f"{error} already leads to another municipality.") from None
    click.echo(f"{opened} is open at {', '.join(hosts)}.")


@click.group()
def staff() -> None:
    """Members of staff."""
