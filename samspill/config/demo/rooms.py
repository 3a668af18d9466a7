"""Rooms to borrow: a school's gym hall that divides in two, and a room at the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from samspill.venues.actions import SpaceFacts, add_space, set_hours
from samspill.venues.models import Place
from samspill.venues.rules import Hours

AFTER_SCHOOL = [Hours(weekday, 16 * 60, 22 * 60, True) for weekday in range(5)]
WEEKEND = [Hours(weekday, 10 * 60, 20 * 60, False) for weekday in (5, 6)]
LIBRARY_DAYS = [Hours(weekday, 10 * 60, 19 * 60, True) for weekday in range(5)]


def lend_out_rooms(spots: Mapping[str, Place], *, at: dt.datetime) -> None:
    """The gym hall is for associations, and at weekends somebody answers; the library room is for everybody."""
    school = spots["brattlia_school"]
    facts = SpaceFacts(
        "Gymsalen", capacity=120, equipment=("sound", "changing_room"), lends_to="associations",
        purposes="Trening, dans og møter", duties="Innesko. Rydd og slukk lyset.", door="Koden til døra er 4711.",
    )  # fmt: skip
    hall = add_space(school, facts, by="system", at=at)
    set_hours(hall, [*AFTER_SCHOOL, *WEEKEND], by="system", at=at)
    for name in ("Gymsalen, østre halvdel", "Gymsalen, vestre halvdel"):
        half = SpaceFacts(name, capacity=60, equipment=("changing_room",), lends_to="associations")
        set_hours(add_space(school, half, whole=hall, by="system", at=at), AFTER_SCHOOL, by="system", at=at)
    room = SpaceFacts("Grupperommet", capacity=12, equipment=("screen", "tables", "wifi"))
    set_hours(add_space(spots["library"], room, by="system", at=at), LIBRARY_DAYS, by="system", at=at)
