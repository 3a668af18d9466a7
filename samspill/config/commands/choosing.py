"""Which municipality a command is about."""

from __future__ import annotations

import click

from samspill.foundation.models import Municipality
from samspill.foundation.queries import open_municipalities


def the_municipality(number: str) -> Municipality:
    """The open municipality with this number; the only open one where none is named. Ends with words otherwise."""
    opened = {municipality.pk: municipality for municipality in open_municipalities()}
    if number in opened:
        return opened[number]
    if not number and len(opened) == 1:
        return next(iter(opened.values()))
    if not opened:
        raise click.ClickException(
            "No municipality is open. Run: samspill municipality create NUMBER --host NAME"
        )
    choices = ", ".join(map(str, opened.values()))
    raise click.ClickException(f"Say which with --municipality NUMBER. Open here: {choices}.")
