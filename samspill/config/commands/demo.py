"""`samspill demo`: two fictional towns to look around in."""

from __future__ import annotations

import click
from django.conf import settings
from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.models import Municipality

SIGNING_IN = """\
Sign in at the desk as Ingrid, who leads the volunteer centre:
  e-mail    ingrid@lillevik.example
  password  {password}
  code      from her sign-in app, on the phone simulator's page
"""


@click.command()
def demo() -> None:
    """Build the fictional towns Lillevik and Storfjordby, once, and tell how to sign in."""
    # Late: the web and the worker are commands too, and have no use for the towns.
    from samspill.config.demo.building import build_lillevik, build_neighbour
    from samspill.config.demo.towns import PASSWORD

    if not settings.DEMO:
        raise click.ClickException(
            "Lillevik is built only with SAMSPILL_DEMO=true, never where real people are."
        )
    if not Municipality.objects.filter(opened_at__isnull=False).exists():
        with transaction.atomic():
            build_lillevik(at=clock.now())
            build_neighbour(at=clock.now())
    click.echo(SIGNING_IN.format(password=PASSWORD))
