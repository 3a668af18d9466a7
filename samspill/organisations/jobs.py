"""What the clock asks for."""

from __future__ import annotations

import datetime as dt

from samspill.foundation.jobs import every
from samspill.organisations.actions import keeping as _rules  # noqa: F401 - importing it declares them.
from samspill.organisations.actions import mapping_keeping as _mapping  # noqa: F401 - likewise.
from samspill.organisations.actions.freshness import ask_whether_pages_are_right


@every(hours=24)
def ask_whether_what_pages_say_is_right(at: dt.datetime) -> None:
    """A year has passed since an association said so."""
    ask_whether_pages_are_right(at)
