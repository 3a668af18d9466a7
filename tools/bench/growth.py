"""What the square costs when it has grown: ten years of activities in one town, and the whole country in the database.

The same pages are measured twice in one process, kept copies off: with 10,000 occurrences in one town alone, and with
100,000 in it and 356 other municipalities beside. The list of tasks has 500 that are open both times, and 5,000 that
are over beside them the second; then ten times as many are open, which may cost ten times as much and no more. On
SQLite, and on PostgreSQL where one answers.
`python -m tools.bench.growth measure` is the child that runs it on the database that DATABASE_URL names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

from tools.bench import towns
from tools.bench.crowd import database_of_our_own
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import ROOT, fresh_settings, gather_static_files, open_database
from tools.start.testing import find_postgres

YEARS, ROUNDS = 10, 15
#: Each of the other municipalities has so many activities a week.
BESIDE = 5
PAGES = {
    "the week": "/week/",
    "filter and search": "/week/?q=strikkekvelder&free=1",
    "a search that is spelled wrong": "/week/?q=strikekveld",
    "the tasks": "/needs/",
    "a search among the tasks": "/needs/?q=strikkekafe&time=morning",
}
OPEN_TASKS, TASKS_OVER = 500, 5_000
TEN_TIMES = ("the tasks", "a search among the tasks")
#: A page that has grown may cost so much more.
AT_MOST = 1.5
MS = 30


def main() -> None:
    """Measure on each database there is, hand over."""
    figures = _figures("SQLite", fresh_settings("growth", SAMSPILL_PAGE_CACHE="false")["DATABASE_URL"])
    if postgres := find_postgres():
        with database_of_our_own(postgres) as url:
            figures += _figures("PostgreSQL", url)
    hand_over(figures)


def _figures(database: str, url: str) -> list[Figure]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.growth", "measure"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    few, many, search_ms, most = json.loads(done.stdout.strip().splitlines()[-1])
    grown = [_grown(f"{page}, grown tenfold, {database}", few[page], many[page]) for page in PAGES]
    grown += [
        _ten_times(f"{page}, ten times as many open, {database}", many[page], most[page])
        for page in TEN_TIMES
    ]
    name = f"search alone, 100,000 occurrences, {database}"
    return [*grown, Figure(name, search_ms, "ms", f"at most {MS} ms", search_ms <= MS)]


def _grown(name: str, few: float, many: float) -> Figure:
    must = f"at most {AT_MOST} times the floor"
    return Figure(name, many, "ms", must, many <= AT_MOST * few, few, "the same with 10,000 alone")


def _ten_times(name: str, few: float, many: float) -> Figure:
    must = "at most 10 times the floor"
    return Figure(name, many, "ms", must, many <= 10 * few, few, f"the same with {OPEN_TASKS} open")


def measure() -> None:
    """Fill a tenth, measure; fill the rest and the country, measure again; print both and what the search takes."""
    from django.db import connection

    open_database()
    gather_static_files()
    town = towns.open_town()
    with towns.entered(town):
        towns.fill_the_calendar()
        towns.fill_the_tasks(count=OPEN_TASKS, first_code=1)
    _let_it_know(connection)
    few = _all_pages()
    with towns.entered(town):
        for years_ago in range(1, YEARS):
            towns.fill_the_calendar(years_ago=years_ago)
        towns.fill_the_tasks(count=TASKS_OVER, first_code=1_000_000, is_over=True)
    _fill_the_country()
    _let_it_know(connection)
    many = _all_pages()
    with towns.entered(town):
        search = _best(_search)
        towns.fill_the_tasks(count=9 * OPEN_TASKS, first_code=2_000_000)
    _let_it_know(connection)
    most = {name: _best(_fetch, PAGES[name]) for name in TEN_TIMES}
    print(json.dumps([few, many, search, most]))


def _let_it_know(connection: Any) -> None:
    """As the database's own housekeeping does: it must know how much there is of what."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _fill_the_country() -> None:
    from samspill.foundation import actions, clock
    from samspill.foundation.places import municipalities

    for number in municipalities():
        here = actions.open_municipality(number, hosts=[f"m{number}.localhost"], at=clock.now())
        with towns.entered(here):
            towns.fill_the_calendar(a_week=BESIDE)
            towns.fill_the_tasks(count=BESIDE, first_code=1)


def _all_pages() -> dict[str, float]:
    return {name: _best(_fetch, path) for name, path in PAGES.items()}


def _best(call: Any, *given: Any) -> float:
    """Milliseconds of the best of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call(*given)
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


def _fetch(path: str) -> None:
    from django.test import Client

    answer = Client(headers={"host": towns.HOST}).get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _search() -> None:
    """The times of the next seven days that hold the words, as the page asks for them."""
    from samspill.activities import queries
    from samspill.activities.rules.filters import Filter

    first_on, until_on = towns.coming_week()
    found = queries.week(Filter(words="strikkekvelder", from_on=first_on, until_on=until_on), language="nb")
    if not found:
        raise RuntimeError("the search found nothing")


if __name__ == "__main__":
    measure() if sys.argv[1:2] == ["measure"] else main()
