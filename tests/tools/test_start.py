"""The starter: what it says of ports, rows, and runs of tests; that it needs nothing installed."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.start import environment, saying, serving, testing
from tools.start.places import ROOT
from tools.start.saying import Stopped

pytestmark = pytest.mark.one_database

REPORT = """<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"></testsuite></testsuites>"""


def test_the_starter_needs_nothing_but_the_standard_library() -> None:
    done = _start("-S", "start.py", "help")
    assert done.returncode == 0
    assert "python3 start.py test" in done.stdout


def test_an_unknown_word_is_answered_with_those_there_are() -> None:
    done = _start("start.py", "tset")
    assert done.returncode == 1
    assert "does not know «tset»" in done.stderr
    assert "start.py check" in done.stderr


def test_a_taken_port_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Stopped, match=f"Port {port} is taken.*PORT={port + 1}"):
            serving.chosen_port()


@pytest.mark.parametrize("word", ["http", "0", "70000", "-1", "80 80"])
def test_a_port_that_is_none_is_said_in_words(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("PORT", word)
    with pytest.raises(Stopped, match="PORT must be a number"):
        serving.chosen_port()


def test_a_row_without_a_journey_says_so_and_fails() -> None:
    with pytest.raises(Stopped, match="S99 has no journey yet"):
        testing.journey("s99")


def test_a_word_that_is_no_row_says_so() -> None:
    with pytest.raises(Stopped, match="«fish» is not a row"):
        testing.journeys_of("fish")


def test_a_run_is_read_from_its_report(tmp_path: Path) -> None:
    outcome = _outcome(tmp_path, REPORT, code=1)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (3, 3, 3)


def test_a_run_that_broke_off_counts_as_a_failure(tmp_path: Path) -> None:
    assert testing._read("SQLite", tmp_path / "none.xml", 3, "1 s").failed == 1
    whole = '<testsuites><testsuite tests="2" failures="0" errors="0" skipped="0"/></testsuites>'
    assert _outcome(tmp_path, whole, code=2).failed == 1
    assert _outcome(tmp_path, whole, code=0).failed == 0


def test_the_closing_line_sums_both_databases(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [testing.Outcome("SQLite", 5, 0, 1, "3 s"), testing.Outcome("PostgreSQL", 4, 1, 0, "9 s")]
    testing.print_closing_lines(outcomes)
    assert capsys.readouterr().out.splitlines()[-1] == "9 passed, 1 failed, 1 skipped"
    assert testing.exit_code(outcomes) == 1
    assert testing.exit_code(outcomes[:1]) == 0
    assert testing.exit_code([testing.Outcome("SQLite", 0, 0, 2, "1 s")]) == 1


def test_a_named_postgres_that_does_not_answer_stops_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgres://nobody@127.0.0.1:1/none")
    with pytest.raises(Stopped, match="TEST_POSTGRES_URL"):
        testing.find_postgres()


def test_no_postgres_is_looked_for_when_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES_URL", "")
    assert testing.find_postgres() is None


def test_what_is_installed_already_is_not_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "run.txt"
    locked.write_text("django==5.2 --hash=sha256:00\n")
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(environment, "DEVELOP", tmp_path / "dev.txt")
    assert not environment._holds(locked)
    environment._stamp(locked).write_text(environment._digest(locked))
    assert environment._holds(locked)
    locked.write_text("django==5.3 --hash=sha256:00\n")
    assert not environment._holds(locked)


def test_only_the_file_with_the_locked_hash_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = _make_wheel(tmp_path / "slippers-1.0-py3-none-any.whl")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    locked = tmp_path / "locked.txt"
    locked.write_text(f"slippers==1.0 --hash=sha256:{digest}\n")
    environment.install_aside(locked, tmp_path / "right")
    assert (tmp_path / "right" / "slippers.py").exists()
    locked.write_text(f"slippers==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(Stopped, match="HASHES"):
        environment.install_aside(locked, tmp_path / "wrong")
    assert not (tmp_path / "wrong" / "slippers.py").exists()


def test_times_are_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying.time, "monotonic", lambda: 1000.0)
    assert saying.seconds_since(999.6) == "0.4 s"
    assert saying.seconds_since(969) == "31 s"
    assert saying.seconds_since(875) == "2 min 5 s"


def _outcome(folder: Path, report: str, *, code: int) -> testing.Outcome:
    file = folder / "report.xml"
    file.write_text(report)
    return testing._read("SQLite", file, code, "1 s")


def _make_wheel(file: Path) -> str:
    """The smallest wheel that pip will install; its hash."""
    facts = "slippers-1.0.dist-info"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("slippers.py", "")
        wheel.writestr(f"{facts}/METADATA", "Metadata-Version: 2.1\nName: slippers\nVersion: 1.0\n")
        wheel.writestr(f"{facts}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{facts}/RECORD", "")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _start(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
