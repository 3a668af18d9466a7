"""`python3 start.py` on an empty folder, as a newcomer meets it: one command, and a town to look around in."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tools.bench.ground import free_port
from tools.start.places import ROOT

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

IS_RUNNING = "Samspill is running"


def test_one_command_serves_a_town_whose_processes_live_and_die_together(tmp_path: Path) -> None:
    with _started(tmp_path) as (starter, port, told):
        assert "Building the demo town" in told
        assert f"http://localhost:{port}/desk/" in told
        for address in (f"http://localhost:{port}/", f"http://localhost:{port}/simulator/"):
            assert "Lillevik" in _fetch(address)
        family = psutil.Process(starter.pid).children()
        starter.send_signal(signal.SIGINT)
        assert starter.wait(30) == 0
        _assert_all_ended(family)

    with _started(tmp_path) as (starter, _port, told):
        assert "Installing" not in told and "Gathering" not in told
        family = psutil.Process(starter.pid).children()
        _member(family, "work").kill()
        assert starter.wait(30) == 1
        assert "The worker ended by itself" in starter.stderr.read()  # type: ignore[union-attr]
        _assert_all_ended(family)

    with _started(tmp_path) as (starter, port, _told):
        taken = subprocess.run(
            [sys.executable, "start.py"],
            cwd=ROOT,
            env=_environment(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
        )
        assert taken.returncode == 1
        assert f"Port {port} is taken" in taken.stderr
        family = psutil.Process(starter.pid).children()
        starter.kill()
        _assert_all_ended(family)


@contextmanager
def _started(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """The starter, once it says that all is running; its port; and what it said until then."""
    port = free_port()
    starter = subprocess.Popen(
        [sys.executable, "start.py"],
        cwd=ROOT,
        env=_environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield starter, port, _said_until_running(starter)
    finally:
        starter.kill()
        starter.wait()


def _environment(folder: Path, port: int) -> dict[str, str]:
    """A newcomer's: nothing told but the port, and where to keep things."""
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SAMSPILL_", "TEST_DB", "DJANGO"))
    }
    return {
        **known,
        "PORT": str(port),
        "SAMSPILL_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'samspill.sqlite3'}",
        "SIMULATOR_URL": f"http://127.0.0.1:{free_port()}",
    }


def _said_until_running(starter: subprocess.Popen[str]) -> str:
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read_lines, args=(starter, lines), daemon=True).start()
    said = ""
    while "Ctrl-C" not in said:
        line = lines.get(timeout=120)
        assert line, f"the starter ended: {said}{starter.stderr.read()}"  # type: ignore[union-attr]
        said += line
    assert IS_RUNNING in said
    return said


def _read_lines(starter: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    for line in starter.stdout:  # type: ignore[union-attr]
        lines.put(line)
    lines.put("")


def _fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def _member(family: list[psutil.Process], command: str) -> psutil.Process:
    return next(one for one in family if one.cmdline()[-1] == command)


def _assert_all_ended(family: list[psutil.Process]) -> None:
    assert len(family) >= 2
    _gone, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
