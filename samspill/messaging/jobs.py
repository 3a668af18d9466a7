"""What the clock asks of messaging."""

from __future__ import annotations

import datetime as dt
import os

from samspill.foundation.jobs import every
from samspill.messaging.actions import keeping as _rules  # noqa: F401 - importing it declares them.
from samspill.messaging.actions.finding_out import find_out, mark_interrupted
from samspill.messaging.actions.incoming import understand_the_rest
from samspill.messaging.actions.sending import send_everywhere


@every(seconds=30)
def take_up_what_was_not_understood(at: dt.datetime) -> None:
    """A process that ended between storing and understanding a message lost nothing."""
    understand_the_rest(at)


@every(seconds=1, across=True, exclusive=False)
def send_what_is_due(at: dt.datetime) -> None:
    """Every worker sends: each message is claimed by one of them."""
    send_everywhere(holder=f"worker {os.getpid()}", at=at)


@every(seconds=30)
def find_out_what_became_of_messages(at: dt.datetime) -> None:
    """A worker that died left claims without an end; the operator is asked about those and about lost answers."""
    mark_interrupted(at=at)
    find_out(at=at)
