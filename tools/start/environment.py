"""The environment `.venv`: made without `ensurepip`, filled from hash-locked requirement files.

Debian's bare Python has pip but neither `ensurepip` nor leave to install into the system (PEP 668). An environment
made `--without-pip` needs neither: the system's pip fills it from outside with `--python`.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tools.start.places import ENVIRONMENT, PYTHON, REQUIREMENTS
from tools.start.running import quietly, surely
from tools.start.saying import Stopped, step

RUN = REQUIREMENTS / "run.txt"
DEVELOP = REQUIREMENTS / "dev.txt"

PIP_IS_MISSING = """\
Samspill needs pip to install what it stands on, and no Python here has it.
On Debian and Ubuntu: apt-get install python3-pip"""


def prepare(requirements: Path) -> None:
    """An environment that holds everything the file locks; nothing is done where it already does.

    Raises `Stopped` where pip is missing or a package cannot be fetched or does not have the expected hash.
    """
    if not _works():
        with step("Making the environment .venv"):
            _make()
    if not _holds(requirements):
        with step(f"Installing {_count(requirements)} packages, each checked against its hash"):
            _install(requirements)
        _stamp(requirements).write_text(_digest(requirements))


def install_aside(requirements: Path, target: Path) -> None:
    """The locked packages in a folder of their own, outside the environment."""
    surely([*_pip(), "install", *_CAREFULLY, "--target", str(target), "--upgrade", "-r", str(requirements)])


def _works() -> bool:
    return PYTHON.exists() and quietly([str(PYTHON), "-c", _IS_NEW_ENOUGH])[0] == 0


_IS_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"


def _make() -> None:
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    surely([_python_with_pip(), "-m", "venv", "--without-pip", str(ENVIRONMENT)])


def _holds(requirements: Path) -> bool:
    """Whether the file, or the development file that contains it, was the last one installed."""
    return any(
        _stamp(file).exists() and _stamp(file).read_text() == _digest(file)
        for file in {requirements, DEVELOP}
    )


def _install(requirements: Path) -> None:
    for stamp in ENVIRONMENT.glob("installed-*"):
        stamp.unlink()
    code, printed = quietly(
        [*_pip(), "--python", str(PYTHON), "install", *_CAREFULLY, "-r", str(requirements)]
    )
    if code != 0:
        raise Stopped(f"The packages could not be installed.\n\n{_last_lines(printed)}")


#: The files lock every package there is, so pip need not look for more.
_CAREFULLY = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps"]


def _stamp(requirements: Path) -> Path:
    return ENVIRONMENT / f"installed-{requirements.stem}"


def _digest(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def _count(requirements: Path) -> int:
    return sum("==" in line for line in requirements.read_text().splitlines())


def _pip() -> list[str]:
    return [_python_with_pip(), "-m", "pip"]


@cache
def _python_with_pip() -> str:
    candidates = [
        sys.executable,
        getattr(sys, "_base_executable", None),
        shutil.which("python3"),
        "/usr/bin/python3",
    ]
    for candidate in filter(None, candidates):
        if _has_pip(candidate):
            return candidate
    raise Stopped(PIP_IS_MISSING)


def _has_pip(python: str) -> bool:
    try:
        done = subprocess.run(
            [python, "-c", f"import pip; {_IS_NEW_ENOUGH}"], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _last_lines(printed: str) -> str:
    return "\n".join(printed.strip().splitlines()[-15:])
