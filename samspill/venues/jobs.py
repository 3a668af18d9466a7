"""What the clock asks for."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.venues import actions
from samspill.venues.actions.sharing import share_seasons_that_wait
from samspill.venues.actions.telling_the_house import tell_who_keeps_them


@every(minutes=10)
def tell_how_to_open(at: dt.datetime) -> None:
    """The time is near."""
    actions.send_due_reminders(at)


@every(minutes=20)
def tell_of_loans_that_cannot_be_kept(at: dt.datetime) -> None:
    """Something is gone, or a house has closed: once a day whoever keeps it is told."""
    tell_who_keeps_them(at)


@every(seconds=5)
def share_out_hours(at: dt.datetime) -> None:
    """A season had too many requests to be shared out while somebody waited for the page."""
    share_seasons_that_wait(at)
