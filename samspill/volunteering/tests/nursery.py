"""Brings forth processes to be killed: one Django, loaded once, and for each line it reads a process that does a work.

Run by `test_killing_who_asks`. A line is the name of a work and the moment it happens at, such as
`waves 2026-03-10T09:00:00+00:00`; what is printed is the process id.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys

import django


def main() -> None:
    """Fork a process for each line on standard input, and print its process id."""
    django.setup()
    from samspill.volunteering.tests import works

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        work, moment = line.split()
        child = os.fork()
        if child == 0:
            works.do(work, dt.datetime.fromisoformat(moment))
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
