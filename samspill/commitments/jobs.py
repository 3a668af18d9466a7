"""What the clock asks of commitments."""

from __future__ import annotations

import datetime as dt

from samspill.commitments.actions import forget_old_signers
from samspill.foundation.jobs import every


@every(hours=24)
def forget_those_who_signed_long_ago(at: dt.datetime) -> None:
    """The names under declarations that have been kept long enough."""
    forget_old_signers(at)
