"""What every test run needs, loaded by pytest itself: test settings, the browser rule, the rule on outside data."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tools.start import chromium

os.environ.setdefault("SAMSPILL_TESTING", "true")
# Playwright runs an event loop in the thread of the test; Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

IN_CI = os.environ.get("CI") == "true"
REAL_FILES = Path(os.environ.get("REAL_FILES", Path(__file__).resolve().parents[2] / "shared" / "data"))


@pytest.hookimpl(
    wrapper=True
)  # Before pytest chooses by marks, and after pytest-django has put them in order.
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, None, None]:
    """Leave out what cannot run here, and say why; mark what needs no database, so that it is not run on two. The
    longest come first, or one processor would wait at the end while the other works through them.
    """
    _mark(config, items)
    yield
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def _mark(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if not _asks_a_database(item) or _is_about_a_page(item):
            item.add_marker("one_database")
    if IN_CI:
        _leave_out_outside_data(config, items)
    for item in items:
        if item.get_closest_marker("browser") and not chromium.path():
            item.add_marker(pytest.mark.skip(reason="Chromium is missing"))
        if item.get_closest_marker("outside_data") and not REAL_FILES.is_dir():
            item.add_marker(pytest.mark.skip(reason="REAL FILES ARE ABSENT: set REAL_FILES to their folder"))


def _asks_a_database(item: pytest.Item) -> bool:
    """Whether a test may touch a database at all: pytest-django refuses it to those that have not said so."""
    asks = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asks) or item.get_closest_marker("django_db") is not None


def _is_about_a_page(item: pytest.Item) -> bool:
    """Whether a test is about what a page says and takes. What pages ask and do is the rooms' own, whose tests run on
    both databases; every page of the desk and every list is shown on both by `tests/house`; and so does whatever
    happens at once.
    """
    is_of_the_web = "samspill/web/" in item.path.as_posix()
    return (
        is_of_the_web and "transactional_db" not in getattr(item, "fixturenames", ()) and not _commits(item)
    )


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def _leave_out_outside_data(config: pytest.Config, items: list[pytest.Item]) -> None:
    outside = [item for item in items if item.get_closest_marker("outside_data")]
    if outside:
        config.hook.pytest_deselected(items=outside)
        items[:] = [item for item in items if item not in outside]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI=true a browser test that was skipped has failed: nobody has seen the journey go well."""
    report = yield
    if IN_CI and report.skipped and item.get_closest_marker("browser") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A browser test may not be skipped under CI=true: {item.nodeid}"
    return report


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder of real files from outside the project; for tests marked `outside_data`."""
    return REAL_FILES


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of the Chromium to drive; for tests marked `browser`."""
    found = chromium.path()
    assert found, "a test that asks for chromium_path must be marked browser"
    return found
