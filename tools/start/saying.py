"""How the starter talks: one line per step with the time it took, and a way to stop with words."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_quiet = False


class Stopped(Exception):
    """The work cannot go on; the message says why and what to do."""


def be_quiet() -> None:
    """Say nothing more about steps that go well."""
    global _quiet
    _quiet = True


def say(line: str = "") -> None:
    """Print a line at once."""
    if not _quiet:
        print(line, flush=True)


@contextmanager
def step(doing: str) -> Iterator[None]:
    """Tell that something is being done, and afterwards how many seconds it took."""
    if not _quiet:
        print(f"  {doing} … ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        if not _quiet:
            print("stopped", flush=True)
        raise
    say(seconds_since(began))


def seconds_since(began: float) -> str:
    """How long ago a `time.monotonic()` was, in words: `0.4 s`, `31 s`, `2 min 5 s`."""
    passed = time.monotonic() - began
    if passed < 10:
        return f"{passed:.1f} s"
    if passed < 100:
        return f"{passed:.0f} s"
    return f"{int(passed // 60)} min {int(passed % 60)} s"


def stop(why: Stopped) -> int:
    """Print why the work stopped; the exit code to leave with."""
    print(f"\n{why}", file=sys.stderr, flush=True)
    return 1
