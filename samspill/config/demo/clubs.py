"""Lillevik's associations, registered as groups without an organisation number: real numbers belong to real ones."""

from __future__ import annotations

import datetime as dt

from samspill.config.demo.tables import rows
from samspill.foundation.models import Area
from samspill.organisations.actions import register_group
from samspill.organisations.models import Organisation


def found_the_clubs(*, at: dt.datetime) -> dict[str, Organisation]:
    """Register every association of the table, by its key."""
    areas = {area.name: area for area in Area.objects.all()}
    return {
        row["key"]: register_group(
            row["name"],
            about=row["about"],
            area=areas[row["area"]],
            categories=row.codes("categories"),
            languages=row.codes("languages"),
            audiences=row.codes("audiences"),
            place_text=row["place_text"],
            by="system",
            at=at,
        )
        for row in rows("associations")
    }
