"""Everybody judged against many shifts at once is everybody judged against each of them."""

import datetime as dt
import random
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.foundation.models import Area
from samspill.messaging.actions import opt_out
from samspill.people.actions import withdraw_consent
from samspill.people.models import ContactPoint
from samspill.volunteering import actions
from samspill.volunteering.actions.pools import join_pool, make_pool
from samspill.volunteering.actions.requests import copy_rota
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.models import Offer, Shift
from samspill.volunteering.queries.crowd import Crowd
from samspill.volunteering.queries.matching import who_fits
from samspill.volunteering.rules.availability import from_codes

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
KINDS = ("visit", "walk", "escort")


def shifts_of(needs) -> list[Shift]:
    rows = Shift.objects.filter(need__in=needs).select_related("need__request__recipient__person", "role")
    return list(rows.order_by("starts_at", "pk"))


@pytest.fixture
def busy_town(volunteer, phoned_in, ask, ola, at):
    """Forty volunteers of all sorts and twelve shifts of all sorts, some asked about and some answered."""
    chance = random.Random(7)
    areas = [Area.objects.create(name=f"Del {n}", latitude=60 + n / 50, longitude=10.5) for n in range(3)]
    people = [
        volunteer(
            f"Frivillig{n} Nord",
            person={
                "gender": chance.choice("fm"),
                "birth_year": chance.choice((None, 1960, 2009)),
                "languages": ("nb", chance.choice(("ar", "so"))),
                "area": chance.choice(areas),
            },
            wishes=tuple(chance.sample(KINDS, chance.randrange(3))),
            areas=tuple(str(area.pk) for area in chance.sample(areas, chance.randrange(2))),
            availability=chance.choice((0, 0, from_codes(["fr-morning"]), chance.getrandbits(28))),
        )
        for n in range(40)
    ]
    day = at + dt.timedelta(days=3)
    needs = [
        phoned_in(
            kind=KINDS[n % 3],
            recipient_name="Gunvor Lie" if n % 2 else f"Mottaker{n} Sør",
            recipient_phone="73 00 11 33" if n % 2 else "",
            starts_at=day + dt.timedelta(hours=n % 5, minutes=30 * (n % 2)),
            ends_at=day + dt.timedelta(hours=n % 5 + 2) + dt.timedelta(days=3 * (n % 4 == 3)),
            is_window=n % 4 == 3,
            minutes=60 if n % 4 == 3 else None,
            area=areas[n % 3].pk,
            languages=("ar",) if n % 3 == 0 else (),
            gender="f" if n % 5 == 0 else "",
            min_age=18 if n % 4 == 1 else None,
            demands=("course",) if n % 4 == 2 else (),
        )
        for n in range(12)
    ]
    for n, person in enumerate(people[:12]):
        facts = {"held_from_on": at.date(), "valid_until_on": day.date() if n % 3 else None}
        actions.note_qualification(person.volunteer, kind="course", by=ola, at=at, **facts)
    for person in people[12:15]:
        away = {"from_on": day.date(), "until_on": day.date() + dt.timedelta(days=9)}
        actions.note_absence(person.volunteer, by=ola, at=at, channel="phone", **away)
    actions.pause_volunteer(people[15].volunteer, by=ola, at=at, channel="phone")
    opt_out("sms", people[16].contact_points.get().value, source="phone", at=at)
    ContactPoint.objects.filter(person=people[17]).update(unusable_at=at)
    withdraw_consent(people[18], "phone", by=ola, at=at)
    _some_are_asked_and_some_answer(needs, ask, ola, at)
    return needs


def _some_are_asked_and_some_answer(needs, ask, ola, at):
    for need in needs[:5]:
        best = [one.person_id for one in who_fits(shifts_of([need])[0], at=at).best(4)]
        actions.send_wave(need.shifts.get().pk, best, by=ola, at=at)
        first, second = Offer.objects.filter(shift__need=need).order_by("pk")[:2]
        actions.answer_offer(first.pk, "yes", channel="phone", by=ola, at=at)
        actions.answer_offer(second.pk, "no", channel="phone", by=ola, at=at)


