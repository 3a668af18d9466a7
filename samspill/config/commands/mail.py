"""Answers by e-mail, for mail servers that hand a letter to a program."""

from __future__ import annotations

import logging
import sys

import click

from samspill.foundation import clock

#: What mail servers understand (sysexits.h): no such receiver, and try again later.
NO_SUCH_USER = 67
TRY_AGAIN = 75
LARGEST = 10_000_000


@click.group()
def mail() -> None:
    """Answers that come by e-mail."""


@mail.command("take")
@click.option("--to", required=True, help="The address it came to: the one Samspill writes from.")
def take(to: str) -> None:
    """Take in one letter from standard input, as a mail server gives it to a program.

    Ends with 75 where it could not be kept, so that the mail server tries again, and with 67 for an address nobody has.
    """
    from samspill.messaging.actions.mail import NobodysAddress, take_mail

    try:
        take_mail(sys.stdin.buffer.read(LARGEST), to=to, at=clock.now())
    except NobodysAddress:
        click.echo(f"No municipality writes from {to}.", err=True)
        sys.exit(NO_SUCH_USER)
    except Exception:  # Whatever it was: the mail server keeps the letter.
        logging.getLogger(__name__).exception("A letter could not be kept")
        sys.exit(TRY_AGAIN)
