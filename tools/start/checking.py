"""`start.py check`: all that must hold before a change lands. Every step runs, so that one sees all that is wrong."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.start import testing
from tools.start.places import PYTHON, ROOT, program
from tools.start.running import quietly, samspill
from tools.start.saying import say, seconds_since

#: Settings as a real installation has them, so that Django's deployment checks judge those and not the demo's.
AS_DEPLOYED = {
    "SECRET_KEY": "only-for-the-deployment-check-0123456789-abcdefghijklmnopqrstuvwxyz",
    "SAMSPILL_TLS": "true",
}
VALIDATORS = str(ROOT / "tools" / "validators")


@dataclass(frozen=True)
class Step:
    """One thing that must hold, and the program that knows."""

    name: str
    command: list[str]
    extra: dict[str, str] | None = None


def check() -> int:
    """Run every step, then the tests; 0 where all hold."""
    say("\n  Checks")
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as hands:
        broken = [name for name in hands.map(_broken, steps()) if name]
    outcomes = testing.run_everywhere([])
    say()
    say(f"  Broken: {', '.join(broken)}" if broken else "  All checks hold.")
    testing.print_closing_lines(outcomes)
    return 1 if broken else testing.exit_code(outcomes)


def steps() -> Iterator[Step]:
    """What is checked, the long ones first: as many at a time as there are processors."""
    python = str(PYTHON)
    yield Step("types", [program("mypy")])
    # Also reads and keeps the tests in the form that each of the processes that run them needs.
    yield Step("tests found", [python, "-m", "pytest", "--collect-only", "-qq"])
    yield Step("requirements", [python, "-m", "tools.requirements"])
    yield Step("format", [program("ruff"), "format", "--check", "."])
    yield Step("lint", [program("ruff"), "check", "."])
    yield Step("templates", [program("djade"), "--check", "--target-version", "5.2", *map(str, templates())])
    yield Step("rooms", [program("lint-imports")])
    yield Step("translations", [python, "-m", "tools.messages", "--check"])
    yield Step("migrations", samspill("makemigrations", "--check", "--dry-run"))
    yield Step("deployment", samspill("check", "--deploy", "--fail-level", "WARNING"), AS_DEPLOYED)
    if npm := shutil.which("npm"):
        # Made by others, for tests of what we tell machines (0046); without Node these are skipped, and say so.
        yield Step(
            "validators", [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", VALIDATORS]
        )
    else:
        say("  validators     NOT RUN: they need Node, which is not on this machine")


def templates() -> list[Path]:
    """Every HTML template of ours."""
    return sorted(ROOT.glob("samspill/**/templates/**/*.html"))


def _broken(step: Step) -> str:
    """The step's name where it does not hold, else nothing."""
    began = time.monotonic()
    code, printed = quietly(step.command, step.extra)
    line = f"  {step.name:<14} {'holds' if code == 0 else 'BROKEN'} ({seconds_since(began)})"
    say(line if code == 0 else f"{line}\n\n{printed.strip()}\n")
    return step.name if code else ""
