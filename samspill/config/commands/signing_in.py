"""`samspill sign-in …`: by which OpenID Connect providers people may open their own pages."""

from __future__ import annotations

import click

from samspill.config.commands.choosing import the_municipality
from samspill.foundation import clock
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered
from samspill.people.actions import NotAnIssuer, add_provider, close_provider
from samspill.people.queries import providers

_WHERE = click.option("--municipality", "number", default="", help="Its number, where several are open.")


@click.group("sign-in")
def sign_in() -> None:
    """ID-porten, Entra and others by which people may open their own pages instead of by a link."""


@sign_in.command("add")
@click.argument("issuer")
@click.option("--name", required=True, help="As people know it: ID-porten.")
@click.option("--client-id", required=True, help="What we are called there.")
@click.option(
    "--secret", envvar="OPENID_SECRET", default="", help="Best told by OPENID_SECRET, which no list shows."
)
@_WHERE
def add(issuer: str, name: str, client_id: str, secret: str, number: str) -> None:
    """Let people come in by ISSUER, exactly as its discovery document has it. Once more changes what is told."""
    municipality = the_municipality(number)
    with entered(municipality):
        try:
            add_provider(name, issuer, client_id, secret, by="system", at=clock.now())
        except NotAnIssuer:
            raise click.ClickException(f"{issuer} must begin with https://.") from None
    back = web_address(municipality, "/me/sign-in/back/")
    click.echo(f"People may come in by {name}. Tell it to send them back to {back}")


@sign_in.command("close")
@click.argument("issuer")
@_WHERE
def close(issuer: str, number: str) -> None:
    """Let nobody come in by ISSUER any more. What people have linked works again if it is added again."""
    with entered(the_municipality(number)):
        found = providers().filter(issuer=issuer).first()
        if found is None:
            raise click.ClickException("That one is not open. These are: " + _names())
        close_provider(found, by="system", at=clock.now())
    click.echo(f"Nobody comes in by {found.name} any more.")


@sign_in.command("list")
@_WHERE
def list_(number: str) -> None:
    """Say by which people may come in."""
    with entered(the_municipality(number)):
        click.echo(_names())


def _names() -> str:
    return ", ".join(f"{one.name} ({one.issuer})" for one in providers()) or "none"
