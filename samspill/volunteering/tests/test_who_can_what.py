"""The crisis cell's search: across units, by what people can, say, speak and hold, and how near they are."""

import datetime as dt

import pytest

from conftest import make_staff
from samspill.foundation.models import Area
from samspill.people.models import Unit
from samspill.people.queries import asker_for
from samspill.volunteering.actions import note_absence, note_qualification, pause_volunteer
from samspill.volunteering.models import Volunteer
from samspill.volunteering.queries.crisis import NotInTheCell, needed_across_units, who_can
from samspill.volunteering.rules.availability import from_codes
from samspill.volunteering.rules.crisis import Criteria, NotAPoint, read_point


@pytest.fixture
def cell(town, at):
    """Nora of the crisis cell, who belongs to a unit of her own."""
    unit = Unit.objects.create(name="Beredskap")
    return asker_for(make_staff("Nora Dal", unit, "crisis", at=at), on=at.date())


@pytest.fixture
def places(town):
    """The harbour, a village 5 km north of it, one 30 km north, and one that nobody has put on the map."""
    at_degrees = {
        "Havna": (65.0, 6.0),
        "Nordbygda": (65.045, 6.0),
        "Fjellet": (65.27, 6.0),
        "Ukjent": (None, None),
    }
    return {
        name: Area.objects.create(name=name, latitude=n, longitude=e) for name, (n, e) in at_degrees.items()
    }


def names(asker, at, **criteria):
    return [one.name for one in who_can(asker, Criteria(**criteria), at=at).found]


def test_those_with_a_boat_licence_within_ten_kilometres_are_found_nearest_first(cell, volunteer, places, at):
    for name, area in (
        ("Ali Nord", "Nordbygda"),
        ("Kari Havn", "Havna"),
        ("Per Fjell", "Fjellet"),
        ("Siv Ukjent", "Ukjent"),
    ):
        volunteer(name, skills=("boat_licence",), person={"area": places[area]})
    volunteer("Mons Uten", person={"area": places["Havna"]})
    wanted = {"skills": ("boat_licence",), "area": str(places["Havna"].pk)}
    assert names(cell, at, **wanted, within_km=10.0) == ["Kari Havn", "Ali Nord"]
    assert names(cell, at, **wanted, within_km=10.0, unknown_too=True) == [
        "Kari Havn",
        "Ali Nord",
        "Siv Ukjent",
    ]
    ability = who_can(cell, Criteria(**wanted), at=at)
    assert [one.km for one in ability.found] == [0.0, 5.0, 30.0, None]
    assert ability.without_place == 1


def test_distance_is_counted_from_any_point_on_the_map(cell, volunteer, places, at):
    volunteer("Ali Nord", person={"area": places["Nordbygda"]})
    volunteer("Kari Havn", person={"area": places["Havna"]})
    assert names(cell, at, point=read_point("65.046, 6.0"), within_km=2.0) == ["Ali Nord"]


def test_a_postcode_is_where_its_neighbours_live(cell, volunteer, places, at):
    volunteer("Ali Nord", person={"area": places["Nordbygda"], "postcode": "9991"})
    volunteer("Berit Nabo", person={"postcode": "9991"})
    here = {"area": str(places["Havna"].pk), "within_km": 10.0}
    assert sorted(names(cell, at, **here)) == ["Ali Nord", "Berit Nabo"]


def test_languages_own_words_and_papers_all_count(cell, volunteer, ola, at):
    yonas = volunteer(
        "Yonas Tekle", person={"languages": ("ti", "nb")}, skill_words="Har kjørt AMBULANSE i Åsmarka"
    )
    volunteer("Amina Ali", person={"languages": ("so",)}, skill_words="Kan sy")
    note_qualification(
        Volunteer.objects.get(person=yonas), kind="first_aid", held_from_on=at.date(), by=ola, at=at
    )
    assert names(cell, at, languages=("ti",)) == ["Yonas Tekle"]
    assert names(cell, at, words="ambulanse åsmarka") == ["Yonas Tekle"]
    assert names(cell, at, words="asmarka") == ["Yonas Tekle"]
    assert names(cell, at, holds=("first_aid",)) == ["Yonas Tekle"]
    assert names(cell, at, holds=("first_aid",), languages=("so",)) == []


def test_a_paper_that_has_run_out_does_not_count(cell, volunteer, ola, at):
    kari = Volunteer.objects.get(person=volunteer("Kari Berg"))
    yesterday = at.date() - dt.timedelta(days=1)
    note_qualification(
        kari, kind="first_aid", held_from_on=yesterday, valid_until_on=yesterday, by=ola, at=at
    )
    assert names(cell, at, holds=("first_aid",)) == []


def test_who_is_free_now_is_neither_away_nor_paused_nor_at_work_nor_promised_elsewhere(
    cell, volunteer, phoned_in, ask, texts, ola, at
):
    today = at.date()
    away, paused, evenings, booked = (
        volunteer(f"{name} Nord") for name in ("Away", "Paused", "Evenings", "Booked")
    )
    volunteer("Free Nord")
    note_absence(
        Volunteer.objects.get(person=away), from_on=today, until_on=today, by=ola, at=at, channel="web"
    )
    pause_volunteer(Volunteer.objects.get(person=paused), by=ola, at=at, channel="web")
    Volunteer.objects.filter(person=evenings).update(availability=from_codes(["tu-evening"]))
    ask(phoned_in(starts_at=at + dt.timedelta(hours=2)), booked)
    texts(booked, "JA")
    assert names(cell, at, is_free=True) == ["Free Nord"]
    found = {one.name: one.is_free for one in who_can(cell, Criteria(), at=at).found}
    assert len(found) == 5 and found["Free Nord"] and not found["Away Nord"]


def test_only_the_cell_and_leaders_look_across_units(asker, centre, at):
    with pytest.raises(NotInTheCell):
        who_can(asker, Criteria(), at=at)
    with pytest.raises(NotInTheCell):
        needed_across_units(asker, at=at)
    leader = asker_for(make_staff("Lise Lund", centre, "leader", at=at), on=at.date())
    assert who_can(leader, Criteria(), at=at).found == []


def test_the_cell_sees_what_other_units_need_and_never_whom_it_is_for(cell, phoned_in, at):
    phoned_in(title="Handle for Gunvor Lie", recipient_name="Gunvor Lie")
    [needed] = needed_across_units(cell, at=at)
    assert (needed.title, needed.unit, needed.left) == ("Et besøk", "Frivilligsentralen", 1)
    assert "Gunvor" not in str(needed) and "Strandveien" not in str(needed)


def test_as_many_queries_for_many_as_for_few(cell, volunteer, places, at, django_assert_num_queries):
    criteria = Criteria(holds=("first_aid",), area=str(places["Havna"].pk), within_km=10.0)
    for number in range(3):
        with django_assert_num_queries(6):
            who_can(cell, criteria, at=at)
        volunteer(f"Person{number} Nord", person={"area": places["Havna"]})


@pytest.mark.parametrize(
    ("text", "point"), [("", None), ("63.43, 10.39", (63.43, 10.39)), ("63,43; 10,39", (63.43, 10.39))]
)
def test_a_point_is_read_as_a_map_gives_it(text, point):
    assert read_point(text) == point


@pytest.mark.parametrize("text", ["havna", "63.43", "163.43, 10.39", "1,2,3,4"])
def test_what_is_no_point_is_refused(text):
    with pytest.raises(NotAPoint):
        read_point(text)
