"""What the clock asks for."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.venues import actions
from samspill.venues.actions.sharing import share_seasons_that_wait


@every(minutes=10)
def tell_how_to_open(at: dt.datetime) -> None:
    """The time is near."""
    actions.send_due_reminders(at)


@every(seconds=5)
def share_out_hours(at: dt.datetime) -> None:
    """A season had too many requests to be shared out while somebody waited for the page."""
    share_seasons_that_wait(at)
