"""`start.py test`: the tests on SQLite always, on PostgreSQL as well where one answers."""

from __future__ import annotations

import os
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.start import chromium
from tools.start.places import PYTHON, ROOT, VAR
from tools.start.running import loudly, quietly
from tools.start.saying import Stopped, say, seconds_since, step

USUAL_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"

#: A browser would show the same pages again, and some tests never meet the database.
NOT_TWICE = ["-m", "not one_database and (not browser or both_databases)"]


@dataclass(frozen=True)
class Outcome:
    """How one run of the tests ended."""

    database: str
    passed: int
    failed: int
    skipped: int
    seconds: str

    def in_words(self) -> str:
        return f"  {self.database}: {counted(self.passed, self.failed, self.skipped)} in {self.seconds}"


def counted(passed: int, failed: int, skipped: int) -> str:
    """The three figures in the form that continuous integration reads."""
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def test(wishes: list[str]) -> int:
    """Run the tests with pytest's own words in `wishes`; 0 where all is well."""
    outcomes = run_everywhere(wishes)
    print_closing_lines(outcomes)
    return exit_code(outcomes)


def journey(row: str) -> int:
    """Run the journeys of one row of the mission, such as `s05`, on SQLite."""
    files = journeys_of(row)
    if not files:
        raise Stopped(
            f"{row.upper()} has no journey yet: nobody has shown that it works.\n{_rows_with_journeys()}"
        )
    chromium.see_to_it()
    outcomes = [_run("SQLite", sqlite_url(), [*map(str, files)])]
    print_closing_lines(outcomes)
    return exit_code(outcomes)


def journeys_of(row: str) -> list[Path]:
    """The journey files of a row; raises `Stopped` where the word is no row at all."""
    named = re.fullmatch(r"s?(\d{1,2})", row.lower())
    if not named:
        raise Stopped(f"«{row}» is not a row. Rows are named s01, s02 … s38.")
    return sorted((ROOT / "tests" / "journeys").glob(f"test_s{int(named[1]):02}_*.py"))


def _rows_with_journeys() -> str:
    names = {file.name.split("_")[1] for file in (ROOT / "tests" / "journeys").glob("test_s[0-9][0-9]_*.py")}
    return f"Rows with journeys: {', '.join(sorted(names)) or 'none'}."


def run_everywhere(wishes: list[str]) -> list[Outcome]:
    """One outcome per database that could be had. Raises `Stopped` where a named PostgreSQL does not answer."""
    chromium.see_to_it()
    postgres = find_postgres()
    outcomes = [_run("SQLite", sqlite_url(), wishes)]
    if postgres:
        outcomes.append(_run("PostgreSQL", postgres, wishes, NOT_TWICE))
    else:
        say("  PostgreSQL: none answered, so the tests ran on SQLite alone. TEST_POSTGRES_URL names one.")
    return outcomes


def print_closing_lines(outcomes: list[Outcome]) -> None:
    """Which databases ran and how it went; the last line sums them."""
    say()
    for outcome in outcomes:
        say(outcome.in_words())
    say()
    say(summed(outcomes))


def summed(outcomes: list[Outcome]) -> str:
    """All outcomes in one line."""
    return counted(
        sum(one.passed for one in outcomes),
        sum(one.failed for one in outcomes),
        sum(one.skipped for one in outcomes),
    )


def exit_code(outcomes: list[Outcome]) -> int:
    """0 where something ran and nothing failed."""
    went_well = all(not one.failed for one in outcomes) and any(one.passed for one in outcomes)
    return 0 if went_well else 1


def sqlite_url() -> str:
    return "sqlite:///" + str(VAR / "test.sqlite3")


def find_postgres() -> str | None:
    """The address of a PostgreSQL to test on, or None. Raises `Stopped` where the named one does not answer."""
    named = os.environ.get("TEST_POSTGRES_URL")
    if named == "":
        return None
    url = named or USUAL_POSTGRES
    with step("Looking for PostgreSQL"):
        code, printed = quietly([str(PYTHON), "-c", _ASK_POSTGRES, url])
    if code == 0:
        return url
    if named:
        raise Stopped(f"The PostgreSQL that TEST_POSTGRES_URL names cannot be used: {printed.strip()}")
    return None


_ASK_POSTGRES = """
import sys, psycopg
try:
    with psycopg.connect(sys.argv[1], connect_timeout=2) as connection:
        may = connection.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user").fetchone()
except psycopg.Error as error:
    sys.exit(str(error))
if not may[0]:
    sys.exit("its user may not create databases")
"""


def _run(database: str, url: str, wishes: list[str], narrowed: Sequence[str] = ()) -> Outcome:
    say(f"\n  Tests on {database}")
    report = VAR / "test-reports" / f"{database.lower()}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    began = time.monotonic()
    spread = [] if wishes else ["-n", str(_processes()), "--dist", "worksteal"]
    command = [str(PYTHON), "-m", "pytest", f"--junitxml={report}", *spread, *narrowed, *wishes]
    return _read(database, report, loudly(command, _told(url)), seconds_since(began))


def _processes() -> int:
    """One more than there are processors: a test in a browser waits a good part of its time."""
    return min((os.cpu_count() or 1) + 1, 8)


def _told(url: str) -> dict[str, str]:
    found = chromium.path()
    return {"DATABASE_URL": url, **({"CHROMIUM": found} if found else {})}


def _read(database: str, report: Path, code: int, seconds: str) -> Outcome:
    """The figures from pytest's own report. A run that broke off counts as a failure."""
    if not report.exists():
        return Outcome(database, 0, 1, 0, seconds)
    suites = list(ET.parse(report).getroot().iter("testsuite"))
    ran, failures, errors, skipped = (
        sum(int(suite.get(what, 0)) for suite in suites)
        for what in ("tests", "failures", "errors", "skipped")
    )
    failed = max(failures + errors, code not in (0, _NO_TEST_WAS_CHOSEN))
    return Outcome(database, ran - failures - errors - skipped, failed, skipped, seconds)


_NO_TEST_WAS_CHOSEN = 5
