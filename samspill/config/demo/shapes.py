"""What comes back in Lillevik: homework help with two roles, a choir that takes a night, a pool, and two who change."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspill.activities.models import SchoolHoliday
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions.posts import give_post
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions import Asked, answer_offer, publish_need, register_request, send_wave
from samspill.volunteering.actions.groups import book_group
from samspill.volunteering.actions.pools import join_pool, make_pool
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.actions.swaps import answer_swap, ask_to_swap, wish_swap
from samspill.volunteering.actions.times import take_times
from samspill.volunteering.models import Assignment, Need, Offer, Shift
from samspill.volunteering.queries.matching import who_fits

CHOIR = "Lillevik blandakor"
CALLED = ("Leif Strand", "Bjørn Rustad", "Solveig Haugen", "Turid Moen")
#: When Lillevik's schools are closed: name, and first and last day as (month, day).
HOLIDAYS = (
    ("Vinterferie", (2, 15), (2, 21)),
    ("Sommerferie", (6, 19), (8, 17)),
    ("Høstferie", (10, 4), (10, 10)),
    ("Juleferie", (12, 21), (12, 31)),
)


def set_up_the_rotas(units: dict[str, Unit], staff: dict[str, StaffMember], *, at: dt.datetime) -> None:
    """Homework help on Tuesdays, a community night once, the pool, and a swap that waits for a blessing."""
    by = staff["Ola Brekke"]
    _close_the_schools(at)
    homework = _homework_help(units["centre"], by, at)
    _fill_it(homework, by, at)
    _community_night(units["centre"], by, at)
    _fill_the_pool(units["centre"], by, at)


def _close_the_schools(at: dt.datetime) -> None:
    year = clock.local_day(at).year
    for each in (year, year + 1):
        for name, first, last in HOLIDAYS:
            days: dict[str, Any] = {"first_on": dt.date(each, *first), "last_on": dt.date(each, *last)}
            SchoolHoliday.objects.get_or_create(name=name, **days)


def _homework_help(unit: Unit, by: StaffMember, at: dt.datetime) -> Need:
    pattern = Pattern(
        kind="weekly", starts_on=clock.local_day(at) - dt.timedelta(days=14), starts_time=dt.time(17), minutes=120,
        weekdays=("tu",), skips_public_holidays=True, skips_school_holidays=True,
    )  # fmt: skip
    roles = (RoleAsked("leder", 1, 1), RoleAsked("hjelper", 3, 2, 2))
    text = "Vi hjelper elever fra 5. til 10. trinn. Du trenger ikke være lærer. Vi har saft og boller."
    need = _write(
        "Leksehjelp på biblioteket",
        "homework",
        text,
        "Berit Hval",
        "Lillevik bibliotek",
        pattern,
        roles,
        unit,
        by,
        at,
    )
    publish_need(need, by=by, at=at)
    return need


def _fill_it(need: Need, by: StaffMember, at: dt.datetime) -> None:
    """Hanna leads and Jonas helps for four weeks; more than there is room for say yes to the next time."""
    hanna, jonas, sindre = (_person(name) for name in ("Hanna Lien", "Jonas Bakke", "Sindre Holm"))
    leads, helps = _times(need, "leder", at), _times(need, "hjelper", at)
    take_times(hanna, [shift.pk for shift in leads[:4]], channel="phone", by=by, at=at)
    take_times(jonas, [shift.pk for shift in helps[:4]], channel="phone", by=by, at=at)
    take_times(sindre, [helps[1].pk, helps[2].pk], channel="phone", by=by, at=at)
    _ask_and_let_them_say_yes(helps[0], 4, by, at)
    _wish_to_change(helps[3], jonas, sindre, by, at)


def _ask_and_let_them_say_yes(shift: Shift, number: int, by: StaffMember, at: dt.datetime) -> None:
    best = [one.person_id for one in who_fits(shift, at=at).best(number)]
    if best:
        send_wave(shift.pk, best, by=by, at=at)
    for offer in Offer.objects.filter(shift=shift).select_related("person").order_by("pk"):
        answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at)


def _wish_to_change(shift: Shift, giver: Person, taker: Person, by: StaffMember, at: dt.datetime) -> None:
    mine = Assignment.objects.get(shift=shift, person=giver, released_at__isnull=True)
    swap = wish_swap(mine.pk, channel="sms", by=giver, at=at)
    ask_to_swap(swap.pk, taker, by=by, at=at)
    answer_swap(swap.pk, True, channel="sms", by=taker, at=at)


def _community_night(unit: Unit, by: StaffMember, at: dt.datetime) -> None:
    """Once, with a cook and six to serve; the choir serves with five, and the square looks for the others."""
    day = clock.local_day(at) + dt.timedelta(days=12)
    pattern = Pattern(kind="once", starts_on=day, starts_time=dt.time(18), minutes=180)
    roles = (RoleAsked("kokk", 1, 1, 0), RoleAsked("servering", 6, 4, 1))
    text = "Middag for alle på Samfunnshuset. Vi lager maten sammen fra klokka seks."
    need = _write(
        "Folkemiddag", "kitchen", text, "Ola Brekke", "Frivilligsentralen", pattern, roles, unit, by, at
    )
    publish_need(need, by=by, at=at)
    choir = Organisation.objects.get(name=CHOIR)
    contact = find_or_add_person("Dagny Solli", ["+4740000951"], by=by, at=at, channel="phone")
    give_post(choir, contact, "leader", by=by, at=at, channel="phone")
    [serves] = _times(need, "servering", at)
    book_group(serves.pk, choir, 5, contact=contact, channel="phone", by=by, at=at)


def _fill_the_pool(unit: Unit, by: StaffMember, at: dt.datetime) -> None:
    words = "Vi ringer når noen trenger hjelp samme dag. Du sier ja eller nei fra gang til gang."
    pool = make_pool("Ring meg på kort varsel", unit=unit, kinds=(), words=words, by=by, at=at)
    for name in CALLED:
        join_pool(pool, _person(name), channel="phone", by=by, at=at)


def _write(
    title: str,
    kind: str,
    text: str,
    caller: str,
    place: str,
    pattern: Pattern,
    roles: tuple[RoleAsked, ...],
    unit: Unit,
    by: StaffMember,
    at: dt.datetime,
) -> Need:
    asked = Asked(
        caller_name=caller, on_behalf_of=place, kind=kind, title=title, public_text=text, starts_at=at, ends_at=at,
        area=Area.objects.get(name="Sentrum").pk, private_address="Torggata 4", pattern=pattern, roles=roles,
    )  # fmt: skip
    return register_request(asked, unit=unit, by=by, at=at)


def _times(need: Need, role: str, at: dt.datetime) -> list[Shift]:
    rows = Shift.objects.filter(need=need, role__title=role, starts_at__gt=at)
    return list(rows.select_related("need__request__recipient", "role").order_by("starts_at"))


def _person(name: str) -> Person:
    return Person.objects.get(name=name)
