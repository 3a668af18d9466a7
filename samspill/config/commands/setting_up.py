"""Setting up: the database, municipalities, staff."""

from __future__ import annotations

import click
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from samspill.foundation import actions as foundation
from samspill.foundation import clock
from samspill.foundation.phones import NotAPhone, read_phone
from samspill.foundation.tenancy import entered
from samspill.people.actions.units import open_unit


@click.command()
def migrate() -> None:
    """Bring the database up to date. Safe to repeat."""
    if _is_from_in_between():
        raise click.ClickException(
            "This database was made by a Samspill from before the first release, and cannot be brought up to date. "
            "If it is a demo's, delete it and start again."
        )
    call_command("migrate", interactive=False, verbosity=0)
    click.echo("The database is up to date.")


def _is_from_in_between() -> bool:
    """Whether some of the migrations that were since joined in one have been carried out here, and not all (0024)."""
    done = MigrationRecorder(connection).applied_migrations()
    joined = (one for one in MigrationLoader(None).disk_migrations.values() if one.replaces)
    return any(0 < sum(part in done for part in one.replaces) < len(one.replaces) for one in joined)


@click.group()
def municipality() -> None:
    """Municipalities of this installation."""


@municipality.command("create")
@click.argument("number")
@click.option(
    "--host", "hosts", multiple=True, required=True, help="A host name that leads to it; may be repeated."
)
@click.option("--phone", default="", help="The number on every page, for those who want to ask a person.")
@click.option("--hours", default="", help="When somebody answers it, in words: «man–fre 9–15».")
@click.option("--email", default="")
@click.option("--language", type=click.Choice(["nb", "nn"]), default=None, help="The language of its pages.")
@click.option(
    "--unit", default="Frivilligsentralen", show_default=True, help="The service the public comes to."
)
def create_municipality(
    number: str, hosts: tuple[str, ...], phone: str, hours: str, email: str, language: str | None, unit: str
) -> None:
    """Serve the municipality with this NUMBER (four digits, from the national list). Repeating it changes it."""
    told = {
        "contact_phone": _e164(phone),
        "contact_hours": hours,
        "contact_email": email,
        "standard_language": language,
    }
    facts = {name: value for name, value in told.items() if value}
    at = clock.now()
    try:
        opened = foundation.open_municipality(number, hosts=list(hosts), at=at, **facts)
    except foundation.UnknownMunicipality:
        raise click.ClickException(
            f"No municipality has the number {number}. Write four digits, such as 3222."
        ) from None
    except foundation.HostTaken as error:
        raise click.ClickException(f"{error} already leads to another municipality.") from None
    with entered(opened):
        open_unit(unit, by="system", at=at, phone=_e164(phone), hours=hours, receives_the_public=True)
    click.echo(f"{opened} is open at {', '.join(hosts)}.")


def _e164(phone: str) -> str:
    try:
        return read_phone(phone).e164 if phone else ""
    except NotAPhone:
        raise click.ClickException(f"{phone} is not a phone number.") from None


@click.group()
def staff() -> None:
    """Members of staff."""
