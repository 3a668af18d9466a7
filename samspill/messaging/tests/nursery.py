"""Brings forth workers to be killed: one Django, loaded once, and a process of the real worker for each line it reads.

Run by `test_killing_the_worker`. Loading Django anew for every worker would leave no time for many deaths.
"""

from __future__ import annotations

import os
import signal
import sys

import django


def main() -> None:
    """Fork a worker for each line on standard input, and print its process id."""
    django.setup()
    from samspill.config.commands import running
    from samspill.messaging import jobs  # noqa: F401 - declares what the worker does
    from samspill.messaging.gateways import simulator  # noqa: F401 - loads the HTTP client before the first birth

    running.LOOK_EVERY_SECONDS = 0.01  # Lives are short here.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            assert running.work.callback
            running.work.callback()
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
