"""Serving: the web, the worker and the demo's phones, processes that live and die together."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from textwrap import indent
from types import FrameType

from tools.start import town
from tools.start.places import ROOT
from tools.start.running import environment, samspill
from tools.start.saying import Stopped, say, seconds_since, stop

#: What lives and dies together, and the command that each is.
FAMILY = {"web": "serve", "worker": "work", "phones": "simulator"}

ADDRESSES = """
  Samspill is running. It took {took} to get here.

    The square         http://localhost:{port}/
    The desk           http://localhost:{port}/desk/
    Phone simulator    http://localhost:{port}/simulator/
    The neighbour town http://nabo.localhost:{port}/

{signing_in}
  Ctrl-C ends it.
"""


def chosen_port() -> int:
    """The port that PORT names, or 8000. Raises `Stopped` where it is no port, or somebody else sits on it."""
    word = os.environ.get("PORT", "8000")
    if not word.isdecimal() or not 0 < int(word) < 65536:
        raise Stopped(f"PORT must be a number from 1 to 65535, not «{word}».")
    port = int(word)
    if _is_taken(port):
        raise Stopped(
            f"Port {port} is taken by another program. Choose another: PORT={port + 1} python3 start.py"
        )
    return port


def serve(port: int, began: float, signing_in: str) -> int:
    """Run them all until one of them ends or we are told to; the exit code.

    `began` is the `time.monotonic()` at which the whole start began, for telling how long it took.
    """
    told = {"PORT": str(port), **town.AS_DEMO}
    with _TidyEnd() as end:
        family = {name: _start(command, told) for name, command in FAMILY.items()}
        if _wait_for_door(port, family, end):
            say(
                ADDRESSES.format(
                    took=seconds_since(began), port=port, signing_in=indent(signing_in.strip(), "    ")
                )
            )
        _wait_for_first(family, end)
        dead = _who_died(family)
        _end_all(family)
    if end.asked or not dead:
        say("\n  Samspill has ended.")
        return 0
    return stop(
        Stopped(
            f"The {dead} ended by itself (exit code {family[dead].returncode}), so the rest was ended too."
        )
    )


def _free_port_near(port: int) -> int:
    return next(near for near in range(port, port + 100) if not _is_taken(near))


def _is_taken(port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _start(what: str, told: dict[str, str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches us alone and we end both in good order."""
    return subprocess.Popen(
        samspill(what), cwd=ROOT, env=environment(told), start_new_session=True, preexec_fn=_die_with_parent()
    )


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux: ask the kernel to end the child even if we are killed without a chance to do it."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


_PR_SET_PDEATHSIG = 1


class _TidyEnd:
    """Notes that we were asked to end (Ctrl-C or SIGTERM) instead of breaking off where we stand."""

    asked = False

    def __enter__(self) -> _TidyEnd:
        self._before = {one: signal.signal(one, self._note) for one in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for one, before in self._before.items():
            signal.signal(one, before)

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked = True


def _wait_for_door(port: int, family: dict[str, subprocess.Popen[bytes]], end: _TidyEnd) -> bool:
    """Until the web answers; False where it never will."""
    while not end.asked and not _who_died(family):
        with socket.socket() as visitor:
            visitor.settimeout(1)
            if visitor.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _wait_for_first(family: dict[str, subprocess.Popen[bytes]], end: _TidyEnd) -> None:
    while not end.asked and not _who_died(family):
        time.sleep(0.2)


def _who_died(family: dict[str, subprocess.Popen[bytes]]) -> str | None:
    return next((name for name, child in family.items() if child.poll() is not None), None)


def _end_all(family: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask each to end, and after ten seconds insist."""
    for child in family.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + 10
    for child in family.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
