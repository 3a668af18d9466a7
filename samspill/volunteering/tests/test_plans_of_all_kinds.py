"""What a plan makes of pools, of the least a time takes place with, and of places an association has taken."""

import datetime as dt

from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.volunteering.actions.groups import book_group
from samspill.volunteering.actions.pools import join_pool, make_pool
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.queries.plans import shifts_of, with_choices
from samspill.volunteering.queries.tasks import title_of

DAY = dt.timedelta(days=1)


def test_who_said_call_me_comes_before_one_who_wishes_it(volunteer, phoned_in, plan_week, ola, at):
    volunteer("Kari Berg", wishes=("visit",))
    per = volunteer("Per Lund")
    join_pool(make_pool("Ring meg", kinds=("visit",), by=ola, at=at), per, channel="phone", by=ola, at=at)
    phoned_in(kind="visit", starts_at=at + 3 * DAY)
    [choice] = plan_week().choices.all()
    assert choice.person == per
    assert choice.reasons[0] == ["in_pool", "Ring meg"]


def test_the_least_a_time_takes_place_with_comes_before_a_second_elsewhere(
    volunteer, rota, phoned_in, plan_week, at
):
    for name in ("Kari Berg", "Per Lund", "Siv Dal"):
        volunteer(name, wishes=("visit",))
    rota(RoleAsked(places=2, minimum=2))
    phoned_in(kind="visit", starts_at=at + 3 * DAY, places=2)
    plan = plan_week(most_each=1, until_on=at.date() + 6 * DAY)
    chosen = [
        (one.row.shift.need.kind, len(one.choices)) for one in with_choices(plan, shifts_of(plan), at=at)
    ]
    assert sorted(chosen) == [("homework", 2), ("visit", 1)]


def test_places_an_association_has_taken_are_taken_and_roles_are_told_apart(
    volunteer, rota, plan_week, ola, at
):
    volunteer("Kari Berg")
    evening = rota(RoleAsked("Vert", places=3), RoleAsked("Lærer", places=1))
    plan = plan_week(until_on=at.date() + 6 * DAY)
    hosts = evening.shifts.filter(role__title="Vert").order_by("starts_at")[0]
    choir = Organisation.objects.create(name="Fjordkoret", came_from="desk", created_at=at)
    dagny = find_or_add_person("Dagny Dirigent", ["92 00 00 01"], by=ola, at=at, channel="phone")
    book_group(hosts.pk, choir, 2, contact=dagny, channel="phone", by=ola, at=at)
    rows = list(shifts_of(plan))
    assert {title_of(row.shift): row.taken for row in rows} == {
        "Leksehjelp (Vert)": 2,
        "Leksehjelp (Lærer)": 0,
    }
