"""A crowd: many who do the same at the same moment, on each database there is."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tools.bench import towns
from tools.bench.ground import ROOT, fresh_settings
from tools.start.testing import find_postgres

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from samspill.foundation.models import Municipality

#: PostgreSQL as it is installed takes a hundred connections; the rest wait their turn, as they would at a web server.
MOST_AT_ONCE = {"sqlite": 200, "postgresql": 80}


def on_each_database(subject: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Run `python -m tools.bench.<subject> count` on a fresh database of each kind: its name, and what was printed."""
    yield "SQLite", _counted(subject, fresh_settings(subject)["DATABASE_URL"])
    postgres = find_postgres()
    if postgres:
        with database_of_our_own(postgres) as url:
            yield "PostgreSQL", _counted(subject, url)


@contextmanager
def database_of_our_own(url: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, which is dropped afterwards."""
    import psycopg

    name = f"samspill_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        try:
            yield f"{url.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f"drop database {name} with (force)")


def all_at_once(
    town: Municipality, many: int, do: Callable[[int], object], *, processes: int = 1, most: int = 200
) -> float:
    """`do(0)` … `do(many - 1)`, `most` of them beginning at the same moment in the town; seconds until all are done.

    In so many processes, as a web server has them. Each thread has its connection when the clock starts, as a web
    server's has; starting processes and ending them is not timed, waiting for each other is.
    """
    from django.db import connection

    connection.close()
    threads = min(many, most, MOST_AT_ONCE[connection.vendor])
    turns = [range(first, many, threads) for first in range(threads)]
    context = multiprocessing.get_context("fork")
    begin, end = context.Barrier(threads + 1), context.Barrier(threads + 1)
    children = [
        context.Process(target=_in_threads, args=(town, turns[number::processes], (begin, end), do))
        for number in range(processes)
    ]
    for child in children:
        child.start()
    begin.wait()
    began = time.perf_counter()
    end.wait()
    seconds = time.perf_counter() - began
    for child in children:
        child.join()
    return seconds


def _in_threads(
    town: Municipality, turns: list[range], gates: tuple[Barrier, Barrier], do: Callable[[int], object]
) -> None:
    threads = [threading.Thread(target=_take_turns, args=(town, numbers, gates, do)) for numbers in turns]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _take_turns(
    town: Municipality, numbers: range, gates: tuple[Barrier, Barrier], do: Callable[[int], object]
) -> None:
    from django.db import connection, connections

    begin, end = gates
    # Whoever fails still comes to both gates, so that nobody waits there for ever.
    try:
        connection.ensure_connection()
    finally:
        begin.wait()
    try:
        with towns.entered(town):
            for number in numbers:
                do(number)
    finally:
        end.wait()
        connections.close_all()


def _counted(subject: str, url: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", f"tools.bench.{subject}", "count"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told
