"""Selections: volunteers by criteria in one query, shared in the unit, and nothing kept but the criteria."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import make_staff
from samspill.foundation.models import Area
from samspill.people.models import Person, Unit
from samspill.people.queries import asker_for
from samspill.volunteering.actions import let_volunteer_leave, note_qualification, pause_volunteer
from samspill.volunteering.actions.selections import SelectionNameTaken, remove_selection, save_selection
from samspill.volunteering.models import Assignment, Recipient, Selection
from samspill.volunteering.queries.selections import (
    people_fitting,
    people_in,
    selection_for,
    selections_for,
)
from samspill.volunteering.rules.selections import (
    Criteria,
    UnknownCriterion,
    kept_criteria,
    read_criteria,
)


@pytest.fixture
def found(asker, at):
    """The first names of those who fit."""

    def names(**criteria) -> list[str]:
        return [person.name.split()[0] for person in people_fitting(read_criteria(criteria), asker, at=at)]

    return names


@pytest.fixture
def some(volunteer, ola, centre, at):
    """Kari visits and has a boat; Ali speaks Somali and lives on Holmen; Eva has the course and can on Tuesdays."""
    area = Area.objects.create(name="Holmen")
    kari = volunteer("Kari Berg", wishes=("visit", "walk"), skills=("boat",), areas=(str(area.pk),))
    ali = volunteer(
        "Ali Hassan",
        wishes=("walk",),
        areas=("x",),
        person={"languages": ("so", "nb"), "area": area},
        channel="email",
    )
    eva = volunteer(
        "Eva Lund", wishes=("visit",), unwanted=("walk",), areas=("x",), availability=1 << 4, unit=centre
    )
    note_qualification(eva.volunteer, kind="course", held_from_on=at.date(), by=ola, at=at)
    return {"area": str(area.pk), "kari": kari, "ali": ali, "eva": eva}


def test_nothing_asked_for_is_every_volunteer_by_name_and_nobody_else(found, some, ola, centre, at):
    helped = Person.objects.create(name="Gunvor Lie", came_through="phone", created_at=at)
    Recipient.objects.create(person=helped, unit=centre, since_at=at)
    assert found() == ["Ali", "Eva", "Kari"]


def test_each_criterion_narrows(found, some, centre, at):
    assert found(wishes=["visit"]) == ["Eva", "Kari"]
    assert found(wishes=["walk"]) == ["Ali", "Kari"], "she who does not want it is left out"
    assert found(skills=["boat", "van"]) == ["Kari"]
    assert found(languages=["so"]) == ["Ali"]
    assert found(areas=[some["area"]]) == ["Ali", "Kari"], "who lives there, and who goes there"
    assert found(holds=["course"]) == ["Eva"]
    assert found(lacks=["course"]) == ["Ali", "Kari"]
    assert found(units=[str(centre.pk)]) == ["Eva"]
    assert found(channels=["email"]) == ["Ali"]
    assert found(can=["tu-morning"]) == ["Ali", "Eva", "Kari"], "nothing told excludes nothing"
    assert found(can=["we-morning"]) == ["Ali", "Kari"]
    assert found(wishes=["visit"], holds=["course"], can=["we-morning"]) == []


def test_what_ran_out_does_not_count_as_held(found, some, ola, at):
    kari = some["kari"].volunteer
    yesterday = at.date() - dt.timedelta(days=1)
    note_qualification(
        kari, kind="first_aid", held_from_on=yesterday, valid_until_on=yesterday, by=ola, at=at
    )
    assert found(holds=["first_aid"]) == []
    assert "Kari" in found(lacks=["first_aid"])


def test_who_helped_lately_and_who_has_not(found, some, phoned_in, at):
    shift = phoned_in().shifts.get()
    Assignment.objects.create(shift=shift, person=some["kari"], seat=1, made_at=at, channel="sms")
    assert found(activity="active_90") == ["Kari"]
    assert found(activity="idle_180") == ["Ali", "Eva"]
    assert found(activity="never") == ["Ali", "Eva"]


def test_those_having_a_break_are_left_out_unless_asked_for_and_those_who_left_always(found, some, ola, at):
    pause_volunteer(some["kari"].volunteer, by=ola, at=at, channel="web")
    let_volunteer_leave(some["ali"].volunteer, by=ola, at=at, channel="web")
    assert found() == ["Eva"]
    assert found(with_paused=True) == ["Eva", "Kari"]


def test_a_selection_is_one_query_however_much_it_asks_for(some, asker, at, django_assert_num_queries):
    criteria = Criteria(
        wishes=("visit",), skills=("boat",), areas=(some["area"],), languages=("nb",), holds=("course",),
        lacks=("first_aid",), can=("tu-morning",), activity="idle_180",
    )  # fmt: skip
    with django_assert_num_queries(1):
        list(people_fitting(criteria, asker, at=at))


def test_it_is_kept_as_criteria_and_finds_who_fits_then(volunteer, some, asker, ola, centre, at):
    kept = save_selection("Besøk", Criteria(wishes=("visit",)), unit=centre, by=ola, at=at)
    assert kept.criteria == {"wishes": ["visit"]}
    volunteer("Nils Nyness", wishes=("visit",))
    assert [person.name for person in people_in(kept, asker, at=at)] == [
        "Eva Lund",
        "Kari Berg",
        "Nils Nyness",
    ]


def test_the_unit_shares_it_and_other_units_do_not_know_it(ola, centre, at, asker):
    kept = save_selection("Besøk", Criteria(), unit=centre, by=ola, at=at)
    mona = asker_for(make_staff("Mona Vik", centre, "substitute", at=at), on=at.date())
    nina = make_staff("Nina Nes", Unit.objects.create(name="Hjemmetjenesten"), "coordinator", at=at)
    assert list(selections_for(mona)) == [kept]
    with pytest.raises(Selection.DoesNotExist):
        selection_for(asker_for(nina, on=at.date()), kept.pk)


def test_a_name_is_used_once_in_a_unit_until_it_is_put_away(ola, centre, at):
    kept = save_selection("Besøk", Criteria(), unit=centre, by=ola, at=at)
    with pytest.raises(SelectionNameTaken):
        save_selection("Besøk", Criteria(), unit=centre, by=ola, at=at)
    save_selection("Besøk", Criteria(wishes=("walk",)), unit=centre, by=ola, at=at, selection=kept)
    remove_selection(kept, by=ola, at=at)
    assert save_selection("Besøk", Criteria(), unit=centre, by=ola, at=at).pk != kept.pk


def test_criteria_come_back_as_they_were_kept():
    criteria = Criteria(wishes=("visit",), can=("tu-morning",), activity="never", with_paused=True)
    assert read_criteria(kept_criteria(criteria)) == criteria
    assert Criteria().is_everybody and not criteria.is_everybody


@pytest.mark.parametrize(
    "kept",
    [
        {"wishes": ["flying"]},
        {"areas": ["not a key"]},
        {"can": ["tu-night"]},
        {"activity": "active_1"},
        {"sql": ["1"]},
        {"wishes": "visit"},
        {"languages": ["<script>"]},
    ],
)
def test_what_nobody_has_heard_of_is_refused(kept):
    with pytest.raises(UnknownCriterion):
        read_criteria(kept)


def test_the_neighbours_staff_find_nobody_of_ours(some, neighbour, at):
    from samspill.foundation.tenancy import entered

    with entered(neighbour):
        unit = Unit.objects.create(name="Sentralen")
        nils = asker_for(make_staff("Nils Nabo", unit, "leader", at=at), on=at.date())
        assert list(people_fitting(Criteria(), nils, at=at)) == []
