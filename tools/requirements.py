"""Do the locked requirement files still answer to pyproject.toml? Asked offline, of the files alone.

`python -m tools.requirements` prints what does not, in words; `python3 start.py lock` mends it.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

_LOCKED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


def main() -> int:
    """Print every complaint; 1 where there is one."""
    complaints = list(complaints_about(ROOT))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


def complaints_about(root: Path) -> Iterator[str]:
    """What is wrong with requirements/ under `root`, a sentence each."""
    project = tomllib.loads((root / "pyproject.toml").read_text())
    wished = project["project"]["dependencies"]
    wished_for_development = project["dependency-groups"]["dev"]
    run_text = (root / "requirements" / "run.txt").read_text()
    develop_text = (root / "requirements" / "dev.txt").read_text()
    run, develop = locked(run_text), locked(develop_text)
    yield from _unanswered(wished, run, "run.txt")
    yield from _unanswered([*wished, *wished_for_development], develop, "dev.txt")
    yield from _apart(run, develop)
    yield from _without_hash(run_text, "run.txt")
    yield from _without_hash(develop_text, "dev.txt")


def locked(text: str) -> dict[str, str]:
    """The version of each package that a requirement file locks, by canonical name."""
    found = (match for line in text.splitlines() if (match := _LOCKED.match(line)))
    return {canonicalize_name(match["name"]): match["version"] for match in found}


def _unanswered(wished: list[str], held: dict[str, str], file: str) -> Iterator[str]:
    for wish in map(Requirement, wished):
        version = held.get(canonicalize_name(wish.name))
        if version is None:
            yield f"requirements/{file} lacks {wish.name}. Remake it: python3 start.py lock"
        elif not wish.specifier.contains(version, prereleases=True):
            yield f"requirements/{file} has {wish.name} {version}, pyproject.toml wants {wish.specifier}."


def _apart(run: dict[str, str], develop: dict[str, str]) -> Iterator[str]:
    for name, version in run.items():
        if develop.get(name) != version:
            yield f"{name} is {version} when running and {develop.get(name, 'missing')} in development."


def _without_hash(text: str, file: str) -> Iterator[str]:
    """A locked line ends with a backslash, and its first hash stands on the next."""
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _LOCKED.match(line) and "--hash=sha256:" not in line + following:
            yield f"requirements/{file} has no hash for {line.split('==')[0]}."


if __name__ == "__main__":
    sys.exit(main())
