"""The flexible pool: "call me when you need somebody"."""

import pytest

from samspill.people.actions import HoldsNationalId, NameMissing, forget_person, merge_persons
from samspill.people.models import Unit
from samspill.volunteering.actions.pools import (
    PoolNameTaken,
    change_pool,
    close_pool,
    join_pool,
    leave_pool,
    make_pool,
)
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import PoolMember
from samspill.volunteering.queries.matching import who_fits
from samspill.volunteering.queries.pools import members_of, pools_for


@pytest.fixture
def pool(centre, ola, at):
    return make_pool("Ring meg", unit=centre, kinds=("visit",), by=ola, at=at)


def first(need, at):
    best = who_fits(need.shifts.get(), at=at).best(1)
    return best[0].name, best[0].fit.reasons[0]


def test_those_in_a_pool_for_it_stand_first_with_the_reason(pool, volunteer, phoned_in, ola, at):
    volunteer("Per Aune", wishes=("visit",))
    join_pool(pool, volunteer("Kari Berg"), channel="phone", by=ola, at=at)
    assert first(phoned_in(), at) == ("Kari Berg", ("in_pool", "Ring meg"))
    assert first(phoned_in(kind="walk"), at)[1].code != "in_pool"


def test_who_does_not_want_it_is_not_first_though_she_is_in_the_pool(pool, volunteer, phoned_in, ola, at):
    volunteer("Per Aune")
    join_pool(pool, volunteer("Kari Berg", unwanted=("visit",)), channel="phone", by=ola, at=at)
    assert first(phoned_in(), at)[0] == "Per Aune"


def test_a_pool_of_another_unit_counts_for_that_unit_and_one_that_is_shared_for_all(
    volunteer, phoned_in, ola, at
):
    volunteer("Per Aune", wishes=("visit",))
    kari, care = volunteer("Kari Berg"), Unit.objects.create(name="Helse")
    join_pool(make_pool("Helse", unit=care, by=ola, at=at), kari, channel="phone", by=ola, at=at)
    assert first(phoned_in(), at)[0] == "Per Aune"
    join_pool(make_pool("Alle", by=ola, at=at), kari, channel="phone", by=ola, at=at)
    assert first(phoned_in(), at) == ("Kari Berg", ("in_pool", "Alle"))


def test_who_leaves_or_whose_pool_is_closed_is_not_first_any_more(pool, volunteer, phoned_in, ola, at):
    volunteer("Per Aune", wishes=("visit",))
    kari = volunteer("Kari Berg")
    member = join_pool(pool, kari, channel="phone", by=ola, at=at)
    assert join_pool(pool, kari, channel="phone", by=ola, at=at) == member
    leave_pool(member, channel="sms", by=kari, at=at)
    assert first(phoned_in(), at)[0] == "Per Aune"
    join_pool(pool, kari, channel="phone", by=ola, at=at)
    close_pool(pool, by=ola, at=at)
    assert first(phoned_in(), at)[0] == "Per Aune"
    assert PoolMember.objects.filter(left_at__isnull=True).count() == 0


def test_a_name_is_needed_and_is_one_pools_alone(pool, ola, at):
    with pytest.raises(PoolNameTaken):
        make_pool("Ring meg", by=ola, at=at)
    other = make_pool("Andre", by=ola, at=at)
    with pytest.raises(PoolNameTaken):
        change_pool(other, name="Ring meg", kinds=(), words="", by=ola, at=at)
    for wrong, error in (
        ({"name": " "}, NameMissing),
        ({"name": "A", "kinds": ("flying",)}, UnknownCode),
        ({"name": "A", "words": "13097248022"}, HoldsNationalId),
    ):
        with pytest.raises(error):
            make_pool(**wrong, by=ola, at=at)


def test_two_who_are_one_are_in_the_pool_once_and_one_who_is_forgotten_is_not(
    pool, volunteer, ola, at, asker
):
    kari, double = volunteer("Kari Berg"), volunteer("Karin Berg")
    for person in (kari, double):
        join_pool(pool, person, channel="phone", by=ola, at=at)
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert [one.person for one in members_of(asker, pool)] == [kari]
    forget_person(kari, by=ola, at=at, channel="web")
    assert pools_for(asker).get().size == 0
