"""Groups are entered by hand, with a number or without; posts are given; closing rings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from samspill.foundation.clock import local_day
from samspill.foundation.search import matching
from samspill.foundation.tenancy import entered
from samspill.organisations import actions
from samspill.organisations.actions.finding import KIND
from samspill.organisations.models import Organisation, VoluntaryRow
from samspill.organisations.queries import desk
from samspill.organisations.rules.audiences import UnknownAudience
from samspill.organisations.signals import organisation_closed
from samspill.organisations.tests.register_files import number
from samspill.people.actions.forgetting import forget_person
from samspill.people.actions.merging import merge_persons
from samspill.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def koret(town: Any, at: Any) -> Organisation:
    """Koret, an informal group."""
    return actions.register_group("Koret", by="system", at=at, phone="412 34 567", categories=["1 100"])


def found(**options: Any) -> list[str]:
    return [row.name for row in desk.organisations_for(None, **options)]  # type: ignore[arg-type]


def test_a_group_without_a_number_is_entered(koret: Organisation) -> None:
    koret.refresh_from_db()
    assert (koret.number, koret.phone, koret.categories) == (None, "+4741234567", ("1100",))


def test_the_same_name_again_is_asked_about_and_may_be_insisted_on(koret: Organisation, at: Any) -> None:
    with pytest.raises(actions.OrganisationKnown) as refused:
        actions.register_group(" KORET ", by="system", at=at)
    assert refused.value.organisation == koret
    actions.register_group("Koret", by="system", at=at, also_if_same_name=True)
    assert Organisation.objects.count() == 2


def test_the_same_number_is_refused_but_the_neighbour_may_have_it(town: Any, neighbour: Any, at: Any) -> None:
    actions.register_group("Laget", by="system", at=at, number=number(1))
    with pytest.raises(actions.OrganisationKnown):
        actions.register_group("Et annet", by="system", at=at, number=number(1), also_if_same_name=True)
    with entered(neighbour):
        actions.register_group("Laget", by="system", at=at, number=number(1))


def test_one_entered_with_a_number_gets_its_categories_from_the_voluntary_register(
    town: Any, at: Any
) -> None:
    VoluntaryRow.objects.create(number=number(1), categories=("1200",))
    assert actions.register_group("Laget", by="system", at=at, number=number(1)).categories == ("1200",)


@pytest.mark.parametrize(
    "facts", [{"website": "javascript:alert(1)"}, {"email": "nei"}, {"phone": "12"}, {"number": "1"}]
)
def test_what_is_written_wrong_is_refused_and_nothing_saved(
    town: Any, at: Any, facts: dict[str, str]
) -> None:
    with pytest.raises(ValueError):
        actions.register_group("Koret", by="system", at=at, **facts)
    assert Organisation.objects.count() == 0


def test_a_group_that_stops_rings_and_one_with_a_number_waits_for_the_register(
    koret: Organisation, at: Any
) -> None:
    heard: list[Any] = []

    def hear(**facts: Any) -> None:
        heard.append(facts["organisation"])

    organisation_closed.connect(hear)
    try:
        actions.close_group(koret, by="system", at=at)
        actions.close_group(koret, by="system", at=at)
    finally:
        organisation_closed.disconnect(hear)
    assert heard == [koret]
    laget = actions.register_group("Laget", by="system", at=at, number=number(1))
    with pytest.raises(actions.RegisterDecides):
        actions.close_group(laget, by="system", at=at)


def test_a_post_is_given_once_and_laid_down(koret: Organisation, at: Any) -> None:
    kari = Person.objects.create(name="Kari", came_through="phone", created_at=at)
    post = actions.give_post(koret, kari, "leader", by="system", at=at, channel="web")
    assert actions.give_post(koret, kari, "leader", by="system", at=at, channel="web") == post
    actions.lay_down_post(post, by="system", at=at, channel="web")
    assert desk.posts_in(koret) == []
    assert desk.posts_in(koret, with_former=True) == [post]


def test_staff_find_by_number_by_part_of_the_name_by_category_and_by_lack_of_contact(
    koret: Organisation, at: Any
) -> None:
    laget = actions.register_group(
        "Åsen idrettslag", by="system", at=at, number=number(1), categories=["1200"]
    )
    kari = Person.objects.create(name="Kari", came_through="phone", created_at=at)
    actions.give_post(koret, kari, "leader", by="system", at=at, channel="web")
    assert found(words=number(1)) == found(words="åsen") == found(category="1200") == found(not_in_touch=True)
    assert found(words=number(1)) == [laget.name]
    assert sorted(found(category="1")) == ["Koret", "Åsen idrettslag"]


def test_the_neighbour_sees_nothing(koret: Organisation, neighbour: Any) -> None:
    with entered(neighbour):
        assert found() == []
        with pytest.raises(Organisation.DoesNotExist):
            desk.organisation_for(None, koret.pk)  # type: ignore[arg-type]


def test_an_organisation_is_found_by_whom_it_is_for_and_where_it_meets(koret: Organisation, at: Any) -> None:
    assert list(matching(KIND, "ungdom")) == []
    actions.change_organisation(
        koret, by="system", at=at, audiences=["adults", "youth", "adults"], place_text=" Kirka,  bak "
    )
    assert (koret.audiences, koret.place_text) == (("youth", "adults"), "Kirka, bak")
    for words in ("ungdom", "Kirka"):
        assert list(matching(KIND, words)) == [koret.pk]


def test_nobody_is_meant_by_a_code_that_is_not_ours(koret: Organisation, at: Any) -> None:
    with pytest.raises(UnknownAudience, match="dogs"):
        actions.change_organisation(koret, by="system", at=at, audiences=["youth", "dogs"])


def test_an_organisation_is_found_by_what_it_does_until_it_is_hidden(koret: Organisation, at: Any) -> None:
    assert list(matching(KIND, "kunst")) == [koret.pk]
    actions.hide_organisation(koret, True, by="system", at=at)
    assert list(matching(KIND, "kunst")) == []


def test_two_who_turn_out_to_be_one_hold_a_post_once(koret: Organisation, at: Any) -> None:
    kari, twin = (Person.objects.create(name="Kari", came_through="phone", created_at=at) for _ in range(2))
    later = at + dt.timedelta(days=9)
    actions.give_post(koret, twin, "leader", by="system", at=at, channel="web")
    actions.give_post(koret, kari, "leader", by="system", at=later, channel="web")
    merge_persons(kari, twin, by="system", at=later, channel="web")
    [post] = desk.posts_in(koret, with_former=True)
    assert (post.person, post.from_on) == (kari, local_day(at))


def test_one_who_is_forgotten_is_nobodys_contact(koret: Organisation, at: Any) -> None:
    kari = Person.objects.create(name="Kari", came_through="phone", created_at=at)
    actions.give_post(koret, kari, "leader", by="system", at=at, channel="web", is_published=True)
    forget_person(kari, by="system", at=at, channel="web")
    assert desk.posts_in(koret) == []
