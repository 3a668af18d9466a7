"""What the clock asks of messaging."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.messaging.actions.incoming import understand_the_rest


@every(seconds=30)
def take_up_what_was_not_understood(at: dt.datetime) -> None:
    """A process that ended between storing and understanding a message lost nothing."""
    understand_the_rest(at)
