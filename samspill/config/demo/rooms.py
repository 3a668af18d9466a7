"""Rooms to borrow: a school's gym hall that divides in two, and a room at the library; and equipment lent alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.organisations.models import Organisation
from samspill.organisations.queries.acting import acting_posts
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import (
    SpaceFacts,
    ThingFacts,
    add_space,
    add_thing,
    change_thing,
    set_fetching_hours,
    set_hours,
)
from samspill.venues.models import Loan, Place, Thing
from samspill.venues.rules import Hours

AFTER_SCHOOL = [Hours(weekday, 16 * 60, 22 * 60, True) for weekday in range(5)]
WEEKEND = [Hours(weekday, 10 * 60, 20 * 60, False) for weekday in (5, 6)]
TRAILER_PRICE = "Gratis første uke"
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


def lend_out_equipment(spots: Mapping[str, Place], *, at: dt.datetime) -> None:
    """Chairs, a tent and a projector at the library, fetched on workdays; the tent is answered. Some is out, and late.

    Fetched by associations and people of the town: so the counter has something to do.
    """
    chairs = _lend(spots["library"], ThingFacts(
        "Klappstoler", pieces=40, purposes="Årsmøter, fester og loppemarked",
        duties="Tørk av stolene før du leverer dem.", fetching="Kjelleren, gå inn fra baksida. Ring på ved døra.",
    ), LIBRARY_DAYS, at)  # fmt: skip
    tent = _lend(spots["library"], ThingFacts(
        "Partytelt 3 x 6 meter", about="Hvitt telt med sider. To må hjelpe til for å sette det opp.",
        lends_to="associations", longest_days=5, duties="Teltet må være tørt når det pakkes.", notice_hours=48,
    ), [Hours(weekday, 10 * 60, 19 * 60, False) for weekday in range(5)], at)  # fmt: skip
    projector = _lend(spots["library"], ThingFacts("Prosjektor", pieces=2, longest_days=3), LIBRARY_DAYS, at)
    _lend(
        spots["brattlia_school"],
        ThingFacts("Sykkelvogn", pieces=2, price=TRAILER_PRICE),
        AFTER_SCHOOL,
        at,
    )
    first, *days = _workdays_around(at)
    for thing, pieces, name, phone, begins, ends in (
        (projector, 1, "Arne Fossum", "41300201", first - dt.timedelta(days=3), first),
        (chairs, 24, "Gunn Sletta", "41300202", days[0], days[1]),
        (tent, 1, "Jon Haugli", "41300203", days[2], days[3]),
    ):
        person = find_or_add_person(name, [phone], by="system", at=at, channel="web")
        group = "Velforeninga i Brattlia" if thing == tent else ""
        Loan.objects.create(
            thing=thing, person=person, on_behalf_of=group, purpose="Sommerfest", pieces=pieces,
            starts_at=_hour(begins, 11), ends_at=_hour(ends, 12), asked_at=at, channel="web",
            approved_at=None if thing == tent else at, answer_by_on=days[1] if thing == tent else None,
            fetched_at=_hour(begins, 11) if thing == projector else None,
        )  # fmt: skip


def let_associations_borrow(association: Organisation, *, at: dt.datetime) -> None:
    """One borrows chairs every week; and a trailer for a day when somebody else has one: then one breaks."""
    acts = acting_posts().filter(organisation=association).order_by("pk")[0].person
    first, *days = _workdays_around(at)
    chairs, trailer = (Thing.objects.get(name=name) for name in ("Klappstoler", "Sykkelvogn"))
    series, evenings = new_key(), [days[0] + dt.timedelta(weeks=week) for week in range(5)]
    for day in evenings:
        Loan.objects.create(
            thing=chairs, person=acts, organisation=association, purpose="Øving", pieces=12, starts_at=_hour(day, 16),
            ends_at=_hour(day, 19), asked_at=at, channel="web", approved_at=at, series=series,
        )  # fmt: skip
    berit = find_or_add_person("Berit Kleiva", ["41300905"], by="system", at=at, channel="web")
    for person, group, promised_at in (
        (berit, None, clock.start_of_day(first)),
        (acts, association, at),
    ):
        Loan.objects.create(
            thing=trailer, person=person, organisation=group, purpose="Tur med barna", starts_at=_hour(days[2], 16),
            ends_at=_hour(days[2], 20), asked_at=promised_at, channel="web", approved_at=promised_at,
        )  # fmt: skip
    change_thing(trailer, ThingFacts("Sykkelvogn", pieces=1, price=TRAILER_PRICE), by="system", at=at)


def _lend(place: Place, facts: ThingFacts, hours: Sequence[Hours], at: dt.datetime) -> Thing:
    thing = add_thing(place, facts, by="system", at=at)
    set_fetching_hours(thing, hours, by="system", at=at)
    return thing


def _workdays_around(at: dt.datetime) -> list[dt.date]:
    """The last workday before today, and the next four after it."""
    today = clock.local_day(at)
    before = next(day for n in range(1, 8) if (day := today - dt.timedelta(days=n)).weekday() < 5)
    after = [day for n in range(1, 10) if (day := today + dt.timedelta(days=n)).weekday() < 5]
    return [before, *after[:4]]


def _hour(day: dt.date, hour: int) -> dt.datetime:
    return clock.at_local(day, dt.time(hour))
