"""The house as it stands today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.house import drawing, sources, tables
from tools.requirements import complaints_about

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "samspill"
OURS = [table for table in apps.get_models() if table.__module__.startswith("samspill.")]


@pytest.mark.parametrize("holds", sources.SOURCE_CHECKS, ids=lambda check: check.__name__)
def test_in_the_source(holds: Callable[[Path], Iterator[str]]) -> None:
    _assert_none(holds(PACKAGE))


@pytest.mark.parametrize("holds", tables.TABLE_CHECKS, ids=lambda check: check.__name__)
def test_in_the_tables(holds: Callable[[list[tables.Table]], Iterator[str]]) -> None:
    assert OURS
    _assert_none(holds(OURS))


def test_rooms_keep_to_the_contracts() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_listed_exceptions_exist() -> None:
    listed = [*drawing.OWNED_BY_NONE, *drawing.TELLS_OF_NO_PERSON, *drawing.GO_WITH_SOMETHING_ELSE]
    _assert_none(tables.exceptions_are_real(OURS, listed))
    assert not [folder for folder in drawing.EXTRA_FOLDERS if not (PACKAGE / folder).is_dir()]


def test_bells_are_those_in_the_drawing() -> None:
    assert sources.bells_in(PACKAGE) == bells_drawn((ROOT / "docs" / "house.md").read_text(encoding="utf-8"))


def bells_drawn(page: str) -> set[str]:
    """The names in the first column of the table under the heading that has the word Bells."""
    chapter = re.search(
        r"^##[^\n]*\bBells\b[^\n]*\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL | re.IGNORECASE
    )
    assert chapter, "docs/house.md has no chapter on bells"
    return set(re.findall(r"^[|*-]\s*`(\w+)`", chapter[1], re.MULTILINE))


def test_long_files_are_told_of() -> None:
    for sentence in sources.long_files(PACKAGE):
        warnings.warn(f"{sentence}: cut it by subject", stacklevel=1)


def test_locked_requirements_answer_to_the_project() -> None:
    _assert_none(complaints_about(ROOT))


WEB = "import samspill.config.wsgi, samspill.config.urls"
WORKER = "from samspill.foundation import jobs; jobs.declare_all()"


@pytest.mark.parametrize(
    ("program", "heavy"), [(WEB, drawing.HEAVY), (WORKER, drawing.HEAVY_IN_THE_WORKER)], ids=["web", "worker"]
)
def test_a_process_that_has_just_begun_has_loaded_nothing_heavy(program: str, heavy: set[str]) -> None:
    begin = "import sys, django; django.setup(); from samspill.config.commands import samspill"
    done = subprocess.run(
        [sys.executable, "-c", f"{begin}; {program}; print(*sys.modules)"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "samspill.config.settings", "SAMSPILL_DEMO": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(done.stdout.split())
    assert "samspill.config.commands.running" in loaded, done.stderr[-3000:]
    assert not loaded & heavy, "import it in the function that needs it (tests/house/drawing.py, HEAVY)"


def _assert_none(breaks: Iterable[str]) -> None:
    told = list(breaks)
    assert not told, "\n".join(["", *told])
