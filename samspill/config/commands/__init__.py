"""The commands, cut by subject."""

from __future__ import annotations

import click

from samspill.config.commands import setting_up


@click.group()
def samspill() -> None:
    """Run Samspill for a municipality and its voluntary sector."""


for command in (setting_up.migrate, setting_up.municipality, setting_up.staff):
    samspill.add_command(command)
