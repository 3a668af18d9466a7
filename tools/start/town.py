"""What Samspill needs before it can serve: translations, a database, and a town with something in it."""

from __future__ import annotations

import hashlib

from tools.start.environment import RUN
from tools.start.places import PYTHON, ROOT, VAR
from tools.start.running import samspill, surely
from tools.start.saying import step

AS_DEMO = {"SAMSPILL_DEMO": "true"}


def prepare() -> str:
    """Everything a newcomer needs to look around; how to sign in, in words.

    Repeatable: what is already there stays as it is.
    """
    VAR.mkdir(exist_ok=True)
    put_translations_in_place()
    _gather_static_files()
    with step("Bringing the database up to date"):
        surely(samspill("migrate"))
    with step("Building the demo town"):
        return surely(samspill("demo"), AS_DEMO)


def _gather_static_files() -> None:
    """Gather and compress what the pages link to, unless nothing has changed since last time."""
    stamp = VAR / "static-files-gathered"
    digest = _digest_of_static_files()
    if (VAR / "static").is_dir() and stamp.exists() and stamp.read_text() == digest:
        return
    with step("Gathering style, pictures and scripts"):
        surely(samspill("collectstatic", "--no-input", "--verbosity", "0"))
    stamp.write_text(digest)


def _digest_of_static_files() -> str:
    """Changes when a file of ours does, or a package that may bring some."""
    ours = sorted(file for file in (ROOT / "samspill").glob("**/static/**/*") if file.is_file())
    seen = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in ours]
    return hashlib.sha256("\n".join([RUN.read_text(), *seen]).encode()).hexdigest()


def put_translations_in_place() -> None:
    """Compile the catalogues that have changed since last time."""
    with step("Putting the translations in place"):
        surely([str(PYTHON), "-m", "tools.messages", "--compile"])
