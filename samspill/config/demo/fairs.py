"""Foreningenes dag in Lillevik: the eighth grade goes tomorrow, and the ninth grade is choosing for next month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from samspill.activities.actions.fairs import (
    FairFacts,
    OfferFacts,
    add_offer,
    ask_for_drawing,
    bring_in_classes,
    make_fair,
    publish_fair,
    save_wishes,
)
from samspill.activities.models import Fair
from samspill.activities.rules.fairs.class_lists import read_class_list
from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.people.models import StaffMember, Unit

DAY = dt.timedelta(days=1)
ROUNDS = [
    (dt.time(9), dt.time(9, 40)),
    (dt.time(9, 50), dt.time(10, 30)),
    (dt.time(11), dt.time(11, 40)),
    (dt.time(11, 50), dt.time(12, 30)),
]
#: Which association, what one tries, where, and how many there is room for in each round.
OFFERS = (
    ("choir", "Syng i kor", "Aulaen", 8),
    ("band", "Prøv et instrument", "Musikkrommet", 5),
    ("theatre", "Lag en scene", "Scenen", 6),
    ("sports", "Håndball", "Gymsalen", 8),
    ("ski", "Rulleski", "Parkeringsplassen", 4),
    ("kayak", "Padling i basseng", "Svømmehallen", 3),
    ("scouts", "Tenn bål og lag mat", "Bak skolen", 6),
    ("helpers", "Førstehjelp på ekte", "Rom 104", 6),
    ("chess", "Lynsjakk", "Biblioteket", 6),
    ("dogs", "Møt en redningshund", "Skolegården", 5),
)
NAMES = (
    "Ada Ahmed Aksel Alma Amir Anna Aron Astrid Birk Dina Edvin Ella Emil Eva Fatima Filip Hanna Hedda Iben Idris "
    "Ivar Jonas Kaja Leo Lea Liam Maja Malik Marius Mina Noor Olav Oda Omar Pia Ravi Runa Samir Sara Selma Sigurd "
    "Thea Tiril Ulrik Vilde Yusuf"
).split()


def hold_fairs(
    units: Mapping[str, Unit],
    staff: Mapping[str, StaffMember],
    associations: Mapping[str, Organisation],
    *,
    at: dt.datetime,
) -> None:
    """One that is drawn and told, so that associations see who comes; one where a class has begun to wish."""
    by, unit = staff["Ingrid Solvang"], units["centre"]
    today = clock.local_day(at)
    coming = _fair("Foreningenes dag, 8. trinn", today + DAY, unit, by, at - 20 * DAY, at - 2 * DAY)
    _offer(coming, associations, by, at - 20 * DAY)
    _bring(coming, ("8A", "8B"), by, at - 15 * DAY)
    _wish(coming, leaving_out=2, at=at - 5 * DAY)
    ask_for_drawing(coming, by=by, at=at - DAY)
    publish_fair(coming, by=by, at=at)
    later = _fair("Foreningenes dag, 9. trinn", today + 30 * DAY, unit, by, at - DAY, at + 14 * DAY)
    _offer(later, associations, by, at - 2 * DAY)
    _bring(later, ("9A", "9B"), by, at - 2 * DAY)
    _wish(later, leaving_out=25, at=at - dt.timedelta(hours=3))


def _fair(
    name: str, held_on: dt.date, unit: Unit, by: StaffMember, opens: dt.datetime, closes: dt.datetime
) -> Fair:
    facts = FairFacts(
        name, held_on, ROUNDS, wishes_open_at=opens, wishes_close_at=closes,
        place_text="Lillevik ungdomsskole",
    )  # fmt: skip
    return make_fair(unit, facts, by=by, at=opens)


def _offer(fair: Fair, associations: Mapping[str, Organisation], by: StaffMember, at: dt.datetime) -> None:
    for key, title, place, room in OFFERS:
        host = associations[key]
        rooms = dict.fromkeys(range(1, len(ROUNDS) + 1), room)
        facts = OfferFacts(title, host.name, rooms, organisation=host, place_text=place, minimum=2)
        add_offer(fair, facts, by=by, at=at)


def _bring(fair: Fair, classes: tuple[str, str], by: StaffMember, at: dt.datetime) -> None:
    rows = [
        [name, f"{first} {'BDHKLNR'[number % 7]}."]
        for number, first in enumerate(NAMES)
        for name in [classes[number % 2]]
    ]
    bring_in_classes(fair, read_class_list([["Klasse", "Navn"], *rows]), by=by, at=at)


def _wish(fair: Fair, *, leaving_out: int, at: dt.datetime) -> None:
    """Most want what most want; a few have not wished."""
    offers = list(fair.offers.order_by("number").values_list("pk", flat=True))
    pupils = list(fair.pupils.order_by("name"))
    for number, pupil in enumerate(pupils[: len(pupils) - leaving_out]):
        liked = dict.fromkeys((5, 4, 3, (number * 7) % 10, (number * 3 + 1) % 10, 9, 7, 1))
        chosen = [offers[one] for one in liked][number % 2 : number % 2 + 4]
        save_wishes(pupil.pk, chosen, by=None, at=at)