@pytest.fixture
def term(volunteer, rota, weekly, phoned_in, put, ola, at):
    """Homework help that has begun, its copy for next term, and a visit some time these days; a pool, an absence, one
    who came, one who is asked about one time only, and two reserves.
    """
    people = [volunteer(f"Frivillig{n} Vest") for n in range(12)]
    evening = rota(RoleAsked("Vert", places=1, reserves=2), RoleAsked("Lærer", places=2, minimum=2))
    first, second = (slot for slot in evening.shifts.filter(role__title="Vert").order_by("starts_at")[:2])
    for offer in put(first, *people[:3]):
        actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    put(second, people[3], people[4])
    [no] = Offer.objects.filter(shift=second, person=people[4])
    actions.answer_offer(no.pk, "no", channel="phone", by=ola, at=at)
    autumn = copy_rota(evening, weekly(starts_on=at.date() + 7 * DAY), by=ola, at=at, asks_former_first=True)
    for name, kinds, members in (("Lekser", ("homework",), people[4:7]), ("Alt", (), people[6:9])):
        pool = make_pool(name, kinds=kinds, by=ola, at=at)
        for person in members:
            join_pool(pool, person, channel="phone", by=ola, at=at)
    visit = phoned_in(kind="visit", starts_at=at + HOUR, ends_at=at + 9 * DAY, is_window=True, minutes=60)
    away = {"from_on": at.date() + 7 * DAY, "until_on": at.date() + 12 * DAY}
    actions.note_absence(people[9].volunteer, by=ola, at=at, channel="phone", **away)
    return [evening, autumn, visit]


def test_so_it_is_for_rotas_that_have_begun_for_those_who_stand_first_and_for_what_is_left_of_a_window(
    term, at
):
    later_on = at + 7 * DAY + HOUR
    seen = is_judged_alike([shift for shift in shifts_of(term) if shift.ends_at > later_on][:9], later_on)
    assert seen >= {"in_pool", "came_last_term", "helped_before", "asked", "declined", "absent"}


def test_each_shift_has_the_same_people_in_the_same_order_for_the_same_reasons(busy_town, at):
    seen = is_judged_alike(shifts_of(busy_town), at)
    assert seen >= {"asked", "declined", "booked", "busy", "absent", "paused", "opted_out", "unreachable"}
    assert seen >= {"no_consent", "missing", "gender", "not_available", "too_young", "age_untold"}


def is_judged_alike(shifts, at) -> set[str]:
    """Asserts that all these shifts are judged as each is by itself; gives the codes that were met."""
    crowd = Crowd(shifts, at=at)
    seen = set()
    for shift in shifts:
        judge = crowd.judge(shift)
        plain = who_fits(shift, at=at)
        fitting = judge.best(crowd.fitting(judge))
        assert [(uuid.UUID(one.person), judge.reasons(one)) for one in fitting] == [
            (one.person_id, one.fit.reasons) for one in plain.best()
        ]
        walls = {one.person_id: one.fit.walls for one in plain.nearly()}
        assert {
            uuid.UUID(one.person): judge.walls(one) for one in crowd.candidates if judge.walls(one)
        } == walls
        seen |= {mark.code for marks in walls.values() for mark in marks}
        seen |= {mark.code for one in fitting for mark in judge.reasons(one)}
    return seen


def test_as_many_queries_for_twelve_shifts_as_for_one(busy_town, at):
    shifts = shifts_of(busy_town)

    def judged(some) -> int:
        with CaptureQueriesContext(connection) as seen:
            crowd = Crowd(some, at=at)
            for shift in some:
                crowd.fitting(crowd.judge(shift))
        return len(seen)

    demanding = [shift for shift in shifts if shift.need.demands]
    assert judged(shifts) == judged(demanding[:1]) <= 20


def test_what_is_missing_is_counted_without_those_who_cannot_be_asked_at_all(busy_town, at):
    [demanding] = [shift for shift in shifts_of(busy_town) if shift.need.demands][:1]
    crowd = Crowd([demanding], at=at)
    lacking = crowd.lacking(crowd.judge(demanding))
    assert lacking["missing:course"] > 5
    assert not {"opted_out", "unreachable", "no_consent"} & set(lacking)
