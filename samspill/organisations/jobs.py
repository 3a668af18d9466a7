"""What the clock asks for."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.organisations.actions.sheets import drop_old_sheets


@every(seconds=24 * 60 * 60)
def drop_sheets_nobody_came_back_to(at: dt.datetime) -> None:
    """A list of contacts is not kept longer than it is needed."""
    drop_old_sheets(at=at)
