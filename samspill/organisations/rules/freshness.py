"""How often it is asked whether an association's page is right: two messages in a year at most."""

from __future__ import annotations

import datetime as dt

#: So long a page counts as looked at; and so long passes between two questions.
FRESH = dt.timedelta(days=365)
#: Who has not answered is reminded once, so long after.
REMINDED_AFTER = dt.timedelta(days=14)
#: So long after the reminder it is for a person to call.
CALLED_AFTER = dt.timedelta(days=14)
#: So many are asked in one day, so that answers do not all come at once.
MOST_A_DAY = 40
#: A bare yes counts only where nothing else was written to the same address for so long.
ALONE_FOR = dt.timedelta(days=30)
