"""The locked requirement files answer to pyproject.toml, and where they do not it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.requirements import complaints_about, locked

pytestmark = pytest.mark.one_database

PROJECT = """
[project]
dependencies = ["django>=5.2,<5.3", "Ruby_Slippers>=2"]
[dependency-groups]
dev = ["pytest>=8"]
"""
HASH = " \\\n    --hash=sha256:ab\n"
RUN = f"django==5.2.1{HASH}ruby-slippers==2.1{HASH}"
DEVELOP = f"{RUN}pytest==8.4{HASH}"


@pytest.mark.parametrize(
    ("run", "develop", "complaint"),
    [
        (RUN, DEVELOP, None),
        (RUN.replace("5.2.1", "5.3"), DEVELOP.replace("5.2.1", "5.3"), "run.txt has django 5.3"),
        (RUN, RUN, "dev.txt lacks pytest"),
        (
            RUN,
            DEVELOP.replace("ruby-slippers==2.1", "ruby-slippers==2.2"),
            "ruby-slippers is 2.1 when running and 2.2",
        ),
        (RUN.replace(HASH, "\n", 1), DEVELOP, "run.txt has no hash for django"),
    ],
)
def test_what_does_not_answer_is_told(tmp_path: Path, run: str, develop: str, complaint: str | None) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "requirements" / "run.txt").write_text(run)
    (tmp_path / "requirements" / "dev.txt").write_text(develop)
    told = list(complaints_about(tmp_path))
    assert (not told) if complaint is None else any(complaint in sentence for sentence in told)


def test_versions_are_read_by_canonical_name() -> None:
    assert locked(f"Ruby.Slippers==2.1 ; python_version >= '3.11'{HASH}") == {"ruby-slippers": "2.1"}
