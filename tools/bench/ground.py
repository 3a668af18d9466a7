"""The ground a figure stands on: a fresh database, Django ready, and processes that end when the measuring ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "var" / "bench"


def fresh_settings(subject: str, **extra: str) -> dict[str, str]:
    """Settings for the product with an empty folder of its own; also put into our own environment."""
    folder = BENCH / subject
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    told = {
        "SAMSPILL_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'samspill.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "samspill.config.settings",
        "SAMSPILL_DEMO": "true",
        **extra,
    }
    os.environ.update(told)
    return told


def open_database() -> None:
    """Django ready in this process, and the tables made."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def gather_static_files() -> None:
    """As set-up does, for pages link to them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def database_file(subject: str) -> Path:
    """The SQLite file that `fresh_settings` names."""
    return BENCH / subject / "samspill.sqlite3"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, **told: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers on the port until the block ends. Raises `RuntimeError` where it never answers."""
    with running(command, PORT=str(port), **told) as server:
        _wait_for(port, server)
        yield server


@contextmanager
def running(command: list[str], **told: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program of ours (`-m …`) until the block ends."""
    child = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **told}, stdout=sys.stderr
    )
    try:
        yield child
    finally:
        child.terminate()
        child.wait(20)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as visitor:
            if visitor.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers on port {port}")
