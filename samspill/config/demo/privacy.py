"""What waits of people's rights in Lillevik, and a year that has happened, so that there are figures to look at."""

from __future__ import annotations

import datetime as dt
import random
import uuid

from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.people.actions import find_or_add_person, hold_person, make_claim
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions import Asked, register_request
from samspill.volunteering.actions.restricting import restrict
from samspill.volunteering.models import Assignment, Offer, Shift

#: How many tasks each month of the last year had, the latest month first.
MONTHS = (9, 14, 12, 11, 4, 8, 13, 12, 10, 11, 9, 7)
KINDS = ("visit", "walk", "escort", "shopping", "tech", "homework")
#: The share of tasks somebody came to.
COVERED = 0.86
HELPED = (
    "Borghild Nes", "Arne Tveit", "Signe Haug", "Odd Rustad", "Magnhild Bø", "Reidar Sande", "Synnøve Krog", "Alf Moe",
    "Gudrun Vold", "Torleif Aas", "Ruth Engen", "Oddny Myhre", "Kåre Skog",
)  # fmt: skip
TITLES = {
    "visit": "En prat og en kopp kaffe",
    "walk": "Gå en tur sammen",
    "escort": "Følge til en avtale",
    "shopping": "Hjelp med handling",
    "tech": "Hjelp med mobilen",
    "homework": "Leksehjelp",
}


def use_their_rights(people: dict[str, Person], leader: StaffMember, *, at: dt.datetime) -> None:
    """One wants a correction, one to be forgotten, one to be left alone, and one is kept for a complaint."""
    words = "Jeg bor i Nordsida nå, ikke i sentrum."
    people_in_order = list(people.values())
    make_claim(people_in_order[-1], "correction", words, by=people_in_order[-1], at=at, channel="web")
    leaving = _contact("Torunn Hagen", "+4740000981", at - dt.timedelta(days=400))
    make_claim(leaving, "erasure", "", by=leader, at=at - dt.timedelta(days=25), channel="phone")
    restrict(
        _contact("Eivind Moe", "+4740000982", at - dt.timedelta(days=200)), reason="disputed", by=leader,
        at=at - dt.timedelta(days=3), channel="letter",
    )  # fmt: skip
    silent = _contact("Ragna Lien", "+4740000983", at - dt.timedelta(days=715))
    until_on = (at + dt.timedelta(days=120)).date()
    hold_person(silent, reason="Klagen på avslaget er ikke avgjort", until_on=until_on, by=leader, at=at)
    _contact("Olaug Fjeld", "+4740000984", at - dt.timedelta(days=718))


def fill_the_past_year(people: dict[str, Person], unit: Unit, by: StaffMember, *, at: dt.datetime) -> None:
    """Tasks of the last twelve months, most of them covered. The same each time the town is built."""
    areas, volunteers = list(Area.objects.order_by("name")), list(people.values())
    chance, known = random.Random(9901), dict[int, uuid.UUID]()
    for months_ago, tasks in enumerate(MONTHS):
        for nth in range(tasks):
            day = clock.local_day(at) - dt.timedelta(days=30 * months_ago + 3 + 26 * nth // tasks)
            starts = clock.at_local(day, dt.time(chance.randrange(9, 19), chance.choice((0, 30))))
            _happened(starts, chance, areas, volunteers, known, unit, by)


def _contact(name: str, phone: str, since: dt.datetime) -> Person:
    return find_or_add_person(name, [phone], by="system", at=since, channel="phone")


def _happened(
    starts: dt.datetime,
    chance: random.Random,
    areas: list[Area],
    volunteers: list[Person],
    known: dict[int, uuid.UUID],
    unit: Unit,
    by: StaffMember,
) -> None:
    kind, who = chance.choice(KINDS), chance.randrange(len(HELPED))
    asked_at = starts - dt.timedelta(days=2)
    minutes = chance.choice((60, 90, 120))
    need = register_request(
        Asked(
            caller_name="Nordsida omsorgssenter", recipient_name=HELPED[who],
            recipient=known.get(who), kind=kind, title=TITLES[kind], area=areas[who % len(areas)].pk,
            starts_at=starts, ends_at=starts + dt.timedelta(minutes=minutes),
        ),
        unit=unit, by=by, at=asked_at,
    )  # fmt: skip
    if need.request.recipient_id:
        known[who] = need.request.recipient_id
    if chance.random() < COVERED:
        _came(need.shifts.get(), chance.choice(volunteers), chance, asked_at)


def _came(shift: Shift, person: Person, chance: random.Random, asked_at: dt.datetime) -> None:
    """Asked and answered long ago: the rows alone, for no phone of today should ring."""
    answered_at = asked_at + dt.timedelta(minutes=chance.randrange(5, 240))
    channel = chance.choice(("sms", "sms", "sms", "sms", "phone", "email"))
    offer = Offer.objects.create(
        shift=shift, person=person, channel="email" if channel == "email" else "sms", asked_at=asked_at,
        answer="yes", answered_at=answered_at, answer_channel=channel,
    )  # fmt: skip
    Assignment.objects.create(
        shift=shift, person=person, offer=offer, seat=1, made_at=answered_at, channel=channel,
        details_told_at=answered_at, reminded_at=answered_at,
    )  # fmt: skip
