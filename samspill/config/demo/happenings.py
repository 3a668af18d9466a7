"""What happens in Lillevik each week, published as its associations and services would."""

from __future__ import annotations

import datetime as dt

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity
from samspill.config.demo.tables import Row, rows
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.organisations.models import Organisation
from samspill.people.models import Unit
from samspill.venues.models import Place


def fill_the_week(
    units: dict[str, Unit], spots: dict[str, Place], clubs: dict[str, Organisation], *, at: dt.datetime
) -> list[Activity]:
    """Publish every weekly activity of the table, from last week on."""
    return [
        publish_activity(_announcement(row, units, spots, clubs), [_pattern(row, at)], by="system", at=at)
        for row in rows("activities")
    ]


def _announcement(
    row: Row, units: dict[str, Unit], spots: dict[str, Place], clubs: dict[str, Organisation]
) -> Announcement:
    kind, _, key = row["organiser"].rpartition(":")
    place = spots[row["place"]]
    return Announcement(
        title={"nb": row["title"], "en": row["english"]},
        text=_per_language(row["text"], row["english_text"]),
        unit=units[key] if kind == "unit" else None,
        organisation=None if kind == "unit" else clubs[key],
        place=place,
        area=place.area,
        audiences=row.codes("audiences"),
        categories=row.codes("categories"),
        languages=row.codes("languages") or ("nb",),
        is_free=row.flag("free"),
        price=row["price"],
        age_from=row.number("age_from"),
        age_until=row.number("age_until"),
    )


def _per_language(norwegian: str, english: str) -> dict[str, str]:
    return {"nb": norwegian} | ({"en": english} if english else {})


def _pattern(row: Row, at: dt.datetime) -> Pattern:
    return Pattern(
        kind="weekly",
        starts_on=clock.local_day(at) - dt.timedelta(days=7),
        starts_time=dt.time.fromisoformat(row["at"]),
        minutes=row.number("minutes"),
        weekdays=row.codes("weekdays"),
        skips_public_holidays=True,
    )
