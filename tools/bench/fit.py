"""How long it takes to find who fits one need among 20,000 volunteers, and why."""

from __future__ import annotations

import datetime as dt
import random
import time
from typing import TYPE_CHECKING

from tools.bench import towns
from tools.bench.figure import Figure, hand_over
from tools.bench.ground import fresh_settings, open_database

if TYPE_CHECKING:
    from samspill.people.models import Person
    from samspill.volunteering.models import Shift

VOLUNTEERS = 20_000
ROUNDS = 7
KINDS = ("visit", "escort", "shopping", "walk", "practical")
BARE = "bare select of the volunteers"


def main() -> None:
    """Fill the town with volunteers, ask who fits, hand over."""
    fresh_settings("fit")
    open_database()
    with towns.entered(towns.open_town()):
        shift = _a_shift(_volunteers())
        found = _count(shift)
        ours, floor = (
            min(_timed(lambda: _ask(shift)) for _ in range(ROUNDS)),
            min(_timed(_bare) for _ in range(ROUNDS)),
        )
    name = f"who fits: {VOLUNTEERS:,} volunteers, {found:,} fit"
    hand_over(
        [Figure(name, ours, "ms", "at most 150 ms", ours <= 150 and 0 < found < VOLUNTEERS, floor, BARE)]
    )


def _timed(call: object) -> float:
    began = time.perf_counter()
    call()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1000


def _ask(shift: Shift) -> None:
    """As the desk does: everyone judged, the twenty best and the ten that lack least in words."""
    from samspill.foundation import clock
    from samspill.volunteering.queries.matching import who_fits

    suggestions = who_fits(shift, at=clock.now())
    suggestions.best(20)
    suggestions.nearly(10)


def _count(shift: Shift) -> int:
    from samspill.foundation import clock
    from samspill.volunteering.queries.matching import who_fits

    return who_fits(shift, at=clock.now()).how_many_fit


def _bare() -> None:
    from django.db import connection

    from samspill.foundation.tenancy import entered_number

    with connection.cursor() as cursor:
        cursor.execute(
            "select v.person_id, v.wishes, v.areas, v.availability, p.languages, p.gender, p.birth_year, p.area_id"
            " from volunteering_volunteer v join people_person p on p.id = v.person_id where v.municipality_id = %s",
            [entered_number()],
        )
        cursor.fetchall()


def _volunteers() -> list[Person]:
    """People with wishes, times, languages and consents as they are in a town: many say little."""
    from samspill.foundation import clock
    from samspill.foundation.models import Area
    from samspill.people.models import Consent, ContactPoint, Person
    from samspill.volunteering.models import Volunteer

    at, chance = clock.now(), random.Random(5)
    areas = Area.objects.bulk_create(
        [Area(name=f"Bydel {n}", latitude=59.9 + n / 50, longitude=10.9 + n / 40) for n in range(8)]
    )
    persons = Person.objects.bulk_create(
        [
            Person(
                name=f"Frivillig {n}",
                birth_year=chance.randrange(1940, 2008),
                gender=chance.choice("fm"),
                languages=("nb", chance.choice(("en", "ar", "pl", "so"))),
                area=chance.choice(areas),
                came_through="web",
                created_at=at,
            )
            for n in range(VOLUNTEERS)
        ]
    )
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(person=person, kind=ContactPoint.Kind.PHONE, value=f"+474{n:07}", added_at=at)
            for n, person in enumerate(persons)
        ]
    )
    Consent.objects.bulk_create(
        [Consent(person=person, purpose="contact", given_at=at, source="web") for person in persons]
    )
    Volunteer.objects.bulk_create(
        [
            Volunteer(
                person=person,
                wishes=tuple(chance.sample(KINDS, chance.randrange(3))),
                areas=tuple(str(area.pk) for area in chance.sample(areas, chance.randrange(3))),
                availability=chance.choice((0, chance.getrandbits(28))),
                joined_at=at,
            )
            for person in persons
        ]
    )
    return persons


def _a_shift(persons: list[Person]) -> Shift:
    """An escort two days from now, with a recipient, a history of offers around it, and a pool to call."""
    from samspill.foundation import clock
    from samspill.foundation.models import Area
    from samspill.people.models import Unit
    from samspill.volunteering.models import Need, Offer, Pool, PoolMember, Recipient, Request, Shift

    at = clock.now()
    unit = Unit.objects.create(name="Frivilligsentralen")
    recipient = Recipient.objects.create(person=persons[0], unit=unit, since_at=at)
    request = Request.objects.create(
        unit=unit, recipient=recipient, caller_name="Sykepleier", channel="phone", received_at=at
    )
    facts = {
        "request": request,
        "unit": unit,
        "kind": "escort",
        "form": "once",
        "title": "Følge til legen",
        "made_at": at,
    }
    need = Need.objects.create(
        **facts, area=Area.objects.order_by("pk").first(), languages=("ar",), min_age=18
    )
    earlier = Need.objects.create(**facts)
    starts_at = clock.at_local(clock.today() + dt.timedelta(days=2), dt.time(10))
    hours = {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=2), "places": 1}
    before = Shift.objects.create(need=earlier, code=2, **hours)
    Offer.objects.bulk_create(
        [
            Offer(shift=before, person=person, channel="sms", asked_at=at - dt.timedelta(days=9))
            for person in persons[: VOLUNTEERS // 5]
        ]
    )
    shift = Shift.objects.create(need=need, code=1, **hours)
    pool = Pool.objects.create(name="Ring meg", made_at=at)
    PoolMember.objects.bulk_create(
        [PoolMember(pool=pool, person=person, joined_at=at) for person in persons[:: VOLUNTEERS // 400]]
    )
    return Shift.objects.select_related("need__request__recipient").get(pk=shift.pk)


if __name__ == "__main__":
    main()
