"""`python -m tools.bench [subject…]`: measure, and print the table; 1 where a figure does not hold."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tools.bench.figure import Figure, receive, table
from tools.bench.ground import ROOT

#: The modules to run, and how often: the simultaneous answers are counted on each database there is.
SUBJECTS = (
    "pages",
    "growth",
    "memory",
    "register",
    "import_calendar",
    "fit",
    "plan",
    "fair",
    "season",
    "desk",
    "search_desk",
    "sign_ups",
    "answers",
    "replies",
    "callout",
    "outbox",
)


def main(words: list[str]) -> int:
    """Measure the subjects named, or all; the exit code."""
    unknown = [word for word in words if word not in SUBJECTS]
    if unknown:
        print(f"There is no figure «{unknown[0]}». There are: {', '.join(SUBJECTS)}.")
        return 1
    figures = [figure for subject in words or SUBJECTS for figure in _measure(subject)]
    print()
    print(table(figures))
    return 0 if all(figure.passed for figure in figures) else 1


def _measure(subject: str) -> list[Figure]:
    began = time.monotonic()
    print(f"  Measuring {subject} … ", end="", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"tools.bench.{subject}"],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    print(f"{time.monotonic() - began:.0f} s", flush=True)
    if done.returncode != 0:
        return [Figure(subject, 0, "", "to be measured at all", passed=False)]
    return receive(done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
