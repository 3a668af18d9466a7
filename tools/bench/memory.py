"""How much memory a server of two processes holds, web and worker, after some use: proportional set size."""

from __future__ import annotations

import os
import time
from pathlib import Path

import psutil

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import free_port, fresh_settings, gather_static_files, open_database, running, served
from tools.bench.load import answers_per_second

PAGES = ("/", "/week/", "/week/?q=strikkekvelder", "/organisations/", "/needs/")
BARE = "the same two, waitress and Django alone"


def main() -> None:
    """Start both, use them for a while, weigh them, hand over."""
    fresh_settings("memory")
    open_database()
    gather_static_files()
    town = towns.open_town()
    with towns.entered(town):
        towns.fill_the_calendar()
    held, floor = _product(), _bare()
    hand_over([Figure("memory, web and worker", held, "MiB", "at most 200 MiB", held <= 200, floor, BARE)])


def _product() -> float:
    port = free_port()
    with served(["-m", "samspill", "serve"], port) as web, running(["-m", "samspill", "work"]) as worker:
        for path in PAGES:
            answers_per_second(port, path, host=towns.HOST, seconds=1.5)
        time.sleep(5)  # The worker has been round all its jobs by then.
        return _weight(web.pid) + _weight(worker.pid)


def _bare() -> float:
    """Two processes that load the same framework and server, and do nothing."""
    program = "import signal, waitress, django; from django.core.handlers import wsgi; django.setup(); signal.pause()"
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "tools.bench.bare_settings"}
    with running(["-c", program], **told) as one, running(["-c", program], **told) as other:
        time.sleep(2)
        return _weight(one.pid) + _weight(other.pid)


def _weight(pid: int) -> float:
    """The proportional set size of a process and its children, in MiB."""
    process = psutil.Process(pid)
    return sum(_pss(one.pid) for one in [process, *process.children(recursive=True)]) / 1024


def _pss(pid: int) -> int:
    """In kB, as the kernel counts it."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")))


if __name__ == "__main__":
    main()
