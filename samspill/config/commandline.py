"""The `samspill` command, for those who run it."""

from __future__ import annotations

import os
import sys
from typing import Any

import click
from django.core.exceptions import ImproperlyConfigured

DJANGO_COMMANDS = (
    "makemigrations",
    "shell",
    "dbshell",
    "check",
    "collectstatic",
    "showmigrations",
    "sqlmigrate",
)


def main() -> None:
    """Run one command; a wrong setting is said in a sentence, not in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
    try:
        _start_django()
    except ImproperlyConfigured as error:
        sys.exit(f"A setting is wrong: {error}")
    if len(sys.argv) > 1 and sys.argv[1] in DJANGO_COMMANDS:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
        return
    from samspill.config.commands import samspill

    samspill(prog_name="samspill")


def _start_django() -> None:
    import django

    django.setup()


def done(text: str, **values: Any) -> None:
    """Say that something is done."""
    click.echo(text.format(**values))
