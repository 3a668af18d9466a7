"""Running: the web, the worker, and in a demo the phones' operator."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from samspill.foundation import clock, jobs
from samspill.foundation.keys import new_key

LOOK_EVERY_SECONDS = 0.5


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--threads", default=6, show_default=True)
def serve(host: str, threads: int) -> None:
    """Serve the web on PORT (8000 unless told)."""
    import waitress

    from samspill.config.wsgi import application

    waitress.serve(application, host=host, port=_port(), threads=threads, ident="samspill", _quiet=True)


@click.command()
def work() -> None:
    """Send messages, read calendars, and do what the clock asks for, until told to stop."""
    told_to_stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: told_to_stop.set())
    jobs.declare_all()
    holder = f"worker {os.getpid()} {new_key()}"[:60]
    with letterbox_open():
        while not told_to_stop.wait(LOOK_EVERY_SECONDS):
            jobs.run_due(holder=holder, at=clock.now())


@contextmanager
def letterbox_open() -> Iterator[None]:
    """Take answers by e-mail at MAIL_LISTEN, where one is named, until the block ends."""
    if settings.MAIL_LISTEN is None:
        yield
        return
    from samspill.messaging.gateways.smtp.letterbox import Letterbox

    host, port = settings.MAIL_LISTEN
    box = Letterbox(host, port, keep=_keep_mail, is_ours=_is_our_address)
    try:
        box.open()
    except OSError as error:
        raise click.ClickException(f"MAIL_LISTEN: nobody can listen at {host}:{port} ({error}).") from error
    try:
        yield
    finally:
        box.close()


def _keep_mail(address: str, raw: bytes) -> None:
    from samspill.messaging.actions.mail import take_mail

    try:
        take_mail(raw, to=address, at=clock.now())
    finally:
        connections.close_all()  # Letters are few, and each may be taken in a thread of its own.


def _is_our_address(address: str) -> bool:
    from samspill.messaging.actions.mail import is_our_address

    try:
        return is_our_address(address)
    finally:
        connections.close_all()


@click.command()
def simulator() -> None:
    """Run the stand-in operator of the simulated phones and mailboxes. For trying out, never for real."""
    if not settings.DEMO:
        raise click.ClickException("The simulator runs only with SAMSPILL_DEMO=true.")
    from samspill.messaging.gateways.simulator import shared_secret
    from samspill.messaging.gateways.simulator.operator import serve_operator

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    serve_operator(
        settings.SIMULATOR_URL,
        secret=shared_secret(),
        mail_port=settings.EMAIL_PORT,
        file=settings.VAR / "simulator.jsonl",
    )


def _port() -> int:
    words = os.environ.get("PORT", "8000")
    if not words.isdecimal() or not 0 < int(words) < 65536:
        raise ImproperlyConfigured(f"PORT is {words!r}. Write a number from 1 to 65535.")
    return int(words)
