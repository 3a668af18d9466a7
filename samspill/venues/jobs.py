"""What the clock asks for."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.venues import actions


@every(minutes=10)
def tell_how_to_open(at: dt.datetime) -> None:
    """The time is near."""
    actions.send_due_reminders(at)
