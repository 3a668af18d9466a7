"""`samspill doctor`: what is misconfigured, in words, and what to do about it."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from samspill.foundation import clock
from samspill.foundation.models import Host, JobLease, Municipality
from samspill.foundation.tenancy import entered
from samspill.messaging.models import MessagingPolicy
from samspill.people.models import StaffMember


@dataclass(frozen=True)
class Finding:
    """Something that is as it should be (`fix` empty), or what is wrong and how to mend it."""

    what: str
    fix: str = ""


Look = Callable[[], Iterator[Finding]]


@click.command()
def doctor() -> None:
    """Look for what is misconfigured and say it in words. Ends with 1 where something is wrong."""
    findings = list(examine())
    for finding in findings:
        click.echo(f"  {'wrong' if finding.fix else 'good '}  {finding.what}")
        if finding.fix:
            click.echo(f"         → {finding.fix}")
    wrong = sum(bool(finding.fix) for finding in findings)
    click.echo(f"\n{wrong} to mend." if wrong else "\nAll is well.")
    raise SystemExit(1 if wrong else 0)


def examine() -> Iterator[Finding]:
    """Every finding, the database first: without it the rest cannot be looked at."""
    yield from _settings()
    database = list(_database())
    yield from database
    if any(finding.fix for finding in database):
        return
    for look in (_municipalities, _staff, _worker, _sms, _mail, _files):
        yield from look()


def _settings() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("This is a demo: messages go to the phone simulator.")
    elif not settings.BEHIND_TLS:
        yield Finding("Pages go out unencrypted.", "Put a TLS proxy in front and set SAMSPILL_TLS=true.")
    if settings.DEBUG:
        yield Finding("Errors are shown with their source.", "Unset SAMSPILL_DEBUG.")


def _database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(f"The database does not answer: {str(error).strip()}", "Check DATABASE_URL.")
        return
    if waiting:
        yield Finding(f"The database lacks {len(waiting)} changes.", "Run: samspill migrate")
    else:
        yield Finding(f"The database ({connection.vendor}) answers and is up to date.")


def _municipalities() -> Iterator[Finding]:
    opened = list(Municipality.objects.filter(opened_at__isnull=False))
    if not opened:
        yield Finding("No municipality is open.", "Run: samspill municipality create NUMBER --host NAME")
    for municipality in opened:
        hosts = list(Host.objects.filter(municipality=municipality).values_list("name", flat=True))
        if not hosts:
            yield Finding(
                f"{municipality} has no address.",
                f"Run: samspill municipality create {municipality.pk} --host NAME",
            )
        elif not municipality.contact_phone:
            yield Finding(
                f"{municipality} shows no phone number.",
                f"Run: samspill municipality create {municipality.pk} --host {hosts[0]} --phone NUMBER",
            )
        else:
            yield Finding(f"{municipality} is open at {', '.join(hosts)}.")


def _staff() -> Iterator[Finding]:
    for municipality in Municipality.objects.filter(opened_at__isnull=False):
        with entered(municipality):
            may_sign_in = StaffMember.objects.filter(left_at__isnull=True).count()
        if may_sign_in:
            yield Finding(f"{municipality}: {may_sign_in} may sign in.")
        else:
            yield Finding(
                f"{municipality}: nobody may sign in.", "Run: samspill staff invite EMAIL --name … --unit …"
            )


def _worker() -> Iterator[Finding]:
    recently = clock.now() - dt.timedelta(minutes=15)
    if JobLease.objects.filter(finished_at__gte=recently).exists():
        yield Finding("A worker is at work.")
    else:
        yield Finding("No worker has done anything for 15 minutes, so nothing is sent.", "Run: samspill work")
    for lease in JobLease.objects.filter(failures__gte=3):
        yield Finding(
            f"The job {lease.name} fails again and again: {lease.last_error}", "Read the worker's log."
        )


def _sms() -> Iterator[Finding]:
    gateways = set(MessagingPolicy.everywhere.values_list("sms_gateway", flat=True))
    if "simulator" in gateways and not settings.DEMO:
        yield Finding(
            "A municipality sends SMS to the simulator.",
            "Run: samspill municipality messages NUMBER --gateway http_operator --sms-from NUMBER",
        )
    if "http_operator" in gateways and not settings.SMS_OPERATOR["url"]:
        yield Finding("The SMS operator has no address.", "Set SMS_OPERATOR_URL.")
    if "http_operator" in gateways and not settings.SMS_OPERATOR["secret"]:
        yield Finding(
            "Anyone could forge an SMS answer.", "Set SMS_OPERATOR_SECRET to what the operator signs with."
        )


def _mail() -> Iterator[Finding]:
    if settings.MAIL_LISTEN is None:
        yield Finding(
            "Answers by e-mail are not taken in; people answer under the link. MAIL_LISTEN changes that."
        )
    elif not _listens(*settings.MAIL_LISTEN):
        where = ":".join(map(str, settings.MAIL_LISTEN))
        yield Finding(f"Nobody takes answers by e-mail at {where} (MAIL_LISTEN).", "Run: samspill work")
    else:
        yield Finding("Answers by e-mail are taken in.")
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5):
            yield Finding(f"The mail server {settings.EMAIL_HOST} answers.")
    except (TimeoutError, OSError, smtplib.SMTPException) as error:
        where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        yield Finding(f"The mail server {where} does not answer ({error}).", "Set SMTP_HOST and SMTP_PORT.")


def _listens(host: str, port: int) -> bool:
    try:
        with smtplib.SMTP(host, port, timeout=5):
            return True
    except (OSError, smtplib.SMTPException):
        return False


def _files() -> Iterator[Finding]:
    if not Path(settings.STATIC_ROOT).is_dir() and not settings.DEBUG:
        yield Finding("Style and pictures are not in place.", "Run: samspill collectstatic --no-input")
    catalogues = [
        path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")
    ]
    if any(not path.with_suffix(".mo").exists() for path in catalogues):
        yield Finding("Translations are not in place.", "Run: python -m tools.messages --compile")
    if not settings.DEMO and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Finding(
            "The data lie in one file (SQLite). Good for one municipality; copy it away each night."
        )
