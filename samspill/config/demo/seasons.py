"""Hours for two seasons in Lillevik: the next is shared out and waits for a decision, the one after takes wishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.people.models import StaffMember
from samspill.venues.actions.season_requests import Ask, Asker, Hope, ask_for_hours
from samspill.venues.actions.seasons import open_season
from samspill.venues.actions.sharing import ask_for_sharing
from samspill.venues.models import Season, Space
from samspill.venues.rules.seasons import SeasonFacts

DAY = dt.timedelta(days=1)
HOUR = 60
APPEAL = "Du kan klage innen tre uker. Skriv til kommunen hva du mener er feil."
#: Who, for what, who comes, how many, how long, how often; and the wishes: room, days, from, until.
WISHES = (
    ("sports", "Håndball, jenter 10–12", "children", 18, 90, 2,
     (("Gymsalen", "024", 16, 19), ("", "13", 16, 20))),
    ("sports", "Håndball, damer", "adults", 16, 90, 1, (("Gymsalen", "024", 18, 21),)),
    ("scouts", "Speidermøte", "children", 30, 120, 1, (("Gymsalen, østre halvdel", "0", 17, 19), ("", "12", 17, 20))),
    ("theatre", "Teaterprøver", "youth", 20, 120, 1, (("Gymsalen", "1", 18, 21), ("", "13", 17, 22))),
    ("choir", "Korøvelse", "adults", 35, 120, 1, (("Gymsalen", "2", 19, 22), ("", "03", 18, 22))),
    ("band", "Korpsøvelse", "youth", 40, 120, 1, (("Gymsalen", "2", 18, 21), ("Gymsalen", "1", 18, 21))),
    ("dogs", "Innendørs trening", "adults", 80, 90, 1, (("Gymsalen, vestre halvdel", "4", 18, 21),)),
)  # fmt: skip

#: A season is called by its months: a town may be built on any day of the year.
MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()

NAMES = ("Lise Haug", "Jorunn Dahl", "Stian Bakke", "Mona Lie", "Arne Foss", "Kjersti Moe", "Roar Vold")


def share_out_the_hours(
    associations: Mapping[str, Organisation], staff: Mapping[str, StaffMember], *, at: dt.datetime
) -> None:
    """The gym hall and its halves: a proposal with some who got less, and a season one can ask in."""
    halls = list(Space.objects.filter(name__startswith="Gymsalen").order_by("name", "pk"))
    following = _season(halls, begins=14, asks_until=-1, at=at - 20 * DAY, today=at)
    _ask(following, associations, halls, at=at - 10 * DAY)
    ask_for_sharing(following, by=staff["Ingrid Solvang"], at=at)
    later = _season(halls, begins=120, asks_until=30, at=at, today=at)
    first = next(iter(associations.values()))
    _ask(later, {"sports": first}, halls, at=at)


def _season(
    halls: list[Space], *, begins: int, asks_until: int, at: dt.datetime, today: dt.datetime
) -> Season:
    day = clock.local_day(today)
    first_on = day + dt.timedelta(days=begins)
    first_on += dt.timedelta(days=-first_on.weekday() % 7)
    last_on = first_on + dt.timedelta(weeks=15) - DAY
    facts = SeasonFacts(
        f"Gymsalen, {MONTHS[first_on.month - 1]} til {MONTHS[last_on.month - 1]} {last_on.year}",
        first_on,
        last_on,
        day + dt.timedelta(days=asks_until),
        opens=16 * HOUR,
        closes=22 * HOUR,
        first_groups=("children", "youth"),
        most_minutes=6 * HOUR,
        appeal=APPEAL,
        breaks=((first_on + dt.timedelta(weeks=4), first_on + dt.timedelta(weeks=4, days=4), "Skoleferie"),),
    )
    return open_season(facts, halls, by="system", at=at)


def _ask(
    season: Season, associations: Mapping[str, Organisation], halls: list[Space], *, at: dt.datetime
) -> None:
    rooms = {hall.name: hall for hall in halls}
    for number, (key, purpose, group, people, minutes, times, wishes) in enumerate(WISHES):
        if key in associations:
            phone = f"413002{number:02}"
            person = find_or_add_person(NAMES[number], [phone], by="system", at=at, channel="web")
            hopes = tuple(
                Hope(rooms.get(room), tuple(days), begins * HOUR, ends * HOUR)
                for room, days, begins, ends in wishes
            )
            ask = Ask(purpose, group, people, minutes, times, hopes)
            asker = Asker(person, associations[key])
            ask_for_hours(season, ask, asker, channel="web", by=person, at=at)
