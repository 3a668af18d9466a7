"""Running other programs, loudly or quietly."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence

from tools.start.places import PYTHON, ROOT
from tools.start.saying import Stopped


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment that our programs run in: the caller's, unbuffered, with `extra` on top.

    What Python compiles is kept: a program of ours starts twice as fast the second time.
    """
    ours = {**os.environ, "PYTHONUNBUFFERED": "1", **(extra or {})}
    ours.pop("PYTHONDONTWRITEBYTECODE", None)
    return ours


def loudly(command: Sequence[str], extra: Mapping[str, str] | None = None) -> int:
    """Run with our own output and input; the exit code."""
    return subprocess.run(list(command), cwd=ROOT, env=environment(extra), check=False).returncode


def quietly(command: Sequence[str], extra: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run without a sound; the exit code and all that it printed."""
    result = subprocess.run(
        list(command),
        cwd=ROOT,
        env=environment(extra),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return result.returncode, result.stdout


def surely(command: Sequence[str], extra: Mapping[str, str] | None = None) -> str:
    """Run without a sound; what it printed. Raises `Stopped`, with all it printed, where it fails."""
    code, printed = quietly(command, extra)
    if code != 0:
        raise Stopped(f"This failed ({code}): {' '.join(command)}\n\n{printed.strip()}")
    return printed


def samspill(*words: str) -> list[str]:
    """The command line that runs `samspill …` in the environment."""
    return [str(PYTHON), "-m", "samspill", *words]
