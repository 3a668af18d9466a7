"""`samspill register …`: read what Brønnøysundregistrene give out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from django.conf import settings

from samspill.foundation import clock
from samspill.foundation.statistics import refresh_statistics
from samspill.organisations.actions.entities import import_entities
from samspill.organisations.actions.runs import Progress
from samspill.organisations.actions.syncing import sync_registers
from samspill.organisations.actions.voluntary import import_voluntary
from samspill.organisations.models import RegisterRun
from samspill.organisations.registers.live import RegisterUnreachable

SHOWN_REJECTIONS = 20
IN_WORDS = {
    "read": "read",
    "new": "new",
    "changed": "changed",
    "unchanged": "as before",
    "closed": "closed",
    "skipped_not_association": "not associations",
    "skipped_elsewhere": "in other municipalities",
    "rejected": "rejected",
}


@click.group()
def register() -> None:
    """The national registers of associations. Source: Brønnøysundregistrene, licence NLOD."""


@register.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--voluntary", is_flag=True, help="The file holds pages of Frivillighetsregisteret.")
@click.option(
    "--whole", is_flag=True, help="The file is the whole of Enhetsregisteret: close what is missing in it."
)
def import_register(file: Path, voluntary: bool, whole: bool) -> None:
    """Read FILE: Enhetsregisteret's JSON, CSV or search pages, gzipped or plain, or Frivillighetsregisteret's pages.

    Only associations of the municipalities that are open here are kept. Running it twice changes nothing.
    """
    at = clock.now()
    with file.open("rb") as opened:
        if voluntary:
            run = import_voluntary(opened, origin=file.name, at=at, progress=_telling())
        else:
            run = import_entities(
                opened, origin=file.name, at=at, is_whole_register=whole, progress=_telling()
            )
    refresh_statistics()
    _report(run)


@register.command("sync")
@click.option(
    "--voluntary/--no-voluntary", default=None, help="Walk Frivillighetsregisteret too; weekly unless told."
)
def sync_register(voluntary: bool | None) -> None:
    """Bring every open municipality up to date from the live registers. Goes on where it last broke off."""
    try:
        runs = sync_registers(
            at=clock.now(), base_url=settings.BRREG_URL, with_voluntary=voluntary, progress=_telling()
        )
    except RegisterUnreachable as error:
        raise click.ClickException(
            f"{error} What was read is kept; run the same command again to go on."
        ) from None
    refresh_statistics()
    for run in runs:
        _report(run)


def _telling() -> Progress:
    """Progress on one line, with the pace."""
    began = clock.ticks()

    def tell(counts: Counter[str]) -> None:
        pace = counts["read"] / max(clock.ticks() - began, 0.001)
        click.echo(f"\r  {counts['read']:>9,} rows read, {pace:,.0f} a second ", nl=False, err=True)

    return tell


def _report(run: RegisterRun) -> None:
    click.echo(err=True)
    click.echo(f"{run.source} {run.origin}")
    for code, words in IN_WORDS.items():
        click.echo(f"  {run.counts.get(code, 0):>9,} {words}")
    for refused in run.rejections.order_by("row")[:SHOWN_REJECTIONS]:
        click.echo(f"  row {refused.row}: {refused.reason} {refused.number} {refused.excerpt[:80]}")
    if run.failed_reason:
        raise click.ClickException(f"It stopped before the end: {run.failed_reason}")
