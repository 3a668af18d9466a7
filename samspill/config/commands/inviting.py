"""Inviting the first members of staff, before anybody can do it from the desk."""

from __future__ import annotations

import click
from django.db import transaction
from django.urls import reverse

from samspill.config.commands.choosing import the_municipality
from samspill.config.commands.setting_up import staff
from samspill.foundation import clock
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered
from samspill.people.actions import NameMissing, NotAnEmail, invite_staff
from samspill.people.models import Role, StaffMember, Unit
from samspill.people.queries import open_units, unit_named


@staff.command("invite")
@click.argument("email")
@click.option("--name", required=True, help="As colleagues see it.")
@click.option("--unit", "unit_name", default="", help="Where she works; the only unit where none is named.")
@click.option("--role", type=click.Choice(Role.values), default=Role.LEADER.value, show_default=True)
@click.option("--municipality", "number", default="", help="Its number, where several are open.")
def invite(email: str, name: str, unit_name: str, role: str, number: str) -> None:
    """Invite EMAIL to the desk, and print the one-time link by which she chooses a password."""
    municipality = the_municipality(number)
    with entered(municipality), transaction.atomic():
        _, token = _invite(email, name, _unit(unit_name), role)
    address = web_address(municipality, reverse("access:invitation", args=[token]))
    click.echo(f"{name} is invited. Give her this link; it can be used once, within a week:\n{address}")


def _invite(email: str, name: str, unit: Unit, role: str) -> tuple[StaffMember, str]:
    try:
        return invite_staff(email, name=name, unit=unit, role=role, by="system", at=clock.now())
    except NotAnEmail:
        raise click.ClickException(f"{email} is not an e-mail address.") from None
    except NameMissing:
        raise click.ClickException("Say the name with --name.") from None


def _unit(name: str) -> Unit:
    try:
        if name:
            return unit_named(name)
    except Unit.DoesNotExist:
        pass  # Said below, with the names there are.
    units = list(open_units())
    if not name and len(units) == 1:
        return units[0]
    raise click.ClickException("Say which unit with --unit: " + ", ".join(unit.name for unit in units))
