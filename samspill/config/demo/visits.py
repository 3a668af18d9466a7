"""Half a year of visits to Lillevik's square, so that there is something to look at."""

from __future__ import annotations

import datetime as dt
import random

from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.tenancy import entered_number
from samspill.insight.actions import Seen, note_visits, write_visits
from samspill.insight.rules.visits import (
    ACTIVITY,
    ALL_NEEDS,
    FRAME,
    NEED,
    ORGANISATION,
    PAGE,
    PAGES,
    WHOLE_WEEK,
    weeks_until,
)
from samspill.organisations.models import Organisation
from samspill.volunteering.models import Need

WEEKS = 26
#: How often pages of each kind are opened in a week, at most.
OFTEN = {PAGE: 220, ACTIVITY: 40, NEED: 18, ORGANISATION: 15, FRAME: 90}


def let_people_read(*, at: dt.datetime) -> None:
    """The same each time the town is built: a little more every week."""
    chance, town = random.Random(9901), entered_number()
    for what, keys in _keys().items():
        for key in keys:
            for nth, week in enumerate(weeks_until(clock.local_day(at), WEEKS)):
                number = chance.randrange(OFTEN[what]) * (nth + 6) // (WEEKS + 6)
                note_visits(Seen(town, what, key), number, on=week)
    write_visits()


def _keys() -> dict[str, list[str]]:
    return {
        PAGE: list(PAGES),
        ACTIVITY: _some(Activity),
        NEED: _some(Need),
        ORGANISATION: _some(Organisation),
        FRAME: [WHOLE_WEEK, ALL_NEEDS, *_some(Organisation)[:5]],
    }


def _some(table: type[Activity] | type[Need] | type[Organisation]) -> list[str]:
    return [str(key) for key in table.objects.order_by("pk").values_list("pk", flat=True)[:40]]
